package dev.gradparity.comparison;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LabelKind;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** Networks, data and cases that the tests share; everything follows from a fixed seed. */
public final class Samples {

  /** Those that every subject computes, and of which no deviation is registered. */
  public static final List<ActivationKind> COMMON_ACTIVATIONS =
      List.of(
          ActivationKind.IDENTITY,
          ActivationKind.RELU,
          ActivationKind.SIGMOID,
          ActivationKind.TANH,
          ActivationKind.SOFTMAX);

  /** The common activations whose values a loss can read. */
  static List<ActivationKind> commonOutputs(LossKind loss) {
    return loss.activations().stream().filter(COMMON_ACTIVATIONS::contains).toList();
  }

  private static final long SEED = 20240229;

  private Samples() {}

  public static Subject fromScratch() {
    return new FromScratchSubject(Kernels.scalar());
  }

  /** A network of these layers with a mean, an l2 penalty, and plain gradient descent. */
  public static NetworkSpec network(DType dtype, int inputs, LossKind loss, LayerSpec... layers) {
    return new NetworkSpec(
        "sample",
        dtype,
        Shape.of(inputs),
        List.of(layers),
        loss,
        Reduction.MEAN,
        new UpdaterSpec.Sgd(0.1),
        0.01,
        SEED);
  }

  public static LayerSpec layer(int units, ActivationKind activation) {
    return new LayerSpec(units, activation);
  }

  /** Random features, and labels that the network's loss can read. */
  public static Examples examples(NetworkSpec spec, int count) {
    Random random = new Random(SEED);
    double[] x =
        spec.layer(1).form() instanceof LayerForm.Embedding embedding
            ? random.ints(count, 0, embedding.inputs()).asDoubleStream().toArray()
            : random.doubles(count * (long) spec.inputSize(), -2, 2).toArray();
    double[] y = new double[count * spec.outputSize()];
    for (int i = 0; i < count; i++) {
      int row = i * spec.outputSize();
      LabelKind labels = spec.loss().kind().labels();
      if (labels.isOfClasses()) {
        y[row + random.nextInt(spec.outputSize())] = 1;
        continue;
      }
      for (int j = 0; j < spec.outputSize(); j++) {
        y[row + j] = label(spec.loss().kind(), random);
      }
    }
    return new Examples(count, x, y);
  }

  private static double label(LossKind loss, Random random) {
    return switch (loss.labels()) {
      case REAL, NON_ZERO -> 2 * random.nextDouble() - 1;
      case NON_NEGATIVE -> random.nextInt(4);
      case SIGN -> 2 * random.nextInt(2) - 1;
      // The divergences' labels stay away from 0, where the library clips them.
      case PROBABILITY -> loss == LossKind.XENT ? random.nextInt(2) : (1 + random.nextInt(8)) / 8.0;
      case BINARY -> random.nextInt(2);
      case DISTRIBUTION, CLASS -> throw new IllegalArgumentException("labels of a row");
    };
  }

  public static Case.Gradient gradient(NetworkSpec spec, int count) {
    return new CaseFactory(spec, examples(spec, count)).gradient(count);
  }

  public static Case.Training training(NetworkSpec spec, int count, int batch, int steps) {
    return new CaseFactory(spec, examples(spec, count)).training(batch, steps);
  }

  /** A tensor of rank 1 outside training. */
  public static ObservedTensor vector(TensorName name, double... values) {
    return new ObservedTensor(name, Shape.of(values.length), values);
  }

  /** The same observation but for one tensor. */
  public static Observation altered(
      Observation original, TensorName name, UnaryOperator<double[]> alteration) {
    ObservedTensor tensor = original.find(name).orElseThrow();
    ObservedTensor altered =
        new ObservedTensor(name, tensor.shape(), alteration.apply(tensor.values().clone()));
    return new Observation(
        original.subject(),
        original.tensors().stream().map(t -> t.name().equals(name) ? altered : t).toList());
  }

  /** The same observation but for one element of one tensor. */
  public static Observation altered(
      Observation original, TensorName name, int offset, DoubleUnaryOperator alteration) {
    return altered(
        original,
        name,
        values -> {
          values[offset] = alteration.applyAsDouble(values[offset]);
          return values;
        });
  }
}
