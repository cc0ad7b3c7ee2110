package dev.gradparity.benchmarks.cli;

import dev.gradparity.benchmarks.Contenders;
import dev.gradparity.benchmarks.harness.Campaign;
import dev.gradparity.benchmarks.harness.Plan;
import dev.gradparity.benchmarks.harness.Selection;
import dev.gradparity.benchmarks.performance.Comparability;
import dev.gradparity.benchmarks.performance.Joining;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Status;
import dev.gradparity.benchmarks.regression.Changes;
import dev.gradparity.benchmarks.regression.SelfCheck;
import dev.gradparity.benchmarks.report.ChangesTable;
import dev.gradparity.benchmarks.report.PerformanceDocument;
import dev.gradparity.benchmarks.report.PerformanceFile;
import dev.gradparity.benchmarks.report.PerformanceTable;
import dev.gradparity.cli.AddedCommand;
import dev.gradparity.cli.DtypeChoice;
import dev.gradparity.cli.ExitCodes;
import dev.gradparity.comparison.InvalidInputException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: times the contenders, each judged before it is timed. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Times the contenders against each other, each judged before it is timed.",
      "Matrix products, the affine layer and whole training steps run by turns, each in a JVM of its"
          + " own under JMH, beside the most that this machine can do. Who computes something else"
          + " is not timed.",
      "A full run takes hours; --quick takes less than 5 minutes."
    },
    footer = {
      "",
      "Exit codes: 0 measured, 1 from-scratch disagreed with its specification or could not be run,"
          + " or something has become slower, 2 bad usage, 3 the environment cannot run it."
    })
public final class BenchCommand implements AddedCommand {

  /** Load for each processor, before the run, that is worth a warning. */
  private static final double BUSY = 0.5;

  @Spec private CommandSpec command;

  @Option(names = "--quick", description = "A chosen few workloads in less than 5 minutes.")
  private boolean quick;

  @Option(
      names = "--peers",
      description = "Other libraries take part; the first time, they are downloaded.")
  private boolean peers;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Workloads whose names it finds, such as train or product-nn-(16|64)$.")
  private Pattern only;

  @Option(
      names = "--contenders",
      paramLabel = "ID",
      split = ",",
      description = "Who takes part, such as from-scratch-vector,dl4j. Default: all.")
  private List<String> contenders = List.of();

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      converter = DtypeChoice.Converter.class,
      description = "float32, float64 or both. Default: both; with --quick float32.")
  private DtypeChoice dtypes;

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      description = "Numbers of threads, or all. Default: 1,all; with --quick all.")
  private List<String> threads = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often everything is repeated. Default: 5; fewer where --quick runs late.")
  private Integer rounds;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description =
          "Measure again what this performance.json holds, and say what has become slower since.")
  private Path against;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      split = ",",
      description = "Measure nothing; take these performance.json, of one machine and commit.")
  private List<Path> from = List.of();

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description =
          "Write it up in Markdown; plots and numbers go to a folder of the same name beside it.")
  private Path page;

  @Option(
      names = "--aa",
      paramLabel = "N",
      description =
          "Take each N rounds for a run of their own, and say how often --against would raise a"
              + " false alarm between them, and find a slowdown of 10 %%.")
  private Integer selfCheck;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description =
          "Folder of performance.json and index.html, or a .json file. Default: target/gradparity,"
              + " and with --from nothing.")
  private Path out;

  /** For ServiceLoader. */
  public BenchCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    requireSense();
    Performance earlier = against == null ? null : earlier();
    PerformanceFile file =
        out == null && !from.isEmpty()
            ? null
            : PerformanceFile.at(out == null ? Path.of("target", "gradparity") : out);
    PrintWriter to = command.commandLine().getOut();
    long start = System.nanoTime();
    Performance performance = from.isEmpty() ? measure(earlier, file) : joined();
    to.print(new PerformanceTable(Ansi.AUTO).of(performance));
    Changes changes = earlier == null ? null : changes(earlier, performance);
    if (changes != null) {
      to.print(new ChangesTable(Ansi.AUTO).of(changes));
    }
    if (selfCheck != null) {
      to.println(ChangesTable.of(SelfCheck.of(performance, selfCheck), selfCheck));
    }
    if (page != null) {
      PerformanceDocument.write(page, performance);
    }
    if (file != null) {
      file.write(performance, changes);
      to.printf(
          Locale.ROOT,
          "%.0f s for %d rounds; everything is in %s%n",
          (System.nanoTime() - start) / 1e9,
          performance.method().roundsDone(),
          file.path());
    }
    to.flush();
    return changes != null && changes.hasRegression() ? ExitCodes.MISMATCH : exitCode(performance);
  }

  private void requireSense() {
    if (rounds != null && rounds < 1) {
      throw usage("--rounds must be at least 1, got " + rounds);
    }
    if (selfCheck != null && selfCheck < 2) {
      throw usage("--aa must be at least 2, got " + selfCheck);
    }
    if (page != null && !page.toString().endsWith(".md")) {
      throw usage("--page must end in .md, which its folder of plots does without, got " + page);
    }
    boolean selects =
        quick
            || peers
            || only != null
            || dtypes != null
            || rounds != null
            || !contenders.isEmpty()
            || !threads.isEmpty();
    if (!from.isEmpty() && selects) {
      throw usage(
          "--from measures nothing; leave --quick, --peers, --only, --contenders, --dtype,"
              + " --threads and --rounds out");
    }
  }

  private Performance earlier() {
    Performance earlier = PerformanceFile.read(against);
    if (earlier.results().stream().allMatch(result -> result.fastest().isEmpty())) {
      throw new InvalidInputException(
          against + ": has no fastest stretches, which are what is compared; measure it again");
    }
    return earlier;
  }

  private Performance joined() {
    Map<String, Performance> runs = new LinkedHashMap<>();
    from.forEach(path -> runs.put(path.toString(), PerformanceFile.read(path)));
    return Joining.of(runs);
  }

  private Performance measure(Performance earlier, PerformanceFile file)
      throws InterruptedException {
    int processors = Runtime.getRuntime().availableProcessors();
    Selection selection =
        new Selection(
            quick,
            peers,
            only,
            contenders,
            dtypes == null ? List.of() : dtypes.dtypes(),
            threadCounts(processors),
            rounds);
    if (earlier != null) {
      requireComparable(Comparability.otherMachine(earlier.environment(), RunEnvironment.now()));
      selection = selection.again(earlier);
    }
    Plan plan = selection.plan(Contenders.all(), processors);
    if (selfCheck != null && plan.rounds() < 2 * selfCheck) {
      throw usage(
          "--aa %d needs --rounds of at least %d, got %d"
              .formatted(selfCheck, 2 * selfCheck, plan.rounds()));
    }
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    if (load > BUSY * processors) {
      command
          .commandLine()
          .getErr()
          .printf(
              Locale.ROOT,
              "gradparity: the machine is busy (load %.1f on %d processors); times will scatter%n",
              load,
              processors);
    }
    return measure(earlier == null ? plan : plan.within(earlier), file);
  }

  private Changes changes(Performance earlier, Performance performance) {
    requireComparable(Comparability.otherMachine(earlier.environment(), performance.environment()));
    requireComparable(Comparability.otherMethod(earlier.method(), performance.method()));
    PrintWriter err = command.commandLine().getErr();
    Comparability.otherSoftware(earlier.environment(), performance.environment())
        .forEach(difference -> err.println("gradparity: since that run, " + difference));
    return Changes.between(earlier, performance);
  }

  private void requireComparable(List<String> reasons) {
    if (!reasons.isEmpty()) {
      throw new InvalidInputException(
          "--against %s: its times cannot be compared with these; measure both on one machine, in"
                  .formatted(against)
              + " one way (%s)".formatted(String.join("; ", reasons)));
    }
  }

  private Performance measure(Plan plan, PerformanceFile file) throws InterruptedException {
    try (Campaign campaign = new Campaign(plan, RunEnvironment.now(), file)) {
      Thread farewell =
          new Thread(
              () -> {
                campaign.stop();
                System.err.println(
                    "gradparity: interrupted; what was measured before is in " + file.path());
              });
      Runtime.getRuntime().addShutdownHook(farewell);
      Performance performance = campaign.run();
      Runtime.getRuntime().removeShutdownHook(farewell);
      return performance;
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private List<Integer> threadCounts(int processors) {
    List<Integer> counts = new ArrayList<>();
    for (String text : threads) {
      if (text.equals("all")) {
        counts.add(processors);
      } else if (text.matches("[1-9]\\d{0,4}") && Integer.parseInt(text) <= processors) {
        counts.add(Integer.parseInt(text));
      } else {
        throw usage("--threads takes 1 to %d, or all; got %s".formatted(processors, text));
      }
    }
    return counts;
  }

  static int exitCode(Performance performance) {
    boolean ours =
        performance.results().stream()
            .filter(result -> Contenders.isOurs(result.contender()))
            .anyMatch(
                result -> result.status() == Status.REFUSED || result.status() == Status.FAILED);
    boolean measured =
        performance.results().stream().anyMatch(result -> result.status() == Status.MEASURED);
    if (ours) {
      return ExitCodes.MISMATCH;
    }
    return measured ? ExitCodes.MATCH : ExitCodes.ENVIRONMENT;
  }
}
