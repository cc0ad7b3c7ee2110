package dev.gradparity.comparison;

import java.util.List;
import java.util.Optional;

/**
 * What several subjects made of one case.
 *
 * @param comparisons each two of those that could compute it
 * @param dissent who stands alone; empty where nobody or more than one does
 * @param absences who could not compute it
 */
public record QuorumResult(
    List<Comparison> comparisons, Optional<Dissent> dissent, List<Absence> absences) {

  /** Copies the lists. */
  public QuorumResult {
    comparisons = List.copyOf(comparisons);
    absences = List.copyOf(absences);
  }
}
