package dev.gradparity.benchmarks;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One pass of the affine layer Y = XW + 1b: forward, or backward with all three gradients.
 *
 * @param pass the direction
 * @param n examples
 * @param d inputs
 * @param m outputs
 */
record AffineWorkload(Pass pass, int n, int d, int m) implements Workload {

  private static final TensorName Y = TensorName.of(Quantity.PRE_ACTIVATION, 1);
  private static final TensorName DW = TensorName.of(Quantity.D_WEIGHTS, 1);
  private static final TensorName DB = TensorName.of(Quantity.D_BIAS, 1);
  private static final TensorName DX = TensorName.of(Quantity.D_INPUT);

  enum Pass {
    FORWARD("forward"),
    BACKWARD("backward");

    private final String label;

    Pass(String label) {
      this.label = label;
    }
  }

  @Override
  public String name() {
    return "affine-%s-%dx%dx%d".formatted(pass.label, n, d, m);
  }

  @Override
  public double flops() {
    return (pass == Pass.FORWARD ? 2.0 : 4.0) * n * d * m;
  }

  private AffineTask affine(DType dtype) {
    RandomValues random = new RandomValues(dtype);
    return new AffineTask(
        dtype, n, d, m, random.next(n, d), random.next(d, m), random.next(1, m), random.next(n, m));
  }

  @Override
  public Case task(DType dtype) {
    return ProductWorkload.linearLayer(name(), dtype, n, d, m);
  }

  /** The bias is one more row of W, and its gradient one more row of dW, under a column of ones. */
  @Override
  public Expectation expectation(DType dtype) {
    AffineTask task = affine(dtype);
    double[] x1 = new double[n * (d + 1)];
    Arrays.fill(x1, 1);
    for (int i = 0; i < n; i++) {
      System.arraycopy(task.x(), i * d, x1, i * (d + 1), d);
    }
    if (pass == Pass.FORWARD) {
      double[] wb = Arrays.copyOf(task.w(), (d + 1) * m);
      System.arraycopy(task.b(), 0, wb, d * m, m);
      PlainProduct y = PlainProduct.of(dtype, n, d + 1, m, x1, wb);
      return new Expectation(List.of(expected(Y, Shape.of(n, m), y, 0)));
    }
    double[] x1Transposed = PlainProduct.transpose(n, d + 1, x1);
    double[] wTransposed = PlainProduct.transpose(d, m, task.w());
    PlainProduct dWb = PlainProduct.of(dtype, d + 1, n, m, x1Transposed, task.dY());
    PlainProduct dX = PlainProduct.of(dtype, n, m, d, task.dY(), wTransposed);
    return new Expectation(
        List.of(
            expected(DW, Shape.of(d, m), dWb, 0),
            expected(DB, Shape.of(m), dWb, d * m),
            expected(DX, Shape.of(n, d), dX, 0)));
  }

  private static Expectation.Tensor expected(
      TensorName name, Shape shape, PlainProduct product, int from) {
    int to = from + shape.size();
    return new Expectation.Tensor(
        name,
        shape,
        Arrays.copyOfRange(product.values(), from, to),
        Arrays.copyOfRange(product.rounding(), from, to));
  }

  @Override
  public Optional<Candidate> candidate(Contender contender, DType dtype, int threads) {
    return contender instanceof AffineContender affine
        ? affine
            .affine(affine(dtype), threads)
            .map(runner -> new Running(this, contender.id(), runner))
        : Optional.empty();
  }

  private record Running(AffineWorkload workload, String id, AffineRunner runner)
      implements Candidate {

    @Override
    public void run() {
      if (workload.pass == Pass.FORWARD) {
        runner.forward();
      } else {
        runner.backward();
      }
    }

    @Override
    public Observation observe() {
      run();
      int n = workload.n;
      int d = workload.d;
      int m = workload.m;
      return new Observation(
          id,
          workload.pass == Pass.FORWARD
              ? List.of(new ObservedTensor(Y, Shape.of(n, m), runner.y()))
              : List.of(
                  new ObservedTensor(DW, Shape.of(d, m), runner.dW()),
                  new ObservedTensor(DB, Shape.of(m), runner.db()),
                  new ObservedTensor(DX, Shape.of(n, d), runner.dX())));
    }

    @Override
    public void close() {
      runner.close();
    }
  }
}
