package dev.gradparity.comparison.initial;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.WeightInit;
import java.util.Optional;

/**
 * What ND4J's schemes of weights draw instead, where a registered deviation says so: what
 * Deeplearning4j's layers do, but for what is to be cut off.
 *
 * @param format of the weights
 */
record SchemeLaws(DType format) {

  Optional<LibraryLaws.Known> of(Initialiser initialiser, double in, double out) {
    if (initialiser == WeightInit.VAR_SCALING_NORMAL_FAN_IN) {
      return uncut(in);
    }
    if (initialiser == WeightInit.VAR_SCALING_NORMAL_FAN_OUT) {
      return uncut(out);
    }
    return initialiser == WeightInit.VAR_SCALING_NORMAL_FAN_AVG
        ? uncut((in + out) / 2)
        : new LibraryLaws(format).of(initialiser, in, out);
  }

  private static Optional<LibraryLaws.Known> uncut(double fan) {
    Law law = Law.normal(0, Math.sqrt(1 / fan));
    return Optional.of(new LibraryLaws.Known("var-scaling-normal-uncut", law));
  }
}
