package dev.gradparity.spec;

import java.util.List;

/**
 * How a layer makes z of its input a, by Deeplearning4j's kinds of layers. The activation is then
 * applied to z, whatever the form.
 */
public sealed interface LayerForm {

  /** The names of all forms. */
  List<String> NAMES =
      List.of(
          "dense",
          "activation",
          "loss",
          "dropout",
          "embedding",
          "batchnorm",
          "prelu",
          "elementwise");

  /** The name in specification files. */
  String specName();

  /** What the layer may learn; a layer's settings may take some of it away. */
  default List<ParameterKind> parameters() {
    return List.of();
  }

  /** Whether z has as many columns as a, so that nobody chooses them: no weights make others. */
  default boolean keepsWidth() {
    return !parameters().contains(ParameterKind.WEIGHTS);
  }

  /** Whether a layer may have another activation than the identity. */
  default boolean hasActivation() {
    return true;
  }

  /** Where W starts if nobody says. */
  default Initialiser weightInit() {
    return WeightInit.XAVIER;
  }

  /** Where every element of a parameter starts that is not drawn. */
  default double start(ParameterKind kind) {
    return switch (kind) {
      case GAIN, GAMMA, VARIANCE -> 1;
      case WEIGHTS, BIAS, BETA, MEAN -> 0;
    };
  }

  /** Where a layer of this form may be. */
  default LayerPosition position() {
    return LayerPosition.NOT_LAST;
  }

  /** The result of the case that this is. */
  <R> R match(LayerFormCases<R> cases);

  /** The probability with which dropout retains an element of the layer's input; 1 for none. */
  default double dropOut() {
    return 1;
  }

  /** The rows of W in a layer of this many inputs. */
  default int weightRows(int fanIn) {
    return fanIn;
  }

  /** The columns of W in a layer of this many units. */
  default int weightColumns(int units) {
    return units;
  }

  /**
   * z = a'W + b for the input a' that dropout leaves, or with the normalisation of a layer (Ba,
   * Kiros and Hinton 2016, equation 4) z = g (u - mean u) / std u + b of u = a'W, where mean and
   * population standard deviation are those of an example's units. Nothing is added to the
   * deviation; where it is 0, z is b.
   *
   * @param dropOut the probability with which an element of the input is retained, above 0; 1 for
   *     no dropout
   * @param hasLayerNorm whether u is normalised
   */
  record Dense(double dropOut, boolean hasLayerNorm) implements LayerForm {

    /** The default, without dropout. */
    public static final Dense PLAIN = new Dense(1, false);

    /** Checks the probability. */
    public Dense {
      requireProbability(dropOut);
    }

    /** Without normalisation. */
    public Dense(double dropOut) {
      this(dropOut, false);
    }

    @Override
    public String specName() {
      return "dense";
    }

    @Override
    public List<ParameterKind> parameters() {
      return hasLayerNorm
          ? List.of(ParameterKind.WEIGHTS, ParameterKind.BIAS, ParameterKind.GAIN)
          : List.of(ParameterKind.WEIGHTS, ParameterKind.BIAS);
    }

    @Override
    public LayerPosition position() {
      return LayerPosition.ANY;
    }

    @Override
    public <R> R match(LayerFormCases<R> cases) {
      return cases.dense(this);
    }
  }

  /** z = a: a layer that is an activation and no more. */
  record Activation() implements LayerForm {

    @Override
    public String specName() {
      return "activation";
    }

    @Override
    public <R> R match(LayerFormCases<R> cases) {
      return cases.activation(this);
    }
  }

  /** z = a: a last layer that is an activation with the network's loss. */
  record Loss() implements LayerForm {

    @Override
    public String specName() {
      return "loss";
    }

    @Override
    public LayerPosition position() {
      return LayerPosition.LAST;
    }

    @Override
    public <R> R match(LayerFormCases<R> cases) {
      return cases.loss(this);
    }
  }

  /**
   * z = a m / p, with elements m of 1 and 0 by {@link DropoutMask}: inverted dropout (Srivastava et
   * al. 2014, section 10), in training alone. Its activation is the identity.
   *
   * @param dropOut p, the probability with which an element is retained, above 0, below 1
   */
  record Dropout(double dropOut) implements LayerForm {

    /** Checks the probability. */
    public Dropout {
      requireProbability(dropOut);
      InvalidSpecException.unless(dropOut < 1, "dropOut", "must be below 1, got " + dropOut);
    }

    @Override
    public String specName() {
      return "dropout";
    }

    @Override
    public boolean hasActivation() {
      return false;
    }

    @Override
    public <R> R match(LayerFormCases<R> cases) {
      return cases.dropout(this);
    }
  }

  /**
   * z = W_k + b, row k of W for an example that is the one number k, from 0. By k there is no
   * gradient.
   *
   * @param inputs the number of rows, at least 1
   */
  record Embedding(int inputs) implements LayerForm {

    /** Checks the number of rows. */
    public Embedding {
      InvalidSpecException.unless(inputs >= 1, "inputs", "must be at least 1, got " + inputs);
    }

    @Override
    public String specName() {
      return "embedding";
    }

    @Override
    public List<ParameterKind> parameters() {
      return List.of(ParameterKind.WEIGHTS, ParameterKind.BIAS);
    }

    @Override
    public LayerPosition position() {
      return LayerPosition.FIRST;
    }

    @Override
    public int weightRows(int fanIn) {
      return inputs;
    }

    @Override
    public <R> R match(LayerFormCases<R> cases) {
      return cases.embedding(this);
    }
  }

  /**
   * z = gamma (a - mean) / sqrt(variance + eps) + beta, column by column, with the mean and the
   * population variance of the minibatch in training, and the running ones in inference (Ioffe and
   * Szegedy 2015, Batch normalization, algorithms 1 and 2). A step makes running = decay running +
   * (1 - decay) batch of both. Its activation is the identity.
   *
   * @param decay at least 0, at most 1
   * @param eps added to the variance, positive
   * @param gamma where gamma starts; where it stays if locked
   * @param beta where beta starts; where it stays if locked
   * @param lockGammaBeta whether gamma and beta stay and are no parameters
   */
  record BatchNorm(double decay, double eps, double gamma, double beta, boolean lockGammaBeta)
      implements LayerForm {

    /** With Deeplearning4j's presets. */
    public static final BatchNorm PRESET = new BatchNorm(0.9, 1e-5, 1, 0, false);

    /** Checks the numbers. */
    public BatchNorm {
      InvalidSpecException.unless(
          decay >= 0 && decay <= 1, "decay", "must be at least 0 and at most 1, got " + decay);
      InvalidSpecException.unless(
          eps > 0 && eps < Double.POSITIVE_INFINITY,
          "eps",
          "must be positive and finite, got " + eps);
      InvalidSpecException.unless(Double.isFinite(gamma), "gamma", "must be finite, got " + gamma);
      InvalidSpecException.unless(Double.isFinite(beta), "beta", "must be finite, got " + beta);
    }

    @Override
    public String specName() {
      return "batchnorm";
    }

    @Override
    public boolean hasActivation() {
      return false;
    }

    @Override
    public List<ParameterKind> parameters() {
      return lockGammaBeta
          ? List.of(ParameterKind.MEAN, ParameterKind.VARIANCE)
          : List.of(
              ParameterKind.GAMMA, ParameterKind.BETA, ParameterKind.MEAN, ParameterKind.VARIANCE);
    }

    @Override
    public double start(ParameterKind kind) {
      return switch (kind) {
        case GAMMA -> gamma;
        case BETA -> beta;
        default -> LayerForm.super.start(kind);
      };
    }

    @Override
    public <R> R match(LayerFormCases<R> cases) {
      return cases.batchNorm(this);
    }
  }

  /**
   * z = a where a is not below 0, and W_j a_j where it is: a rectifier whose slopes are learnt (He
   * et al. 2015, Delving deep into rectifiers, equation 1). At 0 the slope is 1. Its activation is
   * the identity.
   *
   * @param sharedAxes the axes of an example along which all elements have one slope: axis 1, of
   *     which alone a row is made, or none
   */
  record PRelu(List<Integer> sharedAxes) implements LayerForm {

    /** With a slope for each input. */
    public static final PRelu PLAIN = new PRelu(List.of());

    /** With one slope for all inputs. */
    public static final PRelu SHARED = new PRelu(List.of(1));

    /** Checks the axes. */
    public PRelu {
      sharedAxes = List.copyOf(sharedAxes);
      InvalidSpecException.unless(
          sharedAxes.isEmpty() || sharedAxes.equals(List.of(1)),
          "sharedAxes",
          "must be [1], the one axis of a row, or [] for a slope of each input, got " + sharedAxes);
    }

    /** Whether all inputs have one slope. */
    public boolean isShared() {
      return !sharedAxes.isEmpty();
    }

    @Override
    public String specName() {
      return "prelu";
    }

    @Override
    public boolean hasActivation() {
      return false;
    }

    @Override
    public List<ParameterKind> parameters() {
      return List.of(ParameterKind.WEIGHTS);
    }

    @Override
    public boolean keepsWidth() {
      return true;
    }

    @Override
    public Initialiser weightInit() {
      return WeightInit.ZERO;
    }

    @Override
    public int weightRows(int fanIn) {
      return 1;
    }

    @Override
    public int weightColumns(int units) {
      return isShared() ? 1 : units;
    }

    @Override
    public <R> R match(LayerFormCases<R> cases) {
      return cases.pRelu(this);
    }
  }

  /** z = a * W + b, element by element, with W and b a row each. */
  record ElementwiseMultiplication() implements LayerForm {

    @Override
    public String specName() {
      return "elementwise";
    }

    @Override
    public List<ParameterKind> parameters() {
      return List.of(ParameterKind.WEIGHTS, ParameterKind.BIAS);
    }

    @Override
    public boolean keepsWidth() {
      return true;
    }

    @Override
    public int weightRows(int fanIn) {
      return 1;
    }

    @Override
    public <R> R match(LayerFormCases<R> cases) {
      return cases.elementwiseMultiplication(this);
    }
  }

  private static void requireProbability(double dropOut) {
    InvalidSpecException.unless(
        dropOut > 0 && dropOut <= 1,
        "dropOut",
        "is the probability to retain an element, above 0 and at most 1, got " + dropOut);
  }
}
