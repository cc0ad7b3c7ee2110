package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Estimate;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Who is faster and who is slower, in sentences that the figures write; who is slower, with the
 * reasons.
 */
final class Standing {

  private final Performance performance;
  private final List<Match> matches = new ArrayList<>();

  Standing(Performance performance) {
    this.performance = performance;
    for (Result result : performance.results()) {
      if (result.contender().equals(PerformanceTable.MAIN)) {
        result.ratios().forEach((other, ratio) -> matches.add(new Match(result, other, ratio)));
      }
    }
  }

  /** Ours against another at one setting; the ratio is the other's time over ours. */
  private record Match(Result ours, String other, Estimate ratio) {

    Balance balance() {
      return Balance.of(ratio);
    }
  }

  void writeTo(StringBuilder text) {
    text.append("## In short\n\n");
    List<String> others = matches.stream().map(Match::other).distinct().toList();
    if (others.isEmpty()) {
      text.append("Nobody was timed beside `%s`.\n\n".formatted(PerformanceTable.MAIN));
      return;
    }
    others.forEach(other -> text.append(against(other)));
    text.append('\n');
    slower(text);
    notToldApart(text);
  }

  private String against(String other) {
    Map<Balance, Long> counts = Balance.against(performance, other);
    List<Match> sorted =
        matches.stream()
            .filter(match -> match.other.equals(other))
            .sorted(Comparator.comparingDouble(match -> match.ratio.value()))
            .toList();
    Match least = sorted.get(0);
    Match median = sorted.get((sorted.size() - 1) / 2);
    Match most = sorted.get(sorted.size() - 1);
    return """
        - `%s` takes from %s times (%s) to %s times (%s) as long as `%s`, in the median %s times: slower at %d
          of %d settings, faster at %d, not told apart at %d.
        """
        .formatted(
            other,
            PerformanceTable.significant(least.ratio.value()),
            PerformanceDocument.setting(least.ours),
            PerformanceTable.significant(most.ratio.value()),
            PerformanceDocument.setting(most.ours),
            PerformanceTable.MAIN,
            PerformanceTable.significant(median.ratio.value()),
            counts.get(Balance.FASTER),
            sorted.size(),
            counts.get(Balance.SLOWER),
            counts.get(Balance.NOT_TOLD_APART));
  }

  private void slower(StringBuilder text) {
    List<Match> lost = matches.stream().filter(m -> m.balance() == Balance.SLOWER).toList();
    text.append("### Where `%s` is slower\n\n".formatted(PerformanceTable.MAIN));
    if (lost.isEmpty()) {
      text.append("Nowhere that this run can tell.\n\n");
      return;
    }
    text.append("| at | than | by a factor of | why |\n|---|---|---|---|\n");
    for (Match match : lost) {
      text.append(
          "| %s | `%s` | %s | %s |\n"
              .formatted(
                  PerformanceDocument.setting(match.ours),
                  match.other,
                  PerformanceTable.ratio(PerformanceTable.inverse(match.ratio)),
                  Reason.ofLoss(match.ours, match.other)));
    }
    text.append('\n');
  }

  /** An interval on both sides of 1, of which the middle is below: perhaps slower, perhaps not. */
  private void notToldApart(StringBuilder text) {
    List<Match> open =
        matches.stream()
            .filter(m -> m.balance() == Balance.NOT_TOLD_APART && m.ratio.value() < 1)
            .toList();
    if (open.isEmpty()) {
      return;
    }
    text.append(
        "Perhaps slower, at %d settings; the intervals reach over 1:\n\n".formatted(open.size()));
    for (Match match : open) {
      text.append(
          "- %s: `%s` takes %s times as long\n"
              .formatted(
                  PerformanceDocument.setting(match.ours),
                  match.other,
                  PerformanceTable.ratio(match.ratio)));
    }
    text.append('\n');
  }
}
