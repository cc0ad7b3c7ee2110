package dev.gradparity.comparison.deviation;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.numerics.Replay;
import dev.gradparity.comparison.numerics.Variation;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.NetworkSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Which registered deviation of a step explains that a training's tensor of the library's does not
 * match. Its steps are done again from its own parameters as the deviation has them, with bounds:
 * what is beyond these stays a mismatch.
 */
final class KnownSteps {

  /** Of a term of the decay's score besides the sum: square, root, square again, the factors. */
  private static final int TERM_ROUNDINGS = 8;

  private final Case.Training task;
  private final Observation library;

  /** Every step as the library has it. */
  private final Replay steps;

  private KnownSteps(Case.Training task, Observation library) {
    this.task = task;
    this.library = library;
    steps = Replay.of(task, library, Variation.everywhere(Variation.Kind.LIBRARY_CONSTRAINTS));
  }

  /**
   * The deviations of one case; empty where it has nothing in a step that is registered.
   *
   * @param task under the schedules that the library has
   * @param library the library's observation
   */
  static Optional<KnownSteps> of(Case task, Observation library) {
    return task instanceof Case.Training training && departs(training.spec())
        ? Optional.of(new KnownSteps(training, library))
        : Optional.empty();
  }

  private static boolean departs(NetworkSpec spec) {
    for (int l = 1; l <= spec.depth(); l++) {
      if (!spec.layer(l).settings().constraints().isEmpty()
          || spec.regularisation(l).weights().weightDecay() > 0
          || spec.regularisation(l).bias().weightDecay() > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The deviation that explains a mismatch.
   *
   * @param name the tensor that does not match; both observed it in one shape
   * @param isBeyondBound of an element of it: whether it differs by more than its bound
   */
  Optional<Deviation> explain(TensorName name, IntPredicate isBeyondBound) {
    return switch (name.quantity()) {
      case LOSS -> decayInLoss(name);
      case WEIGHTS -> constraint(name, false, isBeyondBound);
      case BIAS -> constraint(name, true, isBeyondBound);
      default -> Optional.empty();
    };
  }

  /** The library's score of the parameters before a step, decay / 2 |theta|^2 too large. */
  private Optional<Deviation> decayInLoss(TensorName name) {
    double decayed = 0;
    int count = TERM_ROUNDINGS;
    for (int l = 1; l <= task.spec().depth(); l++) {
      for (boolean isBias : new boolean[] {false, true}) {
        double coefficient = task.spec().regularisation(l).of(isBias).weightDecay();
        if (coefficient > 0) {
          double[] theta = before(l, isBias, name.step());
          decayed += coefficient / 2 * Arrays.stream(theta).map(v -> v * v).sum();
          count += theta.length + 1;
        }
      }
    }
    Replay.Local loss = steps.find(name).orElseThrow();
    double expected = loss.value()[0] + decayed;
    // The sum is rounded as often as the norm has terms, twice for the replay's own.
    double allowed =
        loss.allowed()[0]
            + 2 * count * task.spec().dtype().unitRoundoff() * (decayed + Math.abs(expected));
    return decayed > 0
            && allowed < Double.POSITIVE_INFINITY
            && Math.abs(values(name)[0] - expected) <= allowed
        ? Optional.of(Deviations.get("weightdecay-score"))
        : Optional.empty();
  }

  /** What a step of the library's started from. */
  private double[] before(int layer, boolean isBias, int step) {
    NetworkSpec spec = task.spec();
    if (isBias && !spec.layer(layer).settings().hasBias()) {
      return new double[0];
    }
    if (step > 1) {
      Quantity quantity = isBias ? Quantity.BIAS : Quantity.WEIGHTS;
      return values(TensorName.of(quantity, layer).atStep(step - 1));
    }
    return (isBias ? task.parameters().biases() : task.parameters().weights()).get(layer - 1);
  }

  private Optional<Deviation> constraint(
      TensorName name, boolean isBias, IntPredicate isBeyondBound) {
    List<Constraint> constraints =
        task.spec().layer(name.layer()).settings().constraints().stream()
            .filter(constraint -> constraint.target().means(isBias))
            .toList();
    if (constraints.isEmpty()) {
      return Optional.empty();
    }
    Replay.Local expected = steps.find(name).orElseThrow();
    double[] values = values(name);
    String id = "constraint-twice";
    for (int k = 0; k < values.length; k++) {
      if (Double.isNaN(values[k]) && expected.value()[k] == 0 && isUnitNorm(constraints)) {
        id = "unitnorm-zero";
      } else if (isBeyondBound.test(k)
          && !(Math.abs(values[k] - expected.value()[k]) <= expected.allowed()[k])) {
        return Optional.empty();
      }
    }
    boolean goesPartOfTheWay =
        constraints.stream()
            .anyMatch(c -> c.rule() instanceof Constraint.MinMaxNorm norm && norm.rate() < 1);
    return Optional.of(Deviations.get(goesPartOfTheWay ? "minmaxnorm-rate" : id));
  }

  private static boolean isUnitNorm(List<Constraint> constraints) {
    return constraints.stream().anyMatch(c -> c.rule() instanceof Constraint.UnitNorm);
  }

  private double[] values(TensorName name) {
    return library.find(name).map(ObservedTensor::values).orElseThrow();
  }
}
