package dev.gradparity.kernel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.DoubleVector;

/** A function of float64 in all its forms, with the bound that its documentation derives. */
@SuppressWarnings("ImmutableEnumChecker") // of method references
enum Function64 {
  EXP(Exp64::of, Exp64::map, Exp64.Lanes::of, Exp64.Lanes::map, HighPrecision::exp, 800, 1),
  LOG(
      Log64::of,
      Log64::map,
      Log64.Lanes::of,
      Log64.Lanes::map,
      HighPrecision::log,
      Double.MAX_VALUE,
      0.82),
  SIGMOID(
      Sigmoid64::of,
      Sigmoid64::map,
      Sigmoid64.Lanes::of,
      Sigmoid64.Lanes::map,
      HighPrecision::sigmoid,
      800,
      1),
  TANH(Tanh64::of, Tanh64::map, Tanh64.Lanes::of, Tanh64.Lanes::map, HighPrecision::tanh, 30, 0.9),
  ERF(Erf64::of, Erf64::map, Erf64.Lanes::of, Erf64.Lanes::map, HighPrecision::erf, 8, 1.1);

  /** A function of the elements from, ..., from + length - 1 of x, to the same places of out. */
  interface ArrayForm {
    void map(double[] x, int from, int length, double[] out);
  }

  private static final MathContext DIGITS = new MathContext(60);

  final DoubleUnaryOperator scalar;
  final ArrayForm scalarMap;
  final UnaryOperator<DoubleVector> lanes;
  final ArrayForm lanesMap;

  /** Beyond it, on either side, the function is what it is at infinity. */
  final double limit;

  final double boundInUlps;
  private final UnaryOperator<BigDecimal> exact;

  Function64(
      DoubleUnaryOperator scalar,
      ArrayForm scalarMap,
      UnaryOperator<DoubleVector> lanes,
      ArrayForm lanesMap,
      UnaryOperator<BigDecimal> exact,
      double limit,
      double boundInUlps) {
    this.scalar = scalar;
    this.scalarMap = scalarMap;
    this.lanes = lanes;
    this.lanesMap = lanesMap;
    this.exact = exact;
    this.limit = limit;
    this.boundInUlps = boundInUlps;
  }

  double of(double x) {
    return scalar.applyAsDouble(x);
  }

  /** The error at a finite x where the value is finite, in units of the last place of the value. */
  double errorInUlps(double x) {
    double actual = of(x);
    BigDecimal expected = exact.apply(new BigDecimal(x).round(DIGITS));
    BigDecimal error = new BigDecimal(actual).subtract(expected).abs();
    return error.divide(ulp(actual, expected), MathContext.DECIMAL32).doubleValue();
  }

  /** The ulp of the expected value, whose binade may lie below that of the actual one. */
  private static BigDecimal ulp(double actual, BigDecimal expected) {
    double magnitude = Math.abs(actual);
    boolean below = expected.abs().compareTo(new BigDecimal(magnitude)) < 0;
    return new BigDecimal(Math.ulp(below ? Math.nextDown(magnitude) : magnitude));
  }
}
