package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import java.util.List;

/**
 * Specifications that differ from one in a single part.
 *
 * @param spec the one
 */
record Respec(NetworkSpec spec) {

  NetworkSpec input(Shape input) {
    return of(input, spec.layers(), spec.loss(), spec.reduction());
  }

  NetworkSpec layers(List<LayerSpec> layers) {
    return of(spec.input(), layers, spec.loss(), spec.reduction());
  }

  NetworkSpec loss(LossSpec loss) {
    return of(spec.input(), spec.layers(), loss, spec.reduction());
  }

  NetworkSpec reduction(Reduction reduction) {
    return of(spec.input(), spec.layers(), spec.loss(), reduction);
  }

  private NetworkSpec of(Shape input, List<LayerSpec> layers, LossSpec loss, Reduction reduction) {
    return new NetworkSpec(
        spec.name(),
        spec.dtype(),
        input,
        layers,
        loss,
        reduction,
        spec.updater(),
        spec.regularisation(),
        spec.seed());
  }
}
