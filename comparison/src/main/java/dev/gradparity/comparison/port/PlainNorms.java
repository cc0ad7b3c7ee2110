package dev.gradparity.comparison.port;

/** Gradients of a norm that is limited, or made 1. */
record PlainNorms(PlainText text) {

  /** The name of a method of a threshold and gradients. */
  String limit() {
    divide();
    text.method(
        "limitNorm",
        """
          /** Gradients together no longer than the threshold, in place. */
          private static void limitNorm(double threshold, double[][]... gradients) {
            double norm = norm(gradients);
            for (double[][] gradient : gradients) {
              divide(Math.max(1, norm / threshold), gradient);
            }
          }
        """);
    return "limitNorm";
  }

  /** The name of a method of gradients. */
  String unit() {
    divide();
    text.method(
        "makeUnit",
        """
          /** Gradients together of length 1, in place; zero stays zero. */
          private static void makeUnit(double[][]... gradients) {
            double norm = norm(gradients);
            for (double[][] gradient : gradients) {
              divide(norm == 0 ? 1 : norm, gradient);
            }
          }
        """);
    return "makeUnit";
  }

  private void divide() {
    text.sum();
    text.method(
        "norm",
        """
          /** The Euclidean norm of all elements together. */
          private static double norm(double[][]... matrices) {
            double squares = 0;
            for (double[][] matrix : matrices) {
              squares += sum(matrix, x -> x * x);
            }
            return Math.sqrt(squares);
          }
        """);
    text.method(
        "divide",
        """
          /** Divides all elements by a number, in place. */
          private static void divide(double divisor, double[]... rows) {
            for (double[] row : rows) {
              for (int j = 0; j < row.length; j++) {
                row[j] /= divisor;
              }
            }
          }
        """);
  }
}
