package dev.gradparity.comparison.port;

/** What batch and layer normalisation have beside products. */
record PlainNormalisations(PlainText text) {

  /** Means and variances of columns, and columns that are normalised by them. */
  void ofColumns() {
    text.method(
        "columnMeans",
        """
          /** The mean of each column, a row. */
          private static double[][] columnMeans(double[][] a) {
            return map(columnSums(a), sum -> sum / a.length);
          }
        """);
    text.method(
        "columnVariances",
        """
          /** The mean square of each column less its mean, a row. */
          private static double[][] columnVariances(double[][] a, double[][] means) {
            double[][] variances = new double[1][a[0].length];
            for (double[] row : a) {
              for (int j = 0; j < row.length; j++) {
                variances[0][j] += (row[j] - means[0][j]) * (row[j] - means[0][j]) / a.length;
              }
            }
            return variances;
          }
        """);
    text.method(
        "normalised",
        """
          /** (A - mean) / sqrt(variance + eps), column by column. */
          private static double[][] normalised(
              double[][] a, double[][] means, double[][] variances, double eps) {
            double[][] normalised = new double[a.length][a[0].length];
            for (int i = 0; i < a.length; i++) {
              for (int j = 0; j < a[i].length; j++) {
                normalised[i][j] = (a[i][j] - means[0][j]) / Math.sqrt(variances[0][j] + eps);
              }
            }
            return normalised;
          }
        """);
  }

  /** The gradient of what was normalised by column. */
  void throughColumns() {
    text.method(
        "throughNormalised",
        """
          /** dA = (dN - mean(dN) - N mean(dN N)) / sqrt(variance + eps), means of columns. */
          private static double[][] throughNormalised(
              double[][] n, double[][] dn, double[][] variances, double eps) {
            double[][] means = columnMeans(dn);
            double[][] meansByN = columnMeans(zip(dn, n, (d, v) -> d * v));
            double[][] da = new double[n.length][n[0].length];
            for (int i = 0; i < n.length; i++) {
              for (int j = 0; j < n[i].length; j++) {
                double centred = dn[i][j] - means[0][j] - n[i][j] * meansByN[0][j];
                da[i][j] = centred / Math.sqrt(variances[0][j] + eps);
              }
            }
            return da;
          }
        """);
  }

  /** Deviations of rows, and rows that are normalised by them. */
  void ofRows() {
    rowMean();
    text.method(
        "rowDeviations",
        """
          /** The population standard deviation of each row. */
          private static double[] rowDeviations(double[][] u) {
            double[] deviations = new double[u.length];
            for (int i = 0; i < u.length; i++) {
              double mean = mean(u[i]);
              double squares = 0;
              for (double element : u[i]) {
                squares += (element - mean) * (element - mean);
              }
              deviations[i] = Math.sqrt(squares / u[i].length);
            }
            return deviations;
          }
        """);
    text.method(
        "normalisedRows",
        """
          /** (U - mean) / deviation, row by row; nothing is added to the deviation. */
          private static double[][] normalisedRows(double[][] u, double[] deviations) {
            double[][] n = new double[u.length][u[0].length];
            for (int i = 0; i < u.length; i++) {
              double mean = mean(u[i]);
              for (int j = 0; j < u[i].length; j++) {
                n[i][j] = deviations[i] == 0 ? 0 : (u[i][j] - mean) / deviations[i];
              }
            }
            return n;
          }
        """);
  }

  /** The gradient of what was normalised by row. */
  void throughRows() {
    rowMean();
    text.method(
        "throughNormalisedRows",
        """
          /** dU = (dN - mean(dN) - N mean(dN N)) / deviation, means of rows. */
          private static double[][] throughNormalisedRows(
              double[][] n, double[][] dn, double[] deviations) {
            double[][] du = new double[n.length][n[0].length];
            double[][] byN = zip(dn, n, (d, v) -> d * v);
            for (int i = 0; i < n.length; i++) {
              for (int j = 0; j < n[i].length; j++) {
                double centred = dn[i][j] - mean(dn[i]) - n[i][j] * mean(byN[i]);
                du[i][j] = deviations[i] == 0 ? 0 : centred / deviations[i];
              }
            }
            return du;
          }
        """);
  }

  private void rowMean() {
    text.method(
        "mean",
        """
          private static double mean(double[] row) {
            double sum = 0;
            for (double element : row) {
              sum += element;
            }
            return sum / row.length;
          }
        """);
  }
}
