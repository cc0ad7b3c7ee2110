package dev.gradparity.comparison.input;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.InvalidSpecException;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.Named;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.WeightInit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads layers, each by the keys of its type.
 *
 * @param settings of the network
 */
record LayerReader(SettingsReader settings) {

  private static final String ACTIVATIONS = String.join(", ", Named.names(ActivationKind.class));

  /**
   * The layers of a network.
   *
   * @param input the shape of an example: what a layer keeps that chooses no width
   */
  List<LayerSpec> layers(JsonPlace layers, Shape input) {
    List<LayerSpec> specs = new ArrayList<>();
    int fanIn = input.size();
    for (JsonPlace layer : layers.elements("layers")) {
      LayerSpec spec = layer(layer, fanIn);
      specs.add(spec);
      fanIn = spec.units();
    }
    return specs;
  }

  private LayerSpec layer(JsonPlace layer, int fanIn) {
    String type = layer.requireObject().has("type") ? layer.get("type").text() : "dense";
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "dense" -> dense(layer);
      case "activation" -> {
        layer.requireObject(List.of("type", "activation"));
        yield LayerSpec.of(new LayerForm.Activation(), fanIn, activation(layer));
      }
      case "loss" -> {
        layer.requireObject(List.of("type", "activation"));
        yield LayerSpec.of(new LayerForm.Loss(), fanIn, activation(layer));
      }
      case "dropout" -> {
        double p =
            layer
                .requireObject(List.of("type", "dropOut"))
                .required("dropOut", "give the probability to retain an element, such as 0.8")
                .number();
        yield checked(
            layer,
            () ->
                LayerSpec.of(
                    new LayerForm.Dropout(p), fanIn, ActivationSpec.of(ActivationKind.IDENTITY)));
      }
      case "embedding" -> {
        layer.requireObject(
            SettingsReader.withLayerKeys("type", "inputs", "units", "activation", "weightInit"));
        int inputs = layer.required("inputs", "give the number of rows of W").integer();
        yield weighted(layer, () -> new LayerForm.Embedding(inputs));
      }
      case "batchnorm" -> batchNorm(layer, fanIn);
      case "prelu" -> pRelu(layer, fanIn);
      case "elementwise" -> {
        layer.requireObject(SettingsReader.withRowKeys("type", "activation", "weightInit"));
        ActivationSpec activation = activation(layer);
        yield ofRow(layer, fanIn, activation, LayerForm.ElementwiseMultiplication::new);
      }
      default -> throw layer.get("type").unknownName("layer type", type, LayerForm.NAMES);
    };
  }

  private static LayerSpec batchNorm(JsonPlace layer, int fanIn) {
    layer.requireObject(
        List.of("type", "decay", "eps", "gamma", "beta", "lockGammaBeta", "updater"));
    LayerForm.BatchNorm preset = LayerForm.BatchNorm.PRESET;
    double decay = number(layer, "decay", preset.decay());
    double eps = number(layer, "eps", preset.eps());
    double gamma = number(layer, "gamma", preset.gamma());
    double beta = number(layer, "beta", preset.beta());
    boolean locked = layer.has("lockGammaBeta") && layer.get("lockGammaBeta").bool();
    LayerSettings own =
        layer.has("updater")
            ? LayerSettings.DEFAULT.withUpdater(UpdaterReader.read(layer.get("updater")))
            : LayerSettings.DEFAULT;
    ActivationSpec identity = ActivationSpec.of(ActivationKind.IDENTITY);
    return checked(
        layer,
        () ->
            LayerSpec.of(new LayerForm.BatchNorm(decay, eps, gamma, beta, locked), fanIn, identity)
                .with(own));
  }

  private LayerSpec pRelu(JsonPlace layer, int fanIn) {
    layer.requireObject(SettingsReader.withRowKeys("type", "sharedAxes", "weightInit"));
    List<Integer> axes = new ArrayList<>();
    if (layer.has("sharedAxes")) {
      layer.get("sharedAxes").elements("axes").forEach(axis -> axes.add(axis.integer()));
    }
    ActivationSpec identity = ActivationSpec.of(ActivationKind.IDENTITY);
    return ofRow(layer, fanIn, identity, () -> new LayerForm.PRelu(axes));
  }

  /** A layer whose weights are a row; the network's constraints are not of it. */
  private LayerSpec ofRow(
      JsonPlace layer, int fanIn, ActivationSpec activation, Supplier<LayerForm> form) {
    LayerSettings own = settings.settings(layer).with(new Constraint[0]);
    return checked(
        layer,
        () -> {
          LayerForm row = form.get();
          return new LayerSpec(row, fanIn, activation, weightInit(layer, row.weightInit()), own);
        });
  }

  private static Initialiser weightInit(JsonPlace layer, Initialiser otherwise) {
    return layer.has("weightInit") ? InitialiserReader.read(layer.get("weightInit")) : otherwise;
  }

  private static double number(JsonPlace object, String key, double otherwise) {
    return object.has(key) ? object.get(key).number() : otherwise;
  }

  private LayerSpec dense(JsonPlace layer) {
    layer.requireObject(
        SettingsReader.withLayerKeys(
            "type", "units", "activation", "weightInit", "dropOut", "hasLayerNorm"));
    double p = layer.has("dropOut") ? layer.get("dropOut").number() : 1;
    boolean isNormalised = layer.has("hasLayerNorm") && layer.get("hasLayerNorm").bool();
    return weighted(layer, () -> new LayerForm.Dense(p, isNormalised));
  }

  private LayerSpec weighted(JsonPlace layer, Supplier<LayerForm> form) {
    int units = layer.required("units", "give the layer's number of outputs").integer();
    ActivationSpec activation = activation(layer);
    Initialiser init = weightInit(layer, WeightInit.XAVIER);
    LayerSettings own = settings.settings(layer);
    return checked(layer, () -> new LayerSpec(form.get(), units, activation, init, own));
  }

  private static LayerSpec checked(JsonPlace layer, Supplier<LayerSpec> spec) {
    try {
      return spec.get();
    } catch (InvalidSpecException e) {
      throw e.within(layer.path());
    }
  }

  /** A name, or an object of a name and parameters. */
  private static ActivationSpec activation(JsonPlace layer) {
    JsonPlace place = layer.required("activation", "choose one of " + ACTIVATIONS);
    if (!place.node().isObject()) {
      return ActivationSpec.of(place.constant(ActivationKind.class, "activation"));
    }
    ActivationKind kind =
        place
            .required("name", "choose one of " + ACTIVATIONS)
            .constant(ActivationKind.class, "activation");
    List<String> keys = new ArrayList<>(List.of("name"));
    kind.parameters().forEach(parameter -> keys.add(parameter.name()));
    place.requireObject(keys);
    Map<String, Double> parameters = new HashMap<>();
    for (ActivationKind.Parameter parameter : kind.parameters()) {
      if (place.has(parameter.name())) {
        parameters.put(parameter.name(), place.get(parameter.name()).number());
      }
    }
    try {
      return new ActivationSpec(kind, parameters);
    } catch (InvalidSpecException e) {
      throw e.within(place.path());
    }
  }
}
