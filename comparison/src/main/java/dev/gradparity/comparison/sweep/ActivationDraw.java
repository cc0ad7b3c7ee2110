package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationKind.Parameter;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws activations, with parameters of their own where they have any. */
record ActivationDraw(Draw draw, Edge edge, DType dtype) {

  /** The usual ones, as often together as all of them. */
  private static final List<ActivationKind> COMMON =
      List.of(
          ActivationKind.IDENTITY,
          ActivationKind.RELU,
          ActivationKind.SIGMOID,
          ActivationKind.TANH,
          ActivationKind.SOFTMAX);

  /** All that are drawn. */
  static final List<ActivationKind> ALL = List.of(ActivationKind.values());

  /** Those of last layers: the gradient of the library's throws there for RRELU. */
  static final List<ActivationKind> OUTPUTS =
      ALL.stream().filter(kind -> kind != ActivationKind.RRELU).toList();

  private static final double PRESET_SHARE = 0.5;

  /**
   * Whether an activation is drawn with an edge. Far out, the rare ones are where the library
   * overflows, or is undefined: the register says so of each, and one such network is like the
   * other.
   */
  static boolean draws(ActivationKind activation, Edge edge) {
    return COMMON.contains(activation)
        || (edge != Edge.LARGE && edge != Edge.SATURATED && edge != Edge.OVERFLOW);
  }

  /** The library's RRELU throws in float64. */
  static boolean draws(ActivationKind activation, DType dtype) {
    return activation != ActivationKind.RRELU || dtype == DType.FLOAT32;
  }

  /** That of any layer but the first and the last. */
  ActivationSpec hidden() {
    return of(COMMON, ALL);
  }

  /** That of the first layer, which meets the edge of the data. */
  ActivationSpec first() {
    return switch (edge) {
      case KINKS ->
          of(
              COMMON.stream().filter(ActivationDraw::hasKink).toList(),
              ALL.stream().filter(ActivationDraw::hasKink).toList());
      case SATURATED ->
          of(
              COMMON.stream().filter(ActivationDraw::saturates).toList(),
              ALL.stream().filter(ActivationDraw::saturates).toList());
      default -> hidden();
    };
  }

  private ActivationSpec of(List<ActivationKind> common, List<ActivationKind> all) {
    List<ActivationKind> kinds = draw.chance(0.5) ? common : all;
    return of(
        draw.of(kinds.stream().filter(kind -> draws(kind, edge) && draws(kind, dtype)).toList()));
  }

  /** An activation of this kind. */
  ActivationSpec of(ActivationKind kind) {
    if (kind.parameters().isEmpty() || kind == ActivationKind.RELU || draw.chance(PRESET_SHARE)) {
      return ActivationSpec.of(kind);
    }
    Map<String, Double> parameters = new HashMap<>();
    double least = 0;
    for (Parameter parameter : kind.parameters()) {
      // In ascending order, as lower and upper limits are.
      least += draw.between(1, 8) / 16.0;
      parameters.put(parameter.name(), least);
    }
    return new ActivationSpec(kind, parameters);
  }

  private static boolean hasKink(ActivationKind activation) {
    return switch (activation) {
      case RELU, LEAKYRELU, RRELU, RELU6, SELU, RECTIFIEDTANH -> true;
      // Their kinks are elsewhere, or there is none: data at zero does not meet them.
      case THRESHOLDEDRELU, HARDTANH, HARDSIGMOID, ELU -> false;
      case IDENTITY, SIGMOID, TANH, SOFTMAX -> false;
      case CUBE, GELU, PRECISE_GELU, MISH, RATIONALTANH, SOFTPLUS, SOFTSIGN, SWISH -> false;
    };
  }

  private static boolean saturates(ActivationKind activation) {
    return switch (activation) {
      case SIGMOID, TANH, SOFTMAX, HARDSIGMOID, HARDTANH, RATIONALTANH, SOFTSIGN -> true;
      case IDENTITY, RELU, LEAKYRELU, RRELU, RELU6, THRESHOLDEDRELU, RECTIFIEDTANH -> false;
      case CUBE, ELU, SELU, GELU, PRECISE_GELU, MISH, SOFTPLUS, SWISH -> false;
    };
  }
}
