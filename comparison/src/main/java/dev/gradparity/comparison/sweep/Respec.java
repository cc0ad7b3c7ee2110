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
    return of(input, spec.layers(), spec.loss(), spec.reduction(), spec.l2());
  }

  NetworkSpec layers(List<LayerSpec> layers) {
    return of(spec.input(), layers, spec.loss(), spec.reduction(), spec.l2());
  }

  NetworkSpec loss(LossSpec loss) {
    return of(spec.input(), spec.layers(), loss, spec.reduction(), spec.l2());
  }

  NetworkSpec reduction(Reduction reduction) {
    return of(spec.input(), spec.layers(), spec.loss(), reduction, spec.l2());
  }

  NetworkSpec l2(double l2) {
    return of(spec.input(), spec.layers(), spec.loss(), spec.reduction(), l2);
  }

  private NetworkSpec of(
      Shape input, List<LayerSpec> layers, LossSpec loss, Reduction reduction, double l2) {
    return new NetworkSpec(
        spec.name(), spec.dtype(), input, layers, loss, reduction, spec.updater(), l2, spec.seed());
  }
}
