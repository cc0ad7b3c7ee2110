package dev.gradparity.cli;

import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.sweep.NetworkGenerator;
import dev.gradparity.comparison.sweep.NetworkJudge;
import dev.gradparity.comparison.sweep.SweepSettings;
import dev.gradparity.comparison.sweep.WorkerCommand;
import dev.gradparity.comparison.sweep.WorkerLoop;
import dev.gradparity.kernel.Kernels;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process that judges a sweep's networks; {@code sweep} starts it and speaks with it. */
@Command(name = "sweep-worker", hidden = true)
final class SweepWorkerCommand implements Callable<Integer> {

  private static final Kernels KERNELS = Kernels.scalar();

  /**
   * Enough for the largest network that is drawn, and little enough for several processes on a
   * small machine; ND4J may take as much again beside the heap.
   */
  private static final String MEMORY = "-Xmx512m";

  @Option(names = "--seed", required = true)
  private long seed;

  @Option(names = "--dtype", required = true, converter = DtypeChoice.Converter.class)
  private DtypeChoice dtypes;

  /** The command line of such a process: this one's virtual machine, class path and flags. */
  static WorkerCommand processes(SweepSettings settings) {
    return crashReport -> {
      List<String> line = new ArrayList<>();
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(flag -> !flag.startsWith("-javaagent") && !flag.startsWith("-agentlib"))
          .forEach(line::add);
      // Java does not start with two collectors: the user's own choice, if there is one, stays.
      if (line.stream().noneMatch(flag -> flag.matches("-XX:\\+Use\\w+GC"))) {
        line.add("-XX:+UseSerialGC");
      }
      line.addAll(
          List.of(
              MEMORY,
              "-XX:ErrorFile=" + crashReport,
              "-XX:-CreateCoredumpOnCrash",
              "-cp",
              System.getProperty("java.class.path"),
              Main.class.getName(),
              "sweep-worker",
              "--seed",
              String.valueOf(settings.seed()),
              "--dtype",
              settings.dtypes().size() == 1 ? settings.dtypes().get(0).specName() : "both"));
      return line;
    };
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    NetworkJudge judge = new NetworkJudge(new FromScratchSubject(KERNELS), new Dl4jSubject());
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    new WorkerLoop(new NetworkGenerator(seed, dtypes.dtypes()), judge, answers)
        .run(Environment.load(KERNELS).asMap(), requests);
    return ExitCodes.MATCH;
  }
}
