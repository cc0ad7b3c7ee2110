package dev.gradparity.comparison.numerics;

/**
 * Softmax over rows, by exponentials that may be shifted by the row's maximum.
 *
 * @param r the format
 */
record SoftmaxErrors(Rounding r) {

  /**
   * p_j = exp(z_j) / sum_k exp(z_k). Where the arguments move by d, p_j changes by the factor 1 /
   * sum_k p_k exp(d_k - d_j), and so by the sum of p_k expm1(e_k + e_j) over k != j at most. The
   * shift rounds z_j - max, which moves the arguments once more; exp, the sum of m and the quotient
   * add their own.
   */
  Bounded forward(Bounded z) {
    int m = z.columns();
    double[] p = new double[z.size()];
    double[] max = new double[z.rows()];
    for (int i = 0; i < z.rows(); i++) {
      max[i] = Double.NEGATIVE_INFINITY;
      for (int k = i * m; k < (i + 1) * m; k++) {
        max[i] = Math.max(max[i], z.value()[k]);
      }
      double sum = 0;
      for (int k = i * m; k < (i + 1) * m; k++) {
        p[k] = Math.exp(z.value()[k] - max[i]);
        sum += p[k];
      }
      for (int k = i * m; k < (i + 1) * m; k++) {
        p[k] /= sum;
      }
    }
    return Bounded.of(
        r,
        z.rows(),
        m,
        p,
        z.meetsKink(),
        level -> {
          double[] errors = new double[z.size()];
          for (int i = 0; i < z.rows(); i++) {
            rowErrors(level, z, p, i * m, max[i], errors);
          }
          return errors;
        });
  }

  private void rowErrors(Level level, Bounded z, double[] p, int row, double max, double[] errors) {
    int m = z.columns();
    double widest = 0;
    for (int k = row; k < row + m; k++) {
      widest = Math.max(widest, z.error(level, k));
    }
    // The walk's own p, from arguments within e of the exact ones, is off by this much.
    double[] largest = new double[m];
    double[] shift = new double[m];
    double meanShift = 0;
    for (int j = 0; j < m; j++) {
      double e = z.error(level, row + j);
      double spread = Math.exp(2 * (e + widest)) * Rounding.up(m);
      largest[j] = Math.min(1, p[row + j] * spread);
      shift[j] = r.u() * (Math.abs(z.value()[row + j] - max) + 2 * (e + widest));
      meanShift += largest[j] * Math.expm1(shift[j]);
    }
    double sumAndQuotient = r.gamma(level, m) + 2 * FunctionUlps.exp(r);
    for (int j = 0; j < m; j++) {
      double moved = 0;
      for (int k = 0; k < m && widest > 0; k++) {
        double e = z.error(level, row + k) + z.error(level, row + j);
        moved += k == j ? 0 : largest[k] * Math.expm1(e);
      }
      double rounded = Rounding.quotient(Math.expm1(shift[j]) + meanShift + sumAndQuotient);
      double relative = moved + (1 + moved) * rounded;
      double error = largest[j] * relative * Rounding.up(m) + 3 * r.tiny();
      // A probability lies between 0 and 1, exact or computed; the sum's roundings alone exceed it.
      errors[row + j] = error < 1 ? error : 1 + sumAndQuotient;
    }
  }

  /** dz_j = a_j (da_j - sum_k a_k da_k). */
  Bounded backward(Bounded a, Bounded dA) {
    int m = a.columns();
    double[] inner = new double[a.size()];
    double[] value = new double[a.size()];
    for (int row = 0; row < a.size(); row += m) {
      double dot = 0;
      for (int k = row; k < row + m; k++) {
        dot += a.value()[k] * dA.value()[k];
      }
      for (int k = row; k < row + m; k++) {
        inner[k] = dA.value()[k] - dot;
        value[k] = a.value()[k] * inner[k];
      }
    }
    return Bounded.of(
        r,
        a.rows(),
        m,
        value,
        a.meetsKink() || dA.meetsKink(),
        level -> {
          double[] errors = new double[a.size()];
          for (int row = 0; row < a.size(); row += m) {
            backwardErrors(level, a, dA, inner, row, errors);
          }
          return errors;
        });
  }

  private void backwardErrors(
      Level level, Bounded a, Bounded dA, double[] inner, int row, double[] errors) {
    int m = a.columns();
    double dotError = m * r.tiny();
    for (int k = row; k < row + m; k++) {
      dotError +=
          a.error(level, k) * dA.magnitude(level, k)
              + a.exactMagnitude(level, k) * dA.error(level, k)
              + r.gamma(level, m) * a.magnitude(level, k) * dA.magnitude(level, k);
    }
    for (int k = row; k < row + m; k++) {
      double terms = dA.error(level, k) + dotError;
      double innerError = terms + r.gamma(level, 1) * (Math.abs(inner[k]) + 2 * terms);
      double computed = Math.abs(inner[k]) + 2 * innerError;
      errors[k] =
          (a.error(level, k) * computed
                  + a.exactMagnitude(level, k) * innerError
                  + r.gamma(level, 1) * a.magnitude(level, k) * computed
                  + r.tiny())
              * Rounding.up(m);
    }
  }
}
