package dev.gradparity.dl4j;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Where Deeplearning4j 1.0.0-M2.1 and the specification mean different things by the same word, and
 * what the adapter does about it. The tests named after conventions hold each on numbers worked by
 * hand.
 *
 * <ul>
 *   <li>All parameters are one vector: per layer W, then b. W is in 'f' order, column by column:
 *       {@code flat[j * fanIn + i] = W[i, j]}.
 *   <li>{@code getParam}, {@code params} and {@code gradient} hand out live views; whoever keeps
 *       one across a call keeps the next call's numbers.
 *   <li>{@code computeGradientAndScore}, {@code calculateGradients} and {@code backpropGradient}
 *       give the sum over the batch, without the L2 term, whatever {@code miniBatch} says. The
 *       updater divides by N, then adds l2 W, then scales: so the update of {@code Sgd(1)} is the
 *       gradient of the whole loss ({@link #gradientAsUpdate}).
 *   <li>Epsilons, the gradients of activations and of the input, never meet the updater and stay
 *       batch sums ({@link #ofReducedLoss}).
 *   <li>After {@code fit}, {@code gradient} holds the update, not the gradient; {@code score} is
 *       the loss before the step.
 *   <li>{@code miniBatch(false)} takes the division by N out of score and updater alike; the L2
 *       term, l2/2 |W|^2 over weights alone, is never divided.
 *   <li>Only {@code fit} of an iterator counts epochs; {@code fit} of minibatches leaves the count,
 *       and every schedule of epochs with it, where it is.
 *   <li>An updater's state is one vector per run of layers with equal updaters: all of the first
 *       state in the order of the parameters, then all of the second ({@link #state}).
 *   <li>XENT and MCXENT clip probabilities, by default to [1e-5, 1 - 1e-5] and [1e-10, 1 - 1e-10];
 *       the specification's losses are not, unless it says so ({@link Dl4jLosses}). MCXENT clips
 *       its score alone, XENT its gradient too.
 *   <li>Softmax with MCXENT is fused to p - y. Sigmoid with XENT is not: (p - y) / (p (1 - p))
 *       times sigmoid'(z), whose rounding errors grow as p nears 0 or 1.
 *   <li>A network is FLOAT, a dense layer sigmoid and an output layer softmax with MCXENT unless
 *       told otherwise; an output layer ignores the activation given for the whole network.
 * </ul>
 */
final class Dl4jConventions {

  private Dl4jConventions() {}

  static DataType type(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> DataType.FLOAT;
      case FLOAT64 -> DataType.DOUBLE;
    };
  }

  static Activation activation(ActivationKind kind) {
    return switch (kind) {
      case IDENTITY -> Activation.IDENTITY;
      case RELU -> Activation.RELU;
      case SIGMOID -> Activation.SIGMOID;
      case TANH -> Activation.TANH;
      case SOFTMAX -> Activation.SOFTMAX;
    };
  }

  static IUpdater updater(UpdaterSpec spec) {
    return spec.match(new Dl4jUpdaters());
  }

  /** The updater whose update is the gradient of the whole loss. */
  static IUpdater gradientAsUpdate() {
    return new Sgd(1.0);
  }

  /** Deeplearning4j's {@code miniBatch}: whether score and update are divided by N. */
  static boolean miniBatch(Reduction reduction) {
    return reduction == Reduction.MEAN;
  }

  /** The gradient of the reduced loss, from an epsilon that is the gradient of the batch's sum. */
  static INDArray ofReducedLoss(INDArray epsilon, Reduction reduction, int examples) {
    int divisor = reduction.divisor(examples);
    return divisor == 1 ? epsilon : epsilon.div(divisor);
  }

  /**
   * The shape in which {@code examples} examples meet the network: all their axes, [h, w] as an
   * image of one channel.
   */
  static long[] batchShape(Shape input, int examples) {
    Shape example = input.rank() == 2 ? input.prepend(1) : input;
    return example.prepend(examples).extents().stream().mapToLong(Integer::longValue).toArray();
  }

  /**
   * Leaves the flattening of examples with several axes to Deeplearning4j, whose convolutional
   * types are [c, h, w] and [c, d, h, w]. A {@code ReshapePreprocessor} would take any shape, but
   * without {@code miniBatch} the network tells it that every minibatch has one example.
   */
  static void declareInput(ListBuilder layers, Shape input) {
    List<Integer> e = input.extents();
    switch (input.rank()) {
      case 1 -> {}
      case 2 -> layers.setInputType(InputType.convolutional(e.get(0), e.get(1), 1));
      case 3 -> layers.setInputType(InputType.convolutional(e.get(1), e.get(2), e.get(0)));
      case 4 ->
          layers.setInputType(
              InputType.convolutional3D(
                  Convolution3D.DataFormat.NCDHW, e.get(1), e.get(2), e.get(3), e.get(0)));
      default ->
          throw new IllegalArgumentException(
              "an example of shape " + input + " has no counterpart here: use 1 to 4 axes");
    }
  }

  /** The length of the vector of all parameters. */
  static int parameterCount(NetworkSpec spec) {
    int count = 0;
    for (int l = 1; l <= spec.depth(); l++) {
      count += (spec.fanIn(l) + 1) * spec.fanOut(l);
    }
    return count;
  }

  /** The vector of all parameters, from row-major weights. */
  static double[] flat(NetworkSpec spec, List<double[]> weights, List<double[]> biases) {
    double[] flat = new double[parameterCount(spec)];
    int offset = 0;
    for (int l = 1; l <= spec.depth(); l++) {
      int fanIn = spec.fanIn(l);
      int fanOut = spec.fanOut(l);
      double[] w = weights.get(l - 1);
      for (int i = 0; i < fanIn; i++) {
        for (int j = 0; j < fanOut; j++) {
          flat[offset + j * fanIn + i] = w[i * fanOut + j];
        }
      }
      offset += fanIn * fanOut;
      System.arraycopy(biases.get(l - 1), 0, flat, offset, fanOut);
      offset += fanOut;
    }
    return flat;
  }

  /** The inverse of {@link #flat}; gradients and updates are laid out like parameters. */
  static Dl4jParameters unflattened(NetworkSpec spec, double[] flat) {
    List<double[]> weights = new ArrayList<>();
    List<double[]> biases = new ArrayList<>();
    int offset = 0;
    for (int l = 1; l <= spec.depth(); l++) {
      int fanIn = spec.fanIn(l);
      int fanOut = spec.fanOut(l);
      double[] w = new double[fanIn * fanOut];
      for (int i = 0; i < fanIn; i++) {
        for (int j = 0; j < fanOut; j++) {
          w[i * fanOut + j] = flat[offset + j * fanIn + i];
        }
      }
      offset += fanIn * fanOut;
      weights.add(w);
      biases.add(Arrays.copyOfRange(flat, offset, offset + fanOut));
      offset += fanOut;
    }
    return new Dl4jParameters(weights, biases);
  }

  /**
   * The state of an updater, one entry for each of its names: what is remembered is laid out like
   * the parameters, block by block.
   */
  static List<Dl4jParameters> state(NetworkSpec spec, BaseMultiLayerUpdater<?> updater) {
    int states = spec.updater().stateNames().size();
    List<double[]> flats = new ArrayList<>();
    for (int k = 0; k < states; k++) {
      flats.add(new double[parameterCount(spec)]);
    }
    for (UpdaterBlock block : updater.getUpdaterBlocks()) {
      if (states > 0) {
        double[] view = Dl4jArrays.rowMajor(block.getUpdaterView());
        int length = block.getParamOffsetEnd() - block.getParamOffsetStart();
        for (int k = 0; k < states; k++) {
          System.arraycopy(view, k * length, flats.get(k), block.getParamOffsetStart(), length);
        }
      }
    }
    return flats.stream().map(flat -> unflattened(spec, flat)).toList();
  }

  /** The inverse of {@link #state}: the vector that the library saves; empty without a state. */
  static double[] stateVector(
      NetworkSpec spec, BaseMultiLayerUpdater<?> updater, List<Dl4jParameters> state) {
    INDArray whole = updater.getStateViewArray();
    double[] vector = new double[whole == null ? 0 : Math.toIntExact(whole.length())];
    for (int k = 0; k < state.size(); k++) {
      double[] flat = flat(spec, state.get(k).weights(), state.get(k).biases());
      for (UpdaterBlock block : updater.getUpdaterBlocks()) {
        int length = block.getParamOffsetEnd() - block.getParamOffsetStart();
        int at = block.getUpdaterViewOffsetStart() + k * length;
        System.arraycopy(flat, block.getParamOffsetStart(), vector, at, length);
      }
    }
    return vector;
  }
}
