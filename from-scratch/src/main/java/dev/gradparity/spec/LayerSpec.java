package dev.gradparity.spec;

import java.util.Objects;

/**
 * One dense layer: a = f(xW + b).
 *
 * @param units the layer's fan-out, at least 1
 * @param activation f
 * @param weightInit how W comes about
 * @param settings what it does otherwise than the network
 */
public record LayerSpec(
    int units, ActivationSpec activation, Initialiser weightInit, LayerSettings settings) {

  /** Checks the parts. */
  public LayerSpec {
    InvalidSpecException.unless(units >= 1, "units", "must be at least 1, got " + units);
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(weightInit, "weightInit");
    Objects.requireNonNull(settings, "settings");
  }

  /** A layer that does all as the network does. */
  public LayerSpec(int units, ActivationSpec activation, Initialiser weightInit) {
    this(units, activation, weightInit, LayerSettings.DEFAULT);
  }

  /** A layer with Xavier's initial weights. */
  public LayerSpec(int units, ActivationKind activation) {
    this(units, ActivationSpec.of(activation), WeightInit.XAVIER);
  }

  /** A layer whose activation has its presets. */
  public LayerSpec(int units, ActivationKind activation, Initialiser weightInit) {
    this(units, ActivationSpec.of(activation), weightInit);
  }

  /** The same layer with other settings. */
  public LayerSpec with(LayerSettings other) {
    return new LayerSpec(units, activation, weightInit, other);
  }

  /** The same layer of another width. */
  public LayerSpec withUnits(int other) {
    return new LayerSpec(other, activation, weightInit, settings);
  }
}
