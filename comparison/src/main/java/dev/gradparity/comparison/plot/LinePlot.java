package dev.gradparity.comparison.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Lines over an axis, and levels that they are measured against.
 *
 * @param title what it shows
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param lines at least one
 * @param levels horizontal lines with a name
 */
public record LinePlot(String title, Axis x, Axis y, List<Line> lines, List<Level> levels)
    implements Plot {

  private static final double LEFT = 66;
  private static final double TOP = 10;
  private static final double RIGHT = Canvas.WIDTH - 22;
  private static final double BOTTOM = 206;
  private static final int MOST_DOTS = 16;

  /**
   * A line; it is broken where an axis cannot show a point.
   *
   * @param name for the legend
   * @param style which colour and dashes, from 0
   * @param x from left to right
   * @param y as many
   */
  @SuppressWarnings("ArrayRecordComponent") // drawn, never compared
  public record Line(String name, int style, double[] x, double[] y) {

    /**
     * Checks that there is a y for each x.
     *
     * @throws IllegalArgumentException if there is not
     */
    public Line {
      if (x.length != y.length) {
        throw new IllegalArgumentException(
            "%s: %d numbers along x, %d along y".formatted(name, x.length, y.length));
      }
    }
  }

  /**
   * A horizontal line.
   *
   * @param name written above it
   * @param y where
   */
  public record Level(String name, double y) {}

  /** Copies the lists. */
  public LinePlot {
    lines = List.copyOf(lines);
    levels = List.copyOf(levels);
  }

  void paint(Canvas canvas) {
    Scale across =
        new Scale(x, lines.stream().flatMapToDouble(l -> Arrays.stream(l.x)), LEFT, RIGHT);
    DoubleStream heights =
        DoubleStream.concat(
            lines.stream().flatMapToDouble(l -> Arrays.stream(l.y)),
            levels.stream().mapToDouble(Level::y));
    Scale up = new Scale(y, heights, BOTTOM, TOP);
    paintAxes(canvas, across, up);
    for (Level level : levels) {
      if (up.shows(level.y)) {
        canvas.line("r", LEFT, up.at(level.y), RIGHT, up.at(level.y));
        canvas.text("q", "end", RIGHT, up.at(level.y) - 4, level.name);
      }
    }
    lines.forEach(line -> paint(canvas, line, across, up));
    double last =
        canvas.legend(
            lines.stream().map(Line::name).toList(),
            lines.stream().map(Line::style).toList(),
            LEFT,
            BOTTOM + 58);
    canvas.height(last + 10);
  }

  private void paintAxes(Canvas canvas, Scale across, Scale up) {
    for (Scale.Tick tick : up.ticks()) {
      double at = up.at(tick.value());
      canvas.line("g", LEFT, at, RIGHT, at);
      canvas.text("q", "end", LEFT - 6, at + 4, tick.label());
    }
    for (Scale.Tick tick : across.ticks()) {
      double at = across.at(tick.value());
      canvas.line("g", at, BOTTOM, at, BOTTOM + 4);
      canvas.text("q", "middle", at, BOTTOM + 18, tick.label());
    }
    canvas.text("q", "middle", (LEFT + RIGHT) / 2, BOTTOM + 36, x.label());
    canvas.upwards(14, (TOP + BOTTOM) / 2, y.label());
  }

  private static void paint(Canvas canvas, Line line, Scale across, Scale up) {
    String style = PlotStyle.series(line.style);
    StringBuilder path = new StringBuilder();
    boolean isOn = false;
    for (int k = 0; k < line.x.length; k++) {
      boolean shown = across.shows(line.x[k]) && up.shows(line.y[k]);
      if (shown) {
        path.append(isOn ? 'L' : 'M')
            .append(Canvas.number(across.at(line.x[k])))
            .append(' ')
            .append(Canvas.number(up.at(line.y[k])));
      }
      isOn = shown;
    }
    canvas.path("l " + style, path.toString());
    if (line.x.length <= MOST_DOTS) {
      for (int k = 0; k < line.x.length; k++) {
        if (across.shows(line.x[k]) && up.shows(line.y[k])) {
          canvas.dot(style, across.at(line.x[k]), up.at(line.y[k]));
        }
      }
    }
  }
}
