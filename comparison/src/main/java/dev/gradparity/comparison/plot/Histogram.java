package dev.gradparity.comparison.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Counts by bin, on a logarithmic scale: a single one shows beside a million.
 *
 * @param title what it shows
 * @param label what is binned
 * @param counted what is counted
 * @param bins their names
 * @param counts as many
 */
@SuppressWarnings("ArrayRecordComponent") // drawn, never compared
public record Histogram(
    String title, String label, String counted, List<String> bins, long[] counts) implements Plot {

  private static final double LEFT = 66;
  private static final double TOP = 22;
  private static final double BOTTOM = 190;
  private static final double RIGHT = Canvas.WIDTH - 8;

  /** A bar for a single one, on a scale that has no zero. */
  private static final double FOOT = 0.5;

  /** Copies the list. */
  public Histogram {
    bins = List.copyOf(bins);
    if (bins.size() != counts.length) {
      throw new IllegalArgumentException(
          "%d bins, %d counts".formatted(bins.size(), counts.length));
    }
  }

  void paint(Canvas canvas) {
    double most = Math.max(1, Arrays.stream(counts).max().orElse(1));
    double decades = Math.log10(most / FOOT);
    double wide = (RIGHT - LEFT) / counts.length;
    for (int power = 0; Math.pow(10, power) <= most; power++) {
      double y = BOTTOM - (BOTTOM - TOP) * (power - Math.log10(FOOT)) / decades;
      canvas.line("g", LEFT, y, RIGHT, y);
      canvas.text("q", "end", LEFT - 6, y + 4, grouped((long) Math.pow(10, power)));
    }
    canvas.line("g", LEFT, BOTTOM, RIGHT, BOTTOM);
    for (int bin = 0; bin < counts.length; bin++) {
      double x = LEFT + wide * bin;
      double high =
          counts[bin] == 0 ? 0 : (BOTTOM - TOP) * Math.log10(counts[bin] / FOOT) / decades;
      if (high > 0) {
        canvas.rectangle("b s0", x + wide * 0.12, BOTTOM - high, wide * 0.76, high);
      }
      canvas.text("n", "middle", x + wide / 2, BOTTOM - high - 5, grouped(counts[bin]));
      canvas.text("q", "middle", x + wide / 2, BOTTOM + 17, bins.get(bin));
    }
    canvas.text("q", "middle", (LEFT + RIGHT) / 2, BOTTOM + 36, label);
    canvas.upwards(12, (TOP + BOTTOM) / 2, counted);
    canvas.height(BOTTOM + 46);
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
