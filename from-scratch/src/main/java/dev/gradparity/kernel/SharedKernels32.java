package dev.gradparity.kernel;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Large operations in float32 as parts for several threads, each part the work of other kernels;
 * small ones as they are. Parts begin and end where no bit depends on it.
 *
 * <p>Each operation starts from one call site that knows too many of them to inline any. So the
 * compiler meets every sweep by itself, and never so much code at once that it gives up on vectors.
 */
final class SharedKernels32 implements Kernels32 {

  private final VectorKernels32 lanes;
  private final int threads;
  private final ThreadLocal<Sweep> sweeps;
  private final ThreadLocal<Product32> products = ThreadLocal.withInitial(Product32::new);

  /**
   * Kernels for one or more threads.
   *
   * @param lanes what computes a part
   * @param threads the caller and its helpers
   */
  SharedKernels32(VectorKernels32 lanes, int threads) {
    this.lanes = lanes;
    this.threads = threads;
    sweeps = ThreadLocal.withInitial(() -> new Sweep(lanes, products.get()));
  }

  /** A part of an operation, from one index up to and without another. */
  @FunctionalInterface
  private interface Part {

    void run(Sweep sweep, int from, int to);
  }

  /** The arguments of an operation that is shared; kept, so that a step allocates nothing. */
  private static final class Sweep implements Workers.Work {

    /** Elements below which handing out parts takes longer than it saves. */
    private static final int FEWEST_TO_SHARE = 1 << 15;

    /**
     * Elements below which handing out parts takes longer than it saves where one thread has
     * computed the operands: a core's cache holds them, and another core waits for each line.
     */
    private static final int FEWEST_TO_SPREAD = 1 << 21;

    /** Elements of a cache line, so that no two threads write to one. */
    private static final int LINE = 16;

    private final VectorKernels32 lanes;
    private final Product32 product;
    private int from;
    private int to;
    private int width;
    private Part part;
    private float[] w;
    private float[] x;
    private float[] y;
    private float[] z;
    private int count;
    private float alpha;
    private float beta1;
    private float oneMinusBeta1;
    private float beta2;
    private float oneMinusBeta2;
    private float epsilon;

    Sweep(VectorKernels32 lanes, Product32 product) {
      this.lanes = lanes;
      this.product = product;
    }

    Sweep over(float[] first, float[] second, float[] third, float[] fourth) {
      w = first;
      x = second;
      y = third;
      z = fourth;
      return this;
    }

    /** Runs over a range of which each index stands for this many elements. */
    void run(int begin, int end, int elements, int threads, Part work) {
      from = begin;
      to = end;
      width = elements;
      part = work;
      int fewest = product.isShared() ? FEWEST_TO_SHARE : FEWEST_TO_SPREAD;
      boolean isShared = (long) (end - begin) * elements >= fewest;
      Workers.shared().run(this, isShared ? threads : 1);
    }

    @Override
    public void run(int number, int parts) {
      part.run(this, boundary(number, parts), boundary(number + 1, parts));
    }

    private int boundary(int number, int parts) {
      if (number == parts) {
        return to;
      }
      long length = (long) (to - from) * number / parts;
      return from + (int) (width < LINE ? length / LINE * LINE : length);
    }
  }

  @Override
  public void multiply(int n, int d, int m, float[] x, float[] w, float[] y) {
    products.get().a(x, d, 1).b(w, m, 1).multiply(n, d, m, y, threads);
  }

  @Override
  public void multiplyTransA(int n, int d, int m, float[] a, float[] b, float[] c) {
    products.get().a(a, 1, d).b(b, m, 1).multiply(d, n, m, c, threads);
  }

  @Override
  public void multiplyTransB(int n, int m, int d, float[] a, float[] b, float[] c) {
    products.get().a(a, m, 1).b(b, 1, m).multiply(n, m, d, c, threads);
  }

  @Override
  public void addScaledTransA(
      int n, int d, int m, float alpha, float[] a, float[] b, float[] product, float[] y) {
    Product32 parts = products.get().a(a, 1, d).b(b, m, 1);
    if (!parts.addScaled(d, n, m, alpha, y, threads)) {
      Kernels32.super.addScaledTransA(n, d, m, alpha, a, b, product, y);
    }
  }

  private Sweep over(float[] w, float[] x, float[] y, float[] z) {
    return sweeps.get().over(w, x, y, z);
  }

  @Override
  public void addRow(int from, int to, int m, float[] y, float[] b) {
    over(y, b, null, null)
        .run(from, to, m, threads, (s, i, k) -> s.lanes.addRow(i, k, s.width, s.w, s.x));
  }

  @Override
  public void columnSums(int from, int to, int n, int m, float[] y, float[] sums) {
    Sweep sweep = over(y, sums, null, null);
    sweep.count = m;
    sweep.run(
        from, to, n, threads, (s, i, k) -> s.lanes.columnSums(i, k, s.width, s.count, s.w, s.x));
  }

  @Override
  public void map(int size, float[] x, DoubleUnaryOperator f, float[] out) {
    lanes.map(size, x, f, out);
  }

  @Override
  public void zip(int size, float[] x, float[] y, DoubleBinaryOperator f, float[] out) {
    lanes.zip(size, x, y, f, out);
  }

  @Override
  public void hadamard(int size, float[] x, float[] y, float[] out) {
    lanes.hadamard(size, x, y, out);
  }

  @Override
  public void addScaled(int from, int to, float alpha, float[] x, float[] y) {
    Sweep sweep = over(x, y, null, null);
    sweep.alpha = alpha;
    sweep.run(from, to, 1, threads, (s, i, k) -> s.lanes.addScaled(i, k, s.alpha, s.w, s.x));
  }

  @Override
  public void relu(int from, int to, float[] z, float[] a) {
    over(z, a, null, null).run(from, to, 1, threads, (s, i, k) -> s.lanes.relu(i, k, s.w, s.x));
  }

  @Override
  public void reluBackward(int from, int to, float[] z, float[] dA, float[] dZ) {
    over(z, dA, dZ, null)
        .run(from, to, 1, threads, (s, i, k) -> s.lanes.reluBackward(i, k, s.w, s.x, s.y));
  }

  @Override
  public void sigmoid(int from, int to, float[] z, float[] a) {
    over(z, a, null, null).run(from, to, 1, threads, (s, i, k) -> s.lanes.sigmoid(i, k, s.w, s.x));
  }

  @Override
  public void sigmoidBackward(int from, int to, float[] a, float[] dA, float[] dZ) {
    over(a, dA, dZ, null)
        .run(from, to, 1, threads, (s, i, k) -> s.lanes.sigmoidBackward(i, k, s.w, s.x, s.y));
  }

  @Override
  public void tanh(int from, int to, float[] z, float[] a) {
    over(z, a, null, null).run(from, to, 1, threads, (s, i, k) -> s.lanes.tanh(i, k, s.w, s.x));
  }

  @Override
  public void tanhBackward(int from, int to, float[] a, float[] dA, float[] dZ) {
    over(a, dA, dZ, null)
        .run(from, to, 1, threads, (s, i, k) -> s.lanes.tanhBackward(i, k, s.w, s.x, s.y));
  }

  @Override
  public void softmaxRows(int from, int to, int m, float[] z, float[] a) {
    over(z, a, null, null)
        .run(from, to, m, threads, (s, i, k) -> s.lanes.softmaxRows(i, k, s.width, s.w, s.x));
  }

  @Override
  public void softmaxBackward(int from, int to, int m, float[] a, float[] dA, float[] dZ) {
    over(a, dA, dZ, null)
        .run(
            from,
            to,
            m,
            threads,
            (s, i, k) -> s.lanes.softmaxBackward(i, k, s.width, s.w, s.x, s.y));
  }

  @Override
  public void crossEntropyTerms(int from, int to, float[] p, float[] y, float[] terms) {
    over(p, y, terms, null)
        .run(from, to, 1, threads, (s, i, k) -> s.lanes.crossEntropyTerms(i, k, s.w, s.x, s.y));
  }

  @Override
  public void scaledResiduals(int from, int to, float[] p, float[] y, int divisor, float[] out) {
    Sweep sweep = over(p, y, out, null);
    sweep.count = divisor;
    sweep.run(
        from, to, 1, threads, (s, i, k) -> s.lanes.scaledResiduals(i, k, s.w, s.x, s.count, s.y));
  }

  @Override
  public double sum(int n, int m, float[] x) {
    return lanes.sum(n, m, x);
  }

  @Override
  public double sumOfSquares(int n, int m, float[] x) {
    return lanes.sumOfSquares(n, m, x);
  }

  @Override
  public void nesterovs(
      int from,
      int to,
      float[] theta,
      float[] g,
      float[] v,
      float learningRate,
      float momentum,
      float onePlusMomentum) {
    Sweep sweep = over(theta, g, v, null);
    sweep.alpha = learningRate;
    sweep.beta1 = momentum;
    sweep.beta2 = onePlusMomentum;
    sweep.run(
        from,
        to,
        1,
        threads,
        (s, i, k) -> s.lanes.nesterovs(i, k, s.w, s.x, s.y, s.alpha, s.beta1, s.beta2));
  }

  @Override
  public void adam(
      int from,
      int to,
      float[] theta,
      float[] g,
      float[] m,
      float[] v,
      float alpha,
      float beta1,
      float oneMinusBeta1,
      float beta2,
      float oneMinusBeta2,
      float epsilon) {
    Sweep sweep = over(theta, g, m, v);
    sweep.alpha = alpha;
    sweep.beta1 = beta1;
    sweep.oneMinusBeta1 = oneMinusBeta1;
    sweep.beta2 = beta2;
    sweep.oneMinusBeta2 = oneMinusBeta2;
    sweep.epsilon = epsilon;
    sweep.run(
        from,
        to,
        1,
        threads,
        (s, i, k) ->
            s.lanes.adam(
                i,
                k,
                s.w,
                s.x,
                s.y,
                s.z,
                s.alpha,
                s.beta1,
                s.oneMinusBeta1,
                s.beta2,
                s.oneMinusBeta2,
                s.epsilon));
  }
}
