package dev.gradparity.cli;

import dev.gradparity.comparison.Quorum;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.report.ReportFolder;
import dev.gradparity.kernel.Kernels;
import java.nio.file.Path;
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
      names = "--subjects",
      paramLabel = "NAME,...",
      split = ",",
      converter = SubjectChoice.Converter.class,
      description = {
        "Who computes each case: from-scratch, dl4j (its MultiLayerNetwork), samediff (a graph that"
            + " ND4J differentiates), nd4j (the equations in ND4J's operations). Each is compared"
            + " with each. Default: from-scratch,dl4j."
      })
  private List<SubjectChoice> subjects = List.of(SubjectChoice.FROM_SCRATCH, SubjectChoice.DL4J);

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description = "This case alone, such as \"iris 4-3 gradient, batch 1\".")
  private String only;

  @Option(
      names = "--tensors",
      description = "Print a row for every tensor of every case, not one for each network.")
  private boolean everyTensor;

  @Option(
      names = "--surface",
      description = {
        "Judge every activation, loss, updater, schedule and the rest on small networks instead:"
            + " from-scratch against the arbiter, dl4j, samediff and nd4j against from-scratch."
      })
  private boolean surface;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "With --surface: write the table as a page in Markdown, too.")
  private Path page;

  @Override
  public Integer call() {
    if (surface) {
      refuseBesideSurface(
          "--spec", "--dtype", "--steps", "--seed", "--subjects", "--case", "--tensors");
      return new SurfaceRun(page).call(command, reporting, KERNELS);
    }
    if (page != null) {
      throw new ParameterException(command.commandLine(), "--page needs --surface");
    }
    List<Quorum> quorums = quorums();
    ReportFolder report = reporting.open();
    Environment environment = Environment.load(KERNELS);
    long start = System.nanoTime();
    Run run = Run.of(environment.asMap(), Reporting.judgeQuorums(quorums), cases::replay);
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

  private void refuseBesideSurface(String... options) {
    for (String option : options) {
      if (command.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            command.commandLine(),
            "--surface has cases and subjects of its own; leave out " + option + ", or --surface");
      }
    }
  }

  private List<Quorum> quorums() {
    List<Quorum> all = cases.quorums(SubjectChoice.subjects(command, subjects, KERNELS));
    if (only == null) {
      return all;
    }
    List<Quorum> quorums =
        all.stream().filter(quorum -> only.equals(CaseOptions.name(quorum.task()))).toList();
    if (quorums.isEmpty()) {
      List<String> names = all.stream().map(quorum -> CaseOptions.name(quorum.task())).toList();
      throw new ParameterException(
          command.commandLine(),
          "--case: there is no case \"%s\"; %s"
              .formatted(
                  UserText.oneLine(UserText.excerpt(only)), UserText.didYouMean(only, names)));
    }
    return quorums;
  }
}
