package dev.gradparity.comparison.deviation;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.NetworkSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Which registered deviation explains that a training's tensor of the library's does not match. Its
 * steps are done again from its own parameters as the deviation has them, with bounds: what is
 * beyond these stays a mismatch.
 */
public final class KnownSteps {

  /** What the two sides' trainings may have drifted apart, of the loss and of the decay's score. */
  private static final double DRIFT = 1e-3;

  private final Case.Training task;
  private final Observation ours;
  private final Observation library;

  private final Supplier<Function<TensorName, Predicted>> underItsConstraints;

  /** Null until somebody asks. */
  private Function<TensorName, Predicted> constrained;

  /**
   * A tensor as a deviation would have it.
   *
   * @param value row-major
   * @param allowed how far roundings may take an element from it
   */
  @SuppressWarnings("ArrayRecordComponent") // read element by element, never compared
  public record Predicted(double[] value, double[] allowed) {}

  /**
   * The deviations of one training.
   *
   * @param ours the observation of a correct subject
   * @param library the library's of the same case
   * @param underItsConstraints what its steps give if its constraints are as it has them; asked for
   *     at most once
   */
  public KnownSteps(
      Case.Training task,
      Observation ours,
      Observation library,
      Supplier<Function<TensorName, Predicted>> underItsConstraints) {
    this.underItsConstraints = underItsConstraints;
    this.task = task;
    this.ours = ours;
    this.library = library;
  }

  /**
   * The deviation that explains a mismatch.
   *
   * @param name the tensor that does not match; both observed it in one shape
   * @param isBeyondBound of an element of it: whether it differs by more than its bound
   */
  public Optional<Deviation> explain(TensorName name, IntPredicate isBeyondBound) {
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
    for (int l = 1; l <= task.spec().depth(); l++) {
      for (boolean isBias : new boolean[] {false, true}) {
        double coefficient = task.spec().regularisation(l).of(isBias).weightDecay();
        if (coefficient > 0) {
          decayed += coefficient / 2 * squares(before(l, isBias, name.step()));
        }
      }
    }
    double left = values(ours, name)[0];
    double unexplained = Math.abs(values(library, name)[0] - left - decayed);
    return decayed > 0 && unexplained <= DRIFT * (decayed + Math.abs(left))
        ? Optional.of(Deviations.get("weightdecay-score"))
        : Optional.empty();
  }

  private static double squares(double[] theta) {
    return Arrays.stream(theta).map(v -> v * v).sum();
  }

  /** What a step of the library's started from. */
  private double[] before(int layer, boolean isBias, int step) {
    NetworkSpec spec = task.spec();
    if (isBias && !spec.layer(layer).settings().hasBias()) {
      return new double[0];
    }
    if (step > 1) {
      Quantity quantity = isBias ? Quantity.BIAS : Quantity.WEIGHTS;
      return values(library, TensorName.of(quantity, layer).atStep(step - 1));
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
    if (constrained == null) {
      constrained = underItsConstraints.get();
    }
    Predicted expected = constrained.apply(name);
    double[] values = values(library, name);
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

  private static double[] values(Observation observation, TensorName name) {
    return observation.find(name).map(ObservedTensor::values).orElseThrow();
  }
}
