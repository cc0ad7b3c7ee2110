package dev.gradparity.comparison.mutants;

import static dev.gradparity.comparison.Quantity.D_BIAS;
import static dev.gradparity.comparison.Quantity.PRE_ACTIVATION;

import java.util.List;

/** Faults of the biases and their gradients. */
final class BiasFaults {

  private BiasFaults() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.ofPass(
            "bias-lost",
            PRE_ACTIVATION,
            "the bias is not added",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] affine(int l, int n, double[] input, double[] w, double[] b) {
                    return super.affine(l, n, input, w, new double[b.length]);
                  }
                }),
        Mutant.ofPass(
            "bias-twice",
            PRE_ACTIVATION,
            "the bias is added twice",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] affine(int l, int n, double[] input, double[] w, double[] b) {
                    return super.affine(l, n, input, w, map(b, j -> 2 * b[j]));
                  }
                }),
        Mutant.ofPass(
            "bias-first-row",
            PRE_ACTIVATION,
            "the bias is added to the first example alone",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] affine(int l, int n, double[] input, double[] w, double[] b) {
                    double[] z = super.affine(l, n, input, w, new double[b.length]);
                    return map(z, k -> k < b.length ? f.round(z[k] + b[k]) : z[k]);
                  }
                }),
        Mutant.ofPass(
            "bias-last-layer",
            PRE_ACTIVATION,
            "the last layer has no bias",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] affine(int l, int n, double[] input, double[] w, double[] b) {
                    return super.affine(
                        l, n, input, w, l < spec.depth() ? b : new double[b.length]);
                  }
                }),
        Mutant.ofPass(
            "db-mean",
            D_BIAS,
            "db is a mean over the examples, not a sum",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] biasGradient(int l, int n, double[] dZ, double[] b) {
                    double[] db = super.biasGradient(l, n, dZ, b);
                    return map(db, j -> f.round(db[j] / n));
                  }
                }),
        Mutant.ofPass(
            "db-unreduced",
            D_BIAS,
            "db is that of the first example",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] biasGradient(int l, int n, double[] dZ, double[] b) {
                    return super.biasGradient(l, 1, dZ, b);
                  }
                }),
        Mutant.ofPass(
            "db-wrong-axis",
            D_BIAS,
            "db is added up along the units, not the examples",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] biasGradient(int l, int n, double[] dZ, double[] b) {
                    int m = b.length;
                    return map(b, j -> j < n ? dot(m, k -> 1, k -> dZ[j * m + k]) : 0);
                  }
                }),
        Mutant.ofPass(
            "db-hidden",
            D_BIAS,
            "db of hidden layers is left at zero",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] biasGradient(int l, int n, double[] dZ, double[] b) {
                    return l < spec.depth()
                        ? new double[b.length]
                        : super.biasGradient(l, n, dZ, b);
                  }
                }),
        Mutant.ofPass(
            "db-negated",
            D_BIAS,
            "db has the wrong sign",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] biasGradient(int l, int n, double[] dZ, double[] b) {
                    double[] db = super.biasGradient(l, n, dZ, b);
                    return map(db, j -> -db[j]);
                  }
                }),
        Mutant.ofPass(
            "db-slightly-off",
            D_BIAS,
            "one element of db is off by 1e-11 of itself",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] biasGradient(int l, int n, double[] dZ, double[] b) {
                    double[] db = super.biasGradient(l, n, dZ, b);
                    db[db.length - 1] *= 1 + 1e-11;
                    return db;
                  }
                }));
  }
}
