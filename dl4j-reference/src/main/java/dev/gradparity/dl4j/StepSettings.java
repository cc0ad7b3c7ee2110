package dev.gradparity.dl4j;

import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;

/** What Deeplearning4j's networks have and references without its layers have not. */
final class StepSettings {

  private StepSettings() {}

  /**
   * Refuses networks with gradient normalisation or constraints.
   *
   * @throws NoSuchOperationException naming the first
   */
  static void requireNone(String reference, NetworkSpec spec) {
    for (int l = 1; l <= spec.depth(); l++) {
      LayerSettings settings = spec.layer(l).settings();
      GradientNormalisation.Kind kind = settings.normalisation().kind();
      if (kind != GradientNormalisation.Kind.NONE) {
        throw new NoSuchOperationException(
            reference,
            "gradient normalization",
            kind.specName(),
            "it is part of Deeplearning4j's layers, not of ND4J's updaters");
      }
      for (Constraint constraint : settings.constraints()) {
        throw new NoSuchOperationException(
            reference,
            "constraint",
            constraint.rule().specName(),
            "constraints are part of Deeplearning4j's layers, not of ND4J's updaters");
      }
    }
  }
}
