package dev.gradparity.benchmarks.peers;

import dev.gradparity.benchmarks.Contender;
import dev.gradparity.benchmarks.ProductForm;
import dev.gradparity.benchmarks.ProductRunner;
import dev.gradparity.benchmarks.ProductTask;
import dev.gradparity.spec.DType;
import java.util.Optional;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;

/**
 * EJML: plain Java on row-major arrays, where the JIT compiler finds the vectors. Its operations
 * choose a loop by the shapes; those for several threads are classes of their own.
 */
public final class EjmlContender implements Contender {

  private String description = "EJML";

  /** For ServiceLoader. */
  public EjmlContender() {}

  @Override
  public String id() {
    return "ejml";
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Optional<ProductRunner> product(ProductTask task, int threads) {
    if (threads > 1) {
      EjmlConcurrency.setMaxThreads(threads);
    }
    description =
        "EJML %s, %s, %d threads"
            .formatted(
                JarVersion.of(EjmlConcurrency.class),
                threads > 1 ? "CommonOps_MT" : "CommonOps",
                threads);
    boolean concurrent = threads > 1;
    return Optional.of(
        task.dtype() == DType.FLOAT32
            ? new Product32(task, concurrent)
            : new Product64(task, concurrent));
  }

  private static int rowsOfA(ProductTask task) {
    return task.form() == ProductForm.TN ? task.inner() : task.rows();
  }

  private static int rowsOfB(ProductTask task) {
    return task.form() == ProductForm.NT ? task.columns() : task.inner();
  }

  private static final class Product32 implements ProductRunner {

    private final ProductForm form;
    private final boolean concurrent;
    private final FMatrixRMaj a;
    private final FMatrixRMaj b;
    private final FMatrixRMaj c;

    Product32(ProductTask task, boolean concurrent) {
      form = task.form();
      this.concurrent = concurrent;
      a = matrix(rowsOfA(task), task.a());
      b = matrix(rowsOfB(task), task.b());
      c = new FMatrixRMaj(task.rows(), task.columns());
    }

    private static FMatrixRMaj matrix(int rows, double[] values) {
      return FMatrixRMaj.wrap(rows, values.length / rows, Float32.of(values));
    }

    @Override
    public void run() {
      if (concurrent) {
        switch (form) {
          case NN -> CommonOps_MT_FDRM.mult(a, b, c);
          case TN -> CommonOps_MT_FDRM.multTransA(a, b, c);
          case NT -> CommonOps_MT_FDRM.multTransB(a, b, c);
        }
      } else {
        switch (form) {
          case NN -> CommonOps_FDRM.mult(a, b, c);
          case TN -> CommonOps_FDRM.multTransA(a, b, c);
          case NT -> CommonOps_FDRM.multTransB(a, b, c);
        }
      }
    }

    @Override
    public double[] result() {
      return Float32.widened(c.getData());
    }

    @Override
    public void close() {}
  }

  private static final class Product64 implements ProductRunner {

    private final ProductForm form;
    private final boolean concurrent;
    private final DMatrixRMaj a;
    private final DMatrixRMaj b;
    private final DMatrixRMaj c;

    Product64(ProductTask task, boolean concurrent) {
      form = task.form();
      this.concurrent = concurrent;
      a = matrix(rowsOfA(task), task.a());
      b = matrix(rowsOfB(task), task.b());
      c = new DMatrixRMaj(task.rows(), task.columns());
    }

    private static DMatrixRMaj matrix(int rows, double[] values) {
      return DMatrixRMaj.wrap(rows, values.length / rows, values.clone());
    }

    @Override
    public void run() {
      if (concurrent) {
        switch (form) {
          case NN -> CommonOps_MT_DDRM.mult(a, b, c);
          case TN -> CommonOps_MT_DDRM.multTransA(a, b, c);
          case NT -> CommonOps_MT_DDRM.multTransB(a, b, c);
        }
      } else {
        switch (form) {
          case NN -> CommonOps_DDRM.mult(a, b, c);
          case TN -> CommonOps_DDRM.multTransA(a, b, c);
          case NT -> CommonOps_DDRM.multTransB(a, b, c);
        }
      }
    }

    @Override
    public double[] result() {
      return c.getData().clone();
    }

    @Override
    public void close() {}
  }
}
