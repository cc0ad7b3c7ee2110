package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network of a sweep and what became of it: a line of the journal.
 *
 * @param number the network's, from 1
 * @param traits what it is
 * @param outcome what became of it
 */
record Entry(int number, Traits traits, Outcome outcome) {

  /** What failures of one cause have in common. */
  String kind() {
    return "%s, %s, %s, %s"
        .formatted(outcome.verdictName(), traits.dtype(), traits.loss(), outcome.kind());
  }

  /**
   * What a network is, in the specification's names.
   *
   * @param activations of all layers, each once, sorted
   * @param output of the last layer
   */
  record Traits(
      List<String> activations,
      String output,
      String loss,
      String updater,
      String reduction,
      String dtype,
      String edge) {

    static Traits of(NetworkGenerator.Drawn drawn) {
      NetworkSpec spec = drawn.network().spec();
      Stream<LayerSpec> layers = spec.layers().stream();
      return new Traits(
          layers.map(layer -> layer.activation().kind().specName()).distinct().sorted().toList(),
          spec.layer(spec.depth()).activation().kind().specName(),
          spec.loss().specName(),
          spec.updater().specName(),
          spec.reduction().specName(),
          spec.dtype().specName(),
          drawn.edge().specName());
    }
  }
}
