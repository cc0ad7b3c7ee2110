package dev.gradparity.benchmarks.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DriftTest {

  /**
   * Values 0, 1, 5 of variance 1: mean 2, Q = 14, so that the variance between is (14 - 2) / (3 -
   * 1) = 6; with weights 1/7 the mean's variance is 7/3.
   */
  @Test
  void referencesThatScatterGiveTheTextbooksVarianceBetween() {
    Drift drift = Drift.of(List.of(new Shift(0, 1, 8), new Shift(1, 1, 8), new Shift(5, 1, 8)));
    assertEquals(2, drift.value(), 1e-12);
    assertEquals(6, drift.between(), 1e-12);
    assertEquals(7.0 / 3, drift.error(), 1e-12);
    assertEquals(2, drift.betweenFreedom(), 1e-12);
    assertEquals(24, drift.errorFreedom(), 1e-12);
  }

  @Test
  void aPreciseReferenceCountsAndAnotherHardly() {
    Drift drift =
        Drift.of(List.of(new Shift(0.1, 1e-6, 8), new Shift(0.3, 0.1, 8), new Shift(-0.1, 0.1, 8)));
    assertEquals(0.1, drift.value(), 1e-4);
    assertEquals(0, drift.between(), 0);
    assertTrue(drift.errorFreedom() < 9, drift::toString);
  }

  @Test
  void tooFewReferencesAreNotAskedHowFarTheyScatter() {
    assertEquals(0.0009, Drift.of(List.of()).between(), 1e-15);
    assertEquals(
        0.0009, Drift.of(List.of(new Shift(9, 1, 8), new Shift(0, 1, 8))).between(), 1e-15);
  }
}
