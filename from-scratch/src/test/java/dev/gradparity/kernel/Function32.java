package dev.gradparity.kernel;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;

/** A function of float32 in all its forms, with the bound that its documentation derives. */
@SuppressWarnings("ImmutableEnumChecker") // of method references
enum Function32 {
  EXP(Exp32::of, Exp32::map, Exp32.Lanes::of, Exp32.Lanes::map, StrictMath::exp, 1),
  LOG(Log32::of, Log32::map, Log32.Lanes::of, Log32.Lanes::map, StrictMath::log, 0.82),
  SIGMOID(
      Sigmoid32::of,
      Sigmoid32::map,
      Sigmoid32.Lanes::of,
      Sigmoid32.Lanes::map,
      x -> 1 / (1 + StrictMath.exp(-x)),
      1),
  TANH(Tanh32::of, Tanh32::map, Tanh32.Lanes::of, Tanh32.Lanes::map, StrictMath::tanh, 0.9),
  /** The platform has no erf; ours in float64 is held against forty digits elsewhere. */
  ERF(Erf32::of, Erf32::map, Erf32.Lanes::of, Erf32.Lanes::map, Erf64::of, 1.1);

  /** A function of a float. */
  interface ScalarForm {
    float of(float x);
  }

  /** A function of the elements from, ..., from + length - 1 of x, to the same places of out. */
  interface ArrayForm {
    void map(float[] x, int from, int length, float[] out);
  }

  final ScalarForm scalar;
  final ArrayForm scalarMap;
  final UnaryOperator<FloatVector> lanes;
  final ArrayForm lanesMap;
  final double boundInUlps;
  private final DoubleUnaryOperator precise;

  Function32(
      ScalarForm scalar,
      ArrayForm scalarMap,
      UnaryOperator<FloatVector> lanes,
      ArrayForm lanesMap,
      DoubleUnaryOperator precise,
      double boundInUlps) {
    this.scalar = scalar;
    this.scalarMap = scalarMap;
    this.lanes = lanes;
    this.lanesMap = lanesMap;
    this.precise = precise;
    this.boundInUlps = boundInUlps;
  }

  float of(float x) {
    return scalar.of(x);
  }

  /** The error against float64, in units of the last place; 0 where both overflow or are NaN. */
  double errorInUlps(float x) {
    float actual = of(x);
    double expected = precise.applyAsDouble(x);
    if (Float.compare(actual, (float) expected) == 0 && !Float.isFinite(actual)) {
      return 0;
    }
    float magnitude = (float) Math.abs(expected);
    if (magnitude > Math.abs(expected)) {
      magnitude = Math.nextDown(magnitude);
    }
    return Math.abs(actual - expected) / Math.ulp(Math.min(magnitude, Float.MAX_VALUE));
  }
}
