package dev.gradparity.kernel;

import static dev.gradparity.kernel.OperandChecks.commonDtype;
import static dev.gradparity.kernel.OperandChecks.requireAlike;
import static dev.gradparity.kernel.OperandChecks.requireApart;
import static dev.gradparity.kernel.OperandChecks.requireProduct;
import static dev.gradparity.kernel.OperandChecks.requireRow;
import static dev.gradparity.kernel.OperandChecks.requireSameShape;

import dev.gradparity.tensor.Matrix;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The operations that networks are made of, on matrices of one format.
 *
 * <p>The defined order of roundings: an element of a product is one chain of fused multiply-adds,
 * from +0, over ascending inner index. A sum down a column is one chain of additions over ascending
 * rows. A sum along a row has sixteen partial sums in float64, element j going to partial sum j mod
 * 16, combined as a fixed tree and rounded once. Whoever computes in this order gets these bits,
 * whatever the width of the machine's registers or the number of its threads.
 *
 * <p>All methods throw {@link IllegalArgumentException} when shapes or formats do not fit, naming
 * both. Element-wise operations and softmax may work in place; storage shared where it would spoil
 * the result is refused in the same way.
 */
public final class Kernels {

  private static final Kernels SCALAR =
      new Kernels("scalar", new ScalarKernels32(), new ScalarKernels64());

  private final String description;
  private final Kernels32 float32;
  private final Kernels64 float64;

  Kernels(String description, Kernels32 float32, Kernels64 float64) {
    this.description = description;
    this.float32 = float32;
    this.float64 = float64;
  }

  /** Plain loops: the executable specification of every other implementation. */
  public static Kernels scalar() {
    return SCALAR;
  }

  /**
   * Vector registers where Java offers them, plain loops otherwise; {@link #description} says
   * which, and why. The results are the same to the last bit.
   *
   * @param threads how many may work on one large operation, the caller included, at least 1; no
   *     more than the machine has processors are used
   */
  public static Kernels fastest(int threads) {
    return FastestKernels.of(threads);
  }

  /** What computes, such as {@code vector, 512 bits, up to 2 threads}. */
  public String description() {
    return description;
  }

  /**
   * Y = X.W.
   *
   * @param x (n, d)
   * @param w (d, m)
   * @param y (n, m), overwritten
   */
  public void multiply(Matrix x, Matrix w, Matrix y) {
    requireProduct("X.W", x.columns() == w.rows(), x.rows(), w.columns(), x, w, y);
    switch (commonDtype(x, w, y)) {
      case FLOAT32 ->
          float32.multiply(
              x.rows(), x.columns(), w.columns(), x.float32(), w.float32(), y.float32());
      case FLOAT64 ->
          float64.multiply(
              x.rows(), x.columns(), w.columns(), x.float64(), w.float64(), y.float64());
    }
  }

  /**
   * C = A^T.B.
   *
   * @param a (n, d)
   * @param b (n, m)
   * @param c (d, m), overwritten
   */
  public void multiplyTransA(Matrix a, Matrix b, Matrix c) {
    requireProduct("A^T.B", a.rows() == b.rows(), a.columns(), b.columns(), a, b, c);
    switch (commonDtype(a, b, c)) {
      case FLOAT32 ->
          float32.multiplyTransA(
              a.rows(), a.columns(), b.columns(), a.float32(), b.float32(), c.float32());
      case FLOAT64 ->
          float64.multiplyTransA(
              a.rows(), a.columns(), b.columns(), a.float64(), b.float64(), c.float64());
    }
  }

  /**
   * C = A.B^T.
   *
   * @param a (n, m)
   * @param b (d, m)
   * @param c (n, d), overwritten
   */
  public void multiplyTransB(Matrix a, Matrix b, Matrix c) {
    requireProduct("A.B^T", a.columns() == b.columns(), a.rows(), b.rows(), a, b, c);
    switch (commonDtype(a, b, c)) {
      case FLOAT32 ->
          float32.multiplyTransB(
              a.rows(), a.columns(), b.rows(), a.float32(), b.float32(), c.float32());
      case FLOAT64 ->
          float64.multiplyTransB(
              a.rows(), a.columns(), b.rows(), a.float64(), b.float64(), c.float64());
    }
  }

  /**
   * Y += 1b: adds the row b to every row of Y.
   *
   * @param y (n, m)
   * @param b (1, m)
   */
  public void addRow(Matrix y, Matrix b) {
    requireRow("Y + 1b", y, b);
    switch (commonDtype(y, b)) {
      case FLOAT32 -> float32.addRow(0, y.rows(), y.columns(), y.float32(), b.float32());
      case FLOAT64 -> float64.addRow(0, y.rows(), y.columns(), y.float64(), b.float64());
    }
  }

  /**
   * The sums over axis 0.
   *
   * @param y (n, m)
   * @param sums (1, m), overwritten
   */
  public void columnSums(Matrix y, Matrix sums) {
    requireRow("column sums", y, sums);
    switch (commonDtype(y, sums)) {
      case FLOAT32 ->
          float32.columnSums(0, y.columns(), y.rows(), y.columns(), y.float32(), sums.float32());
      case FLOAT64 ->
          float64.columnSums(0, y.columns(), y.rows(), y.columns(), y.float64(), sums.float64());
    }
  }

  /** out = f(x), element by element; f works in float64 and its value is rounded once. */
  public void map(Matrix x, DoubleUnaryOperator f, Matrix out) {
    switch (requireAlike("f(X)", x, out)) {
      case FLOAT32 -> float32.map(x.size(), x.float32(), f, out.float32());
      case FLOAT64 -> float64.map(x.size(), x.float64(), f, out.float64());
    }
  }

  /** out = f(x, y), element by element; f works in float64 and its value is rounded once. */
  public void zip(Matrix x, Matrix y, DoubleBinaryOperator f, Matrix out) {
    switch (requireAlike("f(X, Y)", x, y, out)) {
      case FLOAT32 -> float32.zip(x.size(), x.float32(), y.float32(), f, out.float32());
      case FLOAT64 -> float64.zip(x.size(), x.float64(), y.float64(), f, out.float64());
    }
  }

  /** out = x * y, element by element: the Hadamard product. */
  public void hadamard(Matrix x, Matrix y, Matrix out) {
    switch (requireAlike("the Hadamard product", x, y, out)) {
      case FLOAT32 -> float32.hadamard(x.size(), x.float32(), y.float32(), out.float32());
      case FLOAT64 -> float64.hadamard(x.size(), x.float64(), y.float64(), out.float64());
    }
  }

  /** y = fma(alpha, x, y), element by element; alpha is rounded to the format first. */
  public void addScaled(double alpha, Matrix x, Matrix y) {
    switch (requireAlike("Y + alpha X", x, y)) {
      case FLOAT32 -> float32.addScaled(0, x.size(), (float) alpha, x.float32(), y.float32());
      case FLOAT64 -> float64.addScaled(0, x.size(), alpha, x.float64(), y.float64());
    }
  }

  /**
   * Y += alpha A^T.B, with the bits of {@link #multiplyTransA} and {@link #addScaled}; saves the
   * product a way to memory and back.
   *
   * @param product (d, m), scratch
   */
  public void addScaledTransA(double alpha, Matrix a, Matrix b, Matrix product, Matrix y) {
    requireProduct(
        "Y + alpha A^T.B", a.rows() == b.rows(), a.columns(), b.columns(), a, b, product);
    requireProduct("Y + alpha A^T.B", true, a.columns(), b.columns(), a, b, y);
    requireApart("Y + alpha A^T.B", product, y);
    int n = a.rows();
    int d = a.columns();
    int m = b.columns();
    switch (commonDtype(a, b, product, y)) {
      case FLOAT32 ->
          float32.addScaledTransA(
              n, d, m, (float) alpha, a.float32(), b.float32(), product.float32(), y.float32());
      case FLOAT64 ->
          float64.addScaledTransA(
              n, d, m, alpha, a.float64(), b.float64(), product.float64(), y.float64());
    }
  }

  /** a = max(0, z), element by element. */
  public void relu(Matrix z, Matrix a) {
    switch (requireAlike("relu", z, a)) {
      case FLOAT32 -> float32.relu(0, z.size(), z.float32(), a.float32());
      case FLOAT64 -> float64.relu(0, z.size(), z.float64(), a.float64());
    }
  }

  /** dz = da where z is above 0, and 0 elsewhere, whatever da: infinity and NaN stop there. */
  public void reluBackward(Matrix z, Matrix dA, Matrix dZ) {
    switch (requireAlike("relu backward", z, dA, dZ)) {
      case FLOAT32 -> float32.reluBackward(0, z.size(), z.float32(), dA.float32(), dZ.float32());
      case FLOAT64 -> float64.reluBackward(0, z.size(), z.float64(), dA.float64(), dZ.float64());
    }
  }

  /** a = 1 / (1 + exp(-z)), element by element, by operations of our own. */
  public void sigmoid(Matrix z, Matrix a) {
    switch (requireAlike("sigmoid", z, a)) {
      case FLOAT32 -> float32.sigmoid(0, z.size(), z.float32(), a.float32());
      case FLOAT64 -> float64.sigmoid(0, z.size(), z.float64(), a.float64());
    }
  }

  /** dz = da (a (1 - a)), element by element, a the sigmoid's value. */
  public void sigmoidBackward(Matrix a, Matrix dA, Matrix dZ) {
    switch (requireAlike("sigmoid backward", a, dA, dZ)) {
      case FLOAT32 -> float32.sigmoidBackward(0, a.size(), a.float32(), dA.float32(), dZ.float32());
      case FLOAT64 -> float64.sigmoidBackward(0, a.size(), a.float64(), dA.float64(), dZ.float64());
    }
  }

  /** a = tanh(z), element by element, by operations of our own. */
  public void tanh(Matrix z, Matrix a) {
    switch (requireAlike("tanh", z, a)) {
      case FLOAT32 -> float32.tanh(0, z.size(), z.float32(), a.float32());
      case FLOAT64 -> float64.tanh(0, z.size(), z.float64(), a.float64());
    }
  }

  /** dz = da ((1 - a) (1 + a)), element by element, a the tangent's value. */
  public void tanhBackward(Matrix a, Matrix dA, Matrix dZ) {
    switch (requireAlike("tanh backward", a, dA, dZ)) {
      case FLOAT32 -> float32.tanhBackward(0, a.size(), a.float32(), dA.float32(), dZ.float32());
      case FLOAT64 -> float64.tanhBackward(0, a.size(), a.float64(), dA.float64(), dZ.float64());
    }
  }

  /**
   * The softmax of every row: exp(z_j - max z) over the row's sum of these.
   *
   * @param z (n, m)
   * @param a (n, m), overwritten
   */
  public void softmaxRows(Matrix z, Matrix a) {
    switch (requireAlike("softmax", z, a)) {
      case FLOAT32 -> float32.softmaxRows(0, z.rows(), z.columns(), z.float32(), a.float32());
      case FLOAT64 -> float64.softmaxRows(0, z.rows(), z.columns(), z.float64(), a.float64());
    }
  }

  /**
   * dz_j = a_j (da_j - sum_k a_k da_k) for every row: the transposed Jacobian of softmax times dA.
   *
   * @param a (n, m), the softmax's value
   * @param dA (n, m)
   * @param dZ (n, m), overwritten; may be dA, but not a
   */
  public void softmaxBackward(Matrix a, Matrix dA, Matrix dZ) {
    requireSameShape("softmax backward", a, dA, dZ);
    requireApart("softmax backward", a, dZ);
    switch (commonDtype(a, dA, dZ)) {
      case FLOAT32 ->
          float32.softmaxBackward(
              0, a.rows(), a.columns(), a.float32(), dA.float32(), dZ.float32());
      case FLOAT64 ->
          float64.softmaxBackward(
              0, a.rows(), a.columns(), a.float64(), dA.float64(), dZ.float64());
    }
  }

  /**
   * The terms of the cross entropy, -y ln p; 0 where y is 0, whatever p. Each is computed in
   * float64 and rounded once.
   */
  public void crossEntropyTerms(Matrix p, Matrix y, Matrix terms) {
    requireSameShape("the cross entropy", p, y, terms);
    requireApart("the cross entropy", p, terms);
    requireApart("the cross entropy", y, terms);
    switch (commonDtype(p, y, terms)) {
      case FLOAT32 ->
          float32.crossEntropyTerms(0, p.size(), p.float32(), y.float32(), terms.float32());
      case FLOAT64 ->
          float64.crossEntropyTerms(0, p.size(), p.float64(), y.float64(), terms.float64());
    }
  }

  /** out = (p - y) / divisor, element by element, in float64 and rounded once. */
  public void scaledResiduals(Matrix p, Matrix y, int divisor, Matrix out) {
    switch (requireAlike("(P - Y) / n", p, y, out)) {
      case FLOAT32 ->
          float32.scaledResiduals(0, p.size(), p.float32(), y.float32(), divisor, out.float32());
      case FLOAT64 ->
          float64.scaledResiduals(0, p.size(), p.float64(), y.float64(), divisor, out.float64());
    }
  }

  /** The sum of all elements, in float64: each row as a row, then the rows in a chain. */
  public double sum(Matrix x) {
    return switch (x.dtype()) {
      case FLOAT32 -> float32.sum(x.rows(), x.columns(), x.float32());
      case FLOAT64 -> float64.sum(x.rows(), x.columns(), x.float64());
    };
  }

  /** The sum of the squares of all elements, in float64: each row as a row, then a chain. */
  public double sumOfSquares(Matrix x) {
    return switch (x.dtype()) {
      case FLOAT32 -> float32.sumOfSquares(x.rows(), x.columns(), x.float32());
      case FLOAT64 -> float64.sumOfSquares(x.rows(), x.columns(), x.float64());
    };
  }

  /** theta = theta + (1 + momentum) v' - momentum v, where v' = momentum v - rate g. */
  public void nesterovs(Matrix theta, Matrix g, Matrix v, double rate, double momentum) {
    requireSameShape("Nesterov's step", theta, g, v);
    requireApart("Nesterov's step", theta, g, v);
    int size = theta.size();
    switch (commonDtype(theta, g, v)) {
      case FLOAT32 ->
          float32.nesterovs(
              0,
              size,
              theta.float32(),
              g.float32(),
              v.float32(),
              (float) rate,
              (float) momentum,
              (float) (1 + momentum));
      case FLOAT64 ->
          float64.nesterovs(
              0, size, theta.float64(), g.float64(), v.float64(), rate, momentum, 1 + momentum);
    }
  }

  /**
   * Adam's sweep: m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; theta -= alpha m /
   * (sqrt(v) + epsilon).
   */
  public void adam(
      Matrix theta,
      Matrix g,
      Matrix m,
      Matrix v,
      double alpha,
      double beta1,
      double beta2,
      double epsilon) {
    requireSameShape("Adam's step", theta, g, m);
    requireSameShape("Adam's step", theta, v);
    requireApart("Adam's step", theta, g, m);
    requireApart("Adam's step", theta, g, v);
    requireApart("Adam's step", m, v);
    switch (commonDtype(theta, g, m, v)) {
      case FLOAT32 ->
          float32.adam(
              0,
              theta.size(),
              theta.float32(),
              g.float32(),
              m.float32(),
              v.float32(),
              (float) alpha,
              (float) beta1,
              (float) (1 - beta1),
              (float) beta2,
              (float) (1 - beta2),
              (float) epsilon);
      case FLOAT64 ->
          float64.adam(
              0,
              theta.size(),
              theta.float64(),
              g.float64(),
              m.float64(),
              v.float64(),
              alpha,
              beta1,
              1 - beta1,
              beta2,
              1 - beta2,
              epsilon);
    }
  }
}
