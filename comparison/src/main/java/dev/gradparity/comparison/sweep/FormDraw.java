package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws layers that are not dense into a network of dense ones. The choices follow from the
 * network's seed and from no other choice, so that all else is drawn as without them.
 */
final class FormDraw {

  private final Draw draw;
  private final ActivationDraw activations;

  private FormDraw(NetworkSpec spec, Edge edge) {
    draw = new Draw(spec.seed(), spec.depth());
    activations = new ActivationDraw(draw, edge);
  }

  /** The network, or in one of eight cases that with other layers between its own. */
  static NetworkSpec mixed(NetworkSpec spec, Edge edge) {
    return switch (edge) {
      case ORDINARY, INTEGERS, STANDARDISED, ZEROS -> new FormDraw(spec, edge).mix(spec);
      // They are about single arguments of single layers, which others between them would move.
      case KINKS, LARGE, TINY, SATURATED, OVERFLOW -> spec;
    };
  }

  private NetworkSpec mix(NetworkSpec spec) {
    if (draw.chance(0.875)) {
      return spec;
    }
    List<LayerSpec> layers = new ArrayList<>();
    for (LayerSpec dense : spec.layers()) {
      boolean drops = !dense.settings().frozen() && draw.chance(0.3);
      layers.add(drops ? dropping(dense) : dense);
      if (layers.size() < 2 * spec.depth() - 1) {
        layers.add(between(dense.units()));
      }
    }
    return spec.withLayers(layers);
  }

  private LayerSpec dropping(LayerSpec dense) {
    LayerForm form = new LayerForm.Dense(draw.between(1, 15) / 16.0);
    return new LayerSpec(
        form, dense.units(), dense.activation(), dense.weightInit(), dense.settings());
  }

  private LayerSpec between(int units) {
    ActivationSpec identity = ActivationSpec.of(ActivationKind.IDENTITY);
    return switch (draw.between(0, 2)) {
      case 0 -> LayerSpec.of(new LayerForm.Activation(), units, activations.hidden());
      case 1 -> LayerSpec.of(new LayerForm.Dropout(draw.between(1, 15) / 16.0), units, identity);
      default ->
          LayerSpec.of(
              new LayerForm.BatchNorm(
                  draw.uniform(0, 1), draw.logUniform(1e-6, 1), 1, 0, draw.chance(0.2)),
              units,
              identity);
    };
  }
}
