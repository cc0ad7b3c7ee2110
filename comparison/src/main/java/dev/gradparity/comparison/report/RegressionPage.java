package dev.gradparity.comparison.report;

import dev.gradparity.comparison.html.Pages;
import dev.gradparity.comparison.plot.Histogram;
import dev.gradparity.comparison.regression.CaseMoves;
import dev.gradparity.comparison.regression.Movement;
import dev.gradparity.comparison.regression.Regression;
import dev.gradparity.comparison.regression.TensorMove;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code index.html} of a regression test: what failed, what moved and how far, and since what. */
final class RegressionPage {

  /** Rows that somebody may read; {@code regress.json} has all. */
  static final int SHOWN = 200;

  private static final double[] ENDS = {1, 2, 4, 16, 256, 65536};
  private static final List<String> BINS =
      List.of("≤ 1", "≤ 2", "≤ 4", "≤ 16", "≤ 256", "≤ 65,536", "more");

  private final Regression regression;

  private RegressionPage(Regression regression) {
    this.regression = regression;
  }

  static String of(Regression regression) {
    return Pages.ofComparison()
        .render(
            "gradparity regress: " + regression.movement(),
            "report/regress.jte",
            new RegressionPage(regression));
  }

  Regression regression() {
    return regression;
  }

  String sentence() {
    return switch (regression.movement()) {
      case UNMOVED -> "Every bit is the same as in the baseline.";
      case WITHIN_BOUNDS -> "Numbers of the library moved, by no more than rounding explains.";
      case OUT_OF_BOUNDS ->
          "A number moved further than rounding explains, or a bit of from-scratch moved.";
      case MISSING -> "Something that the baseline has is not there any more.";
    };
  }

  /** A tensor of a case. */
  record Moved(CaseMoves where, TensorMove what) {}

  private List<Moved> moved() {
    List<Moved> moved = new ArrayList<>();
    for (CaseMoves moves : regression.cases()) {
      moves.moves().stream()
          .filter(move -> move.movement() != Movement.UNMOVED)
          .forEach(move -> moved.add(new Moved(moves, move)));
    }
    return moved;
  }

  /** What fails, in the order of the cases. */
  List<Moved> failures() {
    return moved().stream().filter(moved -> !moved.what().movement().passes()).toList();
  }

  /** What passes although it moved, furthest first. */
  List<Moved> furthest() {
    return moved().stream()
        .filter(moved -> moved.what().movement().passes())
        .sorted(
            Comparator.comparingDouble((Moved moved) -> moved.what().ulps())
                .reversed()
                .thenComparing(moved -> moved.where().name())
                .thenComparing(moved -> moved.what().name().toString()))
        .toList();
  }

  /**
   * A network in one format.
   *
   * @param name the network's
   * @param dtype the format's
   * @param verdict the worst of its cases'
   * @param counts tensors by movement
   * @param ulps the furthest
   */
  record Network(
      String name, String dtype, Movement verdict, Map<Movement, Long> counts, double ulps) {

    long count(Movement movement) {
      return counts.getOrDefault(movement, 0L);
    }
  }

  List<Network> networks() {
    Map<List<String>, List<CaseMoves>> groups = new LinkedHashMap<>();
    for (CaseMoves moves : regression.cases()) {
      groups
          .computeIfAbsent(
              List.of(moves.network(), moves.dtype().specName()), key -> new ArrayList<>())
          .add(moves);
    }
    List<Network> networks = new ArrayList<>();
    groups.forEach(
        (key, group) -> {
          Map<Movement, Long> counts = new LinkedHashMap<>();
          double ulps = 0;
          for (CaseMoves moves : group) {
            for (TensorMove move : moves.moves()) {
              counts.merge(move.movement(), 1L, Long::sum);
              ulps = Math.max(ulps, move.ulps());
            }
          }
          Movement worst =
              group.stream().map(CaseMoves::movement).max(Movement::compareTo).orElseThrow();
          networks.add(new Network(key.get(0), key.get(1), worst, counts, ulps));
        });
    return networks;
  }

  static List<String> bins() {
    return BINS;
  }

  /** How many of the tensors that moved did so by how many units in the last place. */
  long[] ulpCounts() {
    long[] counts = new long[BINS.size()];
    for (Moved moved : moved()) {
      int bin = 0;
      while (bin < ENDS.length && !(moved.what().ulps() <= ENDS[bin])) {
        bin++;
      }
      counts[bin]++;
    }
    return counts;
  }

  String ulpPlot() {
    return new Histogram(
            "How many tensors moved by how many units in the last place",
            "units in the last place",
            "tensors",
            BINS,
            ulpCounts())
        .svg();
  }

  static String ulps(double ulps) {
    return ulps < 1e5
        ? String.format(Locale.ROOT, "%,.0f", Math.ceil(ulps))
        : Double.isFinite(ulps) ? String.format(Locale.ROOT, "%.1e", ulps) : "∞";
  }

  static String tone(Movement movement) {
    return switch (movement) {
      case UNMOVED -> "good";
      case WITHIN_BOUNDS -> "open";
      case OUT_OF_BOUNDS, MISSING -> "bad";
    };
  }

  static String sign(Movement movement) {
    return switch (movement) {
      case UNMOVED -> "✓";
      case WITHIN_BOUNDS -> "≈";
      case OUT_OF_BOUNDS -> "✗";
      case MISSING -> "∅";
    };
  }
}
