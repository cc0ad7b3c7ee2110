package dev.gradparity.comparison.regression;

import static dev.gradparity.comparison.Samples.altered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.DType;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoveDetectorTest {

  private static final TensorName DW1 = TensorName.of(Quantity.D_WEIGHTS, 1);

  private static Case task(DType dtype) {
    return Samples.gradient(Recordings.network(dtype), 6);
  }

  private static CaseMoves afterLibraryMoved(DType dtype, DoubleUnaryOperator move) {
    Case task = task(dtype);
    BaselineCase before = Recordings.of(task);
    Observation library = altered(before.library(), DW1, 7, move);
    return MoveDetector.detect(task, before, Recordings.with(before, before.fixed(), library));
  }

  private static TensorMove only(CaseMoves moves) {
    List<TensorMove> moved =
        moves.moves().stream().filter(m -> m.movement() != Movement.UNMOVED).toList();
    assertEquals(1, moved.size(), moved::toString);
    return moved.get(0);
  }

  @Test
  void theSameNumbersDidNotMove() {
    for (Case task : Recordings.cases()) {
      CaseMoves moves = MoveDetector.detect(task, Recordings.of(task), Recordings.of(task));

      assertEquals(Movement.UNMOVED, moves.movement());
      assertTrue(moves.moves().size() > 10);
      assertEquals(List.of(), moves.added());
    }
  }

  @Test
  void oneUlpOfTheLibraryIsWithinBounds() {
    TensorMove move = only(afterLibraryMoved(DType.FLOAT64, Math::nextUp));

    assertEquals(Movement.WITHIN_BOUNDS, move.movement());
    assertEquals(DW1, move.name());
    assertEquals(List.of(1, 2), move.index());
    assertEquals(1, move.elements());
    assertEquals(1, move.ulps());
    assertEquals(Math.nextUp(move.before()), move.after());
    assertTrue(move.movement().passes());
  }

  /** A file of a version that did not look at them. */
  @Test
  void statesThatABaselineDoesNotHaveAreAddedAndNothingElse() {
    Case task = Recordings.cases().get(1);
    BaselineCase now = Recordings.of(task);
    TensorName w1 = TensorName.of(Quantity.WEIGHTS, 1).atStep(3);
    BaselineCase before =
        Recordings.with(
            now,
            withoutStates(now.fixed()),
            altered(withoutStates(now.library()), w1, 0, Math::nextUp));

    CaseMoves moves = MoveDetector.detect(task, before, now);

    assertEquals(w1, only(moves).name());
    assertEquals(Movement.WITHIN_BOUNDS, moves.movement());
    // Three of each of four parameters in three steps, of both sides.
    assertEquals(2 * 3 * 4 * 3, moves.added().size());
    assertEquals("W1.m@1", moves.added().get(0).toString());
  }

  private static Observation withoutStates(Observation observation) {
    return new Observation(
        observation.subject(),
        observation.tensors().stream()
            .filter(tensor -> tensor.name().quantity() != Quantity.STATE)
            .toList());
  }

  @Test
  void anUlpIsTheCasesOwn() {
    TensorMove move = only(afterLibraryMoved(DType.FLOAT32, v -> Math.nextUp((float) v)));

    assertEquals(Movement.WITHIN_BOUNDS, move.movement());
    assertEquals(1, move.ulps());
  }

  @ParameterizedTest
  @EnumSource
  void aMillionUlpsAreOutOfBounds(DType dtype) {
    CaseMoves moves =
        afterLibraryMoved(dtype, v -> dtype.round(v * (1 + 2e6 * dtype.unitRoundoff())));
    TensorMove move = only(moves);

    assertEquals(Movement.OUT_OF_BOUNDS, move.movement());
    assertEquals(1.5e6, move.ulps(), 5e5 + 1);
    assertTrue(move.reason().contains("1 of 20 elements"), move::reason);
    assertFalse(moves.movement().passes());
  }

  @Test
  void aNumberThatBecomesNanIsInfinitelyFarAway() {
    TensorMove move = only(afterLibraryMoved(DType.FLOAT64, v -> Double.NaN));

    assertEquals(Movement.OUT_OF_BOUNDS, move.movement());
    assertEquals(Double.POSITIVE_INFINITY, move.ulps());
  }

  @Test
  void oneBitOfFromScratchIsTooMuch() {
    Case task = task(DType.FLOAT64);
    BaselineCase before = Recordings.of(task);
    Observation fixed = altered(before.fixed(), DW1, 0, Math::nextDown);

    TensorMove move =
        only(MoveDetector.detect(task, before, Recordings.with(before, fixed, before.library())));

    assertEquals(Movement.OUT_OF_BOUNDS, move.movement());
    assertEquals("from-scratch", move.subject());
    assertEquals(1, move.ulps());
    assertTrue(move.reason().contains("must not move by a bit"), move::reason);
  }

  @Test
  void theSignOfAZeroIsABitOfFromScratch() {
    Case task = task(DType.FLOAT64);
    BaselineCase recorded = Recordings.of(task);
    BaselineCase zero =
        Recordings.with(recorded, altered(recorded.fixed(), DW1, 0, v -> 0.0), recorded.library());
    BaselineCase negativeZero =
        Recordings.with(recorded, altered(recorded.fixed(), DW1, 0, v -> -0.0), recorded.library());

    TensorMove move = only(MoveDetector.detect(task, zero, negativeZero));

    assertEquals(Movement.OUT_OF_BOUNDS, move.movement());
    assertEquals(0, move.ulps());
  }

  @Test
  void aTensorThatIsGoneFailsAndANewOneIsListed() {
    Case task = task(DType.FLOAT64);
    BaselineCase all = Recordings.of(task);
    Observation fewer =
        new Observation(
            all.library().subject(),
            all.library().tensors().stream().filter(t -> !t.name().equals(DW1)).toList());
    BaselineCase less = Recordings.with(all, all.fixed(), fewer);

    TensorMove gone = only(MoveDetector.detect(task, all, less));
    CaseMoves more = MoveDetector.detect(task, less, all);

    assertEquals(Movement.MISSING, gone.movement());
    assertEquals(DW1, gone.name());
    assertEquals(List.of(DW1), more.added());
    assertEquals(Movement.UNMOVED, more.movement());
  }

  @Test
  void aRunThatHasNothingToCompareOrMissesACaseDoesNotPass() {
    Case task = task(DType.FLOAT64);
    BaselineCase recorded = Recordings.of(task);
    CaseMoves unmoved = MoveDetector.detect(task, recorded, recorded);
    Map<String, String> here = Map.of();

    assertFalse(new Regression(here, here, List.of(), List.of(), List.of()).movement().passes());
    assertFalse(
        new Regression(here, here, List.of(unmoved), List.of("gone"), List.of())
            .movement()
            .passes());
    assertTrue(
        new Regression(here, here, List.of(unmoved), List.of(), List.of("new"))
            .movement()
            .passes());
  }

  @Test
  void whatChangedInTheEnvironmentIsNamedWithBothValues() {
    Regression regression =
        new Regression(
            Map.of("java", "17", "os", "Linux"),
            Map.of("java", "25", "os", "Linux", "cpu", "new"),
            List.of(),
            List.of(),
            List.of());

    assertEquals(
        Map.of("java", List.of("17", "25"), "cpu", List.of("unknown", "new")),
        regression.environmentChanges());
  }
}
