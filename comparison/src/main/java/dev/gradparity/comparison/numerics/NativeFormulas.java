package dev.gradparity.comparison.numerics;

/**
 * The native operations of ND4J that depart from mathematics alike whether Deeplearning4j's layers
 * or a graph calls them.
 */
abstract class NativeFormulas implements Formulas {

  final Rounding r;

  /** Whether an argument that may lie beyond a threshold does. */
  final boolean isBeyond;

  /** The last one on the way forward, now or in an earlier step; null for none. */
  Departure forward;

  /** The last one on the way back, now or in an earlier step; null for none. */
  Departure backward;

  NativeFormulas(Rounding r, boolean isBeyond) {
    this.r = r;
    this.isBeyond = isBeyond;
  }

  final Bounded softmax(Bounded z, Bounded a) {
    LibrarySoftmax softmax = new LibrarySoftmax(z, r, isBeyond);
    Bounded computed = softmax.over(a);
    forward = softmax.departure().orElse(forward);
    return computed;
  }

  /** NaN is on the right side of both kinks. */
  final Bounded relu6(Bounded z, Bounded a) {
    return ofUndefined(z, a, 6, Departure.RELU6_NAN);
  }

  /** NaN is not above the threshold. */
  final Bounded thresholdedRelu(Bounded z, Bounded a) {
    return ofUndefined(z, a, 0, Departure.THRESHOLDEDRELU_NAN);
  }

  /** A number for NaN. */
  private Bounded ofUndefined(Bounded z, Bounded a, double value, Departure departure) {
    if (!z.hasNaN()) {
      return a;
    }
    forward = departure;
    return Elements.inPlaceOfNaN(a, z, value);
  }

  /** The gradient that passes or is 0; by the arguments of {@link Formulas#backward}. */
  final Bounded selected(LibrarySelection selection, Bounded z, Bounded a, Bounded dA, Bounded dZ) {
    boolean isFirst = forward == null && backward == null;
    if (isFirst && z.hasNaN()) {
      backward = Departure.RELU_SLOPE_NAN;
    }
    return selection.over(z, a, dA, dZ, isBeyond);
  }
}
