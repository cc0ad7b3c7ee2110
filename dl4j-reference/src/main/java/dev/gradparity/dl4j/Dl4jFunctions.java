package dev.gradparity.dl4j;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.Distribution;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.BaseConstraint;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.MinMaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.UnitNormConstraint;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossMultiLabel;
import org.nd4j.linalg.schedule.CycleSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * The library's functions one at a time, outside any network: what a smallest reproducer calls.
 *
 * <p>Names are those of the library's enumerations, in any case, and a few with a parameter in
 * parentheses. A name that is none is an {@link IllegalArgumentException}; every method may throw a
 * {@link NativeLibraryMissingException}.
 */
public final class Dl4jFunctions {

  private Dl4jFunctions() {}

  /** The activation of each number by itself, as in training. */
  public static double[] activation(String name, DType dtype, double... z) {
    return Dl4jArrays.rowMajor(activation(name).getActivation(row(dtype, z), true));
  }

  /** The activation of each number by itself, outside training. */
  public static double[] activationAtInference(String name, DType dtype, double... z) {
    return Dl4jArrays.rowMajor(activation(name).getActivation(row(dtype, z), false));
  }

  /** The activation of a row in a minibatch of so many examples, all of them this one. */
  public static double[] activationInMinibatch(
      String name, DType dtype, int examples, double... z) {
    NativeLibrary.require();
    double[] rows = new double[examples * z.length];
    Arrays.setAll(rows, k -> z[k % z.length]);
    INDArray arguments = Dl4jArrays.of(rows, dtype, examples, z.length);
    double[] all = Dl4jArrays.rowMajor(activation(name).getActivation(arguments, true));
    return Arrays.copyOf(all, z.length);
  }

  /** The product of a float64 matrix of one element and a row. */
  public static double[] product(double element, double... row) {
    return Dl4jArrays.rowMajor(row64(element).mmul(row64(row)));
  }

  /** dL/dz of each number by itself, for dL/da = 1. */
  public static double[] activationGradient(String name, DType dtype, double... z) {
    return backward(activation(name), dtype, z);
  }

  /** dL/dz of one number. */
  public static double chainRule(String name, DType dtype, double z, double dA) {
    return Dl4jArrays.rowMajor(activation(name).backprop(row(dtype, z), row(dtype, dA)).getFirst())[
        0];
  }

  /** Both from one object, for an activation that draws its slope at random: {f(z), f'(z)}. */
  public static double[] activationAndGradient(String name, DType dtype, double z) {
    IActivation activation = activation(name);
    double value = activation.getActivation(row(dtype, z), true).getDouble(0);
    return new double[] {value, backward(activation, dtype, z)[0]};
  }

  private static double[] backward(IActivation activation, DType dtype, double... z) {
    double[] ones = new double[z.length];
    Arrays.fill(ones, 1);
    return Dl4jArrays.rowMajor(activation.backprop(row(dtype, z), row(dtype, ones)).getFirst());
  }

  /**
   * The loss of one example in float64.
   *
   * @param loss such as {@code mae}; {@code xent(0)} and {@code mcxent(0)} do not clip, {@code
   *     l2(1, 0)} has weights
   * @param activation of the output layer
   * @param z before the activation
   */
  public static double score(String loss, String activation, double[] labels, double... z) {
    IActivation output = activation(activation);
    return loss(loss).computeScore(row64(labels), row64(z), output, null, false);
  }

  /** The same in float32. */
  public static double score32(String loss, String activation, double[] labels, double... z) {
    IActivation output = activation(activation);
    return loss(loss)
        .computeScore(row(DType.FLOAT32, labels), row(DType.FLOAT32, z), output, null, false);
  }

  /** The loss of one example, from the call that gives the losses of all examples. */
  public static double scoreOfExample(
      String loss, String activation, double[] labels, double... z) {
    IActivation output = activation(activation);
    return loss(loss)
        .computeScoreArray(row(DType.FLOAT64, labels), row64(z), output, null)
        .getDouble(0);
  }

  /** dL/dz of one example in float64. */
  public static double[] lossGradient(
      String loss, String activation, double[] labels, double... z) {
    IActivation output = activation(activation);
    return Dl4jArrays.rowMajor(
        loss(loss).computeGradient(row(DType.FLOAT64, labels), row64(z), output, null));
  }

  /** The same under a mask with a factor for each output. */
  public static double[] maskedLossGradient(
      String loss, String activation, double[] mask, double[] labels, double... z) {
    IActivation output = activation(activation);
    return Dl4jArrays.rowMajor(
        loss(loss).computeGradient(row64(labels), row64(z), output, row64(mask)));
  }

  /** What an updater subtracts from one float64 parameter, step by step. */
  public static double[] updates(String updater, double learningRate, double... gradients) {
    IUpdater config = updater(updater, learningRate);
    int stateSize = (int) config.stateSize(1);
    INDArray stateView = stateSize == 0 ? null : row64(new double[stateSize]);
    GradientUpdater<?> state = config.instantiate(stateView, true);
    double[] updates = new double[gradients.length];
    for (int t = 0; t < gradients.length; t++) {
      INDArray gradient = row64(gradients[t]);
      state.applyUpdater(gradient, t, 0);
      updates[t] = gradient.getDouble(0);
    }
    return updates;
  }

  /** A row of float64 weights after a constraint on its norm. */
  public static double[] constrained(String constraint, double... weights) {
    INDArray row = row64(weights);
    constraint(constraint).apply(row);
    return Dl4jArrays.rowMajor(row);
  }

  /** How often a constraint on weights is applied in one training step of a layer. */
  public static int constraintsInAStep() {
    NativeLibrary.require();
    CountingConstraint.count.set(0);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list(
                    new OutputLayer.Builder(new LossMSE())
                        .nIn(1)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .constrainWeights(new CountingConstraint())
                        .build())
                .build());
    network.init();
    network.fit(row64(1), row64(1));
    return CountingConstraint.count.get();
  }

  /** Counts its applications, and those of its clones. */
  private static final class CountingConstraint extends BaseConstraint {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger count = new AtomicInteger();

    @Override
    public void apply(INDArray parameter) {
      count.incrementAndGet();
    }

    @Override
    public BaseConstraint clone() {
      CountingConstraint clone = new CountingConstraint();
      clone.setParams(params);
      return clone;
    }
  }

  /** What weight decay adds to the score of a network with these weights. */
  public static double decayScore(double coefficient, double... weights) {
    return new WeightDecay(coefficient, true).score(row64(weights), 0, 0);
  }

  /** A schedule's value at an iteration. */
  public static double scheduled(String schedule, int iteration) {
    return schedule(schedule).valueAt(iteration, 0);
  }

  /**
   * A square matrix of orthogonal weights, drawn and decomposed in float64, which the library does
   * where that is its default type.
   */
  public static double[] orthogonalWeights(int size, long seed) {
    NativeLibrary.require();
    DataType before = Nd4j.defaultFloatingPointType();
    Nd4j.setDefaultDataTypes(Nd4j.dataType(), DataType.DOUBLE);
    try {
      return Dl4jInitialisers.weights(
          new Distribution.Orthogonal(1), DType.FLOAT64, size, size, seed);
    } finally {
      Nd4j.setDefaultDataTypes(Nd4j.dataType(), before);
    }
  }

  private static INDArray row(DType dtype, double... values) {
    NativeLibrary.require();
    return Dl4jArrays.of(values, dtype, 1, values.length);
  }

  private static INDArray row64(double... values) {
    return row(DType.FLOAT64, values);
  }

  private static String constant(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  private static IActivation activation(String name) {
    return switch (name) {
      case "elu(0.5)" -> new ActivationELU(0.5);
      case "gelu(precise)" -> new ActivationGELU(true);
      default -> Activation.valueOf(constant(name)).getActivationFunction();
    };
  }

  private static ILossFunction loss(String name) {
    return switch (name) {
      case "xent(0)" -> new LossBinaryXENT(0.0);
      case "mcxent(0)" -> new LossMCXENT(0.0, null);
      case "l2(1, 0)" -> new LossL2(row64(1, 0));
      case "multi_label" -> new LossMultiLabel();
      default -> LossFunction.valueOf(constant(name)).getILossFunction();
    };
  }

  private static IUpdater updater(String name, double learningRate) {
    return switch (name) {
      case "sgd" -> new Sgd(learningRate);
      case "adam" -> new Adam(learningRate);
      case "adamax" -> new AdaMax(learningRate);
      case "amsgrad" -> new AMSGrad(learningRate);
      case "nadam" -> new Nadam(learningRate);
      case "adagrad" -> new AdaGrad(learningRate);
      case "rmsprop" -> new RmsProp(learningRate);
      case "adabelief" -> new AdaBelief(learningRate);
      default -> throw new IllegalArgumentException("no updater is called " + name);
    };
  }

  private static BaseConstraint constraint(String name) {
    return switch (name) {
      case "maxnorm(1)" -> new MaxNormConstraint(1, 1);
      case "unitnorm" -> new UnitNormConstraint(1);
      case "minmaxnorm(0.5, 1, rate 0.5)" -> new MinMaxNormConstraint(0.5, 1, 0.5, 1);
      default -> throw new IllegalArgumentException("no constraint is called " + name);
    };
  }

  private static ISchedule schedule(String name) {
    return switch (name) {
      case "poly(1, power 2, 4 iterations)" -> new PolySchedule(ScheduleType.ITERATION, 1, 2, 4);
      case "cycle(max 1, length 10)" -> new CycleSchedule(ScheduleType.ITERATION, 1, 10);
      default -> throw new IllegalArgumentException("no schedule is called " + name);
    };
  }
}
