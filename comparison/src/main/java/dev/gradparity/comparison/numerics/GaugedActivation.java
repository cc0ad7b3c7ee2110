package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.ActivationKind;

/**
 * Activations with gauges: an argument's gauge passes through |f'|, and f itself adds the rounding
 * of its value.
 *
 * @param kind f
 * @param kinkWidth a ReLU's argument this many times its gauge from zero may lie on either side
 */
record GaugedActivation(ActivationKind kind, double kinkWidth) {

  /** A = f(Z). */
  Gauged forward(Gauged z) {
    return switch (kind) {
      case IDENTITY -> z;
      case RELU -> z.mapExactly((v, g) -> Math.max(0, v), (v, g) -> v > 0 || isKink(v, g) ? g : 0);
      case SIGMOID ->
          z.mapExactly((v, g) -> sigmoid(v), (v, g) -> g)
              .mapExactly((s, g) -> s, (s, g) -> s * (1 - s) * g + s);
      case TANH ->
          z.mapExactly((v, g) -> Math.tanh(v), (v, g) -> g)
              .mapExactly((t, g) -> t, (t, g) -> (1 - square(t)) * g + Math.abs(t));
      case SOFTMAX -> softmax(z);
    };
  }

  /** dZ from dA, by the transposed Jacobian of f at Z. */
  Gauged backward(Gauged z, Gauged a, Gauged dA) {
    return switch (kind) {
      case IDENTITY -> dA;
      case RELU -> dA.hadamard(stepOf(z));
      case SIGMOID -> dA.hadamard(a.mapExactly((v, g) -> v * (1 - v), (v, g) -> v + g));
      case TANH ->
          dA.hadamard(a.mapExactly((v, g) -> 1 - square(v), (v, g) -> 1 + 2 * Math.abs(v) * g));
      case SOFTMAX -> softmaxBackward(a, dA);
    };
  }

  private boolean isKink(double z, double gauge) {
    return Math.abs(z) <= kinkWidth * gauge;
  }

  private Gauged stepOf(Gauged z) {
    double[] slopes = new double[z.size()];
    double[] kinks = null;
    for (int k = 0; k < slopes.length; k++) {
      slopes[k] = z.value()[k] > 0 ? 1 : 0;
      if (isKink(z.value()[k], z.gauge()[k])) {
        kinks = kinks == null ? new double[z.size()] : kinks;
        kinks[k] = 1;
      }
    }
    return new Gauged(z.rows(), z.columns(), slopes, new double[z.size()], kinks);
  }

  /**
   * p_j moves by p_j (dz_j - sum_k p_k dz_k); the shift by the row's maximum and the function exp
   * add a rounding each, the sum and the quotient one each.
   */
  private static Gauged softmax(Gauged z) {
    double[] p = new double[z.size()];
    double[] gauges = new double[z.size()];
    int m = z.columns();
    for (int row = 0; row < z.size(); row += m) {
      double max = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < m; j++) {
        max = Math.max(max, z.value()[row + j]);
      }
      double sum = 0;
      for (int j = 0; j < m; j++) {
        p[row + j] = Math.exp(z.value()[row + j] - max);
        sum += p[row + j];
      }
      double mean = 0;
      for (int j = 0; j < m; j++) {
        p[row + j] /= sum;
        gauges[row + j] = z.gauge()[row + j] + Math.abs(z.value()[row + j] - max);
        mean += p[row + j] * gauges[row + j];
      }
      for (int j = 0; j < m; j++) {
        gauges[row + j] = p[row + j] * (gauges[row + j] + mean + 1);
      }
    }
    return new Gauged(z.rows(), m, p, gauges, null);
  }

  /** dz_j = a_j (da_j - sum_k a_k da_k). */
  private static Gauged softmaxBackward(Gauged a, Gauged dA) {
    double[] dZ = new double[a.size()];
    double[] gauges = new double[a.size()];
    double[] kinks = dA.meetsKink() ? new double[a.size()] : null;
    Gauged products = a.hadamard(dA);
    int m = a.columns();
    for (int row = 0; row < a.size(); row += m) {
      double dot = 0;
      double dotGauge = 0;
      double dotKink = 0;
      for (int k = row; k < row + m; k++) {
        dot += products.value()[k];
        dotGauge += products.gauge()[k];
        dotKink += kinks == null ? 0 : products.kink()[k];
      }
      for (int k = row; k < row + m; k++) {
        double inner = dA.value()[k] - dot;
        dZ[k] = a.value()[k] * inner;
        gauges[k] =
            a.value()[k] * (dA.gauge()[k] + dotGauge + Math.abs(inner))
                + a.gauge()[k] * Math.abs(inner);
        if (kinks != null) {
          kinks[k] = a.value()[k] * (dA.kink()[k] + dotKink);
        }
      }
    }
    return new Gauged(a.rows(), m, dZ, gauges, kinks);
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private static double square(double v) {
    return v * v;
  }
}
