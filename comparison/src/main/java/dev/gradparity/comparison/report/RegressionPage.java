package dev.gradparity.comparison.report;

import static dev.gradparity.comparison.html.Show.count;

import dev.gradparity.comparison.html.Pages;
import dev.gradparity.comparison.plot.Histogram;
import dev.gradparity.comparison.regression.CaseMoves;
import dev.gradparity.comparison.regression.Movement;
import dev.gradparity.comparison.regression.Regression;
import dev.gradparity.comparison.regression.TensorMove;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code index.html} of a regression test: the verdict, whose numbers moved since which changes
 * around them, what fails, and how far everything moved.
 */
final class RegressionPage {

  /** Rows that somebody may read; {@code regress.json} has all. */
  static final int SHOWN = 200;

  private static final int SHOWN_PROBLEMS = 20;

  private static final double[] ENDS = {1, 2, 4, 16, 256, 65536};
  private static final List<String> BINS =
      List.of("≤ 1", "≤ 2", "≤ 4", "≤ 16", "≤ 256", "≤ 65,536", "more");

  private final Regression regression;
  private final List<Moved> moved;

  /** Whatever walks over all tensors does it here, once. */
  private RegressionPage(Regression regression) {
    this.regression = regression;
    moved = moved(regression);
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

  /** One sentence: what the verdict means here. */
  String sentence() {
    return switch (regression.movement()) {
      case UNMOVED ->
          "Every bit of %s tensors is the same as in the baseline.".formatted(count(tensors()));
      case WITHIN_BOUNDS ->
          "%s of %s tensors moved, the furthest by %s; rounding explains all of it."
              .formatted(count(moved.size()), count(tensors()), inUlps(furthestUlps(moved)));
      case OUT_OF_BOUNDS -> tooFar() + ".";
      case MISSING -> gone();
    };
  }

  private String tooFar() {
    List<Moved> far = of(Movement.OUT_OF_BOUNDS);
    Map<String, Long> bySubject = new LinkedHashMap<>();
    far.forEach(each -> bySubject.merge(each.what().subject(), 1L, Long::sum));
    List<String> parts = new ArrayList<>();
    bySubject.forEach((subject, number) -> parts.add(count(number) + " of " + subject));
    return "%s of %s tensors moved further than they may (%s), the furthest by %s"
        .formatted(
            count(far.size()),
            count(tensors()),
            String.join(", ", parts),
            inUlps(furthestUlps(far)));
  }

  private String gone() {
    if (regression.cases().isEmpty() && regression.missing().isEmpty()) {
      return "Nothing was compared, which is no pass.";
    }
    String sentence =
        "Of the baseline, %s and %s are not there any more"
            .formatted(
                number(regression.missing().size(), "case"),
                number(of(Movement.MISSING).size(), "tensor"));
    return sentence + (of(Movement.OUT_OF_BOUNDS).isEmpty() ? "." : "; " + tooFar() + ".");
  }

  private static String number(int number, String what) {
    return count(number) + " " + what + (number == 1 ? "" : "s");
  }

  private static String inUlps(double ulps) {
    return ulps(ulps) + (ulps > 0 && ulps <= 1 ? " ulp" : " ulps");
  }

  private static double furthestUlps(List<Moved> some) {
    return most(some.stream().map(Moved::what).toList());
  }

  private long tensors() {
    return regression.cases().stream().mapToLong(moves -> moves.moves().size()).sum();
  }

  private List<Moved> of(Movement movement) {
    return moved.stream().filter(each -> each.what().movement() == movement).toList();
  }

  /** All names of both environments with the two values. */
  Map<String, List<String>> environments() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    regression.before().forEach((name, value) -> all.put(name, List.of(value, "unknown")));
    regression
        .after()
        .forEach(
            (name, value) ->
                all.put(name, List.of(regression.before().getOrDefault(name, "unknown"), value)));
    return all;
  }

  boolean hasChanged(String name) {
    return regression.environmentChanges().containsKey(name);
  }

  /** A tensor of a case. */
  record Moved(CaseMoves where, TensorMove what) {}

  private static List<Moved> moved(Regression regression) {
    List<Moved> moved = new ArrayList<>();
    for (CaseMoves moves : regression.cases()) {
      moves.moves().stream()
          .filter(move -> move.movement() != Movement.UNMOVED)
          .forEach(move -> moved.add(new Moved(moves, move)));
    }
    return List.copyOf(moved);
  }

  /** What fails, in the order of the cases. */
  List<Moved> failures() {
    return moved.stream().filter(each -> !each.what().movement().passes()).toList();
  }

  /**
   * A case that fails.
   *
   * @param where the case
   * @param first the first of its tensors that fails, in the order in which they are computed
   * @param furthest the one of those that fail that moved furthest
   * @param failing how many fail
   * @param within how many others moved
   */
  record Problem(
      CaseMoves where, TensorMove first, TensorMove furthest, long failing, long within) {}

  /** The first cases that fail. */
  List<Problem> problems() {
    return failingCases().limit(SHOWN_PROBLEMS).map(RegressionPage::problem).toList();
  }

  long hiddenProblems() {
    return Math.max(0, failingCases().count() - SHOWN_PROBLEMS);
  }

  private Stream<CaseMoves> failingCases() {
    return regression.cases().stream().filter(moves -> !moves.movement().passes());
  }

  private static Problem problem(CaseMoves where) {
    List<TensorMove> failing =
        where.moves().stream().filter(move -> !move.movement().passes()).toList();
    TensorMove furthest =
        failing.stream().reduce((a, b) -> b.ulps() > a.ulps() ? b : a).orElseThrow();
    long within =
        where.moves().stream().filter(move -> move.movement() == Movement.WITHIN_BOUNDS).count();
    return new Problem(where, failing.get(0), furthest, failing.size(), within);
  }

  /**
   * Whose numbers they are.
   *
   * @param name the subject's
   * @param counts tensors by movement
   * @param ulps the furthest
   */
  record Whose(String name, Map<Movement, Long> counts, double ulps) {

    long count(Movement movement) {
      return counts.getOrDefault(movement, 0L);
    }
  }

  /** A row for each implementation. */
  List<Whose> whose() {
    Map<String, List<TensorMove>> bySubject = new LinkedHashMap<>();
    for (CaseMoves moves : regression.cases()) {
      for (TensorMove move : moves.moves()) {
        bySubject.computeIfAbsent(move.subject(), name -> new ArrayList<>()).add(move);
      }
    }
    List<Whose> rows = new ArrayList<>();
    bySubject.forEach((name, moves) -> rows.add(new Whose(name, counts(moves), most(moves))));
    return rows;
  }

  private static Map<Movement, Long> counts(List<TensorMove> moves) {
    Map<Movement, Long> counts = new EnumMap<>(Movement.class);
    moves.forEach(move -> counts.merge(move.movement(), 1L, Long::sum));
    return counts;
  }

  private static double most(List<TensorMove> moves) {
    return moves.stream().mapToDouble(TensorMove::ulps).max().orElse(0);
  }

  /** What passes although it moved, furthest first. */
  List<Moved> furthest() {
    return moved.stream()
        .filter(each -> each.what().movement().passes())
        .sorted(
            Comparator.comparingDouble((Moved each) -> each.what().ulps())
                .reversed()
                .thenComparing(each -> each.where().name())
                .thenComparing(each -> each.what().name().toString()))
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
          List<TensorMove> moves = group.stream().flatMap(c -> c.moves().stream()).toList();
          Movement worst =
              group.stream().map(CaseMoves::movement).max(Movement::compareTo).orElseThrow();
          networks.add(new Network(key.get(0), key.get(1), worst, counts(moves), most(moves)));
        });
    return networks;
  }

  static List<String> bins() {
    return BINS;
  }

  /** How many of the tensors that moved did so by how many units in the last place. */
  long[] ulpCounts() {
    long[] counts = new long[BINS.size()];
    for (Moved each : moved) {
      int bin = 0;
      while (bin < ENDS.length && !(each.what().ulps() <= ENDS[bin])) {
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
