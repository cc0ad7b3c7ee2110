package dev.gradparity.comparison.numerics;

import static dev.gradparity.comparison.numerics.RunningError.abs;
import static dev.gradparity.comparison.numerics.RunningError.exact;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.comparison.numerics.SmoothFormulas.RationalConstants;
import dev.gradparity.spec.ActivationSpec;
import java.util.List;
import java.util.Optional;

/**
 * An activation of Deeplearning4j's that is another formula than its name says.
 *
 * @param value whose pieces' values the library computes
 * @param ofValue what is registered of them; null where they are right
 * @param slope whose pieces' slopes the library takes for derivatives
 * @param ofSlope what is registered of them
 */
record LibraryScalar(
    ScalarFormula value, Departure ofValue, ScalarFormula slope, Departure ofSlope) {

  /** Empty where the library has no formula of its own. */
  static Optional<LibraryScalar> of(ActivationSpec spec, Rounding r) {
    return switch (spec.kind()) {
      case GELU -> inFloat64(r, GatedFormulas.swish(1.702f), Departure.GELU_CONSTANT);
      case HARDSIGMOID ->
          inFloat64(r, RectifierFormulas.hardSigmoid(0.2f), Departure.HARDSIGMOID_CONSTANT);
      case RATIONALTANH ->
          inFloat64(
              r,
              SmoothFormulas.rationalTanh(RationalConstants.SINGLE),
              Departure.RATIONALTANH_CONSTANT);
      case LEAKYRELU ->
          ofSlope(
              r.isDouble(),
              spec,
              RectifierFormulas.leaky((float) spec.parameter("alpha")),
              Departure.LEAKYRELU_SLOPE_CONSTANT);
      case RRELU -> ofSlope(true, spec, RectifierFormulas.leaky(1), Departure.RRELU_SLOPE);
      case ELU ->
          ofSlope(
              spec.parameter("alpha") != 1,
              spec,
              RectifierFormulas.elu(1, 1),
              Departure.ELU_SLOPE_ALPHA);
      case PRECISE_GELU ->
          Optional.of(
              new LibraryScalar(
                  preciseGelu(),
                  Departure.GELU_PRECISE_CUBIC,
                  preciseGelu(),
                  Departure.GELU_PRECISE_SLOPE));
      default -> Optional.empty();
    };
  }

  /** The activation. */
  Bounded forward(Rounding r, Bounded z) {
    return new ScalarErrors(value, r).forward(z);
  }

  /** The gradient by its argument; as {@link ScalarErrors#backward}. */
  Bounded backward(Rounding r, Bounded z, Bounded a, Bounded dA) {
    return new ScalarErrors(slope, r).backward(z, a, dA);
  }

  private static Optional<LibraryScalar> inFloat64(Rounding r, ScalarFormula f, Departure what) {
    return r.isDouble() ? Optional.of(new LibraryScalar(f, what, f, what)) : Optional.empty();
  }

  private static Optional<LibraryScalar> ofSlope(
      boolean isOther, ActivationSpec spec, ScalarFormula slope, Departure what) {
    return isOther
        ? Optional.of(new LibraryScalar(ScalarFormulas.of(spec), null, slope, what))
        : Optional.empty();
  }

  /** As libnd4j's ops.h has PreciseGELU and PreciseGELUDerivative. */
  private static ScalarFormula preciseGelu() {
    return ScalarFormula.smooth(
        (m, z) -> {
          Term inner = m.plus(z, cubed(m, 0.044715, z));
          Term t = m.tanh(m.times(m.rounded(Math.sqrt(2 / Math.PI)), inner));
          return List.of(m.times(m.times(exact(0.5), z), m.plus(exact(1), t)));
        },
        (m, z) -> {
          Term inner = m.plus(cubed(m, 0.0356774, z), m.times(m.rounded(0.797885), z));
          Term rise = m.plus(cubed(m, 0.0535161, z), m.times(m.rounded(0.398942), z));
          // The square of 1 / cosh, without what overflows.
          Term q = m.exp(m.times(exact(-2), abs(inner)));
          Term below = m.plus(exact(1), q);
          Term flat = m.over(m.times(exact(4), q), m.times(below, below));
          Term half = m.times(exact(0.5), m.tanh(inner));
          return List.of(m.plus(m.plus(half, m.times(rise, flat)), exact(0.5)));
        });
  }

  private static Term cubed(RunningError m, double coefficient, Term z) {
    Term product = m.times(m.rounded(coefficient), z);
    return m.byPower(m.times(m.times(product, product), product));
  }
}
