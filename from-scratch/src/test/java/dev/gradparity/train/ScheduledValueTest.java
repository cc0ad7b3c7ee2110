package dev.gradparity.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every schedule on numbers worked by hand, most of them powers of two, which are exact. */
class ScheduledValueTest {

  private static final ScheduleType STEPS = ScheduleType.ITERATION;

  private static void assertValues(Schedule schedule, double... expected) {
    double[] values =
        IntStream.range(0, expected.length)
            .mapToDouble(i -> ScheduledValue.of(schedule, new StepIndex(i, 0)))
            .toArray();
    assertArrayEquals(expected, values, 1e-15, schedule.specName());
  }

  @Test
  void fixedNeverChanges() {
    assertValues(Schedule.fixed(0.3), 0.3, 0.3, 0.3);
  }

  @Test
  void exponentialStartsAtItsInitialValue() {
    assertValues(new Schedule.Exponential(STEPS, 8, 0.5), 8, 4, 2, 1);
  }

  @Test
  void inverseDividesByAPower() {
    assertValues(new Schedule.Inverse(STEPS, 9, 1, 2), 9, 9 / 4.0, 1, 9 / 16.0);
  }

  @Test
  void polyFallsToZeroAndStaysThere() {
    assertValues(new Schedule.Poly(STEPS, 16, 2, 4), 16, 9, 4, 1, 0, 0);
  }

  @Test
  void sigmoidIsHalfOfItsLimitWhereItIsSteepest() {
    double e = Math.E;
    assertValues(new Schedule.Sigmoid(STEPS, 2, -1, 1), 2 * e / (1 + e), 1, 2 / (1 + e));
    assertValues(new Schedule.Sigmoid(STEPS, 2, 1, 1), 2 / (1 + e), 1, 2 * e / (1 + e));
  }

  @Test
  void stepDecaysOnceAStair() {
    assertValues(new Schedule.Step(STEPS, 8, 0.5, 3), 8, 8, 8, 4, 4, 4, 2);
  }

  @Test
  void mapHoldsEachValueUntilTheNext() {
    assertValues(
        new Schedule.Table(STEPS, new TreeMap<>(Map.of(0, 5.0, 2, 3.0, 3, 1.0))), 5, 5, 3, 1, 1);
  }

  @Test
  void cycleRisesFallsAnnealsAndStartsAgain() {
    assertValues(new Schedule.Cycle(STEPS, 1, 5, 7, 2, 0.5), 1, 3, 5, 3, 1, 1, 0.5, 1, 3);
    // One step is left over between fall and annealing, which stays at the low rate.
    assertValues(new Schedule.Cycle(STEPS, 1, 5, 8, 3, 0.5), 1, 3, 5, 3, 1, 1, 0.5, 0.25, 1);
    assertValues(new Schedule.Cycle(STEPS, 1, 3, 4, 0, 0.5), 1, 2, 3, 2, 1, 2);
  }

  @Test
  void rampReachesItsBaseAtItsLastStep() {
    assertValues(new Schedule.Ramp(Schedule.fixed(8), 4), 2, 4, 6, 8, 8, 8);
    assertValues(new Schedule.Ramp(new Schedule.Exponential(STEPS, 8, 0.5), 2), 4, 4, 2, 1);
  }

  @Test
  void epochsAreCountedInsteadOfSteps() {
    Schedule halves = new Schedule.Exponential(ScheduleType.EPOCH, 8, 0.5);
    assertEquals(8, ScheduledValue.of(halves, new StepIndex(5, 0)));
    assertEquals(2, ScheduledValue.of(halves, new StepIndex(5, 2)));
    // A ramp counts steps, whatever its base counts.
    assertEquals(1, ScheduledValue.of(new Schedule.Ramp(halves, 8), new StepIndex(3, 2)));
  }
}
