package dev.gradparity.benchmarks.peers;

import dev.gradparity.benchmarks.Contender;
import dev.gradparity.benchmarks.ProductForm;
import dev.gradparity.benchmarks.ProductRunner;
import dev.gradparity.benchmarks.ProductTask;
import dev.gradparity.spec.DType;
import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * netlib's VectorBLAS: a BLAS in Java on {@code jdk.incubator.vector}, on one thread.
 *
 * <p>It is column-major. A row-major array is the column-major transpose, so that C = op(A).op(B)
 * is computed as C^T = op(B)^T.op(A)^T, without a copy. Only products of a million multiplications
 * or more are packed and reach its vectors; smaller ones run in plain loops of fused multiply-adds.
 */
public final class NetlibContender implements Contender {

  private static final String FAST = "VectorBLAS";

  private String description = "netlib VectorBLAS";

  /** For ServiceLoader. */
  public NetlibContender() {}

  @Override
  public String id() {
    return "netlib-vector";
  }

  @Override
  public String description() {
    return description;
  }

  /**
   * Empty for several threads.
   *
   * @throws IllegalStateException if it would compute in plain loops only
   */
  @Override
  public Optional<ProductRunner> product(ProductTask task, int threads) {
    if (threads > 1) {
      return Optional.empty();
    }
    JavaBLAS blas = Loaded.BLAS;
    String name = blas.getClass().getSimpleName();
    if (!name.equals(FAST)) {
      throw new IllegalStateException(
          "netlib fell back on %s: run Java with --add-modules=jdk.incubator.vector"
              .formatted(name));
    }
    description = "netlib %s, %s, 1 thread".formatted(JarVersion.of(BLAS.class), name);
    return Optional.of(
        task.dtype() == DType.FLOAT32 ? new Product32(blas, task) : new Product64(blas, task));
  }

  /** Its choice is made once per JVM. */
  private static final class Loaded {

    /** Held, or the level that was set might be collected with it. */
    private static final Logger LOGGER = Logger.getLogger("dev.ludovic.netlib.blas");

    private static final JavaBLAS BLAS = load();

    private static JavaBLAS load() {
      LOGGER.setLevel(Level.WARNING);
      // Whatever native BLAS this machine has installed is not the one to be timed.
      System.setProperty(dev.ludovic.netlib.blas.BLAS.ALLOW_NATIVE_BLAS, "false");
      return JavaBLAS.getInstance();
    }
  }

  /** The product's shape in BLAS's terms, operands exchanged. */
  private record Shape(String transB, String transA, int m, int n, int k, int ldb, int lda) {

    static Shape of(ProductTask task) {
      boolean aIsTransposed = task.form() == ProductForm.TN;
      boolean bIsTransposed = task.form() == ProductForm.NT;
      return new Shape(
          bIsTransposed ? "T" : "N",
          aIsTransposed ? "T" : "N",
          task.columns(),
          task.rows(),
          task.inner(),
          bIsTransposed ? task.inner() : task.columns(),
          aIsTransposed ? task.rows() : task.inner());
    }
  }

  private static final class Product32 implements ProductRunner {

    private final JavaBLAS blas;
    private final Shape shape;
    private final float[] a;
    private final float[] b;
    private final float[] c;

    Product32(JavaBLAS blas, ProductTask task) {
      this.blas = blas;
      shape = Shape.of(task);
      a = Float32.of(task.a());
      b = Float32.of(task.b());
      c = new float[task.rows() * task.columns()];
    }

    @Override
    public void run() {
      Shape s = shape;
      blas.sgemm(s.transB, s.transA, s.m, s.n, s.k, 1, b, s.ldb, a, s.lda, 0, c, s.m);
    }

    @Override
    public double[] result() {
      return Float32.widened(c);
    }

    @Override
    public void close() {}
  }

  private static final class Product64 implements ProductRunner {

    private final JavaBLAS blas;
    private final Shape shape;
    private final double[] a;
    private final double[] b;
    private final double[] c;

    Product64(JavaBLAS blas, ProductTask task) {
      this.blas = blas;
      shape = Shape.of(task);
      a = task.a().clone();
      b = task.b().clone();
      c = new double[task.rows() * task.columns()];
    }

    @Override
    public void run() {
      Shape s = shape;
      blas.dgemm(s.transB, s.transA, s.m, s.n, s.k, 1, b, s.ldb, a, s.lda, 0, c, s.m);
    }

    @Override
    public double[] result() {
      return c.clone();
    }

    @Override
    public void close() {}
  }
}
