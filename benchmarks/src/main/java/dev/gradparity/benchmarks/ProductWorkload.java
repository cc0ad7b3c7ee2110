package dev.gradparity.benchmarks;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One matrix product.
 *
 * @param form which operand is transposed
 * @param rows of C
 * @param inner the length of the sums
 * @param columns of C
 */
record ProductWorkload(ProductForm form, int rows, int inner, int columns) implements Workload {

  private static final TensorName C = TensorName.of(Quantity.PRE_ACTIVATION, 1);

  @Override
  public String name() {
    String size =
        rows == inner && inner == columns
            ? String.valueOf(rows)
            : "%dx%dx%d".formatted(rows, inner, columns);
    return "product-%s-%s".formatted(form.name().toLowerCase(Locale.ROOT), size);
  }

  @Override
  public double flops() {
    return 2.0 * rows * inner * columns;
  }

  private ProductTask product(DType dtype) {
    RandomValues random = new RandomValues(dtype);
    return new ProductTask(
        form, dtype, rows, inner, columns, random.next(rows, inner), random.next(inner, columns));
  }

  /** C = A.B is what a layer without bias does to a minibatch A. */
  @Override
  public Case task(DType dtype) {
    return linearLayer(name(), dtype, rows, inner, columns);
  }

  /** A case that names what is judged; its numbers are with the workload. */
  static Case linearLayer(String name, DType dtype, int rows, int inner, int columns) {
    NetworkSpec spec =
        new NetworkSpec(
            name,
            dtype,
            Shape.of(inner),
            List.of(new LayerSpec(columns, ActivationKind.IDENTITY)),
            LossKind.HALF_L2,
            Reduction.SUM,
            new UpdaterSpec.Sgd(1),
            0,
            RandomValues.SEED);
    return new Case.Gradient(
        dtype.specName(),
        spec,
        new ParameterValues(List.of(), List.of()),
        new Examples(rows, new double[0], new double[0]));
  }

  @Override
  public Expectation expectation(DType dtype) {
    ProductTask task = product(dtype);
    double[] a = form == ProductForm.TN ? PlainProduct.transpose(inner, rows, task.a()) : task.a();
    double[] b =
        form == ProductForm.NT ? PlainProduct.transpose(columns, inner, task.b()) : task.b();
    PlainProduct c = PlainProduct.of(dtype, rows, inner, columns, a, b);
    return new Expectation(
        List.of(new Expectation.Tensor(C, Shape.of(rows, columns), c.values(), c.rounding())));
  }

  @Override
  public Optional<Candidate> candidate(Contender contender, DType dtype, int threads) {
    return contender
        .product(product(dtype), threads)
        .map(runner -> new Running(this, contender.id(), runner));
  }

  private record Running(ProductWorkload workload, String id, ProductRunner runner)
      implements Candidate {

    @Override
    public void run() {
      runner.run();
    }

    @Override
    public Observation observe() {
      runner.run();
      Shape shape = Shape.of(workload.rows, workload.columns);
      return new Observation(id, List.of(new ObservedTensor(C, shape, runner.result())));
    }

    @Override
    public void close() {
      runner.close();
    }
  }
}
