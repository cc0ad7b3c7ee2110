package dev.gradparity.comparison.mutants;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The judge on trial: faults seeded one at a time into a network that is right. */
class MutantsAreCaughtTest {

  private static final int LEAST_FAULTS = 60;

  private static final Map<String, Mutant> MUTANTS =
      Mutants.all().stream().collect(toMap(Mutant::id, Function.identity()));

  private static Score score;

  /** Not while the class is initialised: the threads that judge would wait for that to end. */
  @BeforeAll
  static void judge() {
    score = new Tribunal(Samples.fromScratch()).judge(() -> {});
  }

  private static List<MutantVerdict> killed() {
    return score.mutants().stream().filter(MutantVerdict::isKilled).toList();
  }

  @Test
  void theNetworkWithoutAFaultMatchesOnEveryCase() {
    assertEquals(List.of(), score.falseAlarms());
    assertTrue(score.cases() > 1);
  }

  @Test
  void atLeast95PercentOfTheFaultsAreKilled() {
    assertTrue(score.mutants().size() >= LEAST_FAULTS);
    assertTrue(score.killed() >= 0.95 * score.mutants().size());
    assertTrue(score.passes());
  }

  @Test
  void everyFaultChangesANumberOnSomeCase() {
    score.mutants().forEach(mutant -> assertTrue(mutant.shows() > 0, mutant.id()));
  }

  @Test
  void whatSurvivesIsListedWithItsReason() {
    Set<String> survivors =
        score.mutants().stream()
            .filter(mutant -> !mutant.isKilled())
            .map(MutantVerdict::id)
            .collect(toSet());

    assertEquals(Mutants.SURVIVORS.keySet(), survivors);
  }

  @Test
  void everyKilledFaultIsFoundInTheFirstTensorThatItChanges() {
    killed()
        .forEach(
            mutant ->
                assertTrue(
                    mutant.isLocalised(), mutant.id() + " at " + mutant.caught().tensor().name()));
  }

  @Test
  void thatTensorIsOfTheKindThatTheRegisterNames() {
    for (MutantVerdict mutant : killed()) {
      Quantity first = MUTANTS.get(mutant.id()).first();

      assertEquals(first, mutant.caught().tensor().name().quantity(), mutant.id());
    }
  }

  @Test
  void everyKilledFaultIsFoundOnASmallCase() {
    killed()
        .forEach(
            mutant ->
                assertTrue(
                    mutant.caught().isSmall(), mutant.id() + ": " + mutant.caught().smallest()));
  }

  @Test
  void thePageListsEveryFault() throws IOException {
    List<String> page = Files.readAllLines(Path.of("../docs/mutants.md"));
    List<String> rows = page.stream().filter(line -> line.startsWith("| `")).toList();

    assertEquals(Mutants.all().stream().map(MutantsAreCaughtTest::row).toList(), rows);
  }

  private static String row(Mutant mutant) {
    String reason = Mutants.SURVIVORS.get(mutant.id());
    return "| `%s` | %s | %s |"
        .formatted(
            mutant.id(),
            mutant.fault().replace("|", "\\|"),
            reason == null ? mutant.first().symbol() : "survives: " + reason);
  }
}
