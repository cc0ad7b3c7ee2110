package dev.gradparity.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The elementary functions against values of higher precision, and at the edges of their ranges.
 */
class FunctionAccuracyTest {

  /** Of the 2^32 floats, every so many: a prime, so that all low bits occur. */
  private static final int STRIDE = 2999;

  private static final int SAMPLES = 3000;

  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  /** Function, argument, value: the same in both formats. */
  static Stream<Arguments> exactValues() {
    return Stream.of(
        Arguments.of("EXP", 0.0, 1.0),
        Arguments.of("EXP", -0.0, 1.0),
        Arguments.of("EXP", INFINITY, INFINITY),
        Arguments.of("EXP", -INFINITY, 0.0),
        Arguments.of("EXP", 1e4, INFINITY),
        Arguments.of("EXP", -1e4, 0.0),
        Arguments.of("LOG", 1.0, 0.0),
        Arguments.of("LOG", 0.0, -INFINITY),
        Arguments.of("LOG", -0.0, -INFINITY),
        Arguments.of("LOG", INFINITY, INFINITY),
        Arguments.of("LOG", -INFINITY, NAN),
        Arguments.of("LOG", -1.0, NAN),
        Arguments.of("LOG", -1e-40, NAN),
        Arguments.of("SIGMOID", 0.0, 0.5),
        Arguments.of("SIGMOID", -0.0, 0.5),
        Arguments.of("SIGMOID", INFINITY, 1.0),
        Arguments.of("SIGMOID", -INFINITY, 0.0),
        Arguments.of("SIGMOID", 1e4, 1.0),
        Arguments.of("SIGMOID", -1e4, 0.0),
        Arguments.of("TANH", 0.0, 0.0),
        Arguments.of("TANH", -0.0, -0.0),
        Arguments.of("TANH", INFINITY, 1.0),
        Arguments.of("TANH", -INFINITY, -1.0),
        Arguments.of("TANH", 0x1.0p-30, 0x1.0p-30),
        Arguments.of("TANH", 30.0, 1.0),
        Arguments.of("ERF", 0.0, 0.0),
        Arguments.of("ERF", -0.0, -0.0),
        Arguments.of("ERF", INFINITY, 1.0),
        Arguments.of("ERF", -INFINITY, -1.0),
        Arguments.of("ERF", 30.0, 1.0));
  }

  @ParameterizedTest
  @MethodSource("exactValues")
  void isExactWhereItCanBe(String function, double x, double value) {
    assertEquals(value, Function64.valueOf(function).of(x));
    assertEquals((float) value, Function32.valueOf(function).of((float) x));
  }

  @ParameterizedTest
  @EnumSource
  void givesNanForNan(Function64 function) {
    assertEquals(NAN, function.of(NAN));
    assertEquals(Float.NaN, Function32.valueOf(function.name()).of(Float.NaN));
  }

  @ParameterizedTest
  @EnumSource
  void isBeyondItsLimitWhatItIsAtInfinity(Function64 function) {
    DoubleStream.of(FunctionInputs.float64(SAMPLES))
        .filter(x -> Math.abs(x) > function.limit)
        .forEach(x -> assertEquals(function.of(Math.copySign(INFINITY, x)), function.of(x)));
  }

  @Test
  void leavesTinyArgumentsOfTanhAlone() {
    for (double x : FunctionInputs.subnormal64(1000)) {
      assertEquals(x, Tanh64.of(x));
      assertEquals((float) x, Tanh32.of((float) x));
    }
    assertEquals(Float.MIN_VALUE, Tanh32.of(Float.MIN_VALUE));
    assertEquals(0x1.8p-140f, Tanh32.of(0x1.8p-140f));
  }

  @Test
  void expOverflowsAndVanishesWhereItShould() {
    assertTrue(Double.isFinite(Exp64.of(709.782712893384)));
    assertEquals(INFINITY, Exp64.of(Math.nextUp(709.782712893384)));
    assertEquals(Double.MIN_VALUE, Exp64.of(-745.1332191019411));
    assertEquals(0, Exp64.of(Math.nextDown(-745.1332191019412)));
    assertTrue(Float.isFinite(Exp32.of(0x1.62e42ep6f)));
    assertEquals(Float.POSITIVE_INFINITY, Exp32.of(0x1.62e430p6f));
    assertEquals(Float.MIN_VALUE, Exp32.of(-0x1.9fe368p6f));
    assertEquals(0, Exp32.of(-0x1.9fe36ap6f));
  }

  @ParameterizedTest
  @EnumSource
  void staysWithinItsBound64(Function64 function) {
    DoubleStream.of(FunctionInputs.float64(SAMPLES))
        .filter(x -> Math.abs(x) <= function.limit && Double.isFinite(function.of(x)))
        .forEach(x -> assertWithin(function.boundInUlps, function.errorInUlps(x), x));
  }

  @ParameterizedTest
  @EnumSource
  void staysWithinItsBound32(Function32 function) {
    for (float x : FunctionInputs.delicate32()) {
      assertWithin(function.boundInUlps, function.errorInUlps(x), x);
    }
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
      float x = Float.intBitsToFloat((int) bits);
      assertWithin(function.boundInUlps, function.errorInUlps(x), x);
    }
  }

  @ParameterizedTest
  @EnumSource
  void neverFalls(Function32 function) {
    float last = function == Function32.LOG ? Float.NEGATIVE_INFINITY : function.of(-200);
    for (float x = function == Function32.LOG ? 0 : -200; x < 100; x += 0x1.0p-12f) {
      float next = function.of(x);
      assertTrue(next >= last, () -> "%s falls".formatted(function));
      last = next;
    }
  }

  private static void assertWithin(double bound, double error, double x) {
    assertTrue(error <= bound, () -> "%s ulp at %s (%s)".formatted(error, x, hex(x)));
  }

  private static String hex(double x) {
    return Double.toHexString(x);
  }
}
