package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Result;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How far the cores were from each other while several threads were timed. */
final class Handovers {

  /** More than this many times the least is another state of the machine, and no scatter of one. */
  private static final double FAR = 2;

  private Handovers() {}

  /** What a run saw, in a sentence; empty if it saw nothing. */
  static String sentence(Performance performance) {
    List<Double> all =
        performance.results().stream().flatMap(r -> r.handovers().stream()).sorted().toList();
    if (all.isEmpty()) {
      return "";
    }
    double border = FAR * all.get(0);
    List<Double> near = all.stream().filter(time -> time <= border).toList();
    List<Double> far = all.stream().filter(time -> time > border).toList();
    String text =
        "Right after a JVM that computed on several threads, a cache line went from one core to another in "
            + range(near);
    return far.isEmpty()
        ? text + ", each of %d times.".formatted(all.size())
        : text
            + " at %d of %d times, and in %s at the others: steps wait for what the threads hand over."
                .formatted(near.size(), all.size(), range(far));
  }

  private static String range(List<Double> sorted) {
    String least = whole(sorted.get(0));
    String most = whole(sorted.get(sorted.size() - 1));
    return (least.equals(most) ? least : least + " to " + most) + " ns";
  }

  /** Those of a result's rounds. */
  static String of(Result result) {
    return result.handovers().isEmpty()
        ? "-"
        : result.handovers().stream().map(Handovers::whole).collect(Collectors.joining(", "))
            + " ns";
  }

  private static String whole(double nanoseconds) {
    return String.format(Locale.ROOT, "%.0f", nanoseconds);
  }
}
