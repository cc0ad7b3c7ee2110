package dev.gradparity.spec;

/**
 * What is done to the gradient of a layer before a step, by Deeplearning4j's names: to the gradient
 * of the loss without its penalty, after the division by the number of examples, and before the
 * penalty's gradient is added and the updater sees it. The gradient of the objective, which is
 * observed, stays as it is.
 *
 * @param kind what is done
 * @param threshold the t of those kinds that clip, positive and finite; the others ignore it
 */
public record GradientNormalisation(Kind kind, double threshold) {

  /** Deeplearning4j's default threshold. */
  public static final double DEFAULT_THRESHOLD = 1;

  /** The gradient as it is. */
  public static final GradientNormalisation NONE = of(Kind.NONE);

  /** Checks the threshold. */
  public GradientNormalisation {
    InvalidSpecException.unless(
        threshold > 0 && threshold < Double.POSITIVE_INFINITY,
        "gradientNormalizationThreshold",
        "must be positive and finite, got " + threshold);
  }

  /** With the default threshold. */
  public static GradientNormalisation of(Kind kind) {
    return new GradientNormalisation(kind, DEFAULT_THRESHOLD);
  }

  /** What is done; |.| is the Euclidean norm, and g of a layer is dW and db together. */
  public enum Kind implements Named {
    /** Nothing. */
    NONE("none"),
    /** g / |g| for each layer, and zero for zero. */
    RENORMALIZE_L2_PER_LAYER("renormalizel2perlayer"),
    /** dW / |dW| and db / |db|, and zero for zero. */
    RENORMALIZE_L2_PER_PARAM_TYPE("renormalizel2perparamtype"),
    /** min(max(g, -t), t), element by element. */
    CLIP_ELEMENT_WISE_ABSOLUTE_VALUE("clipelementwiseabsolutevalue"),
    /** g min(1, t / |g|) for each layer (Pascanu, Mikolov and Bengio 2013, algorithm 1). */
    CLIP_L2_PER_LAYER("clipl2perlayer"),
    /** The same for dW and db, each by itself. */
    CLIP_L2_PER_PARAM_TYPE("clipl2perparamtype");

    private final String specName;

    Kind(String specName) {
      this.specName = specName;
    }

    @Override
    public String specName() {
      return specName;
    }

    /** Whether there is a threshold. */
    public boolean clips() {
      return switch (this) {
        case CLIP_ELEMENT_WISE_ABSOLUTE_VALUE, CLIP_L2_PER_LAYER, CLIP_L2_PER_PARAM_TYPE -> true;
        case NONE, RENORMALIZE_L2_PER_LAYER, RENORMALIZE_L2_PER_PARAM_TYPE -> false;
      };
    }

    /** Whether dW and db share one norm. */
    public boolean isPerLayer() {
      return this == RENORMALIZE_L2_PER_LAYER || this == CLIP_L2_PER_LAYER;
    }
  }
}
