package dev.gradparity.benchmarks;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.CaseFactory;
import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.util.List;
import java.util.Random;

/** What is timed: ReLU networks with softmax and cross entropy on random data, plain SGD. */
public enum Workload {
  /** So small that everything but arithmetic decides. */
  IRIS_SIZED(4, 16, 3, 32),
  /** A small classifier of images. */
  MNIST_SIZED(784, 128, 10, 32),
  /** A wider one on larger minibatches. */
  WIDE(784, 512, 10, 128),
  /** Large enough for products to decide alone. */
  SQUARE(1024, 1024, 1024, 256);

  private static final long SEED = 42;

  private final int inputs;
  private final int hidden;
  private final int outputs;
  private final int batch;

  Workload(int inputs, int hidden, int outputs, int batch) {
    this.inputs = inputs;
    this.hidden = hidden;
    this.outputs = outputs;
    this.batch = batch;
  }

  NetworkSpec network(DType dtype) {
    return new NetworkSpec(
        "%d-%d-%d".formatted(inputs, hidden, outputs),
        dtype,
        Shape.of(inputs),
        List.of(
            new LayerSpec(hidden, ActivationKind.RELU, WeightInit.RELU),
            new LayerSpec(outputs, ActivationKind.SOFTMAX)),
        LossKind.MCXENT,
        Reduction.MEAN,
        new UpdaterSpec.Sgd(0.01),
        0,
        SEED);
  }

  private CaseFactory cases(DType dtype) {
    Random random = new Random(SEED);
    double[] x = random.doubles((long) batch * inputs, -1, 1).toArray();
    double[] y = new double[batch * outputs];
    for (int i = 0; i < batch; i++) {
      y[i * outputs + random.nextInt(outputs)] = 1;
    }
    return new CaseFactory(network(dtype), new Examples(batch, x, y));
  }

  /** One pass over the minibatch. */
  Case.Gradient gradient(DType dtype) {
    return cases(dtype).gradient(batch);
  }

  /** A few steps on the minibatch. */
  Case.Training training(DType dtype, int steps) {
    return cases(dtype).training(batch, steps);
  }
}
