package dev.gradparity.spec;

/** The distribution of a layer's first weights; biases start at zero. */
public enum WeightInit implements Named {
  /** Normal, variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010, as Deeplearning4j has it). */
  XAVIER("xavier"),
  /** Uniform on (-s, s), s = sqrt(6 / (fan-in + fan-out)) (Glorot and Bengio 2010, equation 16). */
  XAVIER_UNIFORM("xavier_uniform"),
  /** Normal, variance 2 / fan-in (He et al. 2015, equation 10). */
  RELU("relu"),
  /** Uniform on (-s, s), s = sqrt(6 / fan-in): the variance of {@link #RELU}. */
  RELU_UNIFORM("relu_uniform");

  private final String specName;

  WeightInit(String specName) {
    this.specName = specName;
  }

  @Override
  public String specName() {
    return specName;
  }
}
