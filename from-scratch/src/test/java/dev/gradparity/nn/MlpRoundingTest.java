package dev.gradparity.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * float32's gradients against float64's on the same inputs, within a bound derived from the
 * arithmetic, not chosen.
 *
 * <p>E(T) bounds |T32 - T64| element by element; u is float32's, whose effect hides float64's. The
 * network has two layers, tanh and identity, under half the sum of squares:
 *
 * <ul>
 *   <li>A product C = A.B of inner length k, or a sum, is off by gamma_k |A||B|, gamma_k = k u / (1
 *       - k u), from its own rounding (Higham 2002, section 3.1), and by E(A)|B| + |A|E(B) from its
 *       factors; both with magnitudes that include their own E. The addition of b makes k one more.
 *   <li>tanh has slope at most 1 and is rounded once: E(A) = E(Z) + u |A|.
 *   <li>Its derivative (1 - a)(1 + a) has slope at most 2: 2 E(A), and u for its rounding.
 *   <li>dZ = dA * f' is a product of two, with gamma_1.
 * </ul>
 */
class MlpRoundingTest {

  private static final Kernels KERNELS = Kernels.scalar();
  private static final double U = DType.FLOAT32.unitRoundoff();

  /** A tensor's float64 values and the bound on float32's distance from them. */
  private record Bounded(Matrix value, Matrix error) {

    static Bounded exact(Matrix value) {
      return new Bounded(value, Matrix.zeros(DType.FLOAT64, value.rows(), value.columns()));
    }

    Matrix magnitude() {
      Matrix magnitude = Matrix.zeros(DType.FLOAT64, value.rows(), value.columns());
      KERNELS.zip(value, error, (v, e) -> Math.abs(v) + e, magnitude);
      return magnitude;
    }

    Bounded transposed() {
      return new Bounded(transpose(value), transpose(error));
    }

    /** The error of this product, for a chain of k roundings. */
    Matrix times(Bounded factor, int k) {
      double gamma = k * U / (1 - k * U);
      Matrix rounding = product(magnitude(), factor.magnitude());
      Matrix left = product(error, factor.magnitude());
      Matrix right = product(magnitude(), factor.error);
      KERNELS.addScaled(1, right, left);
      KERNELS.addScaled(gamma, rounding, left);
      return left;
    }
  }

  private static Matrix product(Matrix a, Matrix b) {
    Matrix c = Matrix.zeros(DType.FLOAT64, a.rows(), b.columns());
    KERNELS.multiply(a, b, c);
    return c;
  }

  private static Matrix transpose(Matrix a) {
    Matrix t = Matrix.zeros(DType.FLOAT64, a.columns(), a.rows());
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        t.set(j, i, a.get(i, j));
      }
    }
    return t;
  }

  private static Bounded ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return Bounded.exact(Matrix.of(DType.FLOAT64, 1, n, ones));
  }

  /** The bounds on dW1, db1, dW2 and db2. */
  private static List<Matrix> bounds(Problem problem) {
    Workspace scratch = problem.forward();
    problem.gradients(scratch);
    Affine first = problem.parameters().layer(1);
    Affine second = problem.parameters().layer(2);
    int n = problem.x().rows();

    Bounded x = Bounded.exact(problem.x());
    Matrix errorZ1 = x.times(Bounded.exact(first.weights()), first.fanIn() + 1);
    addOneRounding(errorZ1, first.bias(), first.fanIn() + 1);
    Bounded a1 = new Bounded(scratch.a(1), errorZ1.copy());
    KERNELS.zip(errorZ1, scratch.a(1), (e, a) -> e + U * Math.abs(a), a1.error());

    Matrix errorZ2 = a1.times(Bounded.exact(second.weights()), second.fanIn() + 1);
    addOneRounding(errorZ2, second.bias(), second.fanIn() + 1);
    Bounded dZ2 = new Bounded(scratch.dZ(2), errorZ2.copy());
    KERNELS.zip(errorZ2, scratch.dZ(2), (e, d) -> e + U * (Math.abs(d) + e), dZ2.error());

    Bounded dA1 =
        new Bounded(
            scratch.dA(1),
            dZ2.times(Bounded.exact(second.weights()).transposed(), second.fanOut()));
    Matrix slope = Matrix.zeros(DType.FLOAT64, n, first.fanOut());
    KERNELS.map(a1.value(), a -> (1 - a) * (1 + a), slope);
    Matrix errorSlope = Matrix.zeros(DType.FLOAT64, n, first.fanOut());
    KERNELS.map(a1.error(), e -> 2 * e + U, errorSlope);
    Bounded dZ1 = new Bounded(scratch.dZ(1), hadamardError(dA1, new Bounded(slope, errorSlope)));

    return List.of(
        x.transposed().times(dZ1, n),
        ones(n).times(dZ1, n),
        a1.transposed().times(dZ2, n),
        ones(n).times(dZ2, n));
  }

  /** The share of b in |A||W| + |b|. */
  private static void addOneRounding(Matrix error, Matrix bias, int k) {
    Matrix share = Matrix.zeros(DType.FLOAT64, 1, bias.columns());
    KERNELS.map(bias, b -> k * U / (1 - k * U) * Math.abs(b), share);
    KERNELS.addRow(error, share);
  }

  private static Matrix hadamardError(Bounded a, Bounded b) {
    Matrix left = Matrix.zeros(DType.FLOAT64, a.value().rows(), a.value().columns());
    Matrix right = left.copy();
    Matrix rounding = left.copy();
    KERNELS.hadamard(a.error(), b.magnitude(), left);
    KERNELS.hadamard(a.magnitude(), b.error(), right);
    KERNELS.hadamard(a.magnitude(), b.magnitude(), rounding);
    KERNELS.addScaled(1, right, left);
    KERNELS.addScaled(U, rounding, left);
    return left;
  }

  @ParameterizedTest
  @CsvSource({"2, 3, 2, 1", "5, 16, 3, 7", "1, 17, 1, 13", "31, 7, 5, 2", "13, 33, 2, 64"})
  void float32StaysWithinItsRoundingErrors(int inputs, int units, int outputs, int examples) {
    NetworkSpec spec =
        Problem.spec(
            DType.FLOAT32,
            inputs,
            List.of(
                new LayerSpec(units, ActivationKind.TANH),
                new LayerSpec(outputs, ActivationKind.IDENTITY)),
            LossKind.HALF_L2,
            Reduction.SUM,
            0);
    Problem single = Problem.random(spec, examples, 21);
    Problem twice = single.in(DType.FLOAT64);
    List<Matrix> bounds = bounds(twice);
    List<Matrix> float32 = single.gradients(single.forward()).matrices();
    List<Matrix> float64 = twice.gradients(twice.forward()).matrices();
    boolean rounded = false;
    for (int k = 0; k < float64.size(); k++) {
      double largest = Arrays.stream(float64.get(k).toArray()).map(Math::abs).max().orElseThrow();
      double[] actual = float32.get(k).toArray();
      double[] expected = float64.get(k).toArray();
      double[] bound = bounds.get(k).toArray();
      for (int offset = 0; offset < expected.length; offset++) {
        assertEquals(expected[offset], actual[offset], bound[offset]);
        // A bound as large as the values would judge nothing.
        assertTrue(bound[offset] < 1e-3 * largest, "no power");
        rounded |= expected[offset] != actual[offset];
      }
    }
    assertTrue(rounded, "float32 computed in float64");
  }
}
