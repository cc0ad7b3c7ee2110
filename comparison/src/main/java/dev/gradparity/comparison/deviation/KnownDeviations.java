package dev.gradparity.comparison.deviation;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Which registered deviation explains that a tensor of the library's does not match: only one whose
 * form and size the difference has, element by element.
 */
public final class KnownDeviations {

  /**
   * Of tanh near zero, in units of roundoff: the library's absolute error is at most 1, and half of
   * one comes on top for the roundings of a correct side.
   */
  private static final double TANH_ROUNDOFFS = 1.5;

  /** Above it, the error is an ordinary rounding of the result. */
  private static final double NEAR_ZERO = 0.25;

  private KnownDeviations() {}

  /**
   * The deviation that explains a mismatch.
   *
   * @param ours the observation of a correct subject
   * @param library the library's of the same case
   * @param name the tensor that does not match; both observed it in one shape
   * @param isBeyondBound of an element of it: whether it differs by more than its bound
   */
  public static Optional<Deviation> explain(
      Case task,
      Observation ours,
      Observation library,
      TensorName name,
      IntPredicate isBeyondBound) {
    double[] left = values(ours, name);
    double[] right = values(library, name);
    if (left == null || right == null || left.length != right.length) {
      return Optional.empty();
    }
    return switch (name.quantity()) {
      case ACTIVATION -> tanhNearZero(task.spec(), name, left, right, isBeyondBound);
      case LOSS -> undefinedLoss(task, library, left, right);
      default -> Optional.empty();
    };
  }

  private static double[] values(Observation observation, TensorName name) {
    return observation.find(name).map(ObservedTensor::values).orElse(null);
  }

  private static Optional<Deviation> tanhNearZero(
      NetworkSpec spec,
      TensorName name,
      double[] left,
      double[] right,
      IntPredicate isBeyondBound) {
    if (spec.layer(name.layer()).activation().kind() != ActivationKind.TANH) {
      return Optional.empty();
    }
    double largest = TANH_ROUNDOFFS * spec.dtype().unitRoundoff();
    for (int k = 0; k < left.length; k++) {
      if (isBeyondBound.test(k)
          && !(Math.abs(left[k]) < NEAR_ZERO && Math.abs(left[k] - right[k]) <= largest)) {
        return Optional.empty();
      }
    }
    return Optional.of(Deviations.get("tanh-near-zero"));
  }

  /** NaN for a finite loss, where an output of the library's rounds to a zero of a logarithm. */
  private static Optional<Deviation> undefinedLoss(
      Case task, Observation library, double[] left, double[] right) {
    if (!(task instanceof Case.Gradient gradient)
        || !Double.isFinite(left[0])
        || !Double.isNaN(right[0])) {
      return Optional.empty();
    }
    LossKind loss = task.spec().loss();
    double[] outputs = values(library, TensorName.of(Quantity.ACTIVATION, task.spec().depth()));
    if (outputs == null) {
      return Optional.empty();
    }
    if (loss == LossKind.MCXENT && hasUnusedZero(outputs, gradient.batch())) {
      return Optional.of(Deviations.get("mcxent-score-nan"));
    }
    if (loss == LossKind.XENT && isSaturated(outputs)) {
      return Optional.of(Deviations.get("xent-score-nan"));
    }
    return Optional.empty();
  }

  private static boolean hasUnusedZero(double[] outputs, Examples batch) {
    for (int k = 0; k < outputs.length; k++) {
      if (outputs[k] == 0 && batch.y()[k] == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSaturated(double[] outputs) {
    for (double output : outputs) {
      if (output == 0 || output == 1) {
        return true;
      }
    }
    return false;
  }
}
