package dev.gradparity.comparison.port;

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

  private boolean isDense(int l) {
    return spec.layer(l).form() instanceof LayerForm.Dense;
  }

  private boolean hasBias(int l) {
    return spec.layer(l).parameters().contains(ParameterKind.BIAS);
  }

  /** W and b. */
  String parameterFields(int l) {
    if (!isDense(l)) {
      return "";
    }
    String field = "  final double[][] %s%d; // (%d, %d)\n";
    return field.formatted("w", l, spec.fanIn(l), spec.fanOut(l))
        + (hasBias(l) ? field.formatted("b", l, 1, spec.fanOut(l)) : "");
  }

  /** What the passes leave behind. */
  String passFields(int l, boolean hasOutputGradient) {
    String field = "  double[][] %s%d;\n";
    return field.formatted("z", l)
        + field.formatted("a", l)
        + (hasOutputGradient ? field.formatted("da", l) : "")
        + field.formatted("dz", l)
        + (isDense(l) ? field.formatted("dw", l) : "")
        + (hasBias(l) ? field.formatted("db", l) : "");
  }

  /** The statements that copy the parameters. */
  String copies(int l) {
    if (!isDense(l)) {
      return "";
    }
    String copy = "    %s%d = copy(parameters.%s%d);\n";
    return copy.formatted("w", l, "w", l) + (hasBias(l) ? copy.formatted("b", l, "b", l) : "");
  }

  private static String input(int l) {
    return l == 1 ? "x" : "a" + (l - 1);
  }

  /** Z and A. */
  String forward(int l) {
    String a = activations.value(spec.layer(l).activation(), l);
    return "    z%d = %s;\n    a%d = %s;\n".formatted(l, preActivation(l), l, a);
  }

  /** Z; a layer that is an activation and no more has that of the layer below. */
  private String preActivation(int l) {
    if (!isDense(l)) {
      return input(l);
    }
    product();
    if (hasBias(l)) {
      text.method(
          "plusRow",
          """
            /** Z + 1b, in place. */
            private static double[][] plusRow(double[][] z, double[][] b) {
              for (double[] row : z) {
                for (int j = 0; j < row.length; j++) {
                  row[j] += b[0][j];
                }
              }
              return z;
            }
          """);
    }
    String product = "product(%s, w%d)".formatted(input(l), l);
    return hasBias(l) ? "plusRow(%s, b%d)".formatted(product, l) : product;
  }

  /** dW and db from dZ, and dZ of the layer below, or dX. */
  String backward(int l) {
    String below = l == 1 ? "dx" : "da" + (l - 1);
    StringBuilder lines = new StringBuilder();
    if (isDense(l)) {
      lines.append(denseBackward(l, below));
    } else {
      lines.append("    %s = dz%d;\n".formatted(below, l));
    }
    if (l > 1) {
      String dz = activations.backward(spec.layer(l - 1).activation(), l - 1);
      lines.append("    dz%d = %s;\n".formatted(l - 1, dz));
    }
    return lines.toString();
  }

  private String denseBackward(int l, String below) {
    product();
    text.method(
        "transposed",
        """
          private static double[][] transposed(double[][] a) {
            double[][] transposed = new double[a[0].length][a.length];
            for (int i = 0; i < a.length; i++) {
              for (int j = 0; j < a[i].length; j++) {
                transposed[j][i] = a[i][j];
              }
            }
            return transposed;
          }
        """);
    StringBuilder lines = new StringBuilder();
    lines.append("    dw%d = product(transposed(%s), dz%d);\n".formatted(l, input(l), l));
    if (hasBias(l)) {
      text.method(
          "columnSums",
          """
            /** The sums over the examples, a row. */
            private static double[][] columnSums(double[][] a) {
              double[][] sums = new double[1][a[0].length];
              for (double[] row : a) {
                for (int j = 0; j < row.length; j++) {
                  sums[0][j] += row[j];
                }
              }
              return sums;
            }
          """);
      lines.append("    db%d = columnSums(dz%d);\n".formatted(l, l));
    }
    lines.append("    %s = product(dz%d, transposed(w%d));\n".formatted(below, l, l));
    return lines.toString();
  }

  private void product() {
    text.method(
        "product",
        """
          /** A B. */
          private static double[][] product(double[][] a, double[][] b) {
            double[][] c = new double[a.length][b[0].length];
            for (int i = 0; i < a.length; i++) {
              for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < b[k].length; j++) {
                  c[i][j] += a[i][k] * b[k][j];
                }
              }
            }
            return c;
          }
        """);
  }
}
