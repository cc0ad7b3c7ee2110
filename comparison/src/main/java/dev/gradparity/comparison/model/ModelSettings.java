package dev.gradparity.comparison.model;

import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.Regularisation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a layer with weights does otherwise than its network, by the names of the library's classes.
 */
final class ModelSettings {

  private static final String CONSTRAINTS = "org.deeplearning4j.nn.conf.constraint";
  private static final String REGULARISATION = "org.nd4j.linalg.learning.regularization";

  private ModelSettings() {}

  /** All but the updaters. */
  static LayerSettings read(ConfigurationNode node, boolean isFrozen) {
    ConfigurationNode hasBias = node.get("hasBias");
    return new LayerSettings(
        hasBias.isNothing() || hasBias.bool(),
        isFrozen,
        isFrozen ? Optional.empty() : Optional.of(regularisation(node)),
        isFrozen ? GradientNormalisation.NONE : normalisation(node),
        Optional.empty(),
        Optional.empty(),
        isFrozen ? List.of() : constraints(node.get("constraints")));
  }

  private static Regularisation regularisation(ConfigurationNode node) {
    return new Regularisation(
        terms(node.get("regularization")), terms(node.get("regularizationBias")));
  }

  private static Regularisation.Terms terms(ConfigurationNode list) {
    double l1 = 0;
    double l2 = 0;
    double decay = 0;
    boolean applied = true;
    Set<String> seen = new HashSet<>();
    for (ConfigurationNode node : list.elements()) {
      String coefficient =
          node.typed(
              REGULARISATION,
              Map.of("L1Regularization", "l1", "L2Regularization", "l2", "WeightDecay", "coeff"),
              "regularisation");
      if (!seen.add(coefficient)) {
        throw node.refusal("is the second of its kind", "add both into one");
      }
      node.only(Set.of(coefficient, "applyLR"));
      double value = constant(node.get(coefficient));
      switch (coefficient) {
        case "l1" -> l1 = value;
        case "l2" -> l2 = value;
        default -> {
          decay = value;
          applied = node.get("applyLR").bool();
        }
      }
    }
    return new Regularisation.Terms(l1, l2, decay, applied);
  }

  private static double constant(ConfigurationNode node) {
    if (node.node().isNumber()) {
      return node.number();
    }
    try {
      return ModelSchedules.read(node).constant();
    } catch (IllegalArgumentException e) {
      throw node.refusal("changes while the model trains, which no spec says", "use a number");
    }
  }

  /** Of the gradient before a step. */
  static GradientNormalisation normalisation(ConfigurationNode node) {
    ConfigurationNode name = node.get("gradientNormalization");
    if (name.isNothing()) {
      return GradientNormalisation.NONE;
    }
    for (GradientNormalisation.Kind kind : GradientNormalisation.Kind.values()) {
      if (kind.specName().equalsIgnoreCase(name.text())) {
        return kind.clips()
            ? new GradientNormalisation(kind, node.get("gradientNormalizationThreshold").number())
            : GradientNormalisation.of(kind);
      }
    }
    throw name.refusal("is none that a spec has", "save the model again");
  }

  private static List<Constraint> constraints(ConfigurationNode list) {
    List<Constraint> constraints = new ArrayList<>();
    for (ConfigurationNode node : list.elements()) {
      Constraint.Rule rule = rule(node);
      Set<String> names = new HashSet<>();
      node.get("params").elements().forEach(name -> names.add(name.text()));
      Constraint.Target target;
      names.remove("g"); // The gain of a layer norm counts as weights.
      if (names.equals(Set.of("W"))) {
        target = Constraint.Target.WEIGHTS;
      } else if (names.equals(Set.of("b"))) {
        target = Constraint.Target.BIAS;
      } else {
        throw node.get("params").refusal("are neither W nor b", "constrain each by itself");
      }
      boolean isBias = target == Constraint.Target.BIAS;
      Constraint.Axis axis =
          rule instanceof Constraint.NonNegative
              ? Constraint.Axis.INPUTS
              : axis(node.get("dimensions"), isBias);
      constraints.add(new Constraint(rule, target, axis));
    }
    return constraints;
  }

  private static Constraint.Rule rule(ConfigurationNode node) {
    String name =
        node.typed(
            CONSTRAINTS,
            Map.of(
                "MaxNormConstraint", "maxnorm",
                "MinMaxNormConstraint", "minmaxnorm",
                "UnitNormConstraint", "unitnorm",
                "NonNegativeConstraint", "nonnegative"),
            "constraint");
    node.only(Set.of("dimensions", "epsilon", "params", "max", "min", "rate", "maxNorm"));
    return switch (name) {
      case "maxnorm" -> new Constraint.MaxNorm(node.get("maxNorm").number());
      case "minmaxnorm" ->
          new Constraint.MinMaxNorm(
              node.get("min").number(), node.get("max").number(), node.get("rate").number());
      case "unitnorm" -> new Constraint.UnitNorm();
      default -> new Constraint.NonNegative();
    };
  }

  private static Constraint.Axis axis(ConfigurationNode node, boolean isBias) {
    Set<Integer> axes = new HashSet<>();
    node.elements().forEach(axis -> axes.add(axis.integer()));
    if (axes.equals(Set.of(0))) {
      return Constraint.Axis.INPUTS;
    }
    if (!isBias && axes.equals(Set.of(1))) {
      return Constraint.Axis.UNITS;
    }
    if (!isBias && axes.equals(Set.of(0, 1))) {
      return Constraint.Axis.BOTH;
    }
    throw node.refusal("are no axes of the parameter", "use 0, 1, or both for W, and 0 for b");
  }
}
