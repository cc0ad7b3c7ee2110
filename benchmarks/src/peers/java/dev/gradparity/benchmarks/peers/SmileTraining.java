package dev.gradparity.benchmarks.peers;

import dev.gradparity.benchmarks.TrainingRunner;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import smile.base.mlp.ActivationFunction;
import smile.base.mlp.Cost;
import smile.base.mlp.HiddenLayer;
import smile.base.mlp.Layer;
import smile.base.mlp.LayerBuilder;
import smile.base.mlp.OutputFunction;
import smile.base.mlp.OutputLayer;
import smile.classification.MLP;
import smile.math.TimeFunction;
import smile.math.matrix.Matrix;

/**
 * Smile's own layers and steps. Smile draws its first weights itself; the subclasses here do no
 * more than put the case's in their place, and read them back.
 */
final class SmileTraining implements TrainingRunner {

  private final List<Supplier<double[]>> weights = new ArrayList<>();
  private final List<Supplier<double[]>> biases = new ArrayList<>();
  private final MLP mlp;
  private final double[][] x;
  private final int[] classes;

  SmileTraining(Case.Gradient task, int[] classes, double learningRate) {
    NetworkSpec spec = task.spec();
    Examples batch = task.batch();
    LayerBuilder[] layers = new LayerBuilder[spec.depth() + 1];
    layers[0] = Layer.input(spec.inputSize());
    for (int l = 1; l <= spec.depth(); l++) {
      // Smile's W is (units, inputs), column-major: the numbers lie as in ours.
      double[] w = task.parameters().weights().get(l - 1);
      double[] b = task.parameters().biases().get(l - 1).clone();
      boolean last = l == spec.depth();
      layers[l] =
          new LayerBuilder(spec.fanOut(l), 0) {
            @Override
            public Layer build(int inputs) {
              Matrix matrix = new Matrix(neurons, inputs);
              for (int i = 0; i < neurons; i++) {
                for (int j = 0; j < inputs; j++) {
                  matrix.set(i, j, w[j * neurons + i]);
                }
              }
              weights.add(() -> values(matrix));
              biases.add(b::clone);
              return last ? new Output(matrix, b) : new Hidden(matrix, b);
            }
          };
    }
    mlp = new MLP(layers);
    mlp.setLearningRate(TimeFunction.constant(learningRate));
    int inputs = batch.inputSize();
    x = new double[batch.count()][];
    for (int i = 0; i < x.length; i++) {
      x[i] = Arrays.copyOfRange(batch.x(), i * inputs, (i + 1) * inputs);
    }
    this.classes = classes;
  }

  private static double[] values(Matrix w) {
    double[] values = new double[w.nrow() * w.ncol()];
    for (int k = 0; k < values.length; k++) {
      values[k] = w.get(k % w.nrow(), k / w.nrow());
    }
    return values;
  }

  @Override
  public void step() {
    mlp.update(x, classes);
  }

  @Override
  public ParameterValues parameters() {
    return new ParameterValues(
        weights.stream().map(Supplier::get).toList(), biases.stream().map(Supplier::get).toList());
  }

  @Override
  public void close() {}

  private static final class Hidden extends HiddenLayer {

    private static final long serialVersionUID = 1L;

    Hidden(Matrix w, double[] b) {
      super(w.nrow(), w.ncol(), 0, ActivationFunction.rectifier());
      weight = w;
      bias = b;
    }
  }

  private static final class Output extends OutputLayer {

    private static final long serialVersionUID = 1L;

    Output(Matrix w, double[] b) {
      super(w.nrow(), w.ncol(), OutputFunction.SOFTMAX, Cost.LIKELIHOOD);
      weight = w;
      bias = b;
    }
  }
}
