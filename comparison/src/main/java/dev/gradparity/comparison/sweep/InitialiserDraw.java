package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.WeightInit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Draws first weights that do not go by the fans into layers of a network whose weights do. The
 * choices follow from the network's seed and from no other choice, so that all else is drawn as
 * without them.
 */
final class InitialiserDraw {

  /** Those by the fans, whose weights do not repeat. */
  static final List<WeightInit> BY_FANS =
      List.copyOf(
          EnumSet.complementOf(EnumSet.of(WeightInit.IDENTITY, WeightInit.ZERO, WeightInit.ONES)));

  private static final Set<String> REPEATING =
      Set.of("zero", "ones", "constant distribution", "binomial distribution");

  private static final double SHARE_OF_NETWORKS = 0.3;
  private static final double SHARE_OF_LAYERS = 0.5;

  private final Draw draw;

  private InitialiserDraw(NetworkSpec spec) {
    draw = new Draw(spec.seed(), -1);
  }

  /**
   * The network, or in three cases of ten that with other first weights in some layers.
   *
   * @param always whether that is not left to chance
   */
  static NetworkSpec started(NetworkSpec spec, boolean always) {
    InitialiserDraw initialisers = new InitialiserDraw(spec);
    boolean isDrawn = initialisers.draw.chance(SHARE_OF_NETWORKS);
    return isDrawn || always ? initialisers.start(spec) : spec;
  }

  private NetworkSpec start(NetworkSpec spec) {
    List<LayerSpec> layers = new ArrayList<>(spec.layers());
    Shape input = spec.input();
    // An identity makes the layer below it as wide as its own.
    for (int l = layers.size() - 1; l >= 0; l--) {
      if (!draw.chance(SHARE_OF_LAYERS)) {
        continue;
      }
      LayerSpec layer = layers.get(l);
      Initialiser initialiser = draw.of(others(draw));
      if (initialiser == WeightInit.IDENTITY && l > 0) {
        layers.set(l - 1, layers.get(l - 1).withUnits(layer.units()));
      } else if (initialiser == WeightInit.IDENTITY) {
        input = Shape.of(layer.units());
      }
      layers.set(
          l, new LayerSpec(layer.units(), layer.activation(), initialiser, layer.settings()));
    }
    return spec.withLayers(plain(layers)).withInput(input).withLayers(layers);
  }

  /** Without identities, whose widths are checked against the input. */
  private static List<LayerSpec> plain(List<LayerSpec> layers) {
    return layers.stream()
        .map(layer -> new LayerSpec(layer.units(), layer.activation(), WeightInit.XAVIER))
        .toList();
  }

  /** Of sizes between which sums of a few hundred terms neither vanish nor overflow. */
  private static List<Initialiser> others(Draw draw) {
    double mean = draw.uniform(-0.1, 0.1);
    double std = draw.logUniform(0.01, 0.5);
    return List.of(
        WeightInit.ZERO,
        WeightInit.ONES,
        WeightInit.IDENTITY,
        new Distribution.Normal(mean, std),
        new Distribution.Uniform(mean - std, mean + std),
        new Distribution.TruncatedNormal(mean, std),
        new Distribution.LogNormal(draw.uniform(-4, -2), draw.uniform(0.25, 1)),
        new Distribution.Binomial(draw.between(1, 4), draw.between(1, 8) / 16.0),
        new Distribution.Constant(mean),
        new Distribution.Orthogonal(draw.uniform(0.5, 2)));
  }

  /** The name of an initialiser among all: some distributions have that of one by the fans. */
  static String name(Initialiser initialiser) {
    return initialiser instanceof Distribution
        ? initialiser.specName() + " distribution"
        : initialiser.specName();
  }

  /** The names of all that are drawn. */
  static List<String> names() {
    return Stream.concat(BY_FANS.stream(), others(new Draw(0, 0)).stream())
        .map(InitialiserDraw::name)
        .toList();
  }

  /** Whether the columns of weights that it draws may be the same. */
  static boolean repeatsColumns(Initialiser initialiser) {
    return repeatsColumns(name(initialiser));
  }

  /** The same of an initialiser of this name. */
  static boolean repeatsColumns(String name) {
    return REPEATING.contains(name);
  }
}
