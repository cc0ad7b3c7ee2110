package dev.gradparity.benchmarks.report;

import dev.gradparity.comparison.plot.Plot;
import java.util.List;

/**
 * A plot and its numbers.
 *
 * @param plot what is drawn
 * @param columns what the numbers are; the first column names the row
 * @param rows the numbers, as text
 */
public record Figure(Plot plot, List<String> columns, List<List<String>> rows) {

  /** Copies the lists. */
  public Figure {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}
