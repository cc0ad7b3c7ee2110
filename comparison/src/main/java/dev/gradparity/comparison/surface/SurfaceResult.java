package dev.gradparity.comparison.surface;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Verdict;
import java.util.List;

/**
 * The whole table.
 *
 * @param rows setting by setting, float32 before float64
 * @param comparisons behind the cells that are not empty
 */
public record SurfaceResult(List<SurfaceRow> rows, List<Comparison> comparisons) {

  /** Copies the lists. */
  public SurfaceResult {
    rows = List.copyOf(rows);
    comparisons = List.copyOf(comparisons);
  }

  /** Whether any number disagrees with no registered deviation to explain it. */
  public boolean hasMismatch() {
    return rows.stream()
        .flatMap(row -> row.cells().values().stream())
        .anyMatch(cell -> cell.verdict().filter(v -> v == Verdict.MISMATCH).isPresent());
  }

  /** In how many rows this subject's numbers are verified. */
  public long verified(String subject) {
    return rows.stream().filter(row -> row.cells().get(subject).isVerified()).count();
  }
}
