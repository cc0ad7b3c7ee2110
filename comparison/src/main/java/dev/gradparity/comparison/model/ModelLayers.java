package dev.gradparity.comparison.model;

import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One layer by the name of Deeplearning4j's class; a form that specs get has its case here. */
final class ModelLayers {

  private static final String LAYERS = "org.deeplearning4j.nn.conf.layers";
  private static final String CONSTRAINTS = "org.deeplearning4j.nn.conf.constraint";
  private static final String REGULARISATION = "org.nd4j.linalg.learning.regularization";
  private static final String WEIGHT_INIT = "org.deeplearning4j.nn.weights.WeightInit";

  /** What layers without a loss have; names and first values have no say in how one computes. */
  private static final Set<String> DENSE =
      Set.of(
          "activationFn",
          "biasInit",
          "biasUpdater",
          "constraints",
          "gainInit",
          "gradientNormalization",
          "gradientNormalizationThreshold",
          "hasBias",
          "hasLayerNorm",
          "idropout",
          "iupdater",
          "layerName",
          "nin",
          "nout",
          "regularization",
          "regularizationBias",
          "timeDistributedFormat",
          "weightInitFn",
          "weightNoise");

  private static final Set<String> ACTIVATION =
      Set.of(
          "activationFn",
          "constraints",
          "gradientNormalization",
          "gradientNormalizationThreshold",
          "idropout",
          "layerName");

  private enum Form {
    DENSE,
    OUTPUT,
    ACTIVATION,
    FROZEN,
    FROZEN_WITH_BACKPROP
  }

  private static final Map<String, Form> FORMS =
      Map.of(
          "DenseLayer", Form.DENSE,
          "OutputLayer", Form.OUTPUT,
          "ActivationLayer", Form.ACTIVATION,
          "misc.FrozenLayer", Form.FROZEN,
          "misc.FrozenLayerWithBackprop", Form.FROZEN_WITH_BACKPROP);

  /**
   * A layer as the file has it.
   *
   * @param node of the layer, or of what is frozen
   * @param inputs its fan-in
   * @param layer with all that it has, and no updater yet
   * @param updater of W, if there is one that moves
   * @param biasUpdater of b, if it is another one
   * @param isOutput whether it has a loss
   */
  record Read(
      ConfigurationNode node,
      int inputs,
      LayerSpec layer,
      Optional<UpdaterSpec> updater,
      Optional<UpdaterSpec> biasUpdater,
      boolean isOutput) {

    /** Whether nothing of it moves. */
    boolean isStill() {
      return layer.settings().frozen() || layer.parameters().isEmpty();
    }
  }

  private ModelLayers() {}

  /**
   * Reads a layer.
   *
   * @param node the value of "layer"
   * @param number from 1
   * @param below the layers that were read before
   */
  static Read read(ConfigurationNode node, int number, List<Read> below) {
    ConfigurationNode place = node.of("layer " + number);
    ConfigurationNode own =
        place.of("layer %d (%s)".formatted(number, ConfigurationNode.shortName(place.type())));
    return switch (form(own)) {
      case DENSE -> dense(own, false, false);
      case OUTPUT -> dense(own, true, isStill(own));
      case ACTIVATION -> activation(own, below);
      case FROZEN_WITH_BACKPROP -> frozen(own, "underlying");
      case FROZEN -> {
        if (!below.stream().allMatch(Read::isStill)) {
          throw own.refusal(
              "stops the gradient for the layers below it, which no spec does",
              "use FrozenLayerWithBackprop");
        }
        yield frozen(own, "layer");
      }
    };
  }

  /** An output layer cannot be wrapped to be frozen; a rate of 0, and nothing else, does it. */
  private static boolean isStill(ConfigurationNode output) {
    ConfigurationNode updater = output.get("iupdater");
    return updater.get("learningRateSchedule").isNothing()
        && updater.get("learningRate").node().isNumber()
        && updater.get("learningRate").number() == 0
        && updater.type().endsWith(".config.Sgd")
        && output.get("biasUpdater").isNothing()
        && output.get("constraints").elements().isEmpty()
        && output.get("regularization").elements().isEmpty()
        && output.get("regularizationBias").elements().isEmpty();
  }

  private static Form form(ConfigurationNode own) {
    String type = own.type();
    Form form =
        type.startsWith(LAYERS + ".") ? FORMS.get(type.substring(LAYERS.length() + 1)) : null;
    if (form == null) {
      throw own.refusal(
          "is of a kind that no spec has",
          "port a model of DenseLayer, ActivationLayer and OutputLayer");
    }
    return form;
  }

  private static Read activation(ConfigurationNode own, List<Read> below) {
    own.only(ACTIVATION);
    own.get("idropout").requireNothing("dropout");
    own.get("constraints").requireNothing("a constraint of nothing");
    if (below.isEmpty()) {
      throw own.refusal(
          "is the first one, and its width is not saved", "begin the network with a DenseLayer");
    }
    int width = below.get(below.size() - 1).layer().units();
    LayerSpec layer =
        LayerSpec.of(
            new LayerForm.Activation(), width, ModelFunctions.activation(own.get("activationFn")));
    return new Read(own, width, layer, Optional.empty(), Optional.empty(), false);
  }

  private static Read frozen(ConfigurationNode own, String key) {
    own.only(
        Set.of(
            key,
            "constraints",
            "gradientNormalization",
            "gradientNormalizationThreshold",
            "idropout",
            "layerName"));
    own.get("idropout").requireNothing("dropout");
    ConfigurationNode inner = own.get(key);
    ConfigurationNode frozen = new ConfigurationNode(inner.file(), own.owner(), "", inner.node());
    if (form(frozen) != Form.DENSE) {
      throw own.refusal("freezes no DenseLayer", "freeze dense layers alone");
    }
    return dense(frozen, false, true);
  }

  private static Read dense(ConfigurationNode node, boolean isOutput, boolean isFrozen) {
    Set<String> known = new HashSet<>(DENSE);
    if (isOutput) {
      known.add("lossFn");
    }
    node.only(known);
    node.get("idropout").requireNothing("dropout");
    node.get("weightNoise").requireNothing("noise on weights");
    ConfigurationNode norm = node.get("hasLayerNorm");
    if (!norm.isNothing() && norm.bool()) {
      throw norm.refusal("is layer normalisation, which no spec has", "train the model without it");
    }
    ConfigurationNode hasBias = node.get("hasBias");
    LayerSettings settings =
        new LayerSettings(
            hasBias.isNothing() || hasBias.bool(),
            isFrozen,
            isFrozen ? Optional.empty() : Optional.of(regularisation(node)),
            isFrozen ? GradientNormalisation.NONE : normalisation(node),
            Optional.empty(),
            Optional.empty(),
            isFrozen ? List.of() : constraints(node.get("constraints")));
    ConfigurationNode bias = node.get("biasUpdater");
    // Of no effect where nothing moves, and often a rate of 0, which no spec has.
    Optional<UpdaterSpec> updater =
        isFrozen ? Optional.empty() : Optional.of(ModelUpdaters.read(node.get("iupdater")));
    LayerSpec layer =
        new LayerSpec(
            node.get("nout").integer(),
            ModelFunctions.activation(node.get("activationFn")),
            weightInit(node.get("weightInitFn")),
            settings);
    return new Read(
        node,
        node.get("nin").integer(),
        layer,
        updater,
        isFrozen || bias.isNothing() ? Optional.empty() : Optional.of(ModelUpdaters.read(bias)),
        isOutput);
  }

  /** Of no effect where there are parameters; one that specs do not have counts as Xavier's. */
  private static WeightInit weightInit(ConfigurationNode node) {
    String type = node.isNothing() ? "" : node.type();
    return switch (type.startsWith(WEIGHT_INIT) ? type.substring(WEIGHT_INIT.length()) : "") {
      case "XavierUniform" -> WeightInit.XAVIER_UNIFORM;
      case "Relu" -> WeightInit.RELU;
      case "ReluUniform" -> WeightInit.RELU_UNIFORM;
      default -> WeightInit.XAVIER;
    };
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

  private static GradientNormalisation normalisation(ConfigurationNode node) {
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
    if (isBias && axes.equals(Set.of(0))) {
      return Constraint.Axis.INPUTS;
    }
    if (!isBias && axes.equals(Set.of(0))) {
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
