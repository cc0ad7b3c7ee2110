package dev.gradparity.comparison.port;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Activations and their derivatives as methods of one number, and the softmax of rows. */
final class PlainActivations {

  private final PlainText text;

  PlainActivations(PlainText text) {
    this.text = text;
  }

  /** The expression for A from Z. */
  String value(ActivationSpec activation, int layer) {
    if (activation.kind() == ActivationKind.IDENTITY) {
      return "z" + layer;
    }
    if (activation.kind() == ActivationKind.SOFTMAX) {
      softmax();
      return "softmax(z" + layer + ")";
    }
    return "%s(z%d, z -> %s)".formatted(text.map(), layer, call(activation, layer, ""));
  }

  /** The expression for dZ from dA. */
  String backward(ActivationSpec activation, int layer) {
    if (activation.kind() == ActivationKind.IDENTITY) {
      return "da" + layer;
    }
    if (activation.kind() == ActivationKind.SOFTMAX) {
      softmaxBackward();
      return "softmaxBackward(a%d, da%d)".formatted(layer, layer);
    }
    if (activation.kind() == ActivationKind.SIGMOID) {
      sigmoidSlope(); // Cross entropy goes without.
    }
    return "%s(z%d, da%d, (z, da) -> da * %s)"
        .formatted(text.zip(), layer, layer, call(activation, layer, "Slope"));
  }

  private String call(ActivationSpec activation, int layer, String suffix) {
    String name = define(activation) + suffix;
    List<String> arguments = new ArrayList<>(List.of("z"));
    if (activation.kind() == ActivationKind.RRELU) {
      String constant = "SLOPE" + layer;
      text.constant(constant, (activation.parameter("l") + activation.parameter("u")) / 2);
      arguments.add(constant);
    } else if (activation.kind() != ActivationKind.RELU || !activation.isPreset()) {
      for (ActivationKind.Parameter parameter : activation.kind().parameters()) {
        String shortName = parameter.name().equals("negativeSlope") ? "slope" : parameter.name();
        String constant = shortName.toUpperCase(Locale.ROOT) + layer;
        text.constant(constant, activation.parameter(parameter.name()));
        arguments.add(constant);
      }
    }
    return name + "(" + String.join(", ", arguments) + ")";
  }

  /** Writes both methods, of a sigmoid the first alone, and returns its name. */
  private String define(ActivationSpec activation) {
    return switch (activation.kind()) {
      case RELU ->
          activation.isPreset()
              ? pair("relu", "", "Math.max(0, z)", "z > 0 ? 1 : 0")
              : pair(
                  "clippedRelu",
                  ", double max, double threshold, double slope",
                  "z < threshold ? slope * (z - threshold) : Math.min(z, max)",
                  "z <= threshold ? slope : z < max ? 1 : 0");
      case SIGMOID -> {
        sigmoid();
        yield "sigmoid";
      }
      case TANH -> pair("tanh", "", "Math.tanh(z)", "1 - Math.tanh(z) * Math.tanh(z)");
      case CUBE -> pair("cube", "", "z * z * z", "3 * z * z");
      case ELU ->
          pair(
              "elu",
              ", double alpha",
              "z > 0 ? z : alpha * Math.expm1(z)",
              "z > 0 ? 1 : alpha * Math.exp(z)");
      case SELU -> {
        text.constant("SELU_SCALE", 1.0507009873554805);
        text.constant("SELU_ALPHA", 1.6732632423543772);
        yield pair(
            "selu",
            "",
            "SELU_SCALE * (z > 0 ? z : SELU_ALPHA * Math.expm1(z))",
            "SELU_SCALE * (z > 0 ? 1 : SELU_ALPHA * Math.exp(z))");
      }
      case GELU -> {
        gate();
        yield pair("gelu", "", "z * sigmoid(1.702 * z)", "gateSlope(z, 1.702 * z, 1.702)");
      }
      case PRECISE_GELU -> {
        gate();
        text.method(
            "geluArgument",
            """
              /** 2 sqrt(2 / pi) (z + 0.044715 z^3); z sigmoid of it is z/2 (1 + tanh of its half). */
              private static double geluArgument(double z) {
                return 2 * Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z);
              }
            """);
        yield pair(
            "preciseGelu",
            "",
            "z * sigmoid(geluArgument(z))",
            "gateSlope(z, geluArgument(z), 2 * Math.sqrt(2 / Math.PI) * (1 + 0.134145 * z * z))");
      }
      case SWISH -> {
        gate();
        yield pair("swish", "", "z * sigmoid(z)", "gateSlope(z, z, 1)");
      }
      case HARDSIGMOID ->
          pair(
              "hardSigmoid",
              "",
              "Math.min(1, Math.max(0, 0.2 * z + 0.5))",
              "Math.abs(z) <= 2.5 ? 0.2 : 0");
      case HARDTANH ->
          pair("hardTanh", "", "Math.min(1, Math.max(-1, z))", "Math.abs(z) <= 1 ? 1 : 0");
      case LEAKYRELU ->
          pair("leakyRelu", ", double alpha", "z < 0 ? alpha * z : z", "z < 0 ? alpha : 1");
      case RRELU ->
          pair("leakyRelu", ", double alpha", "z < 0 ? alpha * z : z", "z < 0 ? alpha : 1");
      case RELU6 -> pair("relu6", "", "Math.min(6, Math.max(0, z))", "z > 0 && z < 6 ? 1 : 0");
      case THRESHOLDEDRELU ->
          pair("thresholdedRelu", ", double theta", "z > theta ? z : 0", "z > theta ? 1 : 0");
      case RECTIFIEDTANH ->
          pair(
              "rectifiedTanh",
              "",
              "Math.max(0, Math.tanh(z))",
              "z > 0 ? 1 - Math.tanh(z) * Math.tanh(z) : 0");
      case SOFTPLUS -> {
        sigmoid();
        yield pair(
            "softplus", "", "Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z)))", "sigmoid(z)");
      }
      case SOFTSIGN ->
          pair(
              "softsign",
              "",
              "z / (1 + Math.abs(z))",
              "1 / ((1 + Math.abs(z)) * (1 + Math.abs(z)))");
      case MISH -> mish();
      case RATIONALTANH -> rationalTanh();
      case IDENTITY, SOFTMAX ->
          throw new IllegalArgumentException(activation + " is no function of one number");
    };
  }

  private String pair(String name, String parameters, String value, String slope) {
    String function =
        """
          /** %s */
          private static double %s(double z%s) {
            return %s;
          }
        """;
    text.method(name, function.formatted("The activation of one number.", name, parameters, value));
    String derivative = name + "Slope";
    text.method(
        derivative, function.formatted("Its derivative by z.", derivative, parameters, slope));
    return name;
  }

  private void sigmoid() {
    text.method(
        "sigmoid",
        """
          /** 1 / (1 + e^-z). */
          private static double sigmoid(double z) {
            return 1 / (1 + Math.exp(-z));
          }
        """);
  }

  private void sigmoidSlope() {
    text.method(
        "sigmoidSlope",
        """
          /** Its derivative by z. */
          private static double sigmoidSlope(double z) {
            return sigmoid(z) * sigmoid(-z);
          }
        """);
  }

  private void gate() {
    sigmoid();
    text.method(
        "gateSlope",
        """
          /** The derivative of z sigmoid(g), where g has the derivative dg by z. */
          private static double gateSlope(double z, double g, double dg) {
            return sigmoid(g) + z * dg * sigmoid(g) * sigmoid(-g);
          }
        """);
  }

  private String mish() {
    sigmoid();
    text.method(
        "softplus",
        """
          /** ln(1 + e^z). */
          private static double softplus(double z) {
            return Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z)));
          }
        """);
    text.method(
        "mish",
        """
          /** z tanh(ln(1 + e^z)). */
          private static double mish(double z) {
            return z * Math.tanh(softplus(z));
          }
        """);
    text.method(
        "mishSlope",
        """
          /** Its derivative by z. */
          private static double mishSlope(double z) {
            double t = Math.tanh(softplus(z));
            // 1 - t^2 = 4 q / (1 + q)^2 for q = sigmoid(-z)^2, and nothing is lost where t is near 1.
            double q = sigmoid(-z) * sigmoid(-z);
            return t + z * sigmoid(z) * 4 * q / ((1 + q) * (1 + q));
          }
        """);
    return "mish";
  }

  private String rationalTanh() {
    text.method(
        "rationalTanh",
        """
          /** 1.7159 p / (1 + p) with the sign of z, for p = y + y^2 + 1.41645 y^4, y = 2|z|/3. */
          private static double rationalTanh(double z) {
            double y = 2 * Math.abs(z) / 3;
            double p = y + y * y + 1.41645 * y * y * y * y;
            return Math.copySign(1.7159 * p / (1 + p), z);
          }
        """);
    text.method(
        "rationalTanhSlope",
        """
          /** Its derivative by z. */
          private static double rationalTanhSlope(double z) {
            double y = 2 * Math.abs(z) / 3;
            double p = y + y * y + 1.41645 * y * y * y * y;
            double dp = 1 + 2 * y + 4 * 1.41645 * y * y * y;
            return 1.7159 * 2 / 3 * dp / ((1 + p) * (1 + p));
          }
        """);
    return "rationalTanh";
  }

  private void softmax() {
    text.method(
        "softmax",
        """
          /** e^z over the sum of its row; without the row's largest z, nothing overflows. */
          private static double[][] softmax(double[][] z) {
            double[][] a = new double[z.length][z[0].length];
            for (int i = 0; i < z.length; i++) {
              double largest = z[i][0];
              for (double element : z[i]) {
                largest = Math.max(largest, element);
              }
              double sum = 0;
              for (int j = 0; j < z[i].length; j++) {
                a[i][j] = Math.exp(z[i][j] - largest);
                sum += a[i][j];
              }
              for (int j = 0; j < z[i].length; j++) {
                a[i][j] /= sum;
              }
            }
            return a;
          }
        """);
  }

  private void softmaxBackward() {
    text.method(
        "softmaxBackward",
        """
          /** dZ = A (dA - sum of dA A over the row). */
          private static double[][] softmaxBackward(double[][] a, double[][] da) {
            double[][] dz = new double[a.length][a[0].length];
            for (int i = 0; i < a.length; i++) {
              double mean = 0;
              for (int j = 0; j < a[i].length; j++) {
                mean += da[i][j] * a[i][j];
              }
              for (int j = 0; j < a[i].length; j++) {
                dz[i][j] = a[i][j] * (da[i][j] - mean);
              }
            }
            return dz;
          }
        """);
  }
}
