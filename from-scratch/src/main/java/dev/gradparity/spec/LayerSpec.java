package dev.gradparity.spec;

import java.util.Objects;

/**
 * One dense layer: a = f(xW + b).
 *
 * @param units the layer's fan-out, at least 1
 * @param activation f
 * @param weightInit the distribution of W at the start
 */
public record LayerSpec(int units, ActivationSpec activation, WeightInit weightInit) {

  /** Checks the parts. */
  public LayerSpec {
    InvalidSpecException.unless(units >= 1, "units", "must be at least 1, got " + units);
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(weightInit, "weightInit");
  }

  /** A layer with Xavier's initial weights. */
  public LayerSpec(int units, ActivationKind activation) {
    this(units, ActivationSpec.of(activation), WeightInit.XAVIER);
  }

  /** A layer whose activation has its presets. */
  public LayerSpec(int units, ActivationKind activation, WeightInit weightInit) {
    this(units, ActivationSpec.of(activation), weightInit);
  }
}
