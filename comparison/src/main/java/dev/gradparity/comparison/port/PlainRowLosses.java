package dev.gradparity.comparison.port;

import dev.gradparity.spec.LossKind;

/** Losses that need all outputs of an example at once, as methods of rows. */
record PlainRowLosses(LossKind kind, PlainText text, boolean isMasked) {

  /** Writes the method {@code sumOfRows}. */
  void define() {
    text.method(
        "sumOfRows",
        """
          /** The loss of all examples together. */
          private static double sumOfRows(double[][] p, double[][] y%s) {
            double sum = 0;
            for (int i = 0; i < p.length; i++) {
              sum += %slossOfRow(p[i], y[i]);
            }
            return sum;
          }
        """
            .formatted(
                isMasked ? ", double[][] mask" : "", isMasked ? "mask[i][0] == 0 ? 0 : " : ""));
    if (kind == LossKind.COSINE_PROXIMITY) {
      dot();
      text.method(
          "lossOfRow",
          """
            /** Minus the cosine of the angle between output and label. */
            private static double lossOfRow(double[] p, double[] y) {
              return -dot(p, y) / Math.sqrt(dot(p, p)) / Math.sqrt(dot(y, y));
            }
          """);
      return;
    }
    pairs();
    text.method(
        "lossOfRow",
        """
          /** The mean of e^(p_l - p_k) over the labels k that an example has and l that it has not. */
          private static double lossOfRow(double[] p, double[] y) {
            double loss = 0;
            for (int k = 0; k < p.length; k++) {
              for (int l = 0; l < p.length; l++) {
                loss += y[k] == 1 && y[l] == 0 ? Math.exp(p[l] - p[k]) / pairs(y) : 0;
              }
            }
            return loss;
          }
        """);
  }

  /** Writes the method {@code slopesOfRows}. */
  void defineSlopes() {
    text.method(
        "slopesOfRows",
        """
          /** The derivatives of the examples' losses by the outputs. */
          private static double[][] slopesOfRows(double[][] p, double[][] y) {
            double[][] slopes = new double[p.length][];
            for (int i = 0; i < p.length; i++) {
              slopes[i] = slopesOfRow(p[i], y[i]);
            }
            return slopes;
          }
        """);
    if (kind == LossKind.COSINE_PROXIMITY) {
      text.method(
          "slopesOfRow",
          """
            /** (u cosine - v) / |p|, u and v being p and y at length 1. */
            private static double[] slopesOfRow(double[] p, double[] y) {
              double length = Math.sqrt(dot(p, p));
              double ofLabel = Math.sqrt(dot(y, y));
              double cosine = dot(p, y) / length / ofLabel;
              double[] slopes = new double[p.length];
              for (int j = 0; j < p.length; j++) {
                slopes[j] = (p[j] / length * cosine - y[j] / ofLabel) / length;
              }
              return slopes;
            }
          """);
      return;
    }
    text.method(
        "slopesOfRow",
        """
          /** Each pair pulls its two outputs apart. */
          private static double[] slopesOfRow(double[] p, double[] y) {
            double[] slopes = new double[p.length];
            for (int k = 0; k < p.length; k++) {
              for (int l = 0; l < p.length; l++) {
                double share = y[k] == 1 && y[l] == 0 ? Math.exp(p[l] - p[k]) / pairs(y) : 0;
                slopes[k] -= share;
                slopes[l] += share;
              }
            }
            return slopes;
          }
        """);
  }

  private void dot() {
    text.method(
        "dot",
        """
          /** The inner product. */
          private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int j = 0; j < a.length; j++) {
              sum += a[j] * b[j];
            }
            return sum;
          }
        """);
  }

  private void pairs() {
    text.imports().of("java.util", "Arrays");
    text.method(
        "pairs",
        """
          /** The number of labels that an example has, times that of those it has not. */
          private static double pairs(double[] y) {
            double present = Arrays.stream(y).sum();
            return present * (y.length - present);
          }
        """);
  }
}
