package dev.gradparity.spec;

/**
 * First weights by a layer's fans, by Deeplearning4j's names. Its DISTRIBUTION is {@link
 * Distribution}.
 */
public enum WeightInit implements Initialiser, Named {
  /** Normal, variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010, as Deeplearning4j has it). */
  XAVIER("xavier"),
  /** Uniform on (-s, s), s = sqrt(6 / (fan-in + fan-out)) (Glorot and Bengio 2010, equation 16). */
  XAVIER_UNIFORM("xavier_uniform"),
  /** Normal, variance 1 / fan-in, as Caffe's filler "xavier" scales by default. */
  XAVIER_FAN_IN("xavier_fan_in"),
  /** Normal, variance 1 / (fan-in + fan-out): Deeplearning4j's Xavier up to 0.6.0. */
  XAVIER_LEGACY("xavier_legacy"),
  /** Normal, variance 2 / fan-in (He et al. 2015, equation 10). */
  RELU("relu"),
  /** Uniform on (-s, s), s = sqrt(6 / fan-in): the variance of {@link #RELU}. */
  RELU_UNIFORM("relu_uniform"),
  /**
   * Uniform on (-s, s), s = 4 sqrt(6 / (fan-in + fan-out)): {@link #XAVIER_UNIFORM} for units whose
   * slope at 0 is a quarter (Bengio 2012, Practical recommendations, section 3).
   */
  SIGMOID_UNIFORM("sigmoid_uniform"),
  /** Uniform on (-s, s), s = 1 / sqrt(fan-in) (Glorot and Bengio 2010, equation 1). */
  UNIFORM("uniform"),
  /** Normal, variance 1 / fan-in (Klambauer et al. 2017, section "Initialization"). */
  NORMAL("normal"),
  /** Normal, variance 1 / fan-in (LeCun et al. 1998, Efficient BackProp, equation 16). */
  LECUN_NORMAL("lecun_normal"),
  /** Uniform on (-s, s), s = sqrt(3 / fan-in): the variance of {@link #LECUN_NORMAL}. */
  LECUN_UNIFORM("lecun_uniform"),
  /** Normal without what is beyond two deviations, variance 1 / fan-in (Keras: VarianceScaling). */
  VAR_SCALING_NORMAL_FAN_IN("var_scaling_normal_fan_in"),
  /** Normal without what is beyond two deviations, variance 1 / fan-out (Keras). */
  VAR_SCALING_NORMAL_FAN_OUT("var_scaling_normal_fan_out"),
  /** Normal without what is beyond two deviations, variance 2 / (fan-in + fan-out) (Keras). */
  VAR_SCALING_NORMAL_FAN_AVG("var_scaling_normal_fan_avg"),
  /** Uniform on (-s, s), s = sqrt(3 / fan-in), variance 1 / fan-in (Keras: VarianceScaling). */
  VAR_SCALING_UNIFORM_FAN_IN("var_scaling_uniform_fan_in"),
  /** Uniform on (-s, s), s = sqrt(3 / fan-out), variance 1 / fan-out (Keras). */
  VAR_SCALING_UNIFORM_FAN_OUT("var_scaling_uniform_fan_out"),
  /** Uniform on (-s, s), s = sqrt(6 / (fan-in + fan-out)), its variance as named (Keras). */
  VAR_SCALING_UNIFORM_FAN_AVG("var_scaling_uniform_fan_avg"),
  /** 1 on the diagonal of a square W, else 0: z = x + b (Le, Jaitly and Hinton 2015). */
  IDENTITY("identity"),
  /** 0 everywhere; the units of a hidden layer then stay alike. */
  ZERO("zero"),
  /** 1 everywhere; the units of a layer then stay alike. */
  ONES("ones");

  private final String specName;

  WeightInit(String specName) {
    this.specName = specName;
  }

  @Override
  public String specName() {
    return specName;
  }
}
