package dev.gradparity.comparison.numerics;

/** A matrix some of whose elements are replaced. */
final class Elements {

  private final Bounded original;
  private final double[] value;
  private final double[] certain;
  private final double[] probable;
  private final double[] kinked;

  /** All of this matrix, so far. */
  Elements(Bounded original) {
    this.original = original;
    value = original.value().clone();
    certain = original.errors(Level.CERTAIN).clone();
    probable = original.errors(Level.PROBABLE).clone();
    kinked = original.errors(Level.KINKED).clone();
  }

  /**
   * A matrix with a number, or NaN still, where another is NaN.
   *
   * @param original elsewhere
   * @param x of the same shape
   * @param instead exact; of NaN, the error is infinite
   */
  static Bounded inPlaceOfNaN(Bounded original, Bounded x, double instead) {
    Elements elements = new Elements(original);
    for (int k = 0; k < x.size(); k++) {
      if (Double.isNaN(x.value()[k])) {
        elements.set(k, instead, Double.isNaN(instead) ? Double.POSITIVE_INFINITY : 0);
      }
    }
    return elements.bounded();
  }

  /** Replaces an element and its error. */
  void set(int k, double newValue, double error) {
    value[k] = newValue;
    certain[k] = error;
    probable[k] = error;
    kinked[k] = error;
  }

  /** Replaces all elements of a row, and their errors. */
  void setRow(int row, double newValue, double error) {
    int from = row * original.columns();
    for (int k = from; k < from + original.columns(); k++) {
      set(k, newValue, error);
    }
  }

  /** The matrix as it is now. */
  Bounded bounded() {
    int rows = original.rows();
    int columns = original.columns();
    return original.meetsKink()
        ? Bounded.kinked(rows, columns, value, certain, probable, kinked)
        : Bounded.smooth(rows, columns, value, certain, probable);
  }
}
