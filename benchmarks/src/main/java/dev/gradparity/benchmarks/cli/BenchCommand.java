package dev.gradparity.benchmarks.cli;

import dev.gradparity.benchmarks.Contenders;
import dev.gradparity.benchmarks.Machine;
import dev.gradparity.benchmarks.harness.Campaign;
import dev.gradparity.benchmarks.harness.Plan;
import dev.gradparity.benchmarks.harness.Selection;
import dev.gradparity.benchmarks.report.Performance;
import dev.gradparity.benchmarks.report.Performance.Status;
import dev.gradparity.benchmarks.report.PerformanceFile;
import dev.gradparity.benchmarks.report.PerformanceTable;
import dev.gradparity.cli.AddedCommand;
import dev.gradparity.cli.DtypeChoice;
import dev.gradparity.cli.ExitCodes;
import dev.gradparity.cli.Version;
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
          + " 2 bad usage, 3 the environment cannot run it."
    })
public final class BenchCommand implements AddedCommand {

  private static final String COMMIT = "gradparity.commit";

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
      names = "--out",
      paramLabel = "PATH",
      description =
          "Folder of performance.json and index.html, or a .json file. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("target", "gradparity");

  /** For ServiceLoader. */
  public BenchCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (rounds != null && rounds < 1) {
      throw usage("--rounds must be at least 1, got " + rounds);
    }
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
    Plan plan = selection.plan(Contenders.all(), processors);
    PerformanceFile file = PerformanceFile.at(out);
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
    long start = System.nanoTime();
    Performance performance = measure(plan, file);
    PrintWriter to = command.commandLine().getOut();
    to.print(new PerformanceTable(Ansi.AUTO).of(performance));
    to.printf(
        Locale.ROOT,
        "%.0f s for %d rounds; everything is in %s%n",
        (System.nanoTime() - start) / 1e9,
        performance.method().roundsDone(),
        file.path());
    to.flush();
    return exitCode(performance);
  }

  private Performance measure(Plan plan, PerformanceFile file) throws InterruptedException {
    try (Campaign campaign = new Campaign(plan, environment(), file)) {
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

  private static Map<String, String> environment() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("gradparity", Version.current());
    map.put("commit", System.getProperty(COMMIT, "unknown"));
    map.put("cpu", Machine.cpuModel());
    map.put("cpuFlags", String.join(" ", Machine.cpuFlags()));
    map.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    map.put(
        "loadAverage",
        String.valueOf(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    map.put("lastCacheBytes", Machine.lastCache().map(String::valueOf).orElse("unknown"));
    map.put("java", System.getProperty("java.runtime.version"));
    map.put("jvm", System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor"));
    map.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    map.put("arch", System.getProperty("os.arch"));
    return map;
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
