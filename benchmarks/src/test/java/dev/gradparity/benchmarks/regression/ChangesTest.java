package dev.gradparity.benchmarks.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.benchmarks.performance.Performance;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ChangesTest {

  private static final int ROUNDS = 5;

  private static Changes compare(Runs before, Consumer<Runs> after) {
    Performance was = before.next();
    after.accept(before);
    return Changes.between(was, before.next());
  }

  private static Finding first(Changes changes) {
    return changes.changes().get(0).finding();
  }

  private static double rateOfAlarms(int trials, Consumer<Runs> machine) {
    int alarms = 0;
    for (int trial = 0; trial < trials; trial++) {
      Runs runs = new Runs(trial, ROUNDS);
      machine.accept(runs);
      alarms += Changes.between(runs.next(), runs.next()).hasRegression() ? 1 : 0;
    }
    return (double) alarms / trials;
  }

  private static double rateOfFinding(int trials, int rounds, double by, Consumer<Runs> machine) {
    int found = 0;
    for (int trial = 0; trial < trials; trial++) {
      Runs runs = new Runs(trial, rounds);
      machine.accept(runs);
      found += first(compare(runs, r -> r.slowdown(by))) == Finding.REGRESSED ? 1 : 0;
    }
    return (double) found / trials;
  }

  @Test
  void theMachinesOwnDriftIsNoRegression() {
    Changes changes = compare(new Runs(1, ROUNDS).scatter(0.01), runs -> runs.drift(0.3));
    assertFalse(changes.hasRegression());
    assertEquals(Math.exp(0.3), changes.drift().value(), 0.02);
    assertEquals(1, changes.changes().get(0).ratio().value(), 0.05);
  }

  @Test
  void whatGetsSlowerWhileTheMachineGetsFasterIsFound() {
    Changes changes =
        compare(new Runs(1, ROUNDS).scatter(0.01), runs -> runs.drift(-0.2).slowdown(0.2));
    assertEquals(Finding.REGRESSED, first(changes));
    assertEquals(1.2, changes.changes().get(0).ratio().value(), 0.04);
    assertEquals(
        1, changes.changes().stream().filter(c -> c.finding() == Finding.REGRESSED).count());
  }

  @Test
  void certainIsNotTheSameAsLarge() {
    Changes small = compare(new Runs(1, 40).scatter(0.002), runs -> runs.slowdown(0.03));
    assertEquals(Finding.SLIGHTLY_SLOWER, first(small));
    assertFalse(small.hasRegression());
    Changes faster = compare(new Runs(1, 40).scatter(0.002), runs -> runs.slowdown(-0.1));
    assertEquals(Finding.FASTER, first(faster));
    Changes scattering = compare(new Runs(3, ROUNDS).scatter(0.3), runs -> runs.slowdown(0.2));
    assertEquals(Finding.NOT_TOLD_APART, first(scattering));
    assertTrue(scattering.changes().get(0).detectable() > 1.3, scattering::toString);
  }

  @Test
  void aLibraryThatSaysSomethingElseOfItselfIsUnderTestAndNoReference() {
    Changes changes = compare(new Runs(1, ROUNDS), runs -> runs.version("2"));
    assertEquals(8, changes.changes().size());
    assertEquals(
        List.of(
            "ceiling, float32, threads: 2",
            "ceiling, float64, threads: 2",
            "ceiling, memory, threads: 2"),
        changes.references().stream().map(Changes.Reference::name).toList());
    assertEquals(7, compare(new Runs(1, ROUNDS), runs -> {}).references().size());
  }

  @Test
  void aSingleRoundSaysNothing() {
    Changes changes = Changes.between(new Runs(1, 1).next(), new Runs(2, 1).next());
    assertTrue(changes.changes().stream().allMatch(c -> c.finding() == Finding.TOO_FEW_ROUNDS));
    assertFalse(changes.hasRegression());
  }

  /** Within three binomial deviations of what docs/performance-json.md states. */
  @Test
  void sameBuildsRaiseAnAlarmInTwoOfAHundredComparisonsAtMost() {
    assertEquals(0.001, rateOfAlarms(1000, runs -> {}), 0.003);
    assertEquals(0.008, rateOfAlarms(1000, runs -> runs.scatter(0.05)), 0.006);
    assertEquals(0.002, rateOfAlarms(1000, runs -> runs.disturbed(0.2)), 0.003);
    assertEquals(0.02, rateOfAlarms(1000, runs -> runs.disturbed(0.1).scatter(0.1)), 0.01);
  }

  @Test
  void programsThatDeviateOnTheirOwnRaiseMoreAlarmsThanPromised() {
    assertEquals(0.03, rateOfAlarms(1000, runs -> runs.deviation(0.02)), 0.012);
    assertEquals(0.07, rateOfAlarms(1000, runs -> runs.deviation(0.05)), 0.018);
  }

  @Test
  void aTenthIsFoundWhereRoundsScatterByTwoPercent() {
    assertTrue(rateOfFinding(500, ROUNDS, 0.1, runs -> runs.scatter(0.01)) >= 0.9);
    assertTrue(rateOfFinding(500, ROUNDS, 0.1, runs -> {}) >= 0.85);
    assertTrue(rateOfFinding(500, 10, 0.1, runs -> runs.scatter(0.03).disturbed(0.1)) >= 0.85);
  }

  @Test
  void aSelfCheckCountsFalseAlarmsAndWhatItFinds() {
    SelfCheck check = SelfCheck.of(new Runs(1, 20).scatter(0.01).next(), ROUNDS);
    assertEquals(6, check.pairs());
    assertEquals(0, check.falseAlarms());
    assertEquals(24, check.plants());
    assertTrue(check.found() >= 20, check::toString);
  }
}
