package dev.gradparity.spec;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One array for each parameter of a network: parameters, their gradients, or what an updater
 * remembers of them.
 *
 * @param layers what each layer has, layer l at index l - 1; matrices row-major. A dense layer
 *     without a bias has a row of zeros for it
 */
public record ParameterValues(List<Map<ParameterKind, double[]>> layers) {

  private static final double[] NOTHING = {};

  /** Copies the lists, not the arrays. */
  public ParameterValues {
    layers = layers.stream().map(Map::copyOf).toList();
  }

  /**
   * Those of a network.
   *
   * @param weights W_l, (fan-in, fan-out), row-major; empty where a layer has none
   * @param biases b_l, (fan-out); empty where a layer has none
   */
  public ParameterValues(List<double[]> weights, List<double[]> biases) {
    this(merged(weights, biases));
  }

  private static List<Map<ParameterKind, double[]>> merged(
      List<double[]> weights, List<double[]> biases) {
    List<Map<ParameterKind, double[]>> layers = new ArrayList<>();
    for (int k = 0; k < Math.max(weights.size(), biases.size()); k++) {
      layers.add(Map.of(ParameterKind.WEIGHTS, at(k, weights), ParameterKind.BIAS, at(k, biases)));
    }
    return layers;
  }

  private static double[] at(int index, List<double[]> values) {
    return index < values.size() ? values.get(index) : NOTHING;
  }

  /**
   * What is given for each parameter that the forms of the network's layers have, a bias that a
   * layer does without among them.
   */
  public static ParameterValues of(NetworkSpec spec, PerParameter.Values<double[]> values) {
    List<Map<ParameterKind, double[]>> layers = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      Map<ParameterKind, double[]> layer = new EnumMap<>(ParameterKind.class);
      for (ParameterKind kind : spec.layer(l).form().parameters()) {
        layer.put(kind, values.of(l, kind));
      }
      layers.add(layer);
    }
    return new ParameterValues(layers);
  }

  /** What is given for each parameter that a layer has; zeros for a bias that it does without. */
  public static ParameterValues filled(NetworkSpec spec, PerParameter.Values<double[]> values) {
    PerParameter<double[]> given = PerParameter.of(spec, values);
    return of(
        spec,
        (l, kind) ->
            given.has(l, kind) ? given.get(l, kind) : new double[spec.shape(l, kind).size()]);
  }

  /** A parameter of the layer of this number, from 1; empty if there is none. */
  public double[] of(int layer, ParameterKind kind) {
    return layers.get(layer - 1).getOrDefault(kind, NOTHING);
  }

  /** W_l of every layer, (fan-in, fan-out), row-major; empty where there is none. */
  public List<double[]> weights() {
    return all(ParameterKind.WEIGHTS);
  }

  /** b_l of every layer, (fan-out); empty where there is none. */
  public List<double[]> biases() {
    return all(ParameterKind.BIAS);
  }

  private List<double[]> all(ParameterKind kind) {
    return layers.stream().map(layer -> layer.getOrDefault(kind, NOTHING)).toList();
  }
}
