package dev.gradparity.comparison;

import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;

/**
 * Activations by other formulas than from-scratch's, every operation rounded to the format. They
 * neither overflow nor divide infinities, so that they are correct on all data.
 */
final class OtherFormulas {

  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;

  private OtherFormulas() {}

  static double value(ActivationSpec spec, DType f, double z) {
    return switch (spec.kind()) {
      case CUBE -> f.round(z * f.round(z * z));
      case ELU -> elu(f, 1, spec.parameter("alpha"), z);
      case SELU -> elu(f, SELU_SCALE, SELU_ALPHA, z);
      case GELU -> gate(f, f.round(f.round(1.702) * z), z);
      case SWISH -> gate(f, z, z);
      case PRECISE_GELU ->
          f.round(f.round(0.5 * z) * f.round(1 + f.round(Math.tanh(geluArgument(f, z)))));
      case HARDSIGMOID -> Math.max(0, Math.min(1, f.round(f.round(f.round(0.2) * z) + 0.5)));
      case HARDTANH -> Math.max(-1, Math.min(1, z));
      case LEAKYRELU -> Math.max(0, z) + f.round(f.round(spec.parameter("alpha")) * Math.min(0, z));
      case RRELU -> z > 0 ? z : f.round(f.round(slopeOfRandomRelu(spec)) * z);
      case MISH -> f.round(z * gateOfMish(f, z));
      case RATIONALTANH -> {
        double one = f.round(f.round(1 / bottom(f, z)));
        yield Math.signum(z) * f.round(f.round(1.7159) * f.round(1 - one));
      }
      case RECTIFIEDTANH -> z > 0 ? tanh(f, z) : 0;
      case RELU -> {
        double threshold = f.round(spec.parameter("threshold"));
        double below = f.round(f.round(z - threshold) * f.round(spec.parameter("negativeSlope")));
        yield z < threshold ? below : Math.min(f.round(spec.parameter("max")), z);
      }
      case RELU6 -> Math.min(6, Math.max(0, z));
      case SOFTPLUS ->
          z > 0
              ? f.round(z + f.round(Math.log(f.round(1 + f.round(Math.exp(-z))))))
              : f.round(Math.log(f.round(1 + f.round(Math.exp(z)))));
      case SOFTSIGN -> f.round(z / f.round(1 + Math.abs(z)));
      case THRESHOLDEDRELU -> z > f.round(spec.parameter("theta")) ? z : 0;
      case IDENTITY, SIGMOID, TANH, SOFTMAX -> throw new IllegalArgumentException("" + spec);
    };
  }

  static double slope(ActivationSpec spec, DType f, double z) {
    return switch (spec.kind()) {
      case CUBE -> f.round(3 * f.round(z * z));
      case ELU -> z > 0 ? 1 : f.round(f.round(spec.parameter("alpha")) * f.round(Math.exp(z)));
      case SELU -> {
        double product = f.round(f.round(SELU_ALPHA) * f.round(Math.exp(z)));
        yield z > 0 ? f.round(SELU_SCALE) : f.round(f.round(SELU_SCALE) * product);
      }
      case GELU -> gateSlope(f, f.round(f.round(1.702) * z));
      case SWISH -> gateSlope(f, z);
      case PRECISE_GELU -> {
        double t = f.round(Math.tanh(geluArgument(f, z)));
        double inner = f.round(1 + f.round(f.round(3 * 0.044715) * f.round(z * z)));
        double slope = f.round(f.round(Math.sqrt(2 / Math.PI)) * inner);
        double flat = f.round(1 - f.round(t * t));
        double rise = flat == 0 ? 0 : f.round(f.round(f.round(0.5 * z) * slope) * flat);
        yield f.round(f.round(0.5 * f.round(1 + t)) + rise);
      }
      case HARDSIGMOID -> Math.abs(z) <= 2.5 ? f.round(0.2) : 0;
      case HARDTANH -> Math.abs(z) <= 1 ? 1 : 0;
      case LEAKYRELU -> z >= 0 ? 1 : f.round(spec.parameter("alpha"));
      case RRELU -> z >= 0 ? 1 : f.round(slopeOfRandomRelu(spec));
      case MISH -> {
        double t = gateOfMish(f, z);
        double flat = f.round(f.round(1 - f.round(t * t)) * logistic(f, z));
        yield f.round(t + (flat == 0 ? 0 : f.round(z * flat)));
      }
      case RATIONALTANH -> {
        double y = f.round(f.round(2.0 / 3) * Math.abs(z));
        double cubic = f.round(f.round(y * y) * y);
        double top = f.round(f.round(1 + 2 * y) + f.round(f.round(4 * 1.41645) * cubic));
        double factor = f.round(f.round(1.7159) * f.round(2.0 / 3));
        double bottom = bottom(f, z);
        yield Double.isInfinite(bottom)
            ? 0
            : f.round(factor * f.round(f.round(top / bottom) / bottom));
      }
      case RECTIFIEDTANH -> {
        double t = tanh(f, z);
        yield z > 0 ? f.round(1 - f.round(t * t)) : 0;
      }
      case RELU -> {
        double max = f.round(spec.parameter("max"));
        boolean isBelow = z <= f.round(spec.parameter("threshold"));
        yield isBelow ? f.round(spec.parameter("negativeSlope")) : z < max ? 1 : 0;
      }
      case RELU6 -> z > 0 && z < 6 ? 1 : 0;
      case SOFTPLUS -> logistic(f, z);
      case SOFTSIGN -> {
        double below = f.round(1 + Math.abs(z));
        yield f.round(1 / f.round(below * below));
      }
      case THRESHOLDEDRELU -> z > f.round(spec.parameter("theta")) ? 1 : 0;
      case IDENTITY, SIGMOID, TANH, SOFTMAX -> throw new IllegalArgumentException("" + spec);
    };
  }

  private static double slopeOfRandomRelu(ActivationSpec spec) {
    return (spec.parameter("l") + spec.parameter("u")) / 2;
  }

  private static double logistic(DType f, double z) {
    return f.round(1 / f.round(1 + f.round(Math.exp(-z))));
  }

  private static double gate(DType f, double y, double z) {
    return f.round(z / f.round(1 + f.round(Math.exp(-y))));
  }

  private static double gateSlope(DType f, double y) {
    double s = logistic(f, y);
    return s == 0 ? 0 : f.round(s * f.round(1 + f.round(y * f.round(1 - s))));
  }

  private static double elu(DType f, double scale, double alpha, double z) {
    double bend = f.round(f.round(alpha) * f.round(f.round(Math.exp(z)) - 1));
    return f.round(f.round(scale) * (z > 0 ? z : bend));
  }

  private static double geluArgument(DType f, double z) {
    double cubic = f.round(f.round(0.044715) * f.round(z * f.round(z * z)));
    return f.round(f.round(Math.sqrt(2 / Math.PI)) * f.round(z + cubic));
  }

  private static double tanh(DType f, double v) {
    double p = f.round(Math.pow(f.round(Math.E), -2 * Math.abs(v)));
    return Math.signum(v) * f.round(f.round(1 - p) / f.round(1 + p));
  }

  private static double gateOfMish(DType f, double z) {
    double plus =
        z > 0
            ? f.round(z + f.round(Math.log1p(f.round(Math.exp(-z)))))
            : f.round(Math.log1p(f.round(Math.exp(z))));
    return tanh(f, plus);
  }

  private static double bottom(DType f, double z) {
    double y = f.round(f.round(2.0 / 3) * Math.abs(z));
    double square = f.round(y * y);
    double fourth = f.round(f.round(1.41645) * f.round(square * square));
    return f.round(f.round(f.round(1 + y) + square) + fourth);
  }
}
