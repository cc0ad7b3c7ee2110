package dev.gradparity.comparison.plot;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Estimates with their intervals, one below the other.
 *
 * @param title what it shows
 * @param axis of the values
 * @param reference a value that they are measured against, with a line of its own; null for none
 * @param rows from the top
 */
public record IntervalPlot(String title, Axis axis, Double reference, List<Row> rows)
    implements Plot {

  private static final double TOP = 8;
  private static final double ROW = 22;
  private static final double RIGHT = Canvas.WIDTH - 78;

  /**
   * An estimate.
   *
   * @param name whose
   * @param style which colour, from 0
   * @param value the estimate
   * @param low the lower end of its interval; null for none
   * @param high the upper end; null for none
   * @param label the value as text, written at the right
   */
  public record Row(String name, int style, double value, Double low, Double high, String label) {

    private DoubleStream values() {
      return low == null || high == null
          ? DoubleStream.of(value)
          : DoubleStream.of(value, low, high);
    }
  }

  /** Copies the list. */
  public IntervalPlot {
    rows = List.copyOf(rows);
  }

  void paint(Canvas canvas) {
    double left = 12 + rows.stream().mapToDouble(row -> Canvas.width(row.name)).max().orElse(0);
    left = Math.min(left, Canvas.WIDTH / 2);
    DoubleStream values = rows.stream().flatMapToDouble(Row::values);
    if (reference != null) {
      values = DoubleStream.concat(values, DoubleStream.of(reference));
    } else if (axis.kind() == Axis.Kind.LINEAR) {
      values = DoubleStream.concat(values, DoubleStream.of(0));
    }
    Scale scale = new Scale(axis, values, left, RIGHT);
    double bottom = TOP + ROW * rows.size();
    double free = Double.NEGATIVE_INFINITY;
    for (Scale.Tick tick : scale.ticks()) {
      double at = scale.at(tick.value());
      canvas.line("g", at, TOP, at, bottom);
      double half = Canvas.width(tick.label()) / 2;
      if (at - half > free) {
        canvas.text("q", "middle", at, bottom + 16, tick.label());
        free = at + half + 4;
      }
    }
    if (reference != null) {
      canvas.line("r", scale.at(reference), TOP, scale.at(reference), bottom);
    }
    for (int k = 0; k < rows.size(); k++) {
      paint(canvas, rows.get(k), scale, left, TOP + ROW * (k + 0.5));
    }
    canvas.text("q", "middle", (left + RIGHT) / 2, bottom + 34, axis.label());
    canvas.height(bottom + 42);
  }

  private void paint(Canvas canvas, Row row, Scale scale, double left, double y) {
    canvas.text("n", "end", left - 8, y + 4, row.name);
    canvas.text("n", "end", Canvas.WIDTH - 4, y + 4, row.label);
    if (!scale.shows(row.value)) {
      return;
    }
    String style = PlotStyle.series(row.style);
    double from = reference == null ? left : scale.at(reference);
    double to = scale.at(row.value);
    canvas.rectangle("b " + style, Math.min(from, to), y - 2, Math.abs(to - from), 4);
    if (row.low != null && row.high != null && scale.shows(row.low) && scale.shows(row.high)) {
      canvas.line("w " + style, scale.at(row.low), y - 6, scale.at(row.low), y + 6);
      canvas.line("w " + style, scale.at(row.high), y - 6, scale.at(row.high), y + 6);
      canvas.line("w " + style, scale.at(row.low), y, scale.at(row.high), y);
    }
    canvas.dot(style, to, y);
  }
}
