package dev.gradparity.comparison.plot;

/** A plot that can be drawn. */
public sealed interface Plot permits LinePlot, IntervalPlot, Histogram {

  /** What it shows, in one line: its accessible name. */
  String title();

  /** The SVG element, for a page that has {@link PlotStyle#css()}. */
  default String svg() {
    return draw(false);
  }

  /** An SVG file of its own: with its styles, light or dark as the reader's system is. */
  default String svgFile() {
    return draw(true);
  }

  private String draw(boolean withStyle) {
    Canvas canvas = new Canvas();
    if (this instanceof LinePlot plot) {
      plot.paint(canvas);
    } else if (this instanceof IntervalPlot plot) {
      plot.paint(canvas);
    } else if (this instanceof Histogram plot) {
      plot.paint(canvas);
    }
    return canvas.svg(title(), withStyle);
  }
}
