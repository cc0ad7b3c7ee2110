package dev.gradparity.benchmarks.peers;

import dev.gradparity.benchmarks.Contender;
import dev.gradparity.benchmarks.ProductForm;
import dev.gradparity.benchmarks.ProductRunner;
import dev.gradparity.benchmarks.ProductTask;
import dev.gradparity.spec.DType;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.ojalgo.matrix.operation.MultiplyBoth;
import org.ojalgo.matrix.operation.MultiplyLeft;
import org.ojalgo.matrix.operation.MultiplyNeither;
import org.ojalgo.matrix.operation.MultiplyRight;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.PhysicalStore;
import org.ojalgo.matrix.store.R032Store;
import org.ojalgo.matrix.store.R064Store;

/**
 * ojAlgo: plain Java on its own column-major stores, which the operands are copied into beforehand.
 * A transposed operand is a view, as its users would write it; the product goes into a store that
 * is there already.
 */
public final class OjAlgoContender implements Contender {

  private String description = "ojAlgo";

  /** For ServiceLoader. */
  public OjAlgoContender() {}

  @Override
  public String id() {
    return "ojalgo";
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Optional<ProductRunner> product(ProductTask task, int threads) {
    IntSupplier parallelism = () -> threads;
    MultiplyNeither.PARALLELISM = parallelism;
    MultiplyLeft.PARALLELISM = parallelism;
    MultiplyRight.PARALLELISM = parallelism;
    MultiplyBoth.PARALLELISM = parallelism;
    PhysicalStore.Factory<Double, ?> stores =
        task.dtype() == DType.FLOAT32 ? R032Store.FACTORY : R064Store.FACTORY;
    description =
        "ojAlgo %s, %s, %d threads"
            .formatted(
                JarVersion.of(PhysicalStore.class),
                task.dtype() == DType.FLOAT32 ? "R032Store" : "R064Store",
                threads);
    return Optional.of(new Product(task, stores));
  }

  private static final class Product implements ProductRunner {

    private final MatrixStore<Double> left;
    private final MatrixStore<Double> right;
    private final PhysicalStore<Double> c;

    Product(ProductTask task, PhysicalStore.Factory<Double, ?> stores) {
      int inner = task.inner();
      left =
          task.form() == ProductForm.TN
              ? store(stores, inner, task.a()).transpose()
              : store(stores, task.rows(), task.a());
      right =
          task.form() == ProductForm.NT
              ? store(stores, task.columns(), task.b()).transpose()
              : store(stores, inner, task.b());
      c = stores.make(task.rows(), task.columns());
    }

    private static MatrixStore<Double> store(
        PhysicalStore.Factory<Double, ?> stores, int rows, double[] values) {
      int columns = values.length / rows;
      PhysicalStore<Double> store = stores.make(rows, columns);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          store.set(i, j, values[i * columns + j]);
        }
      }
      return store;
    }

    @Override
    public void run() {
      c.fillByMultiplying(left, right);
    }

    @Override
    public double[] result() {
      int columns = c.getColDim();
      double[] values = new double[c.getRowDim() * columns];
      for (int k = 0; k < values.length; k++) {
        values[k] = c.doubleValue(k / columns, k % columns);
      }
      return values;
    }

    @Override
    public void close() {}
  }
}
