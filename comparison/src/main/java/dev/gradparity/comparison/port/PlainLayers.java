package dev.gradparity.comparison.port;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;

/** A layer as the lines that it has in the fields, the constructor and both passes. */
final class PlainLayers {

  private final NetworkSpec spec;
  private final PlainText text;
  private final PlainActivations activations;

  PlainLayers(NetworkSpec spec, PlainText text, PlainActivations activations) {
    this.spec = spec;
    this.text = text;
    this.activations = activations;
  }

  /** W, b and what else the layer keeps. */
  String parameterFields(int l) {
    StringBuilder fields = new StringBuilder();
    for (ParameterKind kind : spec.layer(l).parameters()) {
      fields.append(
          "  final double[][] %s; // (%d, %d)\n"
              .formatted(ParameterPlace.name(l, kind), spec.rows(l, kind), spec.columns(l, kind)));
    }
    return fields.toString();
  }

  /** What the passes leave behind. */
  String passFields(int l, boolean hasOutputGradient) {
    StringBuilder fields = new StringBuilder();
    PlainForms.lines(spec, text, l).fields().forEach(own -> fields.append("  " + own + ";\n"));
    String field = "  double[][] %s;\n";
    fields.append(field.formatted("z" + l)).append(field.formatted("a" + l));
    fields.append(hasOutputGradient ? field.formatted("da" + l) : "");
    fields.append(field.formatted("dz" + l));
    for (ParameterKind kind : spec.layer(l).parameters()) {
      fields.append(kind.isLearnt() ? field.formatted("d" + ParameterPlace.name(l, kind)) : "");
    }
    return fields.toString();
  }

  /** The statements that copy the parameters. */
  String copies(int l) {
    StringBuilder copies = new StringBuilder();
    for (ParameterKind kind : spec.layer(l).parameters()) {
      String name = ParameterPlace.name(l, kind);
      copies.append("    %s = copy(parameters.%s);\n".formatted(name, name));
    }
    return copies.toString();
  }

  /** Z and A. */
  String forward(int l) {
    String a = activations.value(spec.layer(l).activation(), l);
    return PlainForms.lines(spec, text, l).forward() + "    a%d = %s;\n".formatted(l, a);
  }

  /** Z and A in inference. */
  String inference(int l) {
    String a = activations.value(spec.layer(l).activation(), l);
    return PlainForms.lines(spec, text, l).inference() + "    a%d = %s;\n".formatted(l, a);
  }

  /** The gradients by the parameters from dZ, and dZ of the layer below, or dX. */
  String backward(int l) {
    StringBuilder lines = new StringBuilder(PlainForms.lines(spec, text, l).backward());
    if (l > 1) {
      String dz = activations.backward(spec.layer(l - 1).activation(), l - 1);
      lines.append("    dz%d = %s;\n".formatted(l - 1, dz));
    }
    return lines.toString();
  }

  /** Whether any layer has rrelu, which the library computes otherwise in inference. */
  static boolean hasRrelu(NetworkSpec spec) {
    return spec.layers().stream()
        .anyMatch(layer -> layer.activation().kind() == ActivationKind.RRELU);
  }

  /** Whether a pass of training is another one than that of inference. */
  static boolean differInInference(NetworkSpec spec) {
    return spec.layers().stream()
        .anyMatch(
            layer -> layer.form().dropOut() < 1 || layer.form() instanceof LayerForm.BatchNorm);
  }
}
