package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import java.util.List;
import java.util.function.Function;
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

  /** A dense layer whose units are normalised. */
  static final String LAYER_NORM = "layernorm";

  /** Of a layer without constraints. */
  static final String NONE = "none";

  /**
   * What a network is, in the specification's names.
   *
   * @param layers the types of all layers, each once, sorted
   * @param activations of all layers, each once, sorted
   * @param output of the last layer
   * @param updater of the network, beside what layers have of their own
   * @param schedule of its learning rate
   * @param normalisations of all layers, each once, sorted
   * @param constraints the same; {@code none} where no layer has any
   * @param initialisers of all layers with weights, each once, sorted
   * @param labelMask which labels it leaves out
   * @param example whether it is a row or a sequence of them
   */
  record Traits(
      List<String> layers,
      List<String> activations,
      String output,
      String loss,
      String updater,
      String schedule,
      List<String> normalisations,
      List<String> constraints,
      List<String> initialisers,
      String labelMask,
      String example,
      String reduction,
      String dtype,
      String edge) {

    static Traits of(NetworkGenerator.Drawn drawn) {
      NetworkSpec spec = drawn.network().spec();
      return new Traits(
          of(spec, layer -> Stream.of(layerType(layer.form()))),
          of(spec, layer -> Stream.of(layer.activation().kind().specName())),
          spec.layer(spec.depth()).activation().kind().specName(),
          spec.loss().specName(),
          spec.updater().specName(),
          spec.updater().learningRate().specName(),
          of(spec, layer -> Stream.of(layer.settings().normalisation().kind().specName())),
          of(spec, layer -> constraints(layer.settings())),
          of(spec, Traits::initialiser),
          LabelMaskDraw.name(drawn.network().batch()),
          SequenceDraw.name(spec),
          spec.reduction().specName(),
          spec.dtype().specName(),
          drawn.edge().specName());
    }

    private static List<String> of(NetworkSpec spec, Function<LayerSpec, Stream<String>> names) {
      return spec.layers().stream().flatMap(names).distinct().sorted().toList();
    }

    private static String layerType(LayerForm form) {
      return form instanceof LayerForm.Dense dense && dense.hasLayerNorm()
          ? LAYER_NORM
          : form.specName();
    }

    private static Stream<String> initialiser(LayerSpec layer) {
      boolean isDrawn =
          layer.form() instanceof LayerForm.Dense || layer.form() instanceof LayerForm.Embedding;
      return isDrawn ? Stream.of(InitialiserDraw.name(layer.weightInit())) : Stream.empty();
    }

    private static Stream<String> constraints(LayerSettings settings) {
      return settings.constraints().isEmpty()
          ? Stream.of(NONE)
          : settings.constraints().stream().map(constraint -> constraint.rule().specName());
    }
  }
}
