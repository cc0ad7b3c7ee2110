package dev.gradparity.cli;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.Judge;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.report.ReportFolder;
import dev.gradparity.comparison.report.TerminalReport;
import dev.gradparity.kernel.Kernels;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code compare}: judges from-scratch against Deeplearning4j. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Builds each network twice, from scratch and in Deeplearning4j, and compares activations,"
          + " loss, every gradient, and the parameters after each training step.",
      "Without --spec it runs the documents' worked numbers and five real data sets."
    })
final class CompareCommand implements Callable<Integer> {

  /** Fast enough here, and of the same bits as any other. */
  private static final Kernels KERNELS = Kernels.scalar();

  @Spec private CommandSpec command;

  @Mixin private CaseOptions cases;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Folder of report.json and junit.xml. Default: ${DEFAULT-VALUE}.")
  private Path reportFolder = Path.of("target", "gradparity");

  @Option(
      names = "--tensors",
      description = "Print a row for every tensor of every case, not one for each network.")
  private boolean everyTensor;

  @Override
  public Integer call() {
    List<Trial> trials = cases.trials(new FromScratchSubject(KERNELS), new Dl4jSubject());
    ReportFolder report = ReportFolder.at(reportFolder);
    Environment environment = Environment.load(KERNELS);
    long start = System.nanoTime();
    Run run = new Run(environment.asMap(), judge(trials));
    double seconds = (System.nanoTime() - start) / 1e9;
    report.write(run);
    print(run, environment, seconds);
    return run.verdict() == Verdict.MISMATCH || run.verdict() == Verdict.VACUOUS
        ? ExitCodes.MISMATCH
        : ExitCodes.MATCH;
  }

  private static List<Comparison> judge(List<Trial> trials) {
    Judge judge = new Judge(Runtime.getRuntime().availableProcessors());
    try (Progress progress = Progress.onTerminal("comparing", trials.size())) {
      return judge.judge(trials, progress::step);
    }
  }

  private void print(Run run, Environment environment, double seconds) {
    TerminalReport terminal = new TerminalReport(Ansi.AUTO);
    PrintWriter out = command.commandLine().getOut();
    out.println(everyTensor || cases.haveSpecs() ? terminal.tensors(run) : terminal.networks(run));
    String problems = terminal.problems(run);
    if (!problems.isEmpty()) {
      out.println(problems);
    }
    out.println(terminal.summary(run));
    out.printf(
        Locale.ROOT,
        "%.1f s, and %.1f s for ND4J to start; the report is in %s%n",
        seconds,
        environment.startSeconds(),
        reportFolder);
    out.flush();
  }
}
