package dev.gradparity.cli;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Judge;
import dev.gradparity.comparison.Quorum;
import dev.gradparity.comparison.QuorumResult;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.report.ReportFolder;
import dev.gradparity.comparison.report.TerminalReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** What the commands that judge have in common: a bar while they do, and what they say then. */
final class Reporting {

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Folder of report.json, junit.xml and index.html. Default: ${DEFAULT-VALUE}.")
  private Path folder = Path.of("target", "gradparity");

  /** The folder, which can be written. */
  ReportFolder open() {
    return ReportFolder.at(folder);
  }

  static List<Comparison> judge(List<Trial> trials) {
    return forEach(trials, Trial::judge);
  }

  static List<QuorumResult> judgeQuorums(List<Quorum> quorums) {
    return forEach(quorums, Quorum::judge);
  }

  private static <T, R> List<R> forEach(List<T> cases, Function<T, R> work) {
    Judge judge = new Judge(Runtime.getRuntime().availableProcessors());
    try (Progress progress = Progress.onTerminal("comparing", cases.size())) {
      return judge.forEach(cases, work, progress::step);
    }
  }

  /**
   * Prints a run.
   *
   * @param everyTensor whether every tensor has a row of its own, or every network
   * @param remarks lines between what went wrong and the summary
   */
  void print(
      PrintWriter out,
      Run run,
      boolean everyTensor,
      List<String> remarks,
      double seconds,
      Environment environment) {
    TerminalReport terminal = new TerminalReport(Ansi.AUTO);
    out.println(everyTensor ? terminal.tensors(run) : terminal.networks(run));
    String problems = terminal.problems(run);
    if (!problems.isEmpty()) {
      out.println(problems);
    }
    remarks.forEach(out::println);
    out.println(terminal.summary(run));
    out.println(terminal.slack(run));
    out.println(terminal.confirmation(run));
    String start =
        environment.dl4j().isPresent()
            ? ", and %.1f s for ND4J to start".formatted(environment.startSeconds())
            : "";
    out.printf(Locale.ROOT, "%.1f s%s; the report is in %s%n", seconds, start, folder);
    out.flush();
  }

  static int exitCode(Run run) {
    return run.verdict() == Verdict.MISMATCH || run.verdict() == Verdict.VACUOUS
        ? ExitCodes.MISMATCH
        : ExitCodes.MATCH;
  }
}
