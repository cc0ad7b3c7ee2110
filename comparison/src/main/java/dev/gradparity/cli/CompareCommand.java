package dev.gradparity.cli;

import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.report.ReportFolder;
import dev.gradparity.kernel.Kernels;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  @Mixin private Reporting reporting;

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description = "This case alone, such as \"iris 4-3 gradient, batch 1\".")
  private String only;

  @Option(
      names = "--tensors",
      description = "Print a row for every tensor of every case, not one for each network.")
  private boolean everyTensor;

  @Override
  public Integer call() {
    List<Trial> trials = trials();
    ReportFolder report = reporting.open();
    Environment environment = Environment.load(KERNELS);
    long start = System.nanoTime();
    Run run = new Run(environment.asMap(), Reporting.judge(trials), cases::replay);
    double seconds = (System.nanoTime() - start) / 1e9;
    report.write(run);
    reporting.print(
        command.commandLine().getOut(),
        run,
        everyTensor || cases.haveSpecs(),
        List.of(),
        seconds,
        environment);
    return Reporting.exitCode(run);
  }

  private List<Trial> trials() {
    List<Trial> all = cases.trials(new FromScratchSubject(KERNELS), new Dl4jSubject());
    if (only == null) {
      return all;
    }
    List<Trial> trials =
        all.stream().filter(trial -> only.equals(CaseOptions.name(trial.task()))).toList();
    if (trials.isEmpty()) {
      List<String> names = all.stream().map(trial -> CaseOptions.name(trial.task())).toList();
      throw new ParameterException(
          command.commandLine(),
          "--case: there is no case \"%s\"; %s"
              .formatted(
                  UserText.oneLine(UserText.excerpt(only)), UserText.didYouMean(only, names)));
    }
    return trials;
  }
}
