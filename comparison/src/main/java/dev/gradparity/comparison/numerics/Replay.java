package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.NetworkSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Each operation of a case done again from the inputs that one subject observed, taken as exact:
 * what the subject should have got there, whatever went wrong before. Inputs that it did not
 * observe, or did not use, are computed from the nearest that it did, and their bounds come along.
 *
 * <p>A gradient's operations are z from the activation below, the activation from z, the loss from
 * the last activation, and every derivative from the one above it. A training's are whole steps,
 * from the parameters, and the updater's state, observed after the step before.
 */
public final class Replay {

  private final Map<TensorName, Bounded> tensors;

  private final Rounding r;
  private final Map<TensorName, Departure> departures;

  private Replay(
      Map<TensorName, Bounded> tensors, Rounding r, Map<TensorName, Departure> departures) {
    this.tensors = tensors;
    this.r = r;
    this.departures = departures;
  }

  /** Replays a case along this observation. */
  public static Replay of(Case task, Observation observation) {
    return of(task, observation, Variation.NONE);
  }

  /** The same, with something done otherwise than the case says. */
  public static Replay of(Case task, Observation observation, Variation variation) {
    return new Replay(
        tensors(task, observed(observation), variation), variation.rounding(task.spec()), Map.of());
  }

  /**
   * Replays a case along an observation of Deeplearning4j's, by the library's own formulas where
   * they are known to depart from mathematics: what they give is the library's wherever it has no
   * other fault.
   *
   * @param isBeyond whether an argument that may lie beyond the threshold of a departure does
   */
  public static Replay ofLibrary(Case task, Observation library, boolean isBeyond) {
    Rounding r = new Rounding(task.spec().dtype());
    LibraryFormulas formulas = new LibraryFormulas(task.spec().loss(), r, isBeyond);
    return ofLibrary(task, library, r, formulas, formulas::departure);
  }

  /**
   * The same along an observation of a graph of ND4J's operations.
   *
   * @param isBeyond whether an argument that may lie beyond the threshold of a departure does
   */
  public static Replay ofOperations(Case task, Observation library, boolean isBeyond) {
    Rounding r = new Rounding(task.spec().dtype());
    OperationFormulas formulas = new OperationFormulas(r, isBeyond);
    return ofLibrary(task, library, r, formulas, name -> formulas.departure());
  }

  private static Replay ofLibrary(
      Case task,
      Observation library,
      Rounding r,
      Formulas formulas,
      Function<TensorName, Optional<Departure>> departure) {
    Map<TensorName, Departure> departures = new HashMap<>();
    Map<TensorName, Bounded> tensors =
        tensors(
            task,
            observed(library),
            Variation.NONE,
            formulas,
            name -> departure.apply(name).ifPresent(met -> departures.put(name, met)));
    return new Replay(tensors, r, departures);
  }

  /** The whole case from its own inputs, along no observation. */
  public static Replay alone(Case task, Variation variation) {
    return new Replay(
        tensors(task, Replay::unobserved, variation), variation.rounding(task.spec()), Map.of());
  }

  /** The whole case from its own inputs, along no observation. */
  public static Replay alone(Case task) {
    return alone(task, Variation.NONE);
  }

  /** The tensors of the case. */
  public Set<TensorName> names() {
    return tensors.keySet();
  }

  /** What the subject should have got for this tensor; empty where the case has no such tensor. */
  public Optional<Local> find(TensorName name) {
    return Optional.ofNullable(tensors.get(name)).map(this::local);
  }

  /** Where the library left mathematics on the way to this tensor, if it did. */
  public Optional<Departure> departure(TensorName name) {
    return Optional.ofNullable(departures.get(name));
  }

  private Local local(Bounded tensor) {
    double[] allowed = new double[tensor.size()];
    for (int k = 0; k < allowed.length; k++) {
      double error = tensor.error(Level.KINKED, k);
      // What is exact for the format is exact for the walk.
      allowed[k] = error == 0 ? 0 : error * (1 + r.walkShare()) * Rounding.UP;
    }
    return new Local(
        tensor.rows(),
        tensor.value(),
        tensor.errors(Level.CERTAIN),
        tensor.errors(Level.PROBABLE),
        allowed);
  }

  /**
   * A tensor from a subject's own inputs.
   *
   * @param rows the number of rows; the values are row-major
   * @param value approximations in float64, as near to the exact values as the bounds say
   * @param certain how far a correct subject may be from the exact values; infinite where unknown
   * @param probable how far it hardly ever is
   * @param allowed how far a correct subject may be from {@code value}, whichever slope a ReLU
   *     takes at its kink: who is farther off is wrong
   */
  @SuppressWarnings("ArrayRecordComponent") // read element by element, never compared
  public record Local(
      int rows, double[] value, double[] certain, double[] probable, double[] allowed) {}

  static Map<TensorName, Bounded> tensors(Case task, Function<TensorName, double[]> observed) {
    return tensors(task, observed, Variation.NONE);
  }

  private static Map<TensorName, Bounded> tensors(
      Case task, Function<TensorName, double[]> observed, Variation variation) {
    return tensors(task, observed, variation, Formulas.TRUE, name -> {});
  }

  private static Map<TensorName, Bounded> tensors(
      Case task,
      Function<TensorName, double[]> observed,
      Variation variation,
      Formulas formulas,
      Consumer<TensorName> onComputed) {
    if (task instanceof Case.Gradient gradient) {
      Map<TensorName, Bounded> tensors = gradient(gradient, observed, variation, formulas);
      tensors.keySet().forEach(onComputed);
      return tensors;
    }
    if (task instanceof Case.Training training) {
      TrainingWalk walk = TrainingWalk.of(training, variation, formulas);
      Map<TensorName, Bounded> tensors = new LinkedHashMap<>();
      List<Examples> minibatches = TrainingWalk.minibatches(training);
      for (int t = 1; t <= minibatches.size(); t++) {
        Map<TensorName, Bounded> step = walk.step(t, minibatches.get(t - 1));
        step.keySet().forEach(onComputed);
        tensors.putAll(step);
        walk.follow(t, observed);
      }
      return tensors;
    }
    throw new IllegalArgumentException("no error analysis for " + task);
  }

  private static Map<TensorName, Bounded> gradient(
      Case.Gradient task,
      Function<TensorName, double[]> observed,
      Variation variation,
      Formulas formulas) {
    NetworkSpec spec = variation.spec(task.spec());
    return new GradientWalk(spec, variation.rounding(spec), observed, variation, formulas)
        .over(
            GradientWalk.exact(spec, task.parameters()),
            0,
            variation.batch(spec, task.batch()),
            true);
  }

  /** Nothing, whatever is asked for: the walk that follows nobody. */
  static double[] unobserved(TensorName name) {
    return null;
  }

  static Function<TensorName, double[]> observed(Observation observation) {
    return name ->
        observation
            .find(name)
            .filter(ObservedTensor::isUsed)
            .map(ObservedTensor::values)
            .orElse(null);
  }
}
