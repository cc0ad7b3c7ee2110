package dev.gradparity.comparison.arbiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class DecimalsTest {

  private static final int DIGITS = 60;
  private static final Decimals M = new Decimals(DIGITS);

  /** Enough for the witness: of a number near one, 300 digits are lost to a difference. */
  private static final int WITNESS_DIGITS = 420;

  private static final BigDecimal ONE_ULP = BigDecimal.ONE.scaleByPowerOfTen(1 - DIGITS);

  private static List<BigDecimal> numbers(double... special) {
    Random random = new Random(20240229);
    DoubleStream ordinary = random.doubles(12, -30, 30);
    DoubleStream small = random.doubles(6, -0.12, 0.12);
    DoubleStream tiny = DoubleStream.of(1e-17, -1e-17, 3e-300, -3e-300);
    return Stream.of(ordinary, small, tiny, DoubleStream.of(special))
        .flatMap(DoubleStream::boxed)
        .map(BigDecimal::new)
        .toList();
  }

  private static void assertWitness(
      UnaryOperator<BigDecimal> function, UnaryOperator<Apfloat> witness, List<BigDecimal> at) {
    for (BigDecimal x : at) {
      BigDecimal value = function.apply(x);
      Apfloat witnessed = witness.apply(new Apfloat(x, WITNESS_DIGITS));
      BigDecimal expected = new BigDecimal(witnessed.toString());

      BigDecimal error = value.subtract(expected).abs();
      assertTrue(
          error.compareTo(expected.abs().multiply(ONE_ULP)) <= 0,
          () -> "at %s: %s, not %s".formatted(x, value, expected));
    }
  }

  @Test
  void expHasAllItsDigits() {
    assertWitness(M::exp, ApfloatMath::exp, numbers(0.1, -745.3, 709.8, -99999.75, 12345.5));
  }

  @Test
  void expm1HasAllItsDigits() {
    assertWitness(
        M::expm1,
        x -> ApfloatMath.exp(x).subtract(Apfloat.ONE),
        numbers(0.1, -0.1, Math.nextUp(0.1), Math.nextDown(-0.1), -745.3));
  }

  @Test
  void logHasAllItsDigits() {
    List<BigDecimal> positive =
        numbers(0.9, 1.1, Math.nextUp(1.0), Math.nextDown(1.0), 0.999, 1e300, 4.9e-324, 10, 0.1)
            .stream()
            .filter(x -> x.signum() > 0)
            .toList();

    assertWitness(M::log, ApfloatMath::log, positive);
  }

  @Test
  void log1pHasAllItsDigits() {
    List<BigDecimal> aboveMinusOne =
        numbers(0.1, -0.1, -0.999, 1e300).stream()
            .filter(x -> x.compareTo(BigDecimal.ONE.negate()) > 0)
            .toList();

    assertWitness(
        M::log1p,
        x -> ApfloatMath.log(Apfloat.ONE.precision(WITNESS_DIGITS).add(x)),
        aboveMinusOne);
  }

  @Test
  void theFunctionsHaveFixedPoints() {
    assertEquals(0, M.exp(BigDecimal.ZERO).compareTo(BigDecimal.ONE));
    assertEquals(0, M.expm1(BigDecimal.ZERO).signum());
    assertEquals(0, M.log(BigDecimal.ONE).signum());
    assertEquals(0, M.log1p(BigDecimal.ZERO).signum());
  }

  @Test
  void anExponentialBelowAllMeaningIsZero() {
    assertEquals(0, M.exp(new BigDecimal("-1e300")).signum());
    assertTrue(M.exp(new BigDecimal("-2e6")).signum() > 0);
  }

  @Test
  void whatHasNoValueIsRefused() {
    assertThrows(ArithmeticException.class, () -> M.exp(new BigDecimal("2000001")));
    assertThrows(ArithmeticException.class, () -> M.log(BigDecimal.ZERO));
    assertThrows(ArithmeticException.class, () -> M.log(new BigDecimal(-1)));
  }

  @Test
  void fewDigitsAreNoArbiter() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Decimals(19)).getMessage();

    assertEquals("the arbiter needs at least 20 digits, got 19", message);
  }

  private static BigDecimal[] exactly(double... values) {
    return DoubleStream.of(values).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
  }

  /** 2^1023 2^1023 and 2^-1074 2^-1074 in one sum. */
  @Test
  void aSumOfProductsOfBinary64IsExactWhateverCancels() {
    double huge = 0x1p1023;
    double least = Double.MIN_VALUE;

    BigDecimal sum =
        M.dot(BigDecimal.ZERO, exactly(huge, least, huge, 3), exactly(huge, least, -huge, 0));

    BigDecimal square = new BigDecimal(least).pow(2);
    assertEquals(0, sum.compareTo(square.round(new MathContext(DIGITS))));
  }

  @Test
  void aSumIsRoundedOnce() {
    BigDecimal third = M.divide(BigDecimal.ONE, 3);
    BigDecimal sum = M.dot(third, new BigDecimal[] {third, third}, exactly(1, 1));

    assertEquals(0, sum.compareTo(third.multiply(new BigDecimal(3))));
    assertEquals(DIGITS, sum.precision());
  }

  /** 1 - 0.999..., the power carried with more digits than the result. */
  @Test
  void theComplementOfAPowerKeepsItsDigits() {
    BigDecimal beta = new BigDecimal("0.999");
    BigDecimal exact = BigDecimal.ONE.subtract(beta.pow(3));

    assertEquals(exact.round(new MathContext(DIGITS)), M.complementOfPower(beta, 3));
  }
}
