package dev.gradparity.comparison;

import static dev.gradparity.comparison.Verdict.MATCH;
import static dev.gradparity.comparison.Verdict.MISMATCH;
import static dev.gradparity.comparison.Verdict.UNDECIDED;
import static dev.gradparity.comparison.Verdict.VACUOUS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void nothingIsVacuous() {
    assertEquals(VACUOUS, Verdict.overall(List.of()));
    assertEquals(VACUOUS, Verdict.overall(List.of(VACUOUS, VACUOUS)));
  }

  @Test
  void oneMismatchDecides() {
    assertEquals(MISMATCH, Verdict.overall(List.of(MATCH, UNDECIDED, VACUOUS, MISMATCH)));
  }

  @Test
  void anUndecidedPartIsNotHiddenByMatches() {
    assertEquals(UNDECIDED, Verdict.overall(List.of(MATCH, UNDECIDED, VACUOUS)));
  }

  @Test
  void aMatchCarriesPartsThatShowNothing() {
    assertEquals(MATCH, Verdict.overall(List.of(VACUOUS, MATCH, VACUOUS)));
  }
}
