package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.ActivationKind;
import java.util.function.DoubleUnaryOperator;

/**
 * Activations of Deeplearning4j 1.0.0-M2.1 whose formulas overflow, on the way to a number that may
 * fit: the formulas as libnd4j's ops.h and legacy_helper.cpp write them, computed in the network's
 * format. Where they are infinite or NaN, the library is.
 *
 * @param r the format
 * @param kind of the activation
 * @param isBeyond whether what may overflow does
 */
record LibraryOverflow(Rounding r, ActivationKind kind, boolean isBeyond) {

  /** Whether the formulas of an activation can overflow. */
  static boolean concerns(ActivationKind kind) {
    return switch (kind) {
      case CUBE, RATIONALTANH, SOFTPLUS, SWISH, GELU, PRECISE_GELU, MISH -> true;
      default -> false;
    };
  }

  /** Rounded to the format. */
  private double f(double x) {
    return r.isDouble() ? x : (float) x;
  }

  private double exp(double x) {
    return f(Math.exp(x));
  }

  private double value(double x) {
    return switch (kind) {
      case CUBE -> f(f(x * x) * x);
      case RATIONALTANH -> {
        double y = twoThirds(x);
        yield f(1.7159f * f(Math.signum(y) * f(1 - f(1 / polynomial(Math.abs(y))))));
      }
      case SOFTPLUS -> f(Math.log(f(1 + exp(x))));
      case SWISH -> f(x * logistic(x));
      case GELU -> f(x * logistic(f(1.702f * x)));
      case PRECISE_GELU -> {
        double inner = f(x + cubed(0.044715, x));
        yield f(f(x / 2) * f(1 + Math.tanh(f(f(Math.sqrt(2 / Math.PI)) * inner))));
      }
      case MISH -> f(x * Math.tanh(f(Math.log(f(1 + exp(x))))));
      default -> 0;
    };
  }

  private double twoThirds(double x) {
    return f(f(2.0 / 3) * x);
  }

  /** 1 + y + y^2 + 1.41645 y^4. */
  private double polynomial(double y) {
    return f(f(1 + y) + f(f(y * y) + f(1.41645f * f(Math.pow(y, 4)))));
  }

  private double logistic(double x) {
    return f(1 / f(1 + exp(-x)));
  }

  private double cubed(double coefficient, double x) {
    return f(Math.pow(f(f(coefficient) * x), 3));
  }

  private double slope(double x) {
    return switch (kind) {
      case CUBE -> f(f(3 * x) * x);
      case RATIONALTANH -> {
        double y = Math.abs(twoThirds(x));
        double rise = f(f(2 * y) + f(4 * 1.41645f * f(Math.pow(y, 3))));
        double all = polynomial(y);
        yield f(1.7159f * f(f(2.0 / 3) * f(f(1 + rise) / f(all * all))));
      }
      case SOFTPLUS -> f(exp(x) / (exp(x) + 1));
      case SWISH -> byExponential(exp(x), x);
      case GELU -> byExponential(exp(f(1.702f * x)), f(1.702f * x));
      case PRECISE_GELU -> {
        double inner = f(f(f(0.797885) * x) + cubed(0.0356774, x));
        double reciprocal = f(1 / f(Math.cosh(inner)));
        double rise = f(f(f(0.398942) * x) + cubed(0.0535161, x));
        yield f(f(0.5 + f(rise * f(reciprocal * reciprocal))) + f(0.5 * Math.tanh(inner)));
      }
      case MISH -> {
        double e = exp(x);
        double square = f(e * e);
        double linear = f(4 * f(x + 1));
        double mixed = f(e * f(f(4 * x) + 6));
        double top = f(f(f(linear + f(4 * square)) + f(square * e)) + mixed);
        yield f(f(e * top) / f(Math.pow(f(f(f(2 * e) + square) + 2), 2)));
      }
      default -> 0;
    };
  }

  /** e (y + e + 1) / (e + 1)^2 for e = e^y. */
  private double byExponential(double e, double y) {
    return f(f(e * f(f(y + e) + 1)) / f(Math.pow(f(e + 1), 2)));
  }

  /**
   * A formula at an argument, where it is infinite or NaN there, or may be; 0 for any number, and
   * where nothing is known of the argument.
   */
  private double at(DoubleUnaryOperator formula, Bounded z, int k) {
    double v = z.value()[k];
    if (!Double.isFinite(v)) {
      return formula.applyAsDouble(v);
    }
    // The functions' own roundings move a threshold by some of the argument's.
    double width = 2 * z.error(Level.KINKED, k) + 4 * r.u() * Math.abs(v);
    if (width == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double low = formula.applyAsDouble(f(v - width));
    double high = formula.applyAsDouble(f(v + width));
    boolean bothFit = Double.isFinite(low) && Double.isFinite(high);
    boolean neitherFits = !Double.isFinite(low) && !Double.isFinite(high);
    if (bothFit || (!neitherFits && !isBeyond)) {
      return 0;
    }
    return Double.isFinite(high) ? low : high;
  }

  /** Whether the value, or the derivative, of an argument overflows that is a number itself. */
  private boolean overflows(DoubleUnaryOperator formula, Bounded z) {
    for (int k = 0; k < z.size(); k++) {
      if (Double.isFinite(z.value()[k]) && !Double.isFinite(at(formula, z, k))) {
        return true;
      }
    }
    return false;
  }

  /** What is registered of the values; null where there is nothing. */
  Departure ofValue(Bounded z) {
    return kind == ActivationKind.SOFTPLUS && overflows(this::value, z)
        ? Departure.SOFTPLUS_OVERFLOW
        : null;
  }

  /** What is registered of the derivatives; null where there is nothing. */
  Departure ofSlope(Bounded z) {
    if (!overflows(this::slope, z)) {
      return null;
    }
    return switch (kind) {
      case CUBE -> Departure.CUBE_SLOPE_OVERFLOW;
      case RATIONALTANH -> Departure.RATIONALTANH_SLOPE_NAN;
      case SOFTPLUS -> Departure.SOFTPLUS_SLOPE_NAN;
      case SWISH -> Departure.SWISH_SLOPE_NAN;
      case GELU -> Departure.GELU_SLOPE_NAN;
      case PRECISE_GELU -> Departure.GELU_PRECISE_SLOPE;
      case MISH -> Departure.MISH_SLOPE_NAN;
      default -> null;
    };
  }

  /**
   * The activation.
   *
   * @param a its value by a formula that does not overflow
   */
  Bounded forward(Bounded z, Bounded a) {
    Elements elements = new Elements(a);
    for (int k = 0; k < z.size(); k++) {
      double value = at(this::value, z, k);
      if (!Double.isFinite(value)) {
        elements.set(k, value, Double.POSITIVE_INFINITY);
      } else if (Double.isInfinite(z.value()[k])) {
        elements.set(k, value, r.u() * Math.abs(value));
      }
    }
    return elements.bounded();
  }

  /**
   * The gradient by the activation's argument.
   *
   * @param dZ by a formula that does not overflow
   */
  Bounded backward(Bounded z, Bounded dA, Bounded dZ) {
    Elements elements = new Elements(dZ);
    for (int k = 0; k < z.size(); k++) {
      double slope = at(this::slope, z, k);
      if (!Double.isFinite(slope) && isCertain(slope, dA, k)) {
        elements.set(k, slope * dA.value()[k], Double.POSITIVE_INFINITY);
      }
    }
    return elements.bounded();
  }

  /** Of NaN every multiple is known; one of infinity needs the gradient's sign, or that it is 0. */
  private static boolean isCertain(double slope, Bounded dA, int k) {
    double v = dA.value()[k];
    double error = dA.error(Level.KINKED, k);
    return Double.isNaN(slope)
        || Double.isNaN(v)
        || (v == 0 ? error == 0 : Math.abs(v) > 2 * error);
  }
}
