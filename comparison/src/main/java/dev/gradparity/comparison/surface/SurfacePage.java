package dev.gradparity.comparison.surface;

import dev.gradparity.comparison.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes docs/surface.md. */
public final class SurfacePage {

  private final SurfaceResult result;
  private final StringBuilder page = new StringBuilder();

  private SurfacePage(SurfaceResult result) {
    this.result = result;
  }

  /** The page, in Markdown; ratios have one digit, so that it does not move with the machine. */
  public static String of(SurfaceResult result) {
    return new SurfacePage(result).write();
  }

  private String write() {
    page.append(
        """
        # The surface

        Every value of every registry on a small network, judged: from-scratch against the arbiter's
        sixty digits, Deeplearning4j's MultiLayerNetwork (`dl4j`), SameDiff and plain ND4J operations
        (`nd4j`) against from-scratch. Activations and losses are judged by all tensors of a gradient,
        updaters and schedules by all parameters, and by what updaters remember of them, after each
        of several steps. Behind each verdict is
        the worst error / certain bound of what matches, and the [deviation](deviations.md) met. First
        weights are random: what is judged is the distance of 100,000 of them from the distribution they
        are drawn from (Kolmogorov's D; of 600 where they are orthogonal), by the largest that a right
        generator exceeds for less than one seed in a million. SameDiff draws them by ND4J's schemes,
        plain ND4J by its random operations.

        `./gradparity compare --surface --page docs/surface.md` judges it all again and writes this page.

        """);
    summary();
    Set<String> kinds = new LinkedHashSet<>();
    result.rows().forEach(row -> kinds.add(row.kind()));
    kinds.forEach(this::table);
    return page.toString();
  }

  private List<String> subjects() {
    return List.copyOf(result.rows().get(0).cells().keySet());
  }

  private void summary() {
    page.append("| subject | verified | of | worst error / bound |\n|---|---|---|---|\n");
    for (String subject : subjects()) {
      double worst = 0;
      for (SurfaceRow row : result.rows()) {
        worst = Math.max(worst, row.cells().get(subject).ratio());
      }
      page.append(
          "| %s | %d | %d | %s |\n"
              .formatted(subject, result.verified(subject), result.rows().size(), ratio(worst)));
    }
  }

  private void table(String kind) {
    List<SurfaceRow> rows = result.rows().stream().filter(r -> r.kind().equals(kind)).toList();
    page.append("\n## ").append(kind).append("\n\n| | dtype |");
    subjects().forEach(subject -> page.append(' ').append(subject).append(" |"));
    page.append("\n|---|---|").append("---|".repeat(subjects().size())).append('\n');
    Set<String> absences = new TreeSet<>();
    for (SurfaceRow row : rows) {
      page.append("| `%s` | %s |".formatted(row.name(), row.dtype().specName()));
      for (Map.Entry<String, SurfaceCell> cell : row.cells().entrySet()) {
        page.append(' ').append(text(cell.getValue())).append(" |");
      }
      page.append('\n');
      absences.addAll(row.absences());
    }
    if (!absences.isEmpty()) {
      page.append('\n');
      absences.forEach(absence -> page.append("- ").append(absence).append('\n'));
    }
  }

  private static String text(SurfaceCell cell) {
    if (cell.verdict().isEmpty()) {
      return "-";
    }
    List<String> parts = new ArrayList<>();
    parts.add(cell.verdict().get().name());
    if (cell.verdict().get() == Verdict.MATCH) {
      parts.add(ratio(cell.ratio()));
    }
    cell.deviations().forEach(id -> parts.add("[%s](deviations.md#%s)".formatted(id, id)));
    return String.join(" ", parts);
  }

  private static String ratio(double ratio) {
    return ratio == 0 ? "0" : String.format(Locale.ROOT, "%.0e", ratio);
  }
}
