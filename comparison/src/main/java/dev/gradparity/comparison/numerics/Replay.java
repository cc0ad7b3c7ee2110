package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.TensorName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Each operation of a case done again from the inputs that one subject observed, taken as exact:
 * what the subject should have got there, whatever went wrong before. Inputs that it did not
 * observe are computed from the nearest that it did, and their bounds come along.
 *
 * <p>A gradient's operations are z from the activation below, the activation from z, the loss from
 * the last activation, and every derivative from the one above it. A training's are whole steps,
 * from the parameters observed after the step before.
 */
public final class Replay {

  private final Map<TensorName, Bounded> tensors;

  private Replay(Map<TensorName, Bounded> tensors) {
    this.tensors = tensors;
  }

  /** Replays a case along this observation. */
  public static Replay of(Case task, Observation observation) {
    return new Replay(tensors(task, observed(observation)));
  }

  /** What the subject should have got for this tensor; empty where the case has no such tensor. */
  public Optional<Local> find(TensorName name) {
    Bounded tensor = tensors.get(name);
    if (tensor == null) {
      return Optional.empty();
    }
    double[] zeros = new double[tensor.size()];
    return Optional.of(
        tensor.isExact()
            ? new Local(tensor.value(), zeros, zeros)
            : new Local(tensor.value(), tensor.certain(), tensor.probable()));
  }

  /**
   * A tensor from a subject's own inputs.
   *
   * @param value approximations in float64, as near to the exact values as the bounds say
   * @param certain how far a correct subject may be from the exact values; infinite where unknown
   * @param probable how far it hardly ever is
   */
  @SuppressWarnings("ArrayRecordComponent") // read element by element, never compared
  public record Local(double[] value, double[] certain, double[] probable) {}

  static Map<TensorName, Bounded> tensors(Case task, Function<TensorName, double[]> observed) {
    if (task instanceof Case.Gradient gradient) {
      return gradient(gradient, observed);
    }
    if (task instanceof Case.Training training) {
      TrainingWalk walk = TrainingWalk.of(training);
      Map<TensorName, Bounded> tensors = new HashMap<>();
      List<Examples> minibatches = TrainingWalk.minibatches(training);
      for (int t = 1; t <= minibatches.size(); t++) {
        tensors.putAll(walk.step(t, minibatches.get(t - 1)));
        walk.follow(t, observed);
      }
      return tensors;
    }
    throw new IllegalArgumentException("no error analysis for " + task);
  }

  private static Map<TensorName, Bounded> gradient(
      Case.Gradient task, Function<TensorName, double[]> observed) {
    return new GradientWalk(task.spec(), new Rounding(task.spec().dtype()), observed)
        .over(
            GradientWalk.exact(task.spec(), task.parameters().weights(), false),
            GradientWalk.exact(task.spec(), task.parameters().biases(), true),
            task.batch(),
            true);
  }

  /** Nothing, whatever is asked for: the walk that follows nobody. */
  static double[] unobserved(TensorName name) {
    return null;
  }

  static Function<TensorName, double[]> observed(Observation observation) {
    return name -> observation.find(name).map(ObservedTensor::values).orElse(null);
  }
}
