package dev.gradparity.comparison.mutants;

import static dev.gradparity.comparison.Quantity.D_ACTIVATION;
import static dev.gradparity.comparison.Quantity.D_INPUT;
import static dev.gradparity.comparison.Quantity.D_WEIGHTS;
import static dev.gradparity.comparison.Quantity.PRE_ACTIVATION;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Faults of the products. */
final class ProductFaults {

  private ProductFaults() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.ofPass(
            "w-by-columns",
            PRE_ACTIVATION,
            "W read column by column, as if stored transposed",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] affine(int l, int n, double[] input, double[] w, double[] b) {
                    return super.affine(
                        l, n, input, byColumns(spec.fanIn(l), spec.fanOut(l), w), b);
                  }
                }),
        Mutant.ofPass(
            "w-transposed",
            PRE_ACTIVATION,
            "W transposed where it is square, in layers above the first",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] affine(int l, int n, double[] input, double[] w, double[] b) {
                    boolean square = l > 1 && spec.fanIn(l) == spec.fanOut(l);
                    return super.affine(
                        l, n, input, square ? byColumns(spec.fanIn(l), spec.fanOut(l), w) : w, b);
                  }
                }),
        Mutant.ofPass(
            "da-untransposed",
            D_ACTIVATION,
            "dA = dZ W without the transpose, where W is square",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] inputGradient(int l, int n, double[] dZ, double[] w) {
                    boolean square = spec.fanIn(l) == spec.fanOut(l);
                    return super.inputGradient(
                        l, n, dZ, square ? byColumns(spec.fanIn(l), spec.fanOut(l), w) : w);
                  }
                }),
        Mutant.ofPass(
            "dw-by-columns",
            D_WEIGHTS,
            "dW written column by column",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] weightProduct(int l, int n, double[] input, double[] dZ) {
                    return byColumns(
                        spec.fanIn(l), spec.fanOut(l), super.weightProduct(l, n, input, dZ));
                  }
                }),
        Mutant.ofPass(
            "z-edge-column",
            PRE_ACTIVATION,
            "the last column of an edge tile, four wide, gets no product",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] affine(int l, int n, double[] input, double[] w, double[] b) {
                    double[] z = super.affine(l, n, input, w, b);
                    int m = spec.fanOut(l);
                    return m % 4 == 0 ? z : map(z, k -> k % m == m - 1 ? b[m - 1] : z[k]);
                  }
                }),
        Mutant.ofPass(
            "dw-edge-column",
            D_WEIGHTS,
            "the last column of an edge tile, four wide, repeats the one before",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] weightProduct(int l, int n, double[] input, double[] dZ) {
                    double[] dW = super.weightProduct(l, n, input, dZ);
                    int m = spec.fanOut(l);
                    return m % 4 < 2 ? dW : map(dW, k -> k % m == m - 1 ? dW[k - 1] : dW[k]);
                  }
                }),
        Mutant.ofPass(
            "dw-edge-row",
            D_WEIGHTS,
            "the last row of an edge tile, four high, is not written",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] weightProduct(int l, int n, double[] input, double[] dZ) {
                    double[] dW = super.weightProduct(l, n, input, dZ);
                    int d = spec.fanIn(l);
                    return d % 4 == 0 ? dW : map(dW, k -> k / spec.fanOut(l) == d - 1 ? 0 : dW[k]);
                  }
                }),
        Mutant.ofPass(
            "z-chain-short",
            PRE_ACTIVATION,
            "inner products leave out their last term",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double dot(int length, IntToDoubleFunction x, IntToDoubleFunction y) {
                    return super.dot(length - 1, x, y);
                  }
                }),
        Mutant.ofPass(
            "dw-odd-batch",
            D_WEIGHTS,
            "a loop unrolled by two forgets the last example of an odd batch",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] weightProduct(int l, int n, double[] input, double[] dZ) {
                    return super.weightProduct(l, n - n % 2, input, dZ);
                  }
                }),
        Mutant.ofPass(
            "da-from-one",
            D_ACTIVATION,
            "the sum over the units above starts at the second",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] inputGradient(int l, int n, double[] dZ, double[] w) {
                    int m = spec.fanOut(l);
                    return super.inputGradient(l, n, map(dZ, k -> k % m == 0 ? 0 : dZ[k]), w);
                  }
                }),
        Mutant.ofPass(
            "float32-sums",
            PRE_ACTIVATION,
            "inner products are added up in float32, whatever the format",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double dot(int length, IntToDoubleFunction x, IntToDoubleFunction y) {
                    float sum = 0;
                    for (int k = 0; k < length; k++) {
                      sum = (float) (sum + x.applyAsDouble(k) * y.applyAsDouble(k));
                    }
                    return sum;
                  }
                }),
        Mutant.ofPass(
            "da-float32",
            D_ACTIVATION,
            "dA is kept in float32, whatever the format",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] inputGradient(int l, int n, double[] dZ, double[] w) {
                    double[] dA = super.inputGradient(l, n, dZ, w);
                    return map(dA, k -> (float) dA[k]);
                  }
                }),
        Mutant.ofPass(
            "dw-slightly-off",
            D_WEIGHTS,
            "one element of dW is off by 1e-11 of its gauge",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] weightProduct(int l, int n, double[] input, double[] dZ) {
                    double[] dW = super.weightProduct(l, n, input, dZ);
                    int middle = dW.length / 2;
                    dW[middle] += 1e-11 * gauge(middle, spec.fanIn(l), spec.fanOut(l), input, dZ);
                    return dW;
                  }
                }),
        Mutant.ofPass(
            "dw-hardly-off",
            D_WEIGHTS,
            "one element of dW is off by 1e-13 of its gauge",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] weightProduct(int l, int n, double[] input, double[] dZ) {
                    double[] dW = super.weightProduct(l, n, input, dZ);
                    int middle = dW.length / 2;
                    dW[middle] += 1e-13 * gauge(middle, spec.fanIn(l), spec.fanOut(l), input, dZ);
                    return dW;
                  }
                }),
        Mutant.ofPass(
            "dw-last-place",
            D_WEIGHTS,
            "one element of dW is off by one in its last place",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] weightProduct(int l, int n, double[] input, double[] dZ) {
                    double[] dW = super.weightProduct(l, n, input, dZ);
                    dW[dW.length / 2] = Math.nextUp(dW[dW.length / 2]);
                    return dW;
                  }
                }),
        Mutant.ofPass(
            "z-slightly-off",
            PRE_ACTIVATION,
            "one element of Z is off by 1e-11 of itself",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] affine(int l, int n, double[] input, double[] w, double[] b) {
                    double[] z = super.affine(l, n, input, w, b);
                    z[z.length / 2] *= 1 + 1e-11;
                    return z;
                  }
                }),
        Mutant.ofPass(
            "z-last-place",
            PRE_ACTIVATION,
            "one element of Z is off by one in its last place",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] affine(int l, int n, double[] input, double[] w, double[] b) {
                    double[] z = super.affine(l, n, input, w, b);
                    z[z.length / 2] = Math.nextUp(z[z.length / 2]);
                    return z;
                  }
                }),
        Mutant.ofPass(
            "dx-negated",
            D_INPUT,
            "the gradient by the input has the wrong sign",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] inputGradient(int l, int n, double[] dZ, double[] w) {
                    double[] dA = super.inputGradient(l, n, dZ, w);
                    return l > 1 ? dA : map(dA, k -> -dA[k]);
                  }
                }),
        Mutant.ofPass(
            "dw-last-example",
            D_WEIGHTS,
            "the last example does not enter dW",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] weightProduct(int l, int n, double[] input, double[] dZ) {
                    return super.weightProduct(l, n - 1, input, dZ);
                  }
                }),
        Mutant.ofPass(
            "dw-first-layer",
            D_WEIGHTS,
            "dW of the first layer is left at zero",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] weightGradient(int l, int n, double[] input, double[] dZ, double[] w) {
                    double[] dW = super.weightGradient(l, n, input, dZ, w);
                    return l > 1 ? dW : new double[dW.length];
                  }
                }),
        Mutant.ofPass(
            "dw-negated-once",
            D_WEIGHTS,
            "the first row of dW has the wrong sign",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] weightProduct(int l, int n, double[] input, double[] dZ) {
                    double[] dW = super.weightProduct(l, n, input, dZ);
                    return map(dW, k -> k < spec.fanOut(l) ? -dW[k] : dW[k]);
                  }
                }),
        Mutant.ofPass(
            "da-layer-above",
            D_ACTIVATION,
            "dA passes through the weights of the layer above, where they fit",
            spec ->
                new PlainNetwork(spec) {
                  private double[] above;

                  @Override
                  double[] inputGradient(int l, int n, double[] dZ, double[] w) {
                    double[] through = above != null && above.length == w.length ? above : w;
                    above = w;
                    return super.inputGradient(l, n, dZ, through);
                  }
                }),
        Mutant.ofPass(
            "flush-to-zero",
            PRE_ACTIVATION,
            "subnormal numbers are flushed to zero",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] affine(int l, int n, double[] input, double[] w, double[] b) {
                    double[] z = super.affine(l, n, input, w, b);
                    return map(z, k -> Math.abs(z[k]) < Float.MIN_NORMAL ? 0 : z[k]);
                  }
                }),
        Mutant.ofPass(
            "updated-weights",
            D_ACTIVATION,
            "backward through weights that the step has already moved",
            spec ->
                new PlainNetwork(spec) {
                  private double[] moved;

                  @Override
                  double[] weightGradient(int l, int n, double[] input, double[] dZ, double[] w) {
                    double[] dW = super.weightGradient(l, n, input, dZ, w);
                    moved = map(w, k -> w[k] - spec.updater().learningRate().constant() * dW[k]);
                    return dW;
                  }

                  @Override
                  double[] inputGradient(int l, int n, double[] dZ, double[] w) {
                    return super.inputGradient(l, n, dZ, l > 1 ? moved : w);
                  }
                }));
  }

  /** The element that a reader of columns finds where one of rows looks. */
  private static double[] byColumns(int rows, int columns, double[] values) {
    return PlainNetwork.map(values, k -> values[k % columns * rows + k / columns]);
  }

  /** The magnitudes that an element of dW is added up from. */
  private static double gauge(int element, int d, int m, double[] input, double[] dZ) {
    double gauge = 0;
    for (int i = 0; i < dZ.length / m; i++) {
      gauge += Math.abs(input[i * d + element / m] * dZ[i * m + element % m]);
    }
    return gauge;
  }
}
