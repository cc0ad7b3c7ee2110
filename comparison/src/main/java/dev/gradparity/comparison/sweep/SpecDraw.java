package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.InvalidSpecException;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Draws what a network is. Every constant of the specification's enumerations takes part. */
final class SpecDraw {

  private static final int MOST_LAYERS = 6;
  private static final int WIDEST = 300;

  private static final List<Integer> PRIMES =
      IntStream.rangeClosed(2, WIDEST)
          .filter(n -> BigInteger.valueOf(n).isProbablePrime(40))
          .boxed()
          .toList();

  /** Those whose outputs stay near each other: e^x of float32 overflows from 88 on. */
  private static final Set<Edge> MULTI_LABEL_EDGES =
      EnumSet.of(Edge.ORDINARY, Edge.STANDARDISED, Edge.TINY, Edge.ZEROS);

  /** So many networks with other edges have the loss of pairs in the place of theirs. */
  private static final double SHARE_OF_PAIRS = 0.05;

  private static final List<Output> OUTPUTS = outputs();

  private final Draw draw;
  private final Edge edge;
  private final Optional<Planned> planned;

  /**
   * Draws one network.
   *
   * @param planned what is not left to chance
   */
  SpecDraw(Draw draw, Edge edge, Optional<Planned> planned) {
    this.draw = draw;
    this.edge = edge;
    this.planned = planned;
  }

  /** A last activation and a loss that reads it. */
  record Output(ActivationKind activation, LossKind loss) {}

  /** All that the specification accepts, and the library computes as far as the register says. */
  static List<Output> outputs() {
    List<Output> outputs = new ArrayList<>();
    for (ActivationKind activation : ActivationDraw.OUTPUTS) {
      for (LossKind loss : LossKind.values()) {
        if (isLegal(activation, loss) && !isUndefined(activation, loss)) {
          outputs.add(new Output(activation, loss));
        }
      }
    }
    return outputs;
  }

  /** The library's softplus rounds to 0 from -17 on, and these take its logarithm. */
  private static boolean isUndefined(ActivationKind output, LossKind loss) {
    return output == ActivationKind.SOFTPLUS
        && switch (loss) {
          case POISSON, KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY -> true;
          default -> false;
        };
  }

  private static boolean isLegal(ActivationKind output, LossKind loss) {
    try {
      new NetworkSpec(
          "",
          DType.FLOAT64,
          Shape.of(1),
          List.of(new LayerSpec(1, output)),
          loss,
          Reduction.MEAN,
          new UpdaterSpec.Sgd(1),
          0,
          0);
      return true;
    } catch (InvalidSpecException e) {
      return false;
    }
  }

  /**
   * A network.
   *
   * @param largestRate the largest learning rate
   */
  NetworkSpec network(String name, DType dtype, double largestRate) {
    int depth = depth();
    Output output = output(dtype);
    LossKind loss = output.loss();
    ActivationDraw activations = new ActivationDraw(draw, edge, dtype);
    ActivationKind last = output.activation();
    List<LayerSpec> layers = new ArrayList<>();
    for (int l = 1; l <= depth; l++) {
      ActivationSpec activation =
          l == depth ? activations.of(last) : l == 1 ? first(activations) : activations.hidden();
      layers.add(new LayerSpec(width(), activation, draw.of(InitialiserDraw.BY_FANS)));
    }
    NetworkSpec spec =
        new NetworkSpec(
            name,
            dtype,
            input(),
            layers,
            settings(loss, layers.get(depth - 1).units()),
            draw.of(List.of(Reduction.values())),
            updater(largestRate),
            Regularisation.l2(draw.chance(0.5) ? 0 : draw.logUniform(1e-5, 0.1)),
            draw.seed());
    NetworkSpec started = InitialiserDraw.started(paired(spec), planned.isPresent());
    NetworkSpec settled =
        SettingsDraw.EDGES.contains(edge) ? SettingsDraw.settle(started, largestRate) : started;
    return FormDraw.mixed(settled, edge, planned.isPresent());
  }

  /** A loss as often as any other; the activations that it reads share its networks. */
  private Output output(DType dtype) {
    List<Output> possible =
        OUTPUTS.stream()
            .filter(o -> draws(o.loss(), dtype) && draws(o.loss(), edge) && !comesLater(o.loss()))
            .filter(o -> ActivationDraw.draws(o.activation(), edge))
            .filter(o -> ActivationDraw.draws(o.activation(), dtype))
            .filter(o -> planned.isEmpty() || planned.get().output() == o.activation())
            .toList();
    LossKind loss = draw.of(possible.stream().map(Output::loss).distinct().sorted().toList());
    return draw.of(possible.stream().filter(o -> o.loss() == loss).toList());
  }

  private ActivationSpec first(ActivationDraw activations) {
    return planned
        .map(Planned::hidden)
        .filter(hidden -> ActivationDraw.draws(hidden, activations.dtype()))
        .map(activations::of)
        .orElseGet(activations::first);
  }

  private UpdaterSpec updater(double largestRate) {
    UpdaterSpec updater = UpdaterDraw.draw(draw, largestRate);
    while (planned.isPresent()
        && !updater.learningRate().specName().equals(planned.get().schedule())) {
      updater = UpdaterDraw.draw(draw, largestRate);
    }
    return updater;
  }

  private boolean comesLater(LossKind loss) {
    return loss == LossKind.MULTI_LABEL && !MULTI_LABEL_EDGES.contains(edge);
  }

  /** By numbers of its own, so that all else is drawn as without. */
  private NetworkSpec paired(NetworkSpec spec) {
    LossKind pairs = LossKind.MULTI_LABEL;
    boolean isPaired =
        draws(pairs, spec.dtype())
            && draws(pairs, edge)
            && comesLater(pairs)
            && new Draw(spec.seed(), -2).chance(SHARE_OF_PAIRS);
    return isPaired ? spec.withLoss(LossSpec.of(pairs)) : spec;
  }

  /** The library has this one in ND4J's default format alone. */
  static boolean draws(LossKind loss, DType dtype) {
    return loss != LossKind.MULTI_LABEL || dtype == DType.FLOAT32;
  }

  /**
   * Whether a loss is drawn with an edge. A divergence of saturated outputs is where the library
   * clips or is not defined, and it has a length for the cosine of small ones: the register says
   * so, and one such network is like the other.
   */
  static boolean draws(LossKind loss, Edge edge) {
    return switch (loss) {
      case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY, POISSON ->
          edge != Edge.LARGE && edge != Edge.SATURATED && edge != Edge.OVERFLOW;
      case MULTI_LABEL -> edge != Edge.OVERFLOW;
      case COSINE_PROXIMITY -> edge == Edge.ORDINARY || edge == Edge.STANDARDISED;
      default -> true;
    };
  }

  /** A fifth of those that can have weights have them. */
  private LossSpec settings(LossKind loss, int outputs) {
    if (!loss.takesWeights() || draw.chance(0.8)) {
      return LossSpec.of(loss);
    }
    List<Double> weights = new ArrayList<>();
    for (int j = 0; j < outputs; j++) {
      weights.add(draw.between(0, 32) / 16.0);
    }
    return new LossSpec(loss, weights, 0);
  }

  /** What needs a hidden activation of some kind needs a hidden layer. */
  private int depth() {
    boolean needsHidden = edge == Edge.KINKS || edge == Edge.SATURATED || planned.isPresent();
    int least = needsHidden ? 2 : 1;
    int depth = least;
    while (depth < MOST_LAYERS && draw.chance(0.55)) {
      depth++;
    }
    return depth;
  }

  private Shape input() {
    if (draw.chance(0.85)) {
      return Shape.of(width());
    }
    int[] extents = new int[draw.between(2, 4)];
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = draw.between(1, 4);
    }
    return Shape.of(extents);
  }

  /** 1 to 300: 1 and primes often, where blocks and lanes end; wide ones seldom. */
  private int width() {
    if (draw.chance(0.12)) {
      return 1;
    }
    int width = (int) draw.logUniform(2, WIDEST + 1);
    if (draw.chance(0.4)) {
      return PRIMES.stream().filter(p -> p >= width).findFirst().orElse(width);
    }
    return width;
  }
}
