package dev.gradparity.benchmarks;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Affine;
import dev.gradparity.nn.AffineGradient;
import dev.gradparity.nn.Parameters;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.train.Minibatch;
import dev.gradparity.train.Trainer;
import java.util.Optional;

/** The implementation from first principles, on the kernels that a subclass names. */
abstract sealed class FromScratchContender implements AffineContender {

  private String description = "from-scratch";

  private FromScratchContender() {}

  /** The kernels for this many threads; empty if there are none. */
  abstract Optional<Kernels> kernels(int threads);

  private Optional<Kernels> described(int threads) {
    Optional<Kernels> kernels = kernels(threads);
    kernels.ifPresent(k -> description = "from-scratch, " + k.description());
    return kernels;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final Optional<ProductRunner> product(ProductTask task, int threads) {
    return described(threads).map(kernels -> new Product(kernels, task));
  }

  @Override
  public final Optional<AffineRunner> affine(AffineTask task, int threads) {
    return described(threads).map(kernels -> new Layer(kernels, task));
  }

  @Override
  public final Optional<TrainingRunner> training(Case.Gradient task, int threads) {
    return described(threads).map(kernels -> new Training(kernels, task));
  }

  /** On plain loops, which know one thread only. */
  static final class Scalar extends FromScratchContender {

    @Override
    public String id() {
      return "from-scratch-scalar";
    }

    @Override
    Optional<Kernels> kernels(int threads) {
      return threads == 1 ? Optional.of(Kernels.scalar()) : Optional.empty();
    }
  }

  /** On vector registers. */
  static final class Vector extends FromScratchContender {

    @Override
    public String id() {
      return "from-scratch-vector";
    }

    @Override
    Optional<Kernels> kernels(int threads) {
      Kernels kernels = Kernels.fastest(threads);
      if (!kernels.description().startsWith("vector")) {
        throw new IllegalStateException("there are no vectors to time: " + kernels.description());
      }
      return Optional.of(kernels);
    }
  }

  private record Product(Kernels kernels, ProductForm form, Matrix a, Matrix b, Matrix c)
      implements ProductRunner {

    Product(Kernels kernels, ProductTask task) {
      this(
          kernels,
          task.form(),
          task.form() == ProductForm.TN
              ? Matrix.of(task.dtype(), task.inner(), task.rows(), task.a())
              : Matrix.of(task.dtype(), task.rows(), task.inner(), task.a()),
          task.form() == ProductForm.NT
              ? Matrix.of(task.dtype(), task.columns(), task.inner(), task.b())
              : Matrix.of(task.dtype(), task.inner(), task.columns(), task.b()),
          Matrix.zeros(task.dtype(), task.rows(), task.columns()));
    }

    @Override
    public void run() {
      switch (form) {
        case NN -> kernels.multiply(a, b, c);
        case TN -> kernels.multiplyTransA(a, b, c);
        case NT -> kernels.multiplyTransB(a, b, c);
      }
    }

    @Override
    public double[] result() {
      return c.toArray();
    }

    @Override
    public void close() {}
  }

  private static final class Layer implements AffineRunner {

    private final Kernels kernels;
    private final Affine layer;
    private final Matrix x;
    private final Matrix dY;
    private final Matrix y;
    private final Matrix dX;
    private final AffineGradient gradient;

    Layer(Kernels kernels, AffineTask task) {
      this.kernels = kernels;
      DType dtype = task.dtype();
      layer =
          new Affine(
              Matrix.of(dtype, task.d(), task.m(), task.w()),
              Matrix.of(dtype, 1, task.m(), task.b()));
      x = Matrix.of(dtype, task.n(), task.d(), task.x());
      dY = Matrix.of(dtype, task.n(), task.m(), task.dY());
      y = Matrix.zeros(dtype, task.n(), task.m());
      dX = Matrix.zeros(dtype, task.n(), task.d());
      gradient = AffineGradient.zeros(layer);
    }

    @Override
    public void forward() {
      layer.forward(kernels, x, y);
    }

    @Override
    public void backward() {
      layer.backward(kernels, x, dY, gradient);
      layer.backwardInput(kernels, dY, dX);
    }

    @Override
    public double[] y() {
      return y.toArray();
    }

    @Override
    public double[] dW() {
      return gradient.dW().toArray();
    }

    @Override
    public double[] db() {
      return gradient.db().toArray();
    }

    @Override
    public double[] dX() {
      return dX.toArray();
    }

    @Override
    public void close() {}
  }

  private static final class Training implements TrainingRunner {

    private final NetworkSpec spec;
    private final Trainer trainer;
    private final Minibatch minibatch;

    Training(Kernels kernels, Case.Gradient task) {
      spec = task.spec();
      DType dtype = task.spec().dtype();
      Examples batch = task.batch();
      minibatch =
          new Minibatch(
              Matrix.of(dtype, batch.count(), batch.inputSize(), batch.x()),
              Matrix.of(dtype, batch.count(), batch.outputSize(), batch.y()));
      trainer =
          new Trainer(task.spec(), kernels, FromScratchSubject.parameters(task), batch.count());
    }

    @Override
    public void step() {
      trainer.step(minibatch);
    }

    @Override
    public ParameterValues parameters() {
      Parameters now = trainer.parameters();
      return ParameterValues.of(spec, (l, kind) -> now.of(l, kind).toArray());
    }

    @Override
    public void close() {}
  }
}
