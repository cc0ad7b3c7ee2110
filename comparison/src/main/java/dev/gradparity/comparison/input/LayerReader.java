package dev.gradparity.comparison.input;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
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
      default -> throw layer.get("type").unknownName("layer type", type, LayerForm.NAMES);
    };
  }

  private LayerSpec dense(JsonPlace layer) {
    layer.requireObject(SettingsReader.withLayerKeys("type", "units", "activation", "weightInit"));
    int units = layer.required("units", "give the layer's number of outputs").integer();
    ActivationSpec activation = activation(layer);
    WeightInit init =
        layer.has("weightInit")
            ? layer.get("weightInit").constant(WeightInit.class, "weightInit")
            : WeightInit.XAVIER;
    LayerSettings own = settings.settings(layer);
    try {
      return new LayerSpec(units, activation, init, own);
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
