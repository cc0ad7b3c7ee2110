package dev.gradparity.comparison.exact;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pass in integers, which proves that floating point computes it without rounding.
 *
 * <p>The proof: of every sum, the magnitudes of all terms add up to less than 2^p, p the
 * significant bits of the format. Then every product, and every partial sum in any order, is an
 * integer that the format holds. A divisor must be a power of two: it moves the exponent alone.
 */
final class IntegerPass {

  private static final Set<ActivationKind> POLYNOMIAL =
      Set.of(ActivationKind.IDENTITY, ActivationKind.RELU);

  private static final String NAME = "integers";

  private final NetworkSpec spec;
  private final int examples;
  private final long limit;
  private final List<long[]> weights = new ArrayList<>();
  private final List<long[]> biases = new ArrayList<>();

  /** Index l is layer l, index 0 the input. */
  private final long[][] z;

  private final long[][] a;
  private final List<ObservedTensor> tensors = new ArrayList<>();

  private IntegerPass(NetworkSpec spec, ParameterValues parameters, int examples, double[] x) {
    this.spec = spec;
    this.examples = examples;
    limit = limit(spec.dtype());
    for (int l = 0; l < spec.depth(); l++) {
      weights.add(integers(parameters.weights().get(l)));
      biases.add(integers(parameters.biases().get(l)));
    }
    z = new long[spec.depth() + 1][];
    a = new long[spec.depth() + 1][];
    a[0] = integers(x);
    forward();
  }

  /** 2^p: the format holds every integer up to it. */
  static long limit(DType dtype) {
    return (long) (1 / dtype.unitRoundoff());
  }

  /** The tensors of a pass that floating point computes without rounding; empty if it may round. */
  static Optional<Observation> observe(Case.Gradient task) {
    NetworkSpec spec = task.spec();
    if (task.batch().isMasked()
        || !isPolynomial(spec)
        || !isPowerOfTwo(divisor(spec, task.batch().count()))) {
      return Optional.empty();
    }
    Examples batch = task.batch();
    try {
      IntegerPass pass = new IntegerPass(spec, task.parameters(), batch.count(), batch.x());
      pass.backward(integers(batch.y()));
      return Optional.of(new Observation(NAME, pass.tensors));
    } catch (ArithmeticException inexact) {
      return Optional.empty();
    }
  }

  /**
   * The network's output, from which labels can be chosen.
   *
   * @param x (n, d)
   * @return (n, C), row-major; empty if floating point may round it
   */
  static Optional<long[]> output(
      NetworkSpec spec, ParameterValues parameters, int examples, double[] x) {
    try {
      return Optional.of(new IntegerPass(spec, parameters, examples, x).a[spec.depth()]);
    } catch (ArithmeticException inexact) {
      return Optional.empty();
    }
  }

  private static boolean isPolynomial(NetworkSpec spec) {
    return !spec.penalises()
        && spec.loss().isPlain()
        && isSquare(spec.loss().kind())
        && spec.layers().stream()
            .allMatch(
                layer ->
                    layer.form().equals(LayerForm.Dense.PLAIN)
                        && layer.activation().isPreset()
                        && POLYNOMIAL.contains(layer.activation().kind()));
  }

  private static boolean isSquare(LossKind loss) {
    return loss == LossKind.MSE || loss == LossKind.L2 || loss == LossKind.HALF_L2;
  }

  /** Of the sum of squares, and of its derivative. */
  private static int divisor(NetworkSpec spec, int examples) {
    int outputs = spec.loss().kind() == LossKind.MSE ? spec.outputSize() : 1;
    return spec.divisor(examples) * outputs;
  }

  private static boolean isPowerOfTwo(int n) {
    return Integer.bitCount(n) == 1;
  }

  private static long[] integers(double[] values) {
    long[] integers = new long[values.length];
    for (int k = 0; k < values.length; k++) {
      integers[k] = (long) values[k];
      if (integers[k] != values[k]) {
        throw new ArithmeticException("no integer: " + values[k]);
      }
    }
    return integers;
  }

  private void forward() {
    for (int l = 1; l <= spec.depth(); l++) {
      int d = spec.fanIn(l);
      int m = spec.fanOut(l);
      z[l] = product(biases.get(l - 1), examples, d, m, a[l - 1], weights.get(l - 1));
      a[l] = z[l].clone();
      if (spec.layer(l).activation().kind() == ActivationKind.RELU) {
        for (int k = 0; k < a[l].length; k++) {
          a[l][k] = Math.max(0, z[l][k]);
        }
      }
      put(TensorName.of(Quantity.PRE_ACTIVATION, l), Shape.of(examples, m), doubles(z[l], 1));
      put(TensorName.of(Quantity.ACTIVATION, l), Shape.of(examples, m), doubles(a[l], 1));
    }
  }

  private void backward(long[] y) {
    int last = spec.depth();
    int divisor = divisor(spec, examples);
    long factor = spec.loss().kind() == LossKind.HALF_L2 ? 1 : 2;
    long[] dA = new long[y.length];
    Sum squares = new Sum(limit);
    for (int k = 0; k < y.length; k++) {
      Sum difference = new Sum(limit);
      difference.add(a[last][k], 1);
      difference.add(y[k], -1);
      squares.add(difference.value, difference.value);
      Sum scaled = new Sum(limit);
      scaled.add(difference.value, factor);
      dA[k] = scaled.value;
    }
    double half = spec.loss().kind() == LossKind.HALF_L2 ? 2 : 1;
    double[] loss = {squares.value / (half * divisor)};
    put(TensorName.of(Quantity.LOSS), Shape.of(), loss);
    for (int l = last; l >= 1; l--) {
      dA = layerBackward(l, dA, divisor);
    }
  }

  /** From dA_l to dA_(l-1), all in units of 1 / divisor. */
  private long[] layerBackward(int l, long[] dA, int divisor) {
    int d = spec.fanIn(l);
    int m = spec.fanOut(l);
    boolean relu = spec.layer(l).activation().kind() == ActivationKind.RELU;
    long[] dZ = dA.clone();
    for (int k = 0; k < dZ.length; k++) {
      dZ[k] = relu && z[l][k] <= 0 ? 0 : dA[k];
    }
    long[] ones = new long[examples];
    Arrays.fill(ones, 1);
    long[] noBias = new long[Math.max(d, m)];
    long[] dW = product(noBias, d, examples, m, transpose(examples, d, a[l - 1]), dZ);
    long[] db = product(noBias, 1, examples, m, ones, dZ);
    long[] dInput = product(noBias, examples, m, d, dZ, transpose(d, m, weights.get(l - 1)));
    put(TensorName.of(Quantity.D_PRE_ACTIVATION, l), Shape.of(examples, m), doubles(dZ, divisor));
    put(TensorName.of(Quantity.D_WEIGHTS, l), Shape.of(d, m), doubles(dW, divisor));
    put(TensorName.of(Quantity.D_BIAS, l), Shape.of(m), doubles(db, divisor));
    boolean first = l == 1;
    put(
        first ? TensorName.of(Quantity.D_INPUT) : TensorName.of(Quantity.D_ACTIVATION, l - 1),
        first ? spec.input().prepend(examples) : Shape.of(examples, d),
        doubles(dInput, divisor));
    return dInput;
  }

  /** A.B + 1b for A (n, d) and B (d, m). */
  private long[] product(long[] bias, int n, int d, int m, long[] a, long[] b) {
    long[] c = new long[n * m];
    for (int k = 0; k < c.length; k++) {
      Sum sum = new Sum(limit);
      sum.add(bias[k % m], 1);
      for (int h = 0; h < d; h++) {
        sum.add(a[k / m * d + h], b[h * m + k % m]);
      }
      c[k] = sum.value;
    }
    return c;
  }

  private static long[] transpose(int rows, int columns, long[] a) {
    long[] transposed = new long[a.length];
    for (int k = 0; k < a.length; k++) {
      transposed[k % columns * rows + k / columns] = a[k];
    }
    return transposed;
  }

  private void put(TensorName name, Shape shape, double[] values) {
    tensors.add(new ObservedTensor(name, shape, values));
  }

  private static double[] doubles(long[] values, int divisor) {
    double[] doubles = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      doubles[k] = (double) values[k] / divisor;
    }
    return doubles;
  }

  /** A sum whose terms' magnitudes stay below the limit. */
  private static final class Sum {

    private final long limit;
    private long magnitude;
    private long value;

    Sum(long limit) {
      this.limit = limit;
    }

    /** Adds a b. */
    void add(long a, long b) {
      long product = Math.multiplyExact(a, b);
      magnitude = Math.addExact(magnitude, Math.absExact(product));
      value += product;
      if (magnitude >= limit) {
        throw new ArithmeticException("a sum may round");
      }
    }
  }
}
