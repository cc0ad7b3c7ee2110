package dev.gradparity.comparison.port;

import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.DType;

/**
 * What brings a parameter back to its constraint.
 *
 * @param dtype the network's format
 */
record PlainConstraints(PlainText text, DType dtype) {

  /** The statement for the parameter of this name. */
  String statement(String name, Constraint.Rule rule, Constraint.Axis axis) {
    if (rule instanceof Constraint.NonNegative) {
      text.method(
          "makeNonNegative",
          """
            /** No element below zero, in place. */
            private static void makeNonNegative(double[][] parameter) {
              for (double[] row : parameter) {
                for (int j = 0; j < row.length; j++) {
                  row[j] = Math.max(0, row[j]);
                }
              }
            }
          """);
      return "    makeNonNegative(" + name + ");\n";
    }
    String scale =
        switch (axis) {
          case INPUTS ->
              scale(
                  "scaleColumns",
                  "each unit's incoming weights, a column,",
                  "parameter[0].length",
                  "j");
          case UNITS ->
              scale("scaleRows", "each input's outgoing weights, a row,", "parameter.length", "i");
          case BOTH -> scale("scaleAll", "all elements", "1", "0");
        };
    return JavaCode.statement(4, "", JavaCode.call(scale, name, "n -> " + factor(rule)));
  }

  /** Writes the method and returns its name. */
  private String scale(String method, String remark, String vectors, String vector) {
    text.imports().of("java.util.function", "DoubleUnaryOperator");
    text.method(
        method,
        """
          /** Multiplies %s by a factor of their norm, in place. */
          private static void %s(double[][] parameter, DoubleUnaryOperator factor) {
            double[] squares = new double[%s];
            for (int i = 0; i < parameter.length; i++) {
              for (int j = 0; j < parameter[i].length; j++) {
                squares[%s] += parameter[i][j] * parameter[i][j];
              }
            }
            for (int i = 0; i < parameter.length; i++) {
              for (int j = 0; j < parameter[i].length; j++) {
                double norm = Math.sqrt(squares[%s]);
                double scaled = norm == 0 ? 0 : parameter[i][j] * factor.applyAsDouble(norm);
                parameter[i][j] = %sscaled;
              }
            }
          }
        """
            .formatted(
                remark, method, vectors, vector, vector, dtype == DType.FLOAT32 ? "(float) " : ""));
    return method;
  }

  private String factor(Constraint.Rule rule) {
    if (rule instanceof Constraint.MaxNorm maxNorm) {
      return "Math.min(1, %s / n)".formatted(JavaNumber.of(maxNorm.max()));
    }
    if (rule instanceof Constraint.UnitNorm) {
      return "1 / n";
    }
    if (rule instanceof Constraint.MinMaxNorm minMax) {
      text.method(
          "towards",
          """
            /** The factor that takes a norm a share of the way to the interval from min to max. */
            private static double towards(double min, double max, double rate, double norm) {
              return rate * Math.max(min, Math.min(max, norm)) / norm + 1 - rate;
            }
          """);
      String min = JavaNumber.of(minMax.min());
      String max = JavaNumber.of(minMax.max());
      return "towards(%s, %s, %s, n)".formatted(min, max, JavaNumber.of(minMax.rate()));
    }
    throw new IllegalArgumentException("no factor for " + rule);
  }
}
