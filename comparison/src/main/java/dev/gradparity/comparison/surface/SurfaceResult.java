package dev.gradparity.comparison.surface;

import dev.gradparity.comparison.Comparison;
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

  /** In how many rows this subject's numbers are verified. */
  public long verified(String subject) {
    return rows.stream().filter(row -> row.cells().get(subject).isVerified()).count();
  }
}
