package dev.gradparity.benchmarks.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.benchmarks.Contender;
import dev.gradparity.benchmarks.NeedsJars;
import dev.gradparity.benchmarks.Workloads;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.report.Performances;
import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.spec.DType;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SelectionTest {

  private record Named(String id) implements Contender {

    @Override
    public String description() {
      return id;
    }
  }

  private record Native(String id, boolean isHere) implements NeedsJars {

    @Override
    public String description() {
      return id;
    }

    @Override
    public List<Path> jars() {
      if (!isHere) {
        throw new UnavailableException("no jar");
      }
      return List.of();
    }
  }

  private static final List<Contender> AVAILABLE =
      List.of(
          new Named("from-scratch-vector"),
          new Native("dl4j", true),
          new Native("dl4j-avx2", true),
          new Native("dl4j-avx512", true),
          new Named("other"));

  private static Selection selection(boolean quick, String only, String... contenders) {
    return new Selection(
        quick,
        false,
        only == null ? null : Pattern.compile(only),
        List.of(contenders),
        List.of(),
        List.of(),
        null);
  }

  private static List<String> ids(Plan plan) {
    return plan.contenders().stream().map(Contender::id).toList();
  }

  private static List<String> workloads(Plan plan) {
    return plan.settings().stream().map(s -> s.workload().name()).distinct().toList();
  }

  @Test
  void aFullRunHasEveryWorkloadInBothFormatsOnOneThreadAndAll() {
    Plan plan = selection(false, null).plan(AVAILABLE, 8);
    assertEquals(4 * Workloads.all().size(), plan.settings().size());
    assertEquals(List.of(1, 8), plan.settings().stream().map(Setting::threads).distinct().toList());
    assertEquals(
        List.of(DType.values()), plan.settings().stream().map(Setting::dtype).distinct().toList());
    assertNull(plan.budget());
  }

  @Test
  void aMachineOfOneProcessorIsNotMeasuredTwice() {
    Plan plan = selection(false, null).plan(AVAILABLE, 1);
    assertEquals(2 * Workloads.all().size(), plan.settings().size());
  }

  @Test
  void aQuickRunIsShortAndBounded() {
    Plan plan = selection(true, null).plan(AVAILABLE, 2);
    assertEquals(4, plan.settings().size());
    assertNotNull(plan.budget());
    assertTrue(plan.settings().stream().allMatch(s -> s.threads() == 2));
  }

  @Test
  void aQuickRunTakesNativesAsShippedUnlessToldOtherwise() {
    assertEquals(
        List.of("from-scratch-vector", "dl4j"), ids(selection(true, null).plan(AVAILABLE, 2)));
    assertEquals(List.of("dl4j-avx2"), ids(selection(true, null, "dl4j-avx2").plan(AVAILABLE, 2)));
    assertTrue(ids(selection(false, null).plan(AVAILABLE, 2)).contains("dl4j-avx2"));
  }

  @Test
  void otherLibrariesTakePartWhenAskedFor() {
    assertFalse(ids(selection(false, null).plan(AVAILABLE, 2)).contains("other"));
    assertEquals(List.of("other"), ids(selection(false, null, "other").plan(AVAILABLE, 2)));
    Selection peers = new Selection(false, true, null, List.of(), List.of(), List.of(), null);
    assertTrue(ids(peers.plan(AVAILABLE, 2)).contains("other"));
    List<Contender> alone = AVAILABLE.subList(0, 2);
    assertThrows(InvalidInputException.class, () -> peers.plan(alone, 2));
  }

  @Test
  void anExpressionSelectsFromAllWorkloadsEvenInAQuickRun() {
    assertEquals(
        List.of("product-nn-16", "product-nt-16"),
        workloads(selection(true, "product-n.-16$").plan(AVAILABLE, 2)).stream().sorted().toList());
  }

  @Test
  void whatSelectsNothingIsRefusedWithExamples() {
    Selection nothing = selection(false, "produkt");
    String message =
        assertThrows(InvalidInputException.class, () -> nothing.plan(AVAILABLE, 2)).getMessage();
    assertTrue(message.startsWith("--only produkt finds no workload; "), message);
  }

  @Test
  void anUnknownContenderIsRefusedWithTheKnownOnes() {
    Selection unknown = selection(false, null, "dl4");
    String message =
        assertThrows(InvalidInputException.class, () -> unknown.plan(AVAILABLE, 2)).getMessage();
    assertTrue(
        message.contains("there is no \"dl4\"; there are from-scratch-vector, dl4j"), message);
  }

  @Test
  void whoCannotBeTimedHereIsLeftOutWithTheReason() {
    List<Contender> available =
        List.of(new Named("from-scratch-vector"), new Native("dl4j-avx512", false));
    Plan plan = selection(false, null).plan(available, 2);
    assertEquals(List.of("from-scratch-vector"), ids(plan));
    assertEquals("no jar", plan.unavailable().get("dl4j-avx512"));
    Selection nobody = selection(false, null, "dl4j-avx512");
    assertThrows(InvalidInputException.class, () -> nobody.plan(available, 2));
  }

  @Test
  void everyContenderIsFirstInSomeRound() {
    Plan plan = selection(false, null).plan(AVAILABLE.subList(0, 3), 2);
    assertEquals("from-scratch-vector", plan.order(1).get(0).id());
    assertEquals(
        3, List.of(1, 2, 3).stream().map(r -> plan.order(r).get(0).id()).distinct().count());
  }

  @Test
  void formatsAndThreadsAndRoundsAreTheUsers() {
    Selection own =
        new Selection(true, false, null, List.of(), List.of(DType.FLOAT64), List.of(1, 2), 9);
    Plan plan = own.plan(AVAILABLE, 2);
    assertEquals(9, plan.rounds());
    assertNull(plan.budget());
    assertEquals(8, plan.settings().size());
    assertTrue(plan.settings().stream().allMatch(s -> s.dtype() == DType.FLOAT64));
  }

  @Test
  void anotherRunLikeAnEarlierOneMeasuresWhatThatHasAndNoMore() {
    Performance earlier =
        Performances.of(
            Performances.timed(60).results().get(0),
            Performances.untimed("dl4j", Performance.Status.FAILED, "dead"));
    Selection again = selection(false, null).again(earlier);
    Plan plan = again.plan(AVAILABLE, 2).within(earlier);
    assertEquals("quick", plan.name());
    assertEquals(List.of("from-scratch-vector"), ids(plan));
    assertEquals(2, plan.rounds());
    assertEquals(
        List.of(new Setting(Workloads.find("product-nn-512").orElseThrow(), DType.FLOAT32, 2)),
        plan.settings());
    assertThrows(
        InvalidInputException.class,
        () -> selection(false, "train").again(earlier).plan(AVAILABLE, 2).within(earlier));
  }

  @Test
  void aQuickRunCannotFollowAFullOne() {
    Performance quick = Performances.timed(60);
    Performance full = withPlan(quick, "full");
    assertEquals("full", selection(false, null).again(full).plan(AVAILABLE, 2).name());
    assertThrows(InvalidInputException.class, () -> selection(true, null).again(full));
  }

  private static Performance withPlan(Performance run, String plan) {
    Performance.Method method = run.method();
    return new Performance(
        true,
        run.environment(),
        new Performance.Method(
            plan, method.rounds(), method.roundsDone(), 1, 0, 6, 500, 5, 300, "t"),
        run.ceiling(),
        run.unavailable(),
        run.results());
  }
}
