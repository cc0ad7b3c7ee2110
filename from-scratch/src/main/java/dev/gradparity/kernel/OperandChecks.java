package dev.gradparity.kernel;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;

/**
 * Whether the operands of an operation fit each other: one format, shapes that belong together,
 * storage of their own where they need it.
 *
 * <p>Each throws {@link IllegalArgumentException} if they do not, naming both.
 */
final class OperandChecks {

  private OperandChecks() {}

  static DType commonDtype(Matrix a, Matrix b) {
    if (a.dtype() != b.dtype()) {
      throw new IllegalArgumentException(
          "%s does not mix with %s: convert one of them".formatted(a, b));
    }
    return a.dtype();
  }

  static DType commonDtype(Matrix a, Matrix b, Matrix c) {
    commonDtype(a, b);
    return commonDtype(a, c);
  }

  static DType commonDtype(Matrix a, Matrix b, Matrix c, Matrix d) {
    commonDtype(a, b, c);
    return commonDtype(a, d);
  }

  static void requireProduct(
      String form, boolean fits, int rows, int columns, Matrix a, Matrix b, Matrix c) {
    if (!fits) {
      throw new IllegalArgumentException(
          "%s needs one inner length, got %s and %s".formatted(form, a, b));
    }
    if (c.rows() != rows || c.columns() != columns) {
      throw new IllegalArgumentException(
          "%s of %s and %s is %d x %d, but the output is %s"
              .formatted(form, a, b, rows, columns, c));
    }
    requireApart(form, a, c);
    requireApart(form, b, c);
  }

  static void requireApart(String form, Matrix a, Matrix b) {
    if (sharesStorage(a, b)) {
      throw new IllegalArgumentException(
          "%s needs separate storage, but %s and %s share theirs".formatted(form, a, b));
    }
  }

  static void requireApart(String form, Matrix a, Matrix b, Matrix c) {
    requireApart(form, a, b);
    requireApart(form, a, c);
    requireApart(form, b, c);
  }

  private static boolean sharesStorage(Matrix a, Matrix b) {
    return a.dtype() == b.dtype()
        && (a.dtype() == DType.FLOAT32 ? a.float32() == b.float32() : a.float64() == b.float64());
  }

  static void requireRow(String form, Matrix y, Matrix row) {
    if (row.rows() != 1 || row.columns() != y.columns()) {
      throw new IllegalArgumentException(
          "%s of %s needs a row of 1 x %d, got %s".formatted(form, y, y.columns(), row));
    }
    requireApart(form, y, row);
  }

  static void requireSameShape(String form, Matrix a, Matrix b) {
    if (a.rows() != b.rows() || a.columns() != b.columns()) {
      throw new IllegalArgumentException("%s needs one shape, got %s and %s".formatted(form, a, b));
    }
  }

  static void requireSameShape(String form, Matrix a, Matrix b, Matrix c) {
    requireSameShape(form, a, b);
    requireSameShape(form, a, c);
  }

  /** The format of operands of one shape. */
  static DType requireAlike(String form, Matrix a, Matrix b) {
    requireSameShape(form, a, b);
    return commonDtype(a, b);
  }

  static DType requireAlike(String form, Matrix a, Matrix b, Matrix c) {
    requireSameShape(form, a, b, c);
    return commonDtype(a, b, c);
  }
}
