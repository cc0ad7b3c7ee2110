package dev.gradparity.comparison;

import static dev.gradparity.comparison.Samples.layer;
import static dev.gradparity.comparison.Samples.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparatorTest {

  private static final TensorName DW2 = TensorName.of(Quantity.D_WEIGHTS, 2);
  private static final TensorName DB2 = TensorName.of(Quantity.D_BIAS, 2);
  private static final TensorName DX = TensorName.of(Quantity.D_INPUT);

  private static final Case TASK =
      Samples.gradient(
          Samples.network(DType.FLOAT64, 2, LossKind.MSE, layer(3, ActivationKind.IDENTITY)), 1);

  /** The element beside the one in question: it agrees, and it is large. */
  private static final double BYSTANDER = 1e6;

  private static TensorJudgement judge(double left, double right, double bound) {
    return judge(left, right, Bound.of(new double[] {bound, 1}));
  }

  private static TensorJudgement judge(double left, double right, Bound bound) {
    return Comparator.judge(
        DW2, Shape.of(2), new double[] {left, BYSTANDER}, new double[] {right, BYSTANDER}, bound);
  }

  private static Bound bound(double rounding, double kink) {
    return Bound.of(new double[] {rounding, 1}, new double[] {kink, 0});
  }

  private static Comparison compare(Bounds bounds, Observation left, Observation right) {
    return Comparator.compare(TASK, left, right, bounds);
  }

  private static Observation left(ObservedTensor... tensors) {
    return new Observation("left", List.of(tensors));
  }

  private static Observation right(ObservedTensor... tensors) {
    return new Observation("right", List.of(tensors));
  }

  private static Bounds all(double bound) {
    return name -> {
      double[] rounding = new double[8];
      Arrays.fill(rounding, bound);
      return Bound.of(rounding);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, NaN",
    "Infinity, Infinity",
    "-Infinity, -Infinity",
    "0.0, -0.0",
    "-0.0, 0.0",
    "4.9e-324, 4.9e-324",
    "1.7976931348623157e308, 1.7976931348623157e308"
  })
  void equalValuesAgreeWithoutAnyBound(double left, double right) {
    TensorJudgement judgement = judge(left, right, 0);

    assertEquals(Verdict.MATCH, judgement.verdict());
    assertEquals(0, judgement.maxError());
    assertEquals(0, judgement.ratio());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 1e300, Double.MAX_VALUE, Double.POSITIVE_INFINITY})
  void noBoundExcusesNaNOrInfinityOnOneSide(double bound) {
    double[][] pairs = {
      {Double.NaN, 1},
      {1, Double.NaN},
      {Double.NaN, 0},
      {Double.NEGATIVE_INFINITY, 1},
      {1, Double.POSITIVE_INFINITY},
    };
    for (double[] pair : pairs) {
      for (Bound given : List.of(bound(bound, 0), bound(0, bound), bound(bound, bound))) {
        TensorJudgement judgement = judge(pair[0], pair[1], given);

        assertEquals(Verdict.MISMATCH, judgement.verdict(), () -> Arrays.toString(pair));
        assertEquals(Double.POSITIVE_INFINITY, judgement.maxError());
        assertEquals(Double.POSITIVE_INFINITY, judgement.ratio());
        assertEquals(List.of(0), judgement.worstIndex());
      }
    }
  }

  @Test
  void whereBothDivergeTheBoundThatDivergedWithThemDoesNotMatter() {
    for (double bound : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertEquals(Verdict.MATCH, judge(Double.NaN, Double.NaN, bound).verdict());
      assertEquals(
          Verdict.MATCH,
          judge(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, bound).verdict());
    }
  }

  @Test
  void aTensorThatDivergedOnBothSidesShowsNothing() {
    double[] diverged = {Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, 0};
    TensorJudgement judgement =
        Comparator.judge(DW2, Shape.of(4), diverged, diverged.clone(), Bound.exact(4));

    assertEquals(Verdict.VACUOUS, judgement.verdict());
    assertEquals(
        "1 of 4 elements are zero, 0 are smaller than their bound and 3 are not finite",
        judgement.reason());
  }

  @Test
  void aBoundThatIsNaNPassesNoFiniteNumber() {
    for (double right : new double[] {1, 2, -1}) {
      assertEquals(Verdict.MISMATCH, judge(1, right, Double.NaN).verdict());
      assertEquals(Verdict.MISMATCH, judge(1, right, bound(Double.NaN, 1e9)).verdict());
    }
    assertEquals(Verdict.MISMATCH, judge(1, 2, bound(0, Double.NaN)).verdict());
  }

  @Test
  void oneUnitInTheLastPlaceIsSeen() {
    double ulp = Math.ulp(1.0);

    assertEquals(Verdict.MATCH, judge(1, 1 + ulp, ulp).verdict());
    assertEquals(1, judge(1, 1 + ulp, ulp).ratio());
    assertEquals(Verdict.MISMATCH, judge(1, 1 + ulp, Math.nextDown(ulp)).verdict());
    assertEquals(Verdict.MISMATCH, judge(1 + ulp, 1, Math.nextDown(ulp)).verdict());
    assertEquals(Verdict.MISMATCH, judge(1, 1 + ulp, 0).verdict());
    assertEquals(Verdict.MISMATCH, judge(Double.MIN_VALUE, 0, 0).verdict());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-Double.MIN_VALUE, -1, Double.NEGATIVE_INFINITY})
  void aNegativeBoundPassesNothing(double bound) {
    assertEquals(Verdict.MISMATCH, judge(1, 1, bound).verdict());
  }

  @Test
  void theSignOfAValueCounts() {
    assertEquals(Verdict.MISMATCH, judge(1, -1, 1).verdict());
    assertEquals(2, judge(1, -1, 1).maxError());
  }

  /** A sum with terms beyond the format's range is infinite or NaN as their order has it. */
  @Test
  void whatOverflowsOnBothSidesIsUndecidedWhereItMay() {
    double infinite = Double.POSITIVE_INFINITY;
    for (double other : new double[] {Double.NaN, -infinite}) {
      TensorJudgement judgement = judge(infinite, other, infinite);
      assertEquals(Verdict.UNDECIDED, judgement.verdict());
      assertTrue(judgement.reason().contains("1 of 2 elements depend on the order of a sum"));
      assertEquals(Verdict.MISMATCH, judge(infinite, other, Double.MAX_VALUE).verdict());
      assertEquals(Verdict.MISMATCH, judge(infinite, other, bound(1, infinite)).verdict());
    }
  }

  @Test
  void onlyKinksMakeADifferenceUndecided() {
    assertEquals(Verdict.UNDECIDED, judge(10, 13, bound(1, 2)).verdict());
    assertEquals(Verdict.MISMATCH, judge(10, 13, bound(1, 1.75)).verdict());
    assertEquals(Verdict.MISMATCH, judge(10, 13, bound(1, 0)).verdict());
    assertEquals(Verdict.MATCH, judge(10, 11, bound(1, 2)).verdict());
    assertTrue(judge(10, 13, bound(1, 2)).reason().contains("1 of 2 elements depend on a ReLU"));
  }

  @Test
  void oneElementBeyondItsKinksIsAMismatchAmongUndecidedOnes() {
    double[] left = {10, 10, 10};
    double[] right = {13, 13, 13};
    Bound bound = Bound.of(new double[] {1, 1, 1}, new double[] {2, 0, 2});

    assertEquals(
        Verdict.MISMATCH, Comparator.judge(DW2, Shape.of(3), left, right, bound).verdict());
  }

  @Test
  void differentShapesAreAMismatchThatNamesBoth() {
    ObservedTensor wide = new ObservedTensor(DW2, Shape.of(2, 3), new double[6]);
    ObservedTensor tall = new ObservedTensor(DW2, Shape.of(3, 2), new double[6]);

    TensorJudgement judgement = compare(all(1), left(wide), right(tall)).tensors().get(0);

    assertEquals(Verdict.MISMATCH, judgement.verdict());
    assertEquals("the shapes differ: [2, 3] and [3, 2]", judgement.reason());
  }

  @Test
  void withoutACommonTensorThereIsNoMatch() {
    Comparison comparison = compare(all(1), left(vector(DW2, 1)), right(vector(DB2, 1)));

    assertEquals(Verdict.VACUOUS, comparison.verdict());
    assertEquals(List.of(), comparison.tensors());
    assertEquals(List.of(DW2, DB2), comparison.unpaired());
    assertEquals(Verdict.VACUOUS, compare(all(1), left(), right()).verdict());
  }

  @Test
  void tensorsThatOneSideLacksAreListed() {
    Comparison comparison =
        compare(
            all(0.5), left(vector(DW2, 1), vector(DX, 2)), right(vector(DB2, 3), vector(DW2, 1)));

    assertEquals(List.of(DX, DB2), comparison.unpaired());
    assertEquals(1, comparison.tensors().size());
    assertEquals(Verdict.MATCH, comparison.verdict());
  }

  @Test
  void tensorsOfZerosShowNothing() {
    double[] zeros = {0, -0.0, 0, 0, 0};
    TensorJudgement judgement =
        Comparator.judge(DW2, Shape.of(5), zeros, new double[5], Bound.exact(5));

    assertEquals(Verdict.VACUOUS, judgement.verdict());
    assertTrue(judgement.reason().startsWith("5 of 5 elements are zero"), judgement.reason());
  }

  @ParameterizedTest
  @CsvSource({"0.9, MATCH", "1.0, VACUOUS", "1.1, VACUOUS", "Infinity, VACUOUS"})
  void valuesNoLargerThanTheirBoundShowNothing(double bound, Verdict expected) {
    double[] left = {1, 1, 1, 1};
    double[] bounds = {bound, bound, bound, bound};
    TensorJudgement judgement =
        Comparator.judge(DW2, Shape.of(4), left, left.clone(), Bound.of(bounds));

    assertEquals(expected, judgement.verdict());
    if (expected == Verdict.VACUOUS) {
      assertTrue(judgement.reason().contains("4 are smaller than their bound"));
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 1, MATCH", "5, 1, VACUOUS", "5, 2, MATCH", "8, 2, MATCH", "9, 2, VACUOUS"})
  void oneElementInFourMustBeAbleToTell(int elements, int telling, Verdict expected) {
    double[] values = new double[elements];
    Arrays.fill(values, 0, telling, 1);
    TensorJudgement judgement =
        Comparator.judge(DW2, Shape.of(elements), values, values.clone(), Bound.exact(elements));

    assertEquals(expected, judgement.verdict());
  }

  @Test
  void aWrongElementIsAMismatchHoweverManyShowNothing() {
    double[] left = new double[100];
    double[] right = new double[100];
    right[99] = 1e-300;

    assertEquals(
        Verdict.MISMATCH,
        Comparator.judge(DW2, Shape.of(100), left, right, Bound.exact(100)).verdict());
  }

  @Test
  void theWorstElementHasTheLargestRatioAndNotTheLargestError() {
    double[] left = {10, 20, 30, 40, 50, 60};
    double[] right = {13, 20, 30, 41, 50, 60};
    Bound bound = Bound.of(new double[] {2, 2, 2, 0.25, 2, 2});

    TensorJudgement judgement = Comparator.judge(DW2, Shape.of(2, 3), left, right, bound);

    assertEquals(List.of(1, 0), judgement.worstIndex());
    assertEquals(4, judgement.ratio());
    assertEquals(0.25, judgement.bound());
    assertEquals(40, judgement.left());
    assertEquals(41, judgement.right());
    assertEquals(3, judgement.maxError());
    assertEquals("2 of 6 elements differ by more than their bound", judgement.reason());
  }

  @Test
  void theWorstElementOfAMismatchIsOneThatNoKinkExplains() {
    double[] left = {10, 10, 10};
    double[] right = {19, 12, 10};
    Bound bound = Bound.of(new double[] {1, 1, 1}, new double[] {9, 0.5, 9});

    TensorJudgement judgement = Comparator.judge(DW2, Shape.of(3), left, right, bound);

    assertEquals(Verdict.MISMATCH, judgement.verdict());
    assertEquals(List.of(1), judgement.worstIndex());
    assertEquals(2, judgement.ratio());
    assertEquals("1 of 3 elements differ by more than their bound", judgement.reason());
  }

  @Test
  void theWorstIndexOfAScalarIsEmptyAndOfARank3TensorHasThree() {
    Bound bound = Bound.of(new double[24]);
    double[] left = new double[24];
    double[] right = new double[24];
    right[1 * 12 + 2 * 4 + 3] = 1;

    assertEquals(
        List.of(1, 2, 3), Comparator.judge(DX, Shape.of(2, 3, 4), left, right, bound).worstIndex());
    assertEquals(
        List.of(),
        Comparator.judge(DX, Shape.of(), new double[] {1}, new double[] {2}, Bound.exact(1))
            .worstIndex());
  }

  @Test
  void theFirstMismatchIsFirstInTheLeftSidesOrder() {
    Comparison comparison =
        compare(
            all(0.5),
            left(vector(DX, 1), vector(DW2, 1), vector(DB2, 1)),
            right(vector(DB2, 100), vector(DW2, 2), vector(DX, 1)));

    assertEquals(DW2, comparison.firstMismatch().orElseThrow().name());
    assertEquals(Verdict.MISMATCH, comparison.verdict());
  }

  @Test
  void theComparisonNamesCaseSidesAndTheLeftFingerprint() {
    Observation left = left(vector(DW2, 1));
    Observation right = right(vector(DW2, 1.25));
    Comparison comparison = compare(all(0.5), left, right);

    assertEquals("sample gradient, batch 1", comparison.caseName());
    assertEquals(DType.FLOAT64, comparison.dtype());
    assertEquals("left", comparison.left());
    assertEquals("right", comparison.right());
    assertEquals(left.fingerprint(), comparison.fingerprint());
    assertNotEquals(right.fingerprint(), comparison.fingerprint());
  }
}
