package dev.gradparity.cli;

import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.sweep.Given;
import dev.gradparity.comparison.sweep.Sweep;
import dev.gradparity.comparison.sweep.SweepResult;
import dev.gradparity.comparison.sweep.SweepText;
import dev.gradparity.kernel.Kernels;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sweep}: judges random networks. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Judges random networks, from scratch against Deeplearning4j: 1 to 6 layers of 1 to 300 units,"
          + " minibatches of 1 to 65, every activation, loss and updater, and data from ordinary to"
          + " extreme. Each gets a gradient and a few training steps.",
      "Networks are judged in processes of their own: a crash costs one verdict, not the run. Of"
          + " each kind of failure, the first two are shrunk and written to DIR/failures, with the"
          + " command that replays them."
    })
final class SweepCommand implements Callable<Integer> {

  /** Far longer than the slowest network takes on a slow machine, ND4J's start included. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @Spec private CommandSpec command;

  @Option(names = "--count", paramLabel = "N", description = "How many networks to judge.")
  private Integer count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Which networks: the same seed gives the same. Default: 1.")
  private Long seed;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      converter = DtypeChoice.Converter.class,
      description = "float32, float64 or both. Default: both.")
  private DtypeChoice dtypes;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on with the sweep whose report folder this is, after whatever ended it.")
  private Path resume;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Folder of sweep.json, index.html, junit.xml, journal.jsonl and failures. Default:"
              + " target/sweep.")
  private Path report;

  @Override
  public Integer call() {
    if (resume == null && count == null) {
      throw new ParameterException(
          command.commandLine(), "--count says how many networks, such as --count 1000");
    }
    if (count != null && count < 1) {
      throw new ParameterException(
          command.commandLine(), "--count must be at least 1, got " + count);
    }
    if (resume != null && report != null) {
      throw new ParameterException(
          command.commandLine(), "--resume writes to its own folder; leave --report out");
    }
    Given given = new Given(seed, count, dtypes == null ? null : dtypes.dtypes());
    long start = System.nanoTime();
    Path folder = resume != null ? resume : report != null ? report : Path.of("target", "sweep");
    try (Sweep sweep =
        resume == null ? Sweep.begin(folder, given.settings()) : Sweep.resume(folder, given)) {
      SweepResult result = run(sweep);
      PrintWriter out = command.commandLine().getOut();
      out.print(SweepText.of(result));
      out.printf(
          Locale.ROOT, "%.1f s; the report is in %s%n", (System.nanoTime() - start) / 1e9, folder);
      out.flush();
      return result.fails() ? ExitCodes.MISMATCH : ExitCodes.MATCH;
    }
  }

  private static SweepResult run(Sweep sweep) {
    Sweep.Staff staff =
        new Sweep.Staff(
            SweepWorkerCommand.processes(sweep.settings()),
            Runtime.getRuntime().availableProcessors(),
            LIMIT,
            new FromScratchSubject(Kernels.scalar()));
    try (Progress progress = Progress.onTerminal("sweeping", sweep.remaining())) {
      return sweep.run(staff, progress::step);
    }
  }
}
