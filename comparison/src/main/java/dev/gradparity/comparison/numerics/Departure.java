package dev.gradparity.comparison.numerics;

/** Where the formulas of Deeplearning4j 1.0.0-M2.1 leave mathematics, as far as replays know. */
public enum Departure {
  /** A product or a sum with a single NaN takes another number for it. */
  NAN_OPERAND("nan-operand"),
  /** Softmax divides 0 by 0. */
  SOFTMAX_NAN("softmax-nan"),
  /** Softmax's exponentials underflow. */
  SOFTMAX_UNDERFLOW("softmax-underflow"),
  /** Softmax of one unit does not look at its argument. */
  SOFTMAX_ONE_UNIT("softmax-one-unit"),
  /** The mean of squares divides after the sum. */
  MSE_SCORE_OVERFLOW("mse-score-overflow"),
  /** The gradient of the mean of squares doubles before it divides. */
  MSE_GRADIENT_OVERFLOW("mse-gradient-overflow"),
  /** A weight of 0 is multiplied by infinity. */
  WEIGHT_ZERO_NAN("weight-zero-nan"),
  /** RELU6 of NaN is 6. */
  RELU6_NAN("relu6-nan"),
  /** THRESHOLDEDRELU of NaN is 0. */
  THRESHOLDEDRELU_NAN("thresholdedrelu-nan"),
  /** The derivative of RELU, and of those that select as it does, is 0 for NaN. */
  RELU_SLOPE_NAN("relu-slope-nan"),
  /** Pairs of outputs far apart are infinite, also where they are none. */
  MULTI_LABEL_NAN("multi-label-nan"),
  /** MCXENT multiplies 0 by the logarithm of 0. */
  MCXENT_SCORE_NAN("mcxent-score-nan"),
  /** MCXENT takes the logarithm of 0. */
  MCXENT_SCORE_INFINITE("mcxent-score-infinite"),
  /** XENT multiplies 0 by the logarithm of 0. */
  XENT_SCORE_NAN("xent-score-nan"),
  /** XENT takes the logarithm of 0. */
  XENT_SCORE_INFINITE("xent-score-infinite"),
  /** XENT's gradient divides by 0 and multiplies by 0. */
  XENT_GRADIENT_NAN("xent-gradient-nan"),
  /** A mask of outputs is applied behind softmax's derivative. */
  MASK_SOFTMAX("mask-softmax"),
  /** A mask of outputs is applied to softmax's argument. */
  MASK_SOFTMAX_SCORE("mask-softmax-score"),
  /** The Wasserstein loss masks its labels when their derivative is taken. */
  WASSERSTEIN_MASK("wasserstein-mask"),
  /** KL divergence clips its labels. */
  KLD_LABELS_CLIPPED("kld-labels-clipped"),
  /** KL divergence clips its outputs. */
  KLD_SCORE_CLIPPED("kld-score-clipped"),
  /** KL divergence clips NaN. */
  KLD_SCORE_NAN("kld-score-nan"),
  /** KL divergence's gradient divides by 0 and multiplies by 0. */
  KLD_GRADIENT_NAN("kld-gradient-nan"),
  /** The Poisson loss multiplies 0 by the logarithm of 0. */
  POISSON_SCORE_NAN("poisson-score-nan"),
  /** The Poisson loss takes the logarithm of 0. */
  POISSON_INFINITE("poisson-infinite"),
  /** The Poisson loss's gradient divides by 0 and multiplies by 0. */
  POISSON_GRADIENT_NAN("poisson-gradient-nan"),
  /** The cosine's score knows no norm below a threshold. */
  COSINE_SCORE_SMALL("cosine-score-small"),
  /** The cosine's gradient knows no square of a norm below a threshold. */
  COSINE_GRADIENT_SMALL("cosine-gradient-small"),
  /** The cosine's squares overflow, and its score is 0. */
  COSINE_SCORE_OVERFLOW("cosine-score-overflow"),
  /** The cosine's squares overflow, and its gradient divides infinity by infinity. */
  COSINE_GRADIENT_NAN("cosine-gradient-nan"),
  /** The gradient of an absolute error is 0 for NaN. */
  SIGN_NAN("sign-nan"),
  /** The score counts weight decay. */
  WEIGHTDECAY_SCORE("weightdecay-score"),
  /** A part of the way to a norm goes away from it. */
  MINMAXNORM_RATE("minmaxnorm-rate"),
  /** A zero vector is divided by its norm. */
  UNITNORM_ZERO("unitnorm-zero"),
  /** Constraints are applied twice. */
  CONSTRAINT_TWICE("constraint-twice"),
  /** A step size of 0 is epsilon. */
  ADAM_ZERO_RATE("adam-zero-rate"),
  /** A rate of 0 is multiplied by NaN. */
  FROZEN_OUTPUT_NAN("frozen-output-nan"),
  /** GELU has a float32 constant in float64. */
  GELU_CONSTANT("gelu-constant"),
  /** The precise GELU cubes a coefficient. */
  GELU_PRECISE_CUBIC("gelu-precise-cubic"),
  /** The precise GELU's derivative cubes two coefficients. */
  GELU_PRECISE_SLOPE("gelu-precise-slope"),
  /** HARDSIGMOID has a float32 constant in float64. */
  HARDSIGMOID_CONSTANT("hardsigmoid-constant"),
  /** LEAKYRELU's derivative has a float32 slope in float64. */
  LEAKYRELU_SLOPE_CONSTANT("leakyrelu-slope-constant"),
  /** RATIONALTANH has a float32 constant in float64. */
  RATIONALTANH_CONSTANT("rationaltanh-constant"),
  /** RATIONALTANH's derivative divides infinity by infinity. */
  RATIONALTANH_SLOPE_NAN("rationaltanh-slope-nan"),
  /** RRELU's derivative is 1. */
  RRELU_SLOPE("rrelu-slope"),
  /** ELU's derivative has no alpha. */
  ELU_SLOPE_ALPHA("elu-slope-alpha"),
  /** CUBE's derivative overflows where its product does not. */
  CUBE_SLOPE_OVERFLOW("cube-slope-overflow"),
  /** SOFTPLUS's exponential overflows. */
  SOFTPLUS_OVERFLOW("softplus-overflow"),
  /** SOFTPLUS's derivative divides infinity by infinity. */
  SOFTPLUS_SLOPE_NAN("softplus-slope-nan"),
  /** SWISH's derivative divides infinity by infinity. */
  SWISH_SLOPE_NAN("swish-slope-nan"),
  /** GELU's derivative divides infinity by infinity. */
  GELU_SLOPE_NAN("gelu-slope-nan"),
  /** MISH's derivative divides infinity by infinity. */
  MISH_SLOPE_NAN("mish-slope-nan"),
  /** Batch normalisation leaves out gamma and beta that are locked. */
  BATCHNORM_LOCKED("batchnorm-locked"),
  /** Layer normalisation makes 0 of an example with NaN, or an infinity. */
  LAYERNORM_NAN("layernorm-nan"),
  /** The gradient through layer normalisation is 0 where it is NaN. */
  LAYERNORM_GRADIENT_NAN("layernorm-gradient-nan"),
  /** A parametric rectifier passes gradients of NaN, and has none by slopes for it. */
  PRELU_NAN("prelu-nan"),
  /** A frozen parametric rectifier overwrites its input, and takes the sides of what is there. */
  PRELU_FROZEN("prelu-frozen"),
  /** A loss layer scores what has taken the place of its input. */
  LOSSLAYER_SCORE_OVERWRITTEN("losslayer-score-overwritten"),
  /** A loss layer divides a sum by the examples. */
  LOSSLAYER_SUM_SCORE("losslayer-sum-score");

  private final String id;

  Departure(String id) {
    this.id = id;
  }

  /** Its name in the register of deviations. */
  public String id() {
    return id;
  }
}
