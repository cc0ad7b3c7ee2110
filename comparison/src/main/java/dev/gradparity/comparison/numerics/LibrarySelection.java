package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import java.util.Optional;

/**
 * The backward pass of an activation whose derivative Deeplearning4j does not multiply by: between
 * two arguments the gradient passes, NaN and infinity included, and elsewhere it is 0, whatever it
 * was.
 *
 * @param r the format
 * @param kind of the activation
 * @param low where it passes from, itself excluded
 * @param high where it passes up to, itself excluded
 */
record LibrarySelection(Rounding r, ActivationKind kind, double low, double high) {

  /** Empty where the derivative is a factor. */
  static Optional<LibrarySelection> of(ActivationSpec spec, Rounding r) {
    return switch (spec.kind()) {
      case RELU ->
          spec.isPreset()
              ? Optional.of(new LibrarySelection(r, spec.kind(), 0, Double.POSITIVE_INFINITY))
              : Optional.empty();
      case RECTIFIEDTANH ->
          Optional.of(new LibrarySelection(r, spec.kind(), 0, Double.POSITIVE_INFINITY));
      case RELU6 -> Optional.of(new LibrarySelection(r, spec.kind(), 0, 6));
      case THRESHOLDEDRELU ->
          Optional.of(
              new LibrarySelection(
                  r, spec.kind(), spec.parameter("theta"), Double.POSITIVE_INFINITY));
      default -> Optional.empty();
    };
  }

  /** Whether an element passes: it does, it does not, or it may. */
  private enum Passage {
    OPEN,
    CLOSED,
    EITHER
  }

  /**
   * What comes of the true gradient.
   *
   * @param z the argument
   * @param a the activation's value
   * @param dA the gradient by it
   * @param dZ the true gradient by z
   * @param isOpen whether what may pass does
   */
  Bounded over(Bounded z, Bounded a, Bounded dA, Bounded dZ, boolean isOpen) {
    Elements elements = new Elements(dZ);
    for (int k = 0; k < dA.size(); k++) {
      boolean isNumber = Double.isFinite(dA.value()[k]);
      Passage passage = passage(z, a, k);
      if (passage == Passage.CLOSED || (passage == Passage.EITHER && !isNumber && !isOpen)) {
        elements.set(k, 0, 0);
      } else if (!isNumber) {
        elements.set(k, dA.value()[k], Double.POSITIVE_INFINITY);
      }
    }
    return elements.bounded();
  }

  private Passage passage(Bounded z, Bounded a, int k) {
    double v = z.value()[k];
    if (Double.isNaN(v)) {
      return Passage.CLOSED;
    }
    if (a.isExact() && kind != ActivationKind.RECTIFIEDTANH) {
      // What is shown tells the side; of a small argument a tanh that is 0 does not.
      return a.value()[k] > 0 && a.value()[k] < high ? Passage.OPEN : Passage.CLOSED;
    }
    if (mayBe(low, z, k) || mayBe(high, z, k)) {
      return Passage.EITHER;
    }
    return v > low && v < high ? Passage.OPEN : Passage.CLOSED;
  }

  /** Whether the argument may lie on either side of an end, which is rounded itself. */
  private boolean mayBe(double end, Bounded z, int k) {
    if (end == Double.POSITIVE_INFINITY) {
      return false;
    }
    double rounding = (float) end == end ? 0 : r.u() * Math.abs(end);
    double distance = 2 * z.error(Level.KINKED, k) + rounding;
    return distance > 0 && !(Math.abs(z.value()[k] - end) > distance);
  }
}
