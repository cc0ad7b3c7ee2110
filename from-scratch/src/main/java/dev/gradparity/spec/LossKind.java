package dev.gradparity.spec;

import java.util.Arrays;
import java.util.List;

/**
 * The loss of one example, p its output and y its label, each with C entries. {@link Reduction}
 * says how the examples of a minibatch combine.
 *
 * <p>Names, factors and signs are Deeplearning4j's where it has the loss. There {@code
 * squared_loss} is the {@code mse}, {@code negativeloglikelihood} the {@code mcxent} and {@code
 * reconstruction_crossentropy} the {@code kl_divergence}; so they are here.
 */
public enum LossKind implements Named {
  /** Mean squared error: sum (p - y)^2 / C. */
  MSE("mse", LabelKind.REAL, OutputRange.REAL, true),
  /** Another name of {@link #MSE}. */
  SQUARED_LOSS("squared_loss", LabelKind.REAL, OutputRange.REAL, true),
  /**
   * Sum of squares: sum (p - y)^2, neither halved nor averaged (documents 002 and 004, row S16).
   */
  L2("l2", LabelKind.REAL, OutputRange.REAL, true),
  /** Half the sum of squares: sum (p - y)^2 / 2 (document 004, row S16). */
  HALF_L2("half_l2", LabelKind.REAL, OutputRange.REAL, true),
  /** Sum of absolute errors: sum |p - y|. */
  L1("l1", LabelKind.REAL, OutputRange.REAL, true),
  /** Mean absolute error: sum |p - y| / C. */
  MEAN_ABSOLUTE_ERROR("mean_absolute_error", LabelKind.REAL, OutputRange.REAL, true),
  /** Mean absolute error in percent of the label: 100 sum |(p - y) / y| / C. */
  MEAN_ABSOLUTE_PERCENTAGE_ERROR(
      "mean_absolute_percentage_error", LabelKind.NON_ZERO, OutputRange.REAL, true),
  /** Mean squared logarithmic error: sum (ln(1 + p) - ln(1 + y))^2 / C. */
  MEAN_SQUARED_LOGARITHMIC_ERROR(
      "mean_squared_logarithmic_error", LabelKind.NON_NEGATIVE, OutputRange.NON_NEGATIVE, true),
  /** Hinge: sum max(0, 1 - y p), the labels being signs. */
  HINGE("hinge", LabelKind.SIGN, OutputRange.REAL, false),
  /** Squared hinge: sum max(0, 1 - y p)^2, the labels being signs. */
  SQUARED_HINGE("squared_hinge", LabelKind.SIGN, OutputRange.REAL, false),
  /** What a Wasserstein critic is trained with: sum y p / C. */
  WASSERSTEIN("wasserstein", LabelKind.REAL, OutputRange.REAL, false),
  /** Minus the cosine of the angle between p and y. */
  COSINE_PROXIMITY("cosine_proximity", LabelKind.REAL, OutputRange.REAL, false),
  /** Pairs of a label that an example has and one that it has not: mean e^(p_l - p_k). */
  MULTI_LABEL("multi_label", LabelKind.BINARY, OutputRange.REAL, false),
  /** Poisson regression: sum (p - y ln p), the labels being counts. */
  POISSON("poisson", LabelKind.NON_NEGATIVE, OutputRange.POSITIVE, false),
  /** Kullback-Leibler divergence: sum y ln(y / p). */
  KL_DIVERGENCE("kl_divergence", LabelKind.PROBABILITY, OutputRange.PROBABILITY, false),
  /** Another name of {@link #KL_DIVERGENCE}. */
  RECONSTRUCTION_CROSSENTROPY(
      "reconstruction_crossentropy", LabelKind.PROBABILITY, OutputRange.PROBABILITY, false),
  /** Binary cross entropy: -sum (y ln p + (1 - y) ln(1 - p)), over sigmoid outputs. */
  XENT("xent", LabelKind.PROBABILITY, OutputRange.PROBABILITY, true),
  /** Multi-class cross entropy: -sum y ln p, over softmax outputs. */
  MCXENT("mcxent", LabelKind.DISTRIBUTION, OutputRange.DISTRIBUTION, true),
  /** Another name of {@link #MCXENT}. */
  NEGATIVELOGLIKELIHOOD(
      "negativeloglikelihood", LabelKind.DISTRIBUTION, OutputRange.DISTRIBUTION, true),
  /** {@link #MCXENT} of labels that are numbers of classes: -ln p_c. */
  SPARSE_MCXENT("sparse_mcxent", LabelKind.CLASS, OutputRange.DISTRIBUTION, true);

  private final String specName;
  private final LabelKind labels;
  private final OutputRange outputs;
  private final boolean takesWeights;

  LossKind(String specName, LabelKind labels, OutputRange outputs, boolean takesWeights) {
    this.specName = specName;
    this.labels = labels;
    this.outputs = outputs;
    this.takesWeights = takesWeights;
  }

  @Override
  public String specName() {
    return specName;
  }

  /** Which labels it can read. */
  public LabelKind labels() {
    return labels;
  }

  /** Whether outputs may have weights: where Deeplearning4j has them. */
  public boolean takesWeights() {
    return takesWeights;
  }

  /** Whether it reads probabilities that Deeplearning4j clips at will. */
  public boolean takesClip() {
    return this == XENT || outputs == OutputRange.DISTRIBUTION;
  }

  /** Whether it is a sum over the outputs, some of which may be left out. */
  public boolean takesMaskOfOutputs() {
    return this != COSINE_PROXIMITY && this != MULTI_LABEL;
  }

  /** The last activations whose values it can read. */
  public List<ActivationKind> activations() {
    return Arrays.stream(ActivationKind.values()).filter(this::reads).toList();
  }

  private boolean reads(ActivationKind output) {
    // The binary cross entropy of a softmax is nobody's likelihood.
    return OutputRange.of(output).isWithin(outputs)
        && !(this == XENT && output == ActivationKind.SOFTMAX);
  }

  /** What it reads, for a message. */
  String outputs() {
    return outputs.description();
  }
}
