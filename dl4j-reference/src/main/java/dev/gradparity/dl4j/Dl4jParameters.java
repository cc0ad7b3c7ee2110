package dev.gradparity.dl4j;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.PerParameter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A copy of a network's parameters.
 *
 * @param layers what each layer has, layer 1 first: matrices row-major
 */
public record Dl4jParameters(List<Map<ParameterKind, double[]>> layers) {

  private static final double[] NOTHING = {};

  /** Copies the lists, not the arrays. */
  public Dl4jParameters {
    layers = layers.stream().map(Map::copyOf).toList();
  }

  /**
   * Those of dense layers.
   *
   * @param weights W_l, row-major [fan-in, fan-out]
   * @param biases b_l, [fan-out]
   */
  public Dl4jParameters(List<double[]> weights, List<double[]> biases) {
    this(dense(weights, biases));
  }

  private static List<Map<ParameterKind, double[]>> dense(
      List<double[]> weights, List<double[]> biases) {
    List<Map<ParameterKind, double[]>> layers = new ArrayList<>();
    for (int k = 0; k < Math.max(weights.size(), biases.size()); k++) {
      double[] w = k < weights.size() ? weights.get(k) : NOTHING;
      double[] b = k < biases.size() ? biases.get(k) : NOTHING;
      layers.add(Map.of(ParameterKind.WEIGHTS, w, ParameterKind.BIAS, b));
    }
    return layers;
  }

  /** What is given for each parameter; zeros for a bias that a layer does without. */
  static Dl4jParameters of(NetworkSpec spec, PerParameter.Values<double[]> values) {
    List<Map<ParameterKind, double[]>> layers = new ArrayList<>();
    PerParameter<double[]> given = PerParameter.of(spec, values);
    for (int l = 1; l <= spec.depth(); l++) {
      Map<ParameterKind, double[]> layer = new EnumMap<>(ParameterKind.class);
      for (ParameterKind kind : spec.layer(l).form().parameters()) {
        layer.put(
            kind, given.has(l, kind) ? given.get(l, kind) : new double[spec.shape(l, kind).size()]);
      }
      layers.add(layer);
    }
    return new Dl4jParameters(layers);
  }

  /** A parameter of the layer of this number; empty if there is none. */
  public double[] of(int layer, ParameterKind kind) {
    return layers.get(layer - 1).getOrDefault(kind, NOTHING);
  }

  /** W_l of every layer, row-major [fan-in, fan-out]; empty where there is none. */
  public List<double[]> weights() {
    return all(ParameterKind.WEIGHTS);
  }

  /** b_l of every layer, [fan-out]; empty where there is none. */
  public List<double[]> biases() {
    return all(ParameterKind.BIAS);
  }

  private List<double[]> all(ParameterKind kind) {
    return layers.stream().map(layer -> layer.getOrDefault(kind, NOTHING)).toList();
  }
}
