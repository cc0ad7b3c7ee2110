package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.WeightInit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Draws layers that are not dense into a network of dense ones. The choices follow from the
 * network's seed and from no other choice, so that all else is drawn as without them.
 */
final class FormDraw {

  /** Those with whose numbers other layers are drawn: others would move single arguments. */
  static final Set<Edge> EDGES =
      EnumSet.of(Edge.ORDINARY, Edge.INTEGERS, Edge.STANDARDISED, Edge.ZEROS);

  private static final ActivationSpec IDENTITY = ActivationSpec.of(ActivationKind.IDENTITY);

  private static final int MOST_SHARING = 8;

  private final Draw draw;
  private final Edge edge;
  private final ActivationDraw activations;

  /** Whether units may be alike, or all be 0. */
  private final boolean mayRepeat;

  private FormDraw(NetworkSpec spec, Edge edge) {
    draw = new Draw(spec.seed(), spec.depth());
    this.edge = edge;
    activations = new ActivationDraw(draw, edge, spec.dtype());
    mayRepeat =
        spec.layers().stream()
            .anyMatch(layer -> InitialiserDraw.repeatsColumns(layer.weightInit()));
  }

  /** Whether a layer of a type is drawn with an edge. */
  static boolean draws(String layer, Edge edge) {
    return layer.equals(LayerForm.Dense.PLAIN.specName())
        || (EDGES.contains(edge) && !(layer.equals(Entry.LAYER_NORM) && edge == Edge.ZEROS));
  }

  /** Whether a layer of a type is drawn into a network with an initialiser of this name. */
  static boolean draws(String layer, String initialiser) {
    return !layer.equals(Entry.LAYER_NORM) || !InitialiserDraw.repeatsColumns(initialiser);
  }

  /**
   * The network, or in one of four cases that with other layers between its own.
   *
   * @param always whether that is not left to chance
   */
  static NetworkSpec mixed(NetworkSpec spec, Edge edge, boolean always) {
    FormDraw forms = new FormDraw(spec, edge);
    boolean isPlain = forms.draw.chance(0.75);
    return EDGES.contains(edge) && (always || !isPlain) ? forms.mix(spec) : spec;
  }

  private NetworkSpec mix(NetworkSpec spec) {
    List<LayerSpec> layers = new ArrayList<>();
    for (int l = 1; l < spec.depth(); l++) {
      boolean meetsDropout =
          l > 1 && layers.get(layers.size() - 1).form() instanceof LayerForm.Dropout;
      layers.add(dense(spec.layer(l), !meetsDropout));
      layers.add(between(spec.layer(l).units()));
    }
    LayerSpec last = spec.layer(spec.depth());
    if (draw.chance(0.3)) {
      layers.add(of(LayerForm.Dense.PLAIN, last, IDENTITY));
      layers.add(LayerSpec.of(new LayerForm.Loss(), last.units(), last.activation()));
    } else {
      layers.add(dense(last, false));
    }
    // An identity is as wide as the input, which becomes a number.
    boolean mayEmbed = spec.depth() > 1 && spec.layer(1).weightInit() != WeightInit.IDENTITY;
    boolean embeds = mayEmbed && draw.chance(0.3);
    if (!embeds) {
      return spec.withLayers(layers);
    }
    LayerSpec first = spec.layer(1);
    LayerForm embedding = new LayerForm.Embedding(spec.inputSize());
    layers.set(0, of(embedding, first, first.activation()));
    return spec.withInput(Shape.of(1)).withLayers(layers);
  }

  /**
   * The same layer, with dropout of its input or a normalisation of its units.
   *
   * @param mayNormalise whether it may have the latter: the library's output layers have it not,
   *     and where all that is not 0 may be dropped, or units may be alike, there is no deviation to
   *     divide by
   */
  private LayerSpec dense(LayerSpec plain, boolean mayNormalise) {
    boolean drops = !plain.settings().frozen() && draw.chance(0.3);
    boolean normalises =
        mayNormalise
            && !drops
            && draws(Entry.LAYER_NORM, edge)
            && plain.units() > 1
            // The library takes a gain for a matrix, and throws.
            && plain.settings().constraints().isEmpty()
            && !mayRepeat
            && draw.chance(0.6);
    LayerForm form = new LayerForm.Dense(drops ? draw.between(1, 15) / 16.0 : 1, normalises);
    return of(form, plain, plain.activation());
  }

  private static LayerSpec of(LayerForm form, LayerSpec like, ActivationSpec activation) {
    return new LayerSpec(form, like.units(), activation, like.weightInit(), like.settings());
  }

  private LayerSpec between(int units) {
    return switch (draw.between(0, 4)) {
      case 0 -> LayerSpec.of(new LayerForm.Activation(), units, activations.hidden());
      case 1 -> LayerSpec.of(new LayerForm.Dropout(draw.between(1, 15) / 16.0), units, IDENTITY);
      case 2 -> rectifier(units);
      case 3 ->
          LayerSpec.of(new LayerForm.ElementwiseMultiplication(), units, activations.hidden());
      default ->
          LayerSpec.of(
              new LayerForm.BatchNorm(
                  draw.uniform(0, 1),
                  draw.logUniform(1e-6, 1),
                  draw.chance(0.5) ? 1 : draw.uniform(0.5, 2),
                  draw.chance(0.5) ? 0 : draw.uniform(-1, 1),
                  draw.chance(0.3)),
              units,
              IDENTITY);
    };
  }

  /** For a slope that many units share, the library's rectifier takes few examples, or none. */
  private LayerSpec rectifier(int units) {
    boolean isShared = units <= MOST_SHARING && draw.chance(0.5);
    return LayerSpec.of(isShared ? LayerForm.PRelu.SHARED : LayerForm.PRelu.PLAIN, units, IDENTITY);
  }
}
