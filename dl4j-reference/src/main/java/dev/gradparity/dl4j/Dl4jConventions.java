package dev.gradparity.dl4j;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.MinMaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.constraint.UnitNormConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * Where Deeplearning4j 1.0.0-M2.1 and the specification mean different things by the same word, and
 * what the adapter does about it. The tests named after conventions hold each on numbers worked by
 * hand.
 *
 * <ul>
 *   <li>All parameters are one vector: per layer W, then b, then the g of a layer norm; of a batch
 *       normalisation gamma, beta, mean and variance. W is in 'f' order, column by column: {@code
 *       flat[j * fanIn + i] = W[i, j]}.
 *   <li>{@code getParam}, {@code params} and {@code gradient} hand out live views; whoever keeps
 *       one across a call keeps the next call's numbers.
 *   <li>{@code computeGradientAndScore}, {@code calculateGradients} and {@code backpropGradient}
 *       give the sum over the batch, without the penalty, whatever {@code miniBatch} says. The
 *       updater divides by N, then adds l2 W, then scales: so the update of {@code Sgd(1)} is the
 *       gradient of the whole loss ({@link #gradientAsUpdate}).
 *   <li>A step is: the batch sum over N; gradient normalisation, a layer's or a parameter's norm
 *       without the penalty; l1 sign(theta) + l2 theta; the updater; decay theta, times the rate of
 *       the step if so told, added to the update; theta minus the update; the constraints. The
 *       score counts the decay as decay/2 |theta|^2.
 *   <li>{@code FrozenLayer} stops the gradient for the layers below; {@code
 *       FrozenLayerWithBackprop} does not and is what is used. Neither can wrap an output layer,
 *       whose rate is made 0 instead.
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

  /**
   * The specification's activation. Where nothing is chosen, the library's enumeration says what
   * the name means; it has no name for the precise GELU. RReLU's slopes are drawn between equal
   * bounds.
   *
   * @throws NoSuchOperationException for RReLU in float64
   */
  static IActivation activation(ActivationSpec spec, DType dtype) {
    if (spec.kind() == ActivationKind.RRELU && dtype == DType.FLOAT64) {
      throw new NoSuchOperationException(
          "Deeplearning4j",
          "activation",
          spec.kind().specName(),
          "its gradient is of ND4J's default type, and the product with float64 weights throws; use"
              + " float32");
    }
    return switch (spec.kind()) {
      case IDENTITY -> Activation.IDENTITY.getActivationFunction();
      case RELU -> spec.isPreset() ? Activation.RELU.getActivationFunction() : relu(spec);
      case SIGMOID -> Activation.SIGMOID.getActivationFunction();
      case TANH -> Activation.TANH.getActivationFunction();
      case SOFTMAX -> Activation.SOFTMAX.getActivationFunction();
      case CUBE -> Activation.CUBE.getActivationFunction();
      case ELU -> new ActivationELU(spec.parameter("alpha"));
      case GELU -> Activation.GELU.getActivationFunction();
      case PRECISE_GELU -> new ActivationGELU(true);
      case HARDSIGMOID -> Activation.HARDSIGMOID.getActivationFunction();
      case HARDTANH -> Activation.HARDTANH.getActivationFunction();
      case LEAKYRELU -> new ActivationLReLU(spec.parameter("alpha"));
      case MISH -> Activation.MISH.getActivationFunction();
      case RATIONALTANH -> Activation.RATIONALTANH.getActivationFunction();
      case RECTIFIEDTANH -> Activation.RECTIFIEDTANH.getActivationFunction();
      case RELU6 -> Activation.RELU6.getActivationFunction();
      case RRELU -> {
        double slope = (spec.parameter("l") + spec.parameter("u")) / 2;
        yield new ActivationRReLU(slope, slope);
      }
      case SELU -> Activation.SELU.getActivationFunction();
      case SOFTPLUS -> Activation.SOFTPLUS.getActivationFunction();
      case SOFTSIGN -> Activation.SOFTSIGN.getActivationFunction();
      case SWISH -> Activation.SWISH.getActivationFunction();
      case THRESHOLDEDRELU -> new ActivationThresholdedReLU(spec.parameter("theta"));
    };
  }

  private static IActivation relu(ActivationSpec spec) {
    double max = spec.parameter("max");
    return new ActivationReLU(
        max == Double.POSITIVE_INFINITY ? null : Double.valueOf(max),
        spec.parameter("threshold"),
        spec.parameter("negativeSlope"));
  }

  static IUpdater updater(UpdaterSpec spec) {
    return spec.match(new Dl4jUpdaters());
  }

  /**
   * The terms on one kind of parameter, in a list: the builder's methods of the same names would
   * drop an l2 penalty where there is decay.
   */
  static List<Regularization> regularisation(Regularisation.Terms terms, boolean withDecay) {
    List<Regularization> list = new ArrayList<>();
    if (terms.l1() > 0) {
      list.add(new L1Regularization(terms.l1()));
    }
    if (terms.l2() > 0) {
      list.add(new L2Regularization(terms.l2()));
    }
    if (withDecay && terms.weightDecay() > 0) {
      list.add(new WeightDecay(terms.weightDecay(), terms.applyLearningRate()));
    }
    return list;
  }

  static GradientNormalization normalisation(GradientNormalisation normalisation) {
    return switch (normalisation.kind()) {
      case NONE -> GradientNormalization.None;
      case RENORMALIZE_L2_PER_LAYER -> GradientNormalization.RenormalizeL2PerLayer;
      case RENORMALIZE_L2_PER_PARAM_TYPE -> GradientNormalization.RenormalizeL2PerParamType;
      case CLIP_ELEMENT_WISE_ABSOLUTE_VALUE -> GradientNormalization.ClipElementWiseAbsoluteValue;
      case CLIP_L2_PER_LAYER -> GradientNormalization.ClipL2PerLayer;
      case CLIP_L2_PER_PARAM_TYPE -> GradientNormalization.ClipL2PerParamType;
    };
  }

  /**
   * Hands a layer its constraints, for weights and biases apart: the axes of W are not those of b,
   * which has but axis 0.
   */
  static void constrain(FeedForwardLayer.Builder<?> layer, LayerSettings settings) {
    List<LayerConstraint> weights = new ArrayList<>();
    List<LayerConstraint> biases = new ArrayList<>();
    for (Constraint constraint : settings.constraints()) {
      if (constraint.target().means(false)) {
        weights.add(constraint(constraint.rule(), axes(constraint.axis())));
      }
      if (constraint.target().means(true) && settings.hasBias()) {
        biases.add(constraint(constraint.rule(), 0));
      }
    }
    layer.constrainWeights(weights.toArray(LayerConstraint[]::new));
    layer.constrainBias(biases.toArray(LayerConstraint[]::new));
  }

  private static int[] axes(Constraint.Axis axis) {
    return switch (axis) {
      case INPUTS -> new int[] {0};
      case UNITS -> new int[] {1};
      case BOTH -> new int[] {0, 1};
    };
  }

  private static LayerConstraint constraint(Constraint.Rule rule, int... axes) {
    if (rule instanceof Constraint.MaxNorm maxNorm) {
      return new MaxNormConstraint(maxNorm.max(), axes);
    } else if (rule instanceof Constraint.MinMaxNorm minMax) {
      return new MinMaxNormConstraint(minMax.min(), minMax.max(), minMax.rate(), axes);
    } else if (rule instanceof Constraint.UnitNorm) {
      return new UnitNormConstraint(axes);
    } else if (rule instanceof Constraint.NonNegative) {
      return new NonNegativeConstraint();
    }
    throw new IllegalArgumentException("the constraint " + rule.specName() + " is unknown here");
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
  static INDArray ofReducedLoss(INDArray epsilon, int divisor) {
    return divisor == 1 ? epsilon : epsilon.div(divisor);
  }

  /** The shape of an example as the network takes it: only dense layers flatten. */
  static Shape presented(NetworkSpec spec) {
    return spec.layer(1).form() instanceof LayerForm.Dense
        ? spec.input()
        : Shape.of(spec.inputSize());
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

  /** The length of the vector of all parameters, where a bias that a layer has not has no place. */
  static int parameterCount(NetworkSpec spec) {
    return Math.toIntExact(spec.parameterCount());
  }

  /** The vector of all parameters, from row-major matrices. */
  static double[] flat(NetworkSpec spec, ParameterValues parameters) {
    double[] flat = new double[parameterCount(spec)];
    int offset = 0;
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        double[] values = parameters.of(l, kind);
        int columns = spec.columns(l, kind);
        int rows = spec.rows(l, kind);
        for (int k = 0; k < values.length; k++) {
          flat[offset + k % columns * rows + k / columns] = values[k];
        }
        offset += values.length;
      }
    }
    return flat;
  }

  /**
   * The inverse of {@link #flat}; gradients and updates are laid out like parameters. A bias that a
   * layer has not is a row of zeros.
   */
  static ParameterValues unflattened(NetworkSpec spec, double[] flat) {
    int[] offset = {0};
    return ParameterValues.filled(
        spec,
        (l, kind) -> {
          double[] values = new double[spec.shape(l, kind).size()];
          int columns = spec.columns(l, kind);
          int rows = spec.rows(l, kind);
          for (int k = 0; k < values.length; k++) {
            values[k] = flat[offset[0] + k % columns * rows + k / columns];
          }
          offset[0] += values.length;
          return values;
        });
  }

  /**
   * The state of a network's updaters, one entry for each name of that which has most: what is
   * remembered is laid out like the parameters, block by block. Where an updater remembers less,
   * there are zeros.
   */
  static List<ParameterValues> state(NetworkSpec spec, BaseMultiLayerUpdater<?> updater) {
    List<double[]> flats = new ArrayList<>();
    for (int k = 0; k < spec.updaterWithMostState().stateNames().size(); k++) {
      flats.add(new double[parameterCount(spec)]);
    }
    for (UpdaterBlock block : updater.getUpdaterBlocks()) {
      if (block.getUpdaterView() != null) {
        double[] view = Dl4jArrays.rowMajor(block.getUpdaterView());
        int length = block.getParamOffsetEnd() - block.getParamOffsetStart();
        for (int k = 0; k < view.length / length; k++) {
          System.arraycopy(view, k * length, flats.get(k), block.getParamOffsetStart(), length);
        }
      }
    }
    return flats.stream().map(flat -> unflattened(spec, flat)).toList();
  }

  /** The inverse of {@link #state}: the vector that the library saves; empty without a state. */
  static double[] stateVector(
      NetworkSpec spec, BaseMultiLayerUpdater<?> updater, List<ParameterValues> state) {
    INDArray whole = updater.getStateViewArray();
    double[] vector = new double[whole == null ? 0 : Math.toIntExact(whole.length())];
    for (int k = 0; k < state.size(); k++) {
      double[] flat = flat(spec, state.get(k));
      for (UpdaterBlock block : updater.getUpdaterBlocks()) {
        int length = block.getParamOffsetEnd() - block.getParamOffsetStart();
        int at = block.getUpdaterViewOffsetStart() + k * length;
        // Updaters without a state have no place, those with less than others have less.
        if (at + length <= block.getUpdaterViewOffsetEnd()) {
          System.arraycopy(flat, block.getParamOffsetStart(), vector, at, length);
        }
      }
    }
    return vector;
  }
}
