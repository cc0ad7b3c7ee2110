package dev.gradparity.cli;

import dev.gradparity.comparison.BuiltInSuite;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.CaseFactory;
import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.WorkedExamples;
import dev.gradparity.comparison.data.ExamplesReader;
import dev.gradparity.comparison.input.SpecFile;
import dev.gradparity.comparison.input.SpecReader;
import dev.gradparity.comparison.report.ReportFolder;
import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private static final int DEFAULT_STEPS = 50;

  /** The parameters after every step are kept until the report is written. */
  private static final int MOST_STEPS = 10_000;

  @Spec private CommandSpec command;

  @Option(
      names = "--spec",
      paramLabel = "FILE",
      description = "A network and its data in JSON; may be given more than once.")
  private List<Path> specs = List.of();

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      converter = DtypeChoice.Converter.class,
      description = "float32, float64 or both. Default: both, or what each --spec file says.")
  private DtypeChoice dtypes;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Training steps to compare; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int steps = DEFAULT_STEPS;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of parameters and order of examples. Default: 42, or the --spec file's.")
  private Long seed;

  @Mixin private Reporting reporting;

  @Option(
      names = "--tensors",
      description = "Print a row for every tensor of every case, not one for each network.")
  private boolean everyTensor;

  @Override
  public Integer call() {
    if (steps < 0 || steps > MOST_STEPS) {
      throw new ParameterException(
          command.commandLine(),
          "--steps must be at least 0 and at most %d, got %d".formatted(MOST_STEPS, steps));
    }
    List<Trial> trials = trials();
    ReportFolder report = reporting.open();
    Environment environment = Environment.load(KERNELS);
    long start = System.nanoTime();
    Run run = new Run(environment.asMap(), Reporting.judge(trials));
    double seconds = (System.nanoTime() - start) / 1e9;
    report.write(run);
    reporting.print(
        command.commandLine().getOut(),
        run,
        everyTensor || !specs.isEmpty(),
        List.of(),
        seconds,
        environment);
    return Reporting.exitCode(run);
  }

  /** Everything that can be wrong with the input is found here, before anything is computed. */
  private List<Trial> trials() {
    Subject fromScratch = new FromScratchSubject(KERNELS);
    Subject dl4j = new Dl4jSubject();
    List<Trial> trials = new ArrayList<>();
    if (specs.isEmpty()) {
      for (DType dtype : DtypeChoice.or(dtypes, DtypeChoice.BOTH).dtypes()) {
        trials.addAll(WorkedExamples.trials(dtype, fromScratch, dl4j));
        BuiltInSuite.cases(dtype, steps, seed == null ? BuiltInSuite.DEFAULT_SEED : seed)
            .forEach(task -> trials.add(new Trial(fromScratch, dl4j, task)));
      }
    }
    for (Path file : specs) {
      cases(SpecReader.read(file)).forEach(task -> trials.add(new Trial(fromScratch, dl4j, task)));
    }
    return trials;
  }

  private List<Case> cases(SpecFile file) {
    List<Case> cases = new ArrayList<>();
    DtypeChoice ownDtype = DtypeChoice.of(file.network().dtype());
    for (DType dtype : DtypeChoice.or(dtypes, ownDtype).dtypes()) {
      NetworkSpec network = file.network().withDtype(dtype);
      if (seed != null) {
        network = network.withSeed(seed);
      }
      Examples examples = ExamplesReader.of(file.table(), network, file.data());
      CaseFactory factory = new CaseFactory(network, examples);
      cases.add(factory.gradient(file.data().batch()));
      if (steps > 0) {
        cases.add(factory.training(file.data().batch(), steps));
      }
    }
    return cases;
  }
}
