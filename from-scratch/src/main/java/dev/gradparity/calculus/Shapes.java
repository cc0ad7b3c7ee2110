package dev.gradparity.calculus;

import dev.gradparity.tensor.Matrix;

/**
 * The checks at the door: what does not fit is an IllegalArgumentException that names the shapes.
 */
final class Shapes {

  private Shapes() {}

  private static void require(
      boolean fit, String leftName, Matrix left, String rightName, Matrix right, String need) {
    if (!fit) {
      throw new IllegalArgumentException(
          "%s is %s, %s is %s: %s".formatted(leftName, of(left), rightName, of(right), need));
    }
  }

  static void requireSame(String leftName, Matrix left, String rightName, Matrix right) {
    boolean same = left.rows() == right.rows() && left.columns() == right.columns();
    require(same, leftName, left, rightName, right, "they need the same shape");
  }

  static void requireSameRows(String leftName, Matrix left, String rightName, Matrix right) {
    boolean same = left.rows() == right.rows();
    require(same, leftName, left, rightName, right, "they need the same number of rows");
  }

  static void requireSameColumns(String leftName, Matrix left, String rightName, Matrix right) {
    boolean same = left.columns() == right.columns();
    require(same, leftName, left, rightName, right, "they need the same number of columns");
  }

  /** Requires that the product of the two exists. */
  static void requireProduct(String leftName, Matrix left, String rightName, Matrix right) {
    require(
        left.columns() == right.rows(),
        leftName,
        left,
        rightName,
        right,
        "%s needs as many columns as %s has rows".formatted(leftName, rightName));
  }

  static void requireRow(String name, Matrix vector) {
    requireShape(name, vector, 1, vector.columns());
  }

  static void requireColumn(String name, Matrix vector) {
    requireShape(name, vector, vector.rows(), 1);
  }

  static void requireShape(String name, Matrix matrix, int rows, int columns) {
    if (matrix.rows() != rows || matrix.columns() != columns) {
      throw new IllegalArgumentException(
          "%s is %s, but needs to be %d x %d".formatted(name, of(matrix), rows, columns));
    }
  }

  private static String of(Matrix matrix) {
    return matrix.rows() + " x " + matrix.columns();
  }
}
