package dev.gradparity.comparison.initial;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.WeightInit;
import java.util.Optional;

/**
 * What Deeplearning4j draws instead, where a registered deviation says so.
 *
 * @param dtype the format of the weights
 */
record LibraryLaws(DType dtype) {

  private static final double CUT = 2;

  /**
   * A weight under a registered deviation.
   *
   * @param deviation its id
   * @param law what the library draws from
   */
  record Known(String deviation, Law law) {}

  Optional<Known> of(Initialiser initialiser, double in, double out) {
    if (initialiser instanceof WeightInit init) {
      return Optional.ofNullable(of(init, in, out));
    }
    return initialiser instanceof Distribution.TruncatedNormal d
        ? Optional.of(new Known("truncated-normal-mean", truncated(d.mean(), d.std())))
        : Optional.empty();
  }

  private Known of(WeightInit init, double in, double out) {
    return switch (init) {
      case LECUN_UNIFORM -> uniform("lecun-uniform", in);
      case VAR_SCALING_UNIFORM_FAN_IN -> uniform("var-scaling-uniform", in);
      case VAR_SCALING_UNIFORM_FAN_OUT -> uniform("var-scaling-uniform-out", out);
      case VAR_SCALING_UNIFORM_FAN_AVG -> uniform("var-scaling-uniform-avg", (in + out) / 2);
      case VAR_SCALING_NORMAL_FAN_IN -> normal("var-scaling-normal", in);
      case VAR_SCALING_NORMAL_FAN_OUT -> normal("var-scaling-normal-out", out);
      case VAR_SCALING_NORMAL_FAN_AVG -> normal("var-scaling-normal-avg", (in + out) / 2);
      default -> null;
    };
  }

  private static Known uniform(String deviation, double fan) {
    double limit = 3 / Math.sqrt(fan);
    return new Known(deviation, Law.uniform(-limit, limit));
  }

  private Known normal(String deviation, double fan) {
    return new Known(deviation, truncated(0, Math.sqrt(1 / fan)));
  }

  /**
   * Half of what is cut off comes back as the mean itself; for the mean 0 in float64 as the
   * smallest normal number.
   */
  private Law truncated(double mean, double std) {
    double point = dtype == DType.FLOAT64 ? mean + Double.MIN_NORMAL : dtype.round(mean);
    return Law.truncatedNormal(mean, std, CUT)
        .mixedWith(Law.point(point), Law.standardNormal(-CUT));
  }
}
