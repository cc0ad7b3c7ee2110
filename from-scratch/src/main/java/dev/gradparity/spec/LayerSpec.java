package dev.gradparity.spec;

import java.util.List;
import java.util.Objects;

/**
 * One layer: z of the layer's input, and a = f(z).
 *
 * @param form how z comes of the input
 * @param units the layer's fan-out, at least 1; of a form that keeps the width, its fan-in
 * @param activation f
 * @param weightInit how W comes about, where there is one
 * @param settings what it does otherwise than the network
 */
public record LayerSpec(
    LayerForm form,
    int units,
    ActivationSpec activation,
    Initialiser weightInit,
    LayerSettings settings) {

  /** Checks the parts. */
  public LayerSpec {
    Objects.requireNonNull(form, "form");
    InvalidSpecException.unless(units >= 1, "units", "must be at least 1, got " + units);
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(weightInit, "weightInit");
    Objects.requireNonNull(settings, "settings");
    InvalidSpecException.unless(
        !form.parameters().isEmpty() || settings.equals(LayerSettings.DEFAULT),
        "type",
        "a layer of type %s has no parameters, and no settings of any".formatted(form.specName()));
    InvalidSpecException.unless(
        form.hasActivation() || activation.equals(ActivationSpec.of(ActivationKind.IDENTITY)),
        "activation",
        "a layer of type %s has none but identity, got %s".formatted(form.specName(), activation));
    InvalidSpecException.unless(
        !(form instanceof LayerForm.BatchNorm)
            || settings.equals(
                settings
                    .updater()
                    .map(LayerSettings.DEFAULT::withUpdater)
                    .orElse(LayerSettings.DEFAULT)),
        "type",
        "a layer of type batchnorm has no settings but an updater");
    if (form instanceof LayerForm.PRelu) {
      InvalidSpecException.unless(
          weightInit == WeightInit.ZERO
              || weightInit == WeightInit.ONES
              || weightInit instanceof Distribution,
          "weightInit",
          "a slope has no fans; use zero, ones or a distribution, got " + weightInit.specName());
    }
    InvalidSpecException.unless(
        !(form instanceof LayerForm.PRelu || form instanceof LayerForm.ElementwiseMultiplication)
            || (settings.hasBias() && settings.constraints().isEmpty()),
        "type",
        "a layer of type %s has no constraints, and its bias if it has one"
            .formatted(form.specName()));
    InvalidSpecException.unless(
        !settings.frozen() || form.dropOut() == 1,
        "dropOut",
        "a frozen layer drops nothing out; leave one of the two out");
  }

  /** A dense layer. */
  public LayerSpec(
      int units, ActivationSpec activation, Initialiser weightInit, LayerSettings settings) {
    this(LayerForm.Dense.PLAIN, units, activation, weightInit, settings);
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

  /** A layer of this form that does all as the network does. */
  public static LayerSpec of(LayerForm form, int units, ActivationSpec activation) {
    return new LayerSpec(form, units, activation, form.weightInit(), LayerSettings.DEFAULT);
  }

  /** The parameters that it has, in order; a bias that it does without is none. */
  public List<ParameterKind> parameters() {
    return form.parameters().stream().filter(kind -> settings.hasBias() || !kind.isBias()).toList();
  }

  /** The same layer with other settings. */
  public LayerSpec with(LayerSettings other) {
    return new LayerSpec(form, units, activation, weightInit, other);
  }

  /** The same layer of another width. */
  public LayerSpec withUnits(int other) {
    return new LayerSpec(form, other, activation, weightInit, settings);
  }
}
