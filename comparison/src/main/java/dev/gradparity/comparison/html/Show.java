package dev.gradparity.comparison.html;

import dev.gradparity.comparison.Slack;
import dev.gradparity.comparison.Verdict;
import java.util.List;
import java.util.Locale;

/** How numbers and verdicts look on a page; verdicts by shape and word, and by colour on top. */
public final class Show {

  private Show() {}

  /** A count with its thousands apart. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** An error by its bound, three decimals as far as that is enough. */
  public static String ratio(double ratio) {
    if (!Double.isFinite(ratio)) {
      return Double.isNaN(ratio) ? "NaN" : "∞";
    }
    return String.format(Locale.ROOT, ratio < 1000 ? "%.3f" : "%.1e", ratio);
  }

  /** The same for a narrow cell. */
  public static String shortRatio(double ratio) {
    if (ratio == 0) {
      return "0";
    }
    if (ratio < 0.995) {
      return String.format(Locale.ROOT, "%.2f", ratio).substring(1);
    }
    if (!Double.isFinite(ratio)) {
      return Double.isNaN(ratio) ? "NaN" : "∞";
    }
    return ratio < 100
        ? String.format(Locale.ROOT, "%.1f", ratio)
        : String.format(Locale.ROOT, "%.0e", ratio).replace("e+0", "e").replace("e+", "e");
  }

  /** Three significant digits. */
  public static String scientific(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.2e", value);
  }

  /** The class of a cell that holds a ratio: pale to strong. */
  public static String heat(double ratio) {
    return "h" + Slack.Histogram.bin(ratio);
  }

  /** The shape that stands beside a verdict. */
  public static String sign(Verdict verdict) {
    return switch (verdict) {
      case MATCH -> "✓";
      case KNOWN -> "≈";
      case UNDECIDED -> "?";
      case VACUOUS -> "∅";
      case MISMATCH -> "✗";
    };
  }

  /** The class of a verdict. */
  public static String tone(Verdict verdict) {
    return switch (verdict) {
      case MATCH -> "good";
      case KNOWN -> "known";
      case UNDECIDED, VACUOUS -> "open";
      case MISMATCH -> "bad";
    };
  }

  /** A command line that a POSIX shell reads as these words. */
  public static String shell(List<String> words) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      line.append(line.length() == 0 ? "" : " ")
          .append(word.matches("[\\w./=:,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return line.toString();
  }
}
