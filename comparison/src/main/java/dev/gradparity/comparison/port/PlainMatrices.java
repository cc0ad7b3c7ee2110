package dev.gradparity.comparison.port;

/** The products and sums of matrices that layers are made of. */
record PlainMatrices(PlainText text) {

  /** A B. */
  void product() {
    text.method(
        "product",
        """
          /** A B. */
          private static double[][] product(double[][] a, double[][] b) {
            double[][] c = new double[a.length][b[0].length];
            for (int i = 0; i < a.length; i++) {
              for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < b[k].length; j++) {
                  c[i][j] += a[i][k] * b[k][j];
                }
              }
            }
            return c;
          }
        """);
  }

  /** A with rows for columns. */
  void transposed() {
    text.method(
        "transposed",
        """
          private static double[][] transposed(double[][] a) {
            double[][] transposed = new double[a[0].length][a.length];
            for (int i = 0; i < a.length; i++) {
              for (int j = 0; j < a[i].length; j++) {
                transposed[j][i] = a[i][j];
              }
            }
            return transposed;
          }
        """);
  }

  /** Z + 1b. */
  void plusRow() {
    text.method(
        "plusRow",
        """
          /** Z + 1b, in place. */
          private static double[][] plusRow(double[][] z, double[][] b) {
            for (double[] row : z) {
              for (int j = 0; j < row.length; j++) {
                row[j] += b[0][j];
              }
            }
            return z;
          }
        """);
  }

  /** Each column by a number of its own. */
  void timesRow() {
    text.method(
        "timesRow",
        """
          /** Each column of A times its element of the row g. */
          private static double[][] timesRow(double[][] a, double[][] g) {
            double[][] product = new double[a.length][a[0].length];
            for (int i = 0; i < a.length; i++) {
              for (int j = 0; j < a[i].length; j++) {
                product[i][j] = a[i][j] * g[0][j];
              }
            }
            return product;
          }
        """);
  }

  /** Each element, or its multiple by a slope. */
  void sloped() {
    text.method(
        "sloped",
        """
          /** A, and where X is below 0 A times its column's slope, or times the one slope of all. */
          private static double[][] sloped(double[][] a, double[][] x, double[][] w) {
            double[][] sloped = new double[a.length][a[0].length];
            for (int i = 0; i < a.length; i++) {
              for (int j = 0; j < a[i].length; j++) {
                sloped[i][j] = x[i][j] < 0 ? w[0][j % w[0].length] * a[i][j] : a[i][j];
              }
            }
            return sloped;
          }
        """);
  }

  /** The gradient of slopes. */
  void slopeSums() {
    text.method(
        "slopeSums",
        """
          /** The sums of dZ X over what of X is below 0: of each column, or of all for one slope. */
          private static double[][] slopeSums(double[][] dz, double[][] x, int slopes) {
            double[][] sums = new double[1][slopes];
            for (int i = 0; i < x.length; i++) {
              for (int j = 0; j < x[i].length; j++) {
                sums[0][j % slopes] += dz[i][j] * Math.min(x[i][j], 0);
              }
            }
            return sums;
          }
        """);
  }

  /** 1^T A. */
  void columnSums() {
    text.method(
        "columnSums",
        """
          /** The sums over the examples, a row. */
          private static double[][] columnSums(double[][] a) {
            double[][] sums = new double[1][a[0].length];
            for (double[] row : a) {
              for (int j = 0; j < row.length; j++) {
                sums[0][j] += row[j];
              }
            }
            return sums;
          }
        """);
  }

  /** Row k of W for the number k. */
  void rowsOf() {
    text.method(
        "rowsOf",
        """
          /** For each example, which is a number k from 0, row k of W. */
          private static double[][] rowsOf(double[][] w, double[][] x) {
            double[][] rows = new double[x.length][];
            for (int i = 0; i < x.length; i++) {
              rows[i] = w[(int) x[i][0]].clone();
            }
            return rows;
          }
        """);
  }

  /** The gradient of row k of W for the number k. */
  void rowSums() {
    text.method(
        "rowSums",
        """
          /** Row k is the sum of dZ's rows over the examples of number k: dW of an embedding. */
          private static double[][] rowSums(double[][] dz, double[][] x, int count) {
            double[][] sums = new double[count][dz[0].length];
            for (int i = 0; i < x.length; i++) {
              for (int j = 0; j < dz[i].length; j++) {
                sums[(int) x[i][0]][j] += dz[i][j];
              }
            }
            return sums;
          }
        """);
  }
}
