package dev.gradparity.benchmarks.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  private long seconds = 1000;

  private Pace pace(Duration budget) {
    return new Pace(budget, () -> Duration.ofSeconds(seconds).toNanos());
  }

  private void round(Pace pace, long length, long once) {
    pace.beginRound();
    seconds += length - once;
    String result =
        pace.once(
            () -> {
              seconds += once;
              return "what is expected";
            });
    assertEquals("what is expected", result);
    pace.endRound();
  }

  @Test
  void anotherRoundFitsWhileOneAsLongAsTheLastWouldEndInTime() {
    Pace pace = pace(Duration.ofSeconds(100));
    assertTrue(pace.leavesTime());
    round(pace, 50, 0);
    assertTrue(pace.leavesTime());
    round(pace, 26, 0);
    assertFalse(pace.leavesTime());
  }

  @Test
  void whatOnlyOneRoundHasToDoIsNotExpectedOfTheNext() {
    Pace pace = pace(Duration.ofSeconds(100));
    round(pace, 60, 25);
    assertTrue(pace.leavesTime());
    round(pace, 35, 0);
    assertFalse(pace.leavesTime());
  }

  @Test
  void withoutABudgetThereIsAlwaysTime() {
    Pace pace = pace(null);
    round(pace, 100_000, 0);
    assertTrue(pace.leavesTime());
  }
}
