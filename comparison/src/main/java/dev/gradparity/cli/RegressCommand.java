package dev.gradparity.cli;

import dev.gradparity.comparison.CannotComputeException;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.Judge;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.regression.Baseline;
import dev.gradparity.comparison.regression.BaselineCase;
import dev.gradparity.comparison.regression.BaselineReader;
import dev.gradparity.comparison.regression.BaselineWriter;
import dev.gradparity.comparison.regression.CaseMoves;
import dev.gradparity.comparison.regression.MoveDetector;
import dev.gradparity.comparison.regression.Regression;
import dev.gradparity.comparison.report.RegressionText;
import dev.gradparity.comparison.report.ReportFolder;
import dev.gradparity.kernel.Kernels;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code regress}: did any number move since another library, JDK or machine? */
@Command(
    name = "regress",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Keeps every number of a run in a file, or says which of them moved since, and how far.",
      "Deeplearning4j's may move within rounding; from-scratch's must not move by a bit. Exit code"
          + " 1 when one moved further, or is missing."
    })
final class RegressCommand implements Callable<Integer> {

  private static final Kernels KERNELS = Kernels.scalar();

  @Spec private CommandSpec command;

  @ArgGroup(multiplicity = "1")
  private Action action;

  @Mixin private CaseOptions options;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "With --against, folder of regress.json and index.html. Default: ${DEFAULT-VALUE}.")
  private Path reportFolder = Path.of("target", "gradparity");

  /** One of two things to do with the file. */
  private static final class Action {

    @Option(
        names = "--save",
        paramLabel = "FILE",
        required = true,
        description = "Run, and keep all numbers and the environment in this file.")
    private Path save;

    @Option(
        names = "--against",
        paramLabel = "FILE",
        required = true,
        description = "Run the same cases again, and compare with this file.")
    private Path against;
  }

  @Override
  public Integer call() {
    return action.save != null ? save(action.save) : compare(action.against);
  }

  private int save(Path file) {
    if (command.commandLine().getParseResult().hasMatchedOption("--report")) {
      throw new ParameterException(
          command.commandLine(), "--report is of --against; --save writes its file alone");
    }
    BaselineWriter.requireWritable(file);
    List<Trial> trials = trials();
    Environment environment = Environment.load(KERNELS);
    List<BaselineCase> cases = forEach(trials, RegressCommand::observe);
    BaselineWriter.write(file, new Baseline(environment.asMap(), options.asMap(), cases));
    PrintWriter out = command.commandLine().getOut();
    out.printf("%,d tensors of %d cases are in %s%n", tensors(cases), cases.size(), file);
    out.flush();
    return ExitCodes.MATCH;
  }

  private static long tensors(List<BaselineCase> cases) {
    return cases.stream()
        .mapToLong(c -> c.fixed().tensors().size() + c.library().tensors().size())
        .sum();
  }

  private int compare(Path file) {
    if (options.haveAnyBesidesSpecs()) {
      throw new ParameterException(
          command.commandLine(), "--against takes --dtype, --steps and --seed from the file");
    }
    Baseline baseline = BaselineReader.read(file);
    restoreOptions(file, baseline);
    List<Trial> trials = trials();
    ReportFolder report = ReportFolder.at(reportFolder);
    Environment environment = Environment.load(KERNELS);
    Regression regression = regression(baseline, trials, environment);
    report.write(regression);
    print(regression);
    return regression.movement().passes() ? ExitCodes.MATCH : ExitCodes.MISMATCH;
  }

  private void restoreOptions(Path file, Baseline baseline) {
    String specs = baseline.options().get("spec");
    if ((specs != null) != options.haveSpecs()) {
      throw new InvalidInputException(
          specs == null
              ? file + ": was made of the built-in suite; leave out --spec"
              : file + ": was made with --spec " + specs + "; give the same networks again");
    }
    try {
      options.restore(baseline.options());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          file + ": holds options that no run has; write it again with regress --save", e);
    }
  }

  /** The library beside from-scratch on every case; the worked numbers' third side is not kept. */
  private List<Trial> trials() {
    Subject fromScratch = new FromScratchSubject(KERNELS);
    Subject dl4j = new Dl4jSubject();
    return options.trials(fromScratch, dl4j).stream()
        .filter(trial -> trial.left() == fromScratch && trial.right() == dl4j)
        .toList();
  }

  private static BaselineCase observe(Trial trial) {
    try {
      return BaselineCase.observe(trial.task(), trial.left(), trial.right());
    } catch (CannotComputeException e) {
      throw new InvalidInputException(name(trial.task()) + ": " + e.getMessage(), e);
    }
  }

  private static Regression regression(
      Baseline baseline, List<Trial> trials, Environment environment) {
    Map<String, BaselineCase> before = new LinkedHashMap<>();
    baseline.cases().forEach(recorded -> before.put(recorded.identity(), recorded));
    List<Trial> known = new ArrayList<>();
    List<String> added = new ArrayList<>();
    Set<String> found = new HashSet<>();
    for (Trial trial : trials) {
      String identity = BaselineCase.identity(trial.task());
      if (before.containsKey(identity)) {
        found.add(identity);
        known.add(trial);
      } else {
        added.add(name(trial.task()));
      }
    }
    List<CaseMoves> moves =
        forEach(
            known,
            trial ->
                MoveDetector.detect(
                    trial.task(), before.get(BaselineCase.identity(trial.task())), observe(trial)));
    List<String> missing =
        before.values().stream()
            .filter(recorded -> !found.contains(recorded.identity()))
            .map(BaselineCase::name)
            .toList();
    return new Regression(baseline.environment(), environment.asMap(), moves, missing, added);
  }

  private static String name(Case task) {
    return task.spec().name() + " " + task.name() + ", " + task.spec().dtype().specName();
  }

  private static <R> List<R> forEach(List<Trial> trials, Function<Trial, R> work) {
    Judge judge = new Judge(Runtime.getRuntime().availableProcessors());
    try (Progress progress = Progress.onTerminal("observing", trials.size())) {
      return judge.forEach(trials, work, progress::step);
    }
  }

  private void print(Regression regression) {
    RegressionText text = new RegressionText(Ansi.AUTO);
    PrintWriter out = command.commandLine().getOut();
    out.println(text.environment(regression));
    out.println(text.networks(regression));
    String problems = text.problems(regression);
    if (!problems.isEmpty()) {
      out.println(problems);
    }
    out.println(text.summary(regression));
    out.println("the report is in " + reportFolder);
    out.flush();
  }
}
