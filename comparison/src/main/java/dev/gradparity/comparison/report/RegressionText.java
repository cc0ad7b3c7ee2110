package dev.gradparity.comparison.report;

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
import java.util.Optional;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** What a regression test looks like on a terminal. */
public final class RegressionText {

  private static final int SHOWN_PROBLEMS = 20;

  private final Ansi ansi;

  /**
   * A report in colours or without.
   *
   * @param ansi {@link Ansi#AUTO} respects NO_COLOR and pipes
   */
  public RegressionText(Ansi ansi) {
    this.ansi = ansi;
  }

  /** What differs between the environments, a line each. */
  public String environment(Regression regression) {
    StringBuilder text = new StringBuilder();
    regression
        .environmentChanges()
        .forEach(
            (name, values) ->
                text.append("%-22s%s -> %s%n".formatted(name, values.get(0), values.get(1))));
    return text.length() == 0 ? "The environment is the baseline's.\n" : text.toString();
  }

  /** A row for each network and format. */
  public String networks(Regression regression) {
    Map<String, List<CaseMoves>> groups = new LinkedHashMap<>();
    for (CaseMoves moves : regression.cases()) {
      String key = moves.network() + "\n" + moves.dtype().specName();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(moves);
    }
    int[] widths = {28, 9, 9, 9, 9, 9, 9, 46, 14};
    Column[] columns = new Column[widths.length];
    for (int k = 0; k < widths.length; k++) {
      columns[k] = new Column(widths[k], 0, Overflow.SPAN);
    }
    TextTable table = TextTable.forColumns(Help.defaultColorScheme(ansi), columns);
    table.addRowValues(
        "network",
        "dtype",
        "tensors",
        "unmoved",
        "within",
        "out of",
        "max ulps",
        "furthest",
        "verdict");
    groups.values().forEach(group -> table.addRowValues(row(group)));
    return table.toString();
  }

  private String[] row(List<CaseMoves> group) {
    List<TensorMove> moves = group.stream().flatMap(c -> c.moves().stream()).toList();
    Optional<TensorMove> furthest =
        moves.stream()
            .filter(move -> move.movement() != Movement.UNMOVED)
            .max(Comparator.comparingDouble(TensorMove::ulps));
    return new String[] {
      group.get(0).network(),
      group.get(0).dtype().specName(),
      String.valueOf(moves.size()),
      count(moves, Movement.UNMOVED),
      count(moves, Movement.WITHIN_BOUNDS),
      count(moves, Movement.OUT_OF_BOUNDS),
      furthest.map(move -> ulps(move.ulps())).orElse("-"),
      furthest.map(move -> place(group, move)).orElse(""),
      coloured(worst(group))
    };
  }

  private static Movement worst(List<CaseMoves> group) {
    return group.stream().map(CaseMoves::movement).max(Movement::compareTo).orElseThrow();
  }

  private static String count(List<TensorMove> moves, Movement movement) {
    return String.valueOf(moves.stream().filter(move -> move.movement() == movement).count());
  }

  private static String place(List<CaseMoves> group, TensorMove move) {
    String task =
        group.stream()
            .filter(c -> c.moves().contains(move))
            .map(CaseMoves::task)
            .findFirst()
            .orElseThrow();
    return move.name() + (move.index().isEmpty() ? "" : " " + move.index()) + ", " + task;
  }

  /** What fails the run: tensors out of bounds or missing, cases that are gone. */
  public String problems(Regression regression) {
    List<String> lines = new ArrayList<>();
    for (CaseMoves moves : regression.cases()) {
      moves.moves().stream()
          .filter(move -> !move.movement().passes())
          .forEach(move -> lines.add(problem(moves, move)));
    }
    regression.missing().forEach(name -> lines.add(coloured(Movement.MISSING) + "  " + name));
    int more = lines.size() - SHOWN_PROBLEMS;
    if (more > 0) {
      lines.subList(SHOWN_PROBLEMS, lines.size()).clear();
      lines.add("... and %d more; all are in the report".formatted(more));
    }
    if (!regression.added().isEmpty()) {
      lines.add(
          "%d cases are not in the baseline: %s%s"
              .formatted(
                  regression.added().size(),
                  regression.added().get(0),
                  regression.added().size() > 1 ? ", ..." : ""));
    }
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private String problem(CaseMoves moves, TensorMove move) {
    return "%s  %s: %s's %s %s: %s%s"
        .formatted(
            coloured(move.movement()),
            moves.name(),
            move.subject(),
            move.name(),
            move.shape(),
            move.reason(),
            move.movement() == Movement.MISSING ? "" : distance(move));
  }

  private static String distance(TensorMove move) {
    return "; %s -> %s, %s ulps%s"
        .formatted(
            move.before(),
            move.after(),
            ulps(move.ulps()),
            move.index().isEmpty() ? "" : " at " + move.index());
  }

  /** One line: the verdict, and how many tensors did what. */
  public String summary(Regression regression) {
    Map<Movement, Integer> counts = regression.tensorCounts();
    List<String> parts = new ArrayList<>();
    counts.forEach(
        (movement, count) ->
            parts.add(String.format(Locale.ROOT, "%,d %s", count, words(movement))));
    return String.format(
        Locale.ROOT,
        "%s  %,d tensors in %d cases: %s",
        coloured(regression.movement()),
        counts.values().stream().mapToInt(Integer::intValue).sum(),
        regression.cases().size(),
        String.join(", ", parts));
  }

  private static String words(Movement movement) {
    return switch (movement) {
      case UNMOVED -> "unmoved";
      case WITHIN_BOUNDS -> "moved within bounds";
      case OUT_OF_BOUNDS -> "out of bounds";
      case MISSING -> "missing";
    };
  }

  private String coloured(Movement movement) {
    String colour =
        switch (movement) {
          case UNMOVED -> "green";
          case WITHIN_BOUNDS -> "yellow";
          case OUT_OF_BOUNDS, MISSING -> "red,bold";
        };
    return ansi.string("@|" + colour + " " + movement + "|@");
  }

  private static String ulps(double ulps) {
    return ulps < 1e5
        ? String.format(Locale.ROOT, "%.0f", Math.ceil(ulps))
        : String.format(Locale.ROOT, "%.1e", ulps);
  }
}
