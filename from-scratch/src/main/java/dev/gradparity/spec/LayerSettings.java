package dev.gradparity.spec;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a layer may do otherwise than the network does.
 *
 * @param hasBias whether z = xW + b, or z = xW; parameters then keep a row of zeros for b, which
 *     nothing reads, moves or shows
 * @param frozen whether W and b stay as they are and are left out of the penalty; gradients pass
 *     through to the layers below
 * @param regularisation instead of the network's
 * @param normalisation of the gradient before a step
 * @param updater instead of the network's
 * @param biasUpdater of b instead of the layer's
 * @param constraints applied in this order after every step
 */
public record LayerSettings(
    boolean hasBias,
    boolean frozen,
    Optional<Regularisation> regularisation,
    GradientNormalisation normalisation,
    Optional<UpdaterSpec> updater,
    Optional<UpdaterSpec> biasUpdater,
    List<Constraint> constraints) {

  /** As the network has it. */
  public static final LayerSettings DEFAULT =
      new LayerSettings(
          true,
          false,
          Optional.empty(),
          GradientNormalisation.NONE,
          Optional.empty(),
          Optional.empty(),
          List.of());

  /** Copies the list. */
  public LayerSettings {
    Objects.requireNonNull(regularisation, "regularisation");
    Objects.requireNonNull(normalisation, "normalisation");
    Objects.requireNonNull(updater, "updater");
    Objects.requireNonNull(biasUpdater, "biasUpdater");
    constraints = List.copyOf(constraints);
  }

  /** Without b. */
  public LayerSettings withoutBias() {
    return new LayerSettings(
        false, frozen, regularisation, normalisation, updater, biasUpdater, constraints);
  }

  /** With parameters that stay as they are. */
  public LayerSettings asFrozen() {
    return new LayerSettings(
        hasBias, true, regularisation, normalisation, updater, biasUpdater, constraints);
  }

  /** With a regularisation of its own. */
  public LayerSettings with(Regularisation other) {
    return new LayerSettings(
        hasBias, frozen, Optional.of(other), normalisation, updater, biasUpdater, constraints);
  }

  /** With gradients normalised before a step. */
  public LayerSettings with(GradientNormalisation other) {
    return new LayerSettings(
        hasBias, frozen, regularisation, other, updater, biasUpdater, constraints);
  }

  /** With an updater of its own. */
  public LayerSettings withUpdater(UpdaterSpec other) {
    return new LayerSettings(
        hasBias,
        frozen,
        regularisation,
        normalisation,
        Optional.of(other),
        biasUpdater,
        constraints);
  }

  /** With an updater of b alone. */
  public LayerSettings withBiasUpdater(UpdaterSpec other) {
    return new LayerSettings(
        hasBias, frozen, regularisation, normalisation, updater, Optional.of(other), constraints);
  }

  /** With these constraints and no others. */
  public LayerSettings with(Constraint... others) {
    return new LayerSettings(
        hasBias, frozen, regularisation, normalisation, updater, biasUpdater, List.of(others));
  }
}
