package dev.gradparity.benchmarks.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ShiftTest {

  private static List<Double> exp(double... logs) {
    return DoubleStream.of(logs).map(Math::exp).boxed().toList();
  }

  /** Variances of the means 1/3 and 4/3; (5/3)^2 / ((1/3)^2 / 2 + (4/3)^2 / 2) = 50/17. */
  @Test
  void ofThreeRoundsItIsWelchsStatistic() {
    Shift shift = Shift.between(exp(0, 1, 2), exp(3, 5, 7));
    assertEquals(4, shift.value(), 1e-12);
    assertEquals(5.0 / 3, shift.variance(), 1e-12);
    assertEquals(50.0 / 17, shift.freedom(), 1e-12);
  }

  /**
   * Of 0, 1, 2, 3 and 9 the last is left out: mean 1.5. Winsorized, 0, 1, 2, 3, 3 has the sum of
   * squares 6.8; over 4 times 3 that is 17/30.
   */
  @Test
  void ofFiveRoundsTheSlowestIsLeftOutAndCountsAsTheNext() {
    Shift shift = Shift.between(exp(9, 1, 0, 3, 2), exp(0, 1, 2, 3, 9));
    assertEquals(0, shift.value(), 1e-12);
    assertEquals(2 * 6.8 / 12, shift.variance(), 1e-12);
    assertEquals(6, shift.freedom(), 1e-12);
  }

  @Test
  void whatIsLeftOutDoesNotMatter() {
    assertEquals(
        Shift.between(exp(0, 1, 2, 3, 4), exp(0, 1, 2, 3, 4)),
        Shift.between(exp(0, 1, 2, 3, 4), exp(0, 1, 2, 3, 100)));
  }

  @Test
  void roundsThatAgreeDoNotWeighInfinitely() {
    Shift shift = Shift.between(List.of(2.0, 2.0), List.of(2.0, 2.0));
    assertTrue(shift.variance() > 0);
    assertEquals(0.5, shift.chanceOfSlower(), 1e-12);
  }

  @Test
  void aDriftIsTakenOutAndMakesItLessCertain() {
    Shift shift = new Shift(0.3, 0.01, 4).less(new Drift(0.1, 0.02, 5, 0.03, 2));
    assertEquals(0.2, shift.value(), 1e-12);
    assertEquals(0.06, shift.variance(), 1e-12);
    assertEquals(0.06 * 0.06 / (1e-4 / 4 + 4e-4 / 5 + 9e-4 / 2), shift.freedom(), 1e-12);
  }

  /** Student's 97.5 % quantile at 2 degrees of freedom is 4.302653. */
  @Test
  void chancesAndIntervalsAreStudents() {
    Shift shift = new Shift(4.302652729911275, 1, 2);
    assertEquals(0.025, shift.chanceOfSlower(), 1e-9);
    assertEquals(0.975, shift.chanceOfFaster(), 1e-9);
    assertEquals(4.302652729911275, shift.halfInterval(0.95), 1e-6);
    assertEquals(4.302652729911275, shift.detectable(0.025), 1e-6);
  }
}
