package dev.gradparity.comparison.input;

import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.InvalidSpecException;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Regularisation.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what a network says for all its layers and a layer for itself. A layer that leaves a key
 * out has the network's value.
 *
 * @param network the whole specification
 */
record SettingsReader(JsonPlace network) {

  private static final List<String> SHARED =
      List.of(
          "l1",
          "l2",
          "weightDecay",
          "weightDecayApplyLR",
          "l1Bias",
          "l2Bias",
          "weightDecayBias",
          "weightDecayBiasApplyLR",
          "gradientNormalization",
          "gradientNormalizationThreshold",
          "updater",
          "biasUpdater",
          "constraints");

  private static final List<String> CONSTRAINTS =
      List.of("maxnorm", "minmaxnorm", "nonnegative", "unitnorm");

  /** The keys of a layer, and these. */
  static List<String> withLayerKeys(String... others) {
    return Stream.of(Stream.of(others), SHARED.stream(), Stream.of("hasBias", "frozen"))
        .flatMap(keys -> keys)
        .toList();
  }

  /** The keys of a layer whose weights are a row, which no constraint has axes for, and these. */
  static List<String> withRowKeys(String... others) {
    return Stream.of(Stream.of(others), SHARED.stream(), Stream.of("frozen"))
        .flatMap(keys -> keys)
        .filter(key -> !key.equals("constraints"))
        .toList();
  }

  /** The keys of a network, and these. */
  static List<String> withNetworkKeys(String... others) {
    return Stream.concat(Stream.of(others), SHARED.stream()).toList();
  }

  /** The regularisation of all layers. */
  Regularisation regularisation() {
    return regularisation(network, Regularisation.NONE);
  }

  private static Regularisation regularisation(JsonPlace place, Regularisation otherwise) {
    return new Regularisation(
        terms(place, "", otherwise.weights()), terms(place, "Bias", otherwise.bias()));
  }

  private static Terms terms(JsonPlace place, String suffix, Terms otherwise) {
    String applyKey = "weightDecay" + suffix + "ApplyLR";
    return new Terms(
        coefficient(place, "l1" + suffix, otherwise.l1()),
        coefficient(place, "l2" + suffix, otherwise.l2()),
        coefficient(place, "weightDecay" + suffix, otherwise.weightDecay()),
        place.has(applyKey) ? place.get(applyKey).bool() : otherwise.applyLearningRate());
  }

  private static double coefficient(JsonPlace place, String key, double otherwise) {
    if (!place.has(key)) {
      return otherwise;
    }
    double value = place.get(key).number();
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw place.get(key).complaint("must be at least 0 and finite, got " + value);
    }
    return value;
  }

  /** The settings of a layer. */
  LayerSettings settings(JsonPlace layer) {
    return new LayerSettings(
        !layer.has("hasBias") || layer.get("hasBias").bool(),
        layer.has("frozen") && layer.get("frozen").bool(),
        ownRegularisation(layer),
        normalisation(layer),
        layer.has("updater")
            ? Optional.of(UpdaterReader.read(layer.get("updater")))
            : Optional.empty(),
        find(layer, "biasUpdater").map(UpdaterReader::read),
        find(layer, "constraints").map(SettingsReader::constraints).orElse(List.of()));
  }

  private Optional<Regularisation> ownRegularisation(JsonPlace layer) {
    Regularisation ofNetwork = regularisation();
    Regularisation own = regularisation(layer, ofNetwork);
    return own.equals(ofNetwork) ? Optional.empty() : Optional.of(own);
  }

  /** The layer's value, or the network's. */
  private Optional<JsonPlace> find(JsonPlace layer, String key) {
    return Stream.of(layer, network).filter(p -> p.has(key)).findFirst().map(p -> p.get(key));
  }

  private GradientNormalisation normalisation(JsonPlace layer) {
    GradientNormalisation.Kind kind =
        find(layer, "gradientNormalization")
            .map(p -> p.constant(GradientNormalisation.Kind.class, "gradient normalization"))
            .orElse(GradientNormalisation.Kind.NONE);
    Optional<JsonPlace> threshold = find(layer, "gradientNormalizationThreshold");
    try {
      return new GradientNormalisation(
          kind, threshold.map(JsonPlace::number).orElse(GradientNormalisation.DEFAULT_THRESHOLD));
    } catch (InvalidSpecException e) {
      throw threshold.orElse(layer).complaint(e.reason());
    }
  }

  private static List<Constraint> constraints(JsonPlace place) {
    List<Constraint> constraints = new ArrayList<>();
    for (JsonPlace constraint : place.elements("constraints")) {
      constraints.add(constraint(constraint));
    }
    return constraints;
  }

  private static Constraint constraint(JsonPlace place) {
    JsonPlace name =
        place
            .requireObject(List.of("name", "target", "axis", "min", "max", "rate"))
            .required("name", "choose one of " + String.join(", ", CONSTRAINTS));
    try {
      Constraint constraint = Constraint.onWeights(rule(place, name));
      if (place.has("target")) {
        constraint = constraint.on(place.get("target").constant(Constraint.Target.class, "target"));
      }
      if (place.has("axis")) {
        constraint = constraint.over(place.get("axis").constant(Constraint.Axis.class, "axis"));
      }
      return constraint;
    } catch (InvalidSpecException e) {
      throw e.within(place.path());
    }
  }

  private static Constraint.Rule rule(JsonPlace place, JsonPlace name) {
    return switch (name.text().toLowerCase(Locale.ROOT)) {
      case "maxnorm" -> {
        place.requireObject(List.of("name", "target", "axis", "max"));
        yield new Constraint.MaxNorm(number(place, "max", 1));
      }
      case "minmaxnorm" -> {
        place.requireObject(List.of("name", "target", "axis", "min", "max", "rate"));
        yield new Constraint.MinMaxNorm(
            number(place, "min", 0), number(place, "max", 1), number(place, "rate", 1));
      }
      case "nonnegative" -> {
        place.requireObject(List.of("name", "target"));
        yield new Constraint.NonNegative();
      }
      case "unitnorm" -> {
        place.requireObject(List.of("name", "target", "axis"));
        yield new Constraint.UnitNorm();
      }
      default -> throw name.unknownName("constraint", name.text(), CONSTRAINTS);
    };
  }

  private static double number(JsonPlace object, String key, double otherwise) {
    return object.has(key) ? object.get(key).number() : otherwise;
  }
}
