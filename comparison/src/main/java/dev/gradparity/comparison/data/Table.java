package dev.gradparity.comparison.data;

import java.util.List;

/**
 * Rows of finite numbers, all of one width.
 *
 * @param source where they come from, for messages
 * @param columns the width
 * @param rows at least one
 */
public record Table(String source, int columns, List<Row> rows) {

  /** Copies the list. */
  public Table {
    rows = List.copyOf(rows);
  }

  /**
   * One row.
   *
   * @param line its line in the source, from 1
   * @param values as many as the table has columns; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // a row is read by position, never compared
  public record Row(long line, double[] values) {}
}
