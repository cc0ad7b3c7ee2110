package dev.gradparity.benchmarks.peers;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import dev.gradparity.benchmarks.Contender;
import dev.gradparity.benchmarks.ProductForm;
import dev.gradparity.benchmarks.ProductRunner;
import dev.gradparity.benchmarks.ProductTask;
import dev.gradparity.spec.DType;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * OpenBLAS by itself, in the build that ND4J uses. The matrices lie in native memory, so that a
 * product is one native call and no array is pinned or copied.
 */
public final class OpenBlasContender implements Contender {

  private String description = "OpenBLAS";

  /** For ServiceLoader. */
  public OpenBlasContender() {}

  @Override
  public String id() {
    return "openblas";
  }

  @Override
  public String description() {
    return description;
  }

  /**
   * OpenBLAS reads them when it is loaded.
   *
   * @param threads at least 1
   */
  @Override
  public Map<String, String> environment(int threads) {
    String count = String.valueOf(threads);
    return Map.of("OPENBLAS_NUM_THREADS", count, "OMP_NUM_THREADS", count);
  }

  /**
   * A product in either format.
   *
   * @throws IllegalStateException if the native library cannot be loaded, or not this many threads
   */
  @Override
  public Optional<ProductRunner> product(ProductTask task, int threads) {
    int actual = load(threads);
    if (actual != threads) {
      throw new IllegalStateException(
          "OpenBLAS was asked for %d threads and takes %d; set OPENBLAS_NUM_THREADS=%d"
              .formatted(threads, actual, threads));
    }
    description =
        "%s, cblas_%sgemm on native memory, %d threads"
            .formatted(
                JarVersion.of(openblas_nolapack.class),
                task.dtype() == DType.FLOAT32 ? "s" : "d",
                threads);
    return Optional.of(task.dtype() == DType.FLOAT32 ? new Product32(task) : new Product64(task));
  }

  private static int load(int threads) {
    try {
      openblas_nolapack.blas_set_num_threads(threads);
      return openblas_nolapack.blas_get_num_threads();
    } catch (LinkageError e) {
      throw Failures.cannotLoad(
          "OpenBLAS", e, "put org.bytedeco's openblas for this platform on the class path");
    }
  }

  /** The product's shape in BLAS's terms. */
  private record Shape(int transA, int transB, int m, int n, int k, int lda, int ldb) {

    static Shape of(ProductTask task) {
      boolean aIsTransposed = task.form() == ProductForm.TN;
      boolean bIsTransposed = task.form() == ProductForm.NT;
      return new Shape(
          aIsTransposed ? CblasTrans : CblasNoTrans,
          bIsTransposed ? CblasTrans : CblasNoTrans,
          task.rows(),
          task.columns(),
          task.inner(),
          aIsTransposed ? task.rows() : task.inner(),
          bIsTransposed ? task.inner() : task.columns());
    }
  }

  private static final class Product32 implements ProductRunner {

    private final Shape shape;
    private final FloatPointer a;
    private final FloatPointer b;
    private final FloatPointer c;

    Product32(ProductTask task) {
      shape = Shape.of(task);
      a = new FloatPointer(Float32.of(task.a()));
      b = new FloatPointer(Float32.of(task.b()));
      c = new FloatPointer(new float[task.rows() * task.columns()]);
    }

    @Override
    public void run() {
      Shape s = shape;
      cblas_sgemm(
          CblasRowMajor, s.transA, s.transB, s.m, s.n, s.k, 1, a, s.lda, b, s.ldb, 0, c, s.n);
    }

    @Override
    public double[] result() {
      float[] values = new float[shape.m * shape.n];
      c.get(values);
      return Float32.widened(values);
    }

    @Override
    public void close() {
      a.close();
      b.close();
      c.close();
    }
  }

  private static final class Product64 implements ProductRunner {

    private final Shape shape;
    private final DoublePointer a;
    private final DoublePointer b;
    private final DoublePointer c;

    Product64(ProductTask task) {
      shape = Shape.of(task);
      a = new DoublePointer(task.a());
      b = new DoublePointer(task.b());
      c = new DoublePointer(new double[task.rows() * task.columns()]);
    }

    @Override
    public void run() {
      Shape s = shape;
      cblas_dgemm(
          CblasRowMajor, s.transA, s.transB, s.m, s.n, s.k, 1, a, s.lda, b, s.ldb, 0, c, s.n);
    }

    @Override
    public double[] result() {
      double[] values = new double[shape.m * shape.n];
      c.get(values);
      return values;
    }

    @Override
    public void close() {
      a.close();
      b.close();
      c.close();
    }
  }
}
