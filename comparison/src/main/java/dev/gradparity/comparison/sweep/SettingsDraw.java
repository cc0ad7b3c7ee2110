package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.Constraint.Axis;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Regularisation.Terms;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What layers do otherwise than their network. Every kind takes part; drawn by numbers of its own,
 * so that a network's other parts are the same with it and without.
 */
final class SettingsDraw {

  /** So many of the networks have settings at all. */
  private static final double SHARE = 0.35;

  /** Those with whose numbers norms neither overflow nor underflow. */
  static final Set<Edge> EDGES = EnumSet.complementOf(EnumSet.of(Edge.OVERFLOW, Edge.TINY));

  private final Draw draw;
  private final double largestRate;

  private SettingsDraw(Draw draw, double largestRate) {
    this.draw = draw;
    this.largestRate = largestRate;
  }

  /**
   * The network, and in some layers settings.
   *
   * @param largestRate the largest learning rate
   */
  static NetworkSpec settle(NetworkSpec spec, double largestRate) {
    Draw draw = new Draw(spec.seed(), 0);
    if (!draw.chance(SHARE)) {
      return spec;
    }
    SettingsDraw settings = new SettingsDraw(draw, largestRate);
    List<LayerSpec> layers = new ArrayList<>();
    for (LayerSpec layer : spec.layers()) {
      // The library's RRELU throws in a frozen layer.
      layers.add(layer.with(settings.settings(layer.activation().kind() != ActivationKind.RRELU)));
    }
    return spec.withLayers(layers);
  }

  private LayerSettings settings(boolean mayFreeze) {
    LayerSettings settings = LayerSettings.DEFAULT;
    if (draw.chance(0.2)) {
      settings = settings.withoutBias();
    }
    if (draw.chance(0.1) && mayFreeze) {
      settings = settings.asFrozen();
    }
    if (draw.chance(0.3)) {
      settings = settings.with(new Regularisation(terms(), terms()));
    }
    if (draw.chance(0.4)) {
      GradientNormalisation.Kind kind = draw.of(List.of(GradientNormalisation.Kind.values()));
      settings = settings.with(new GradientNormalisation(kind, draw.logUniform(1e-3, 10)));
    }
    if (draw.chance(0.2)) {
      settings = settings.withUpdater(UpdaterDraw.draw(draw, largestRate));
    }
    if (draw.chance(0.2)) {
      settings = settings.withBiasUpdater(UpdaterDraw.draw(draw, largestRate));
    }
    return draw.chance(0.3) ? settings.with(constraint()) : settings;
  }

  private Terms terms() {
    return new Terms(coefficient(), coefficient(), coefficient(), draw.chance(0.5));
  }

  private double coefficient() {
    return draw.chance(0.6) ? 0 : draw.logUniform(1e-5, 0.1);
  }

  /** On weights, which seldom are zero: a zero vector has no direction in the library. */
  private Constraint constraint() {
    return Constraint.onWeights(draw.of(rules(draw))).over(draw.of(List.of(Axis.values())));
  }

  private static List<Constraint.Rule> rules(Draw draw) {
    double max = draw.logUniform(0.1, 10);
    return List.of(
        new Constraint.MaxNorm(max),
        new Constraint.MinMaxNorm(
            draw.uniform(0, max), max, draw.chance(0.5) ? 1 : draw.uniform(0.1, 1)),
        new Constraint.UnitNorm(),
        new Constraint.NonNegative());
  }

  /** The names of all constraints that a layer may have, and of none. */
  static List<String> constraintNames() {
    return Stream.concat(
            Stream.of(Entry.NONE), rules(new Draw(0, 0)).stream().map(Constraint.Rule::specName))
        .toList();
  }
}
