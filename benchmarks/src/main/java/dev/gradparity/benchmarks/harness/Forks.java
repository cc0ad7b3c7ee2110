package dev.gradparity.benchmarks.harness;

import dev.gradparity.benchmarks.Contender;
import dev.gradparity.benchmarks.NeedsJars;
import dev.gradparity.benchmarks.Outcome;
import dev.gradparity.benchmarks.WorkloadBenchmark;
import dev.gradparity.benchmarks.ceiling.Ceiling;
import dev.gradparity.benchmarks.ceiling.Handover;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.Main;

/**
 * Starts JVMs, one at a time, each for one measurement. JMH does not fork in there: the JVM is
 * fresh, and does nothing else.
 */
final class Forks implements AutoCloseable {

  static final String INTERRUPTED = "interrupted by the user";

  private static final long TIMEOUT_MINUTES = 15;

  /** Exit codes above this stand for signals. */
  private static final int SIGNALLED = 128;

  /** Present and future processes may be ended from another thread, when the user interrupts. */
  private volatile Process running;

  private volatile boolean closed;

  private final Path folder;

  /**
   * Forks that leave their files in this folder.
   *
   * @param folder exists, and belongs to nobody else
   */
  Forks(Path folder) {
    this.folder = folder;
  }

  /**
   * What came of one fork.
   *
   * @param outcome of the judgement
   * @param microseconds of one operation; null unless the contender was timed
   * @param handover nanoseconds from one core to another right afterwards; null unless the
   *     contender was timed on several threads
   */
  record Fork(Outcome outcome, Double microseconds, Double handover) {

    static Fork untimed(Outcome outcome) {
      return new Fork(outcome, null, null);
    }
  }

  /** Judges and times a contender in a JVM of its own. */
  Fork measure(Contender contender, Setting setting, Path expectation, Iterations iterations)
      throws IOException, InterruptedException {
    Path outcomeFile = fresh("outcome.properties");
    Path resultFile = fresh("jmh.json");
    List<String> arguments = new ArrayList<>();
    arguments.add("-D" + WorkloadBenchmark.EXPECTATION + "=" + expectation);
    arguments.add("-D" + WorkloadBenchmark.OUTCOME + "=" + outcomeFile);
    arguments.add("-D" + WorkloadBenchmark.SETTLING + "=" + iterations.settlingMilliseconds());
    // The lock is against benchmarks side by side; here one follows the other.
    arguments.add("-Djmh.ignoreLock=true");
    arguments.addAll(List.of("-cp", classPath(contender), Main.class.getName()));
    arguments.addAll(List.of("\\Q" + WorkloadBenchmark.class.getName() + "\\E\\..*"));
    arguments.addAll(List.of("-f", "0", "-foe", "true", "-v", "SILENT"));
    arguments.addAll(
        List.of("-wi", text(iterations.warmups()), "-w", iterations.warmupMilliseconds() + "ms"));
    arguments.addAll(
        List.of("-i", text(iterations.measured()), "-r", iterations.milliseconds() + "ms"));
    arguments.addAll(List.of("-p", "contender=" + contender.id()));
    arguments.addAll(List.of("-p", "workload=" + setting.workload().name()));
    arguments.addAll(List.of("-p", "dtype=" + setting.dtype().name()));
    arguments.addAll(List.of("-p", "threads=" + setting.threads()));
    arguments.addAll(List.of("-rf", "json", "-rff", resultFile.toString()));
    String failure = run(arguments, contender.environment(setting.threads()));
    // In here, where no thread of the contender spins on.
    double handover = setting.threads() > 1 ? Handover.nanoseconds() : Double.NaN;
    if (!Files.exists(outcomeFile)) {
      return Fork.untimed(Outcome.without(Outcome.Status.FAILED, "", failure));
    }
    Outcome outcome = Outcome.load(outcomeFile);
    if (outcome.status() != Outcome.Status.JUDGED) {
      return Fork.untimed(outcome);
    }
    if (!failure.isEmpty()) {
      return Fork.untimed(Outcome.without(Outcome.Status.FAILED, outcome.description(), failure));
    }
    return new Fork(outcome, JmhTime.load(resultFile), Double.isNaN(handover) ? null : handover);
  }

  /** Measures what the machine can do at best. */
  Ceiling ceiling(int threads) throws IOException, InterruptedException {
    Path file = fresh("ceiling.properties");
    List<String> arguments = new ArrayList<>();
    // The compiler is waited for: a busy machine must not lower the ceiling.
    arguments.addAll(List.of("-Xbatch", "-cp", classPath(), Ceiling.class.getName()));
    arguments.addAll(List.of(text(threads), file.toString()));
    run(arguments, Map.of());
    return Files.exists(file) ? Ceiling.load(file) : Ceiling.unknown();
  }

  private Path fresh(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    return file;
  }

  private static String text(int number) {
    return String.valueOf(number);
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static String classPath(Contender contender) {
    StringBuilder path = new StringBuilder();
    if (contender instanceof NeedsJars needy) {
      needy.jars().forEach(jar -> path.append(jar).append(File.pathSeparatorChar));
    }
    return path + classPath();
  }

  /** The flags of the launcher, the same for every contender. */
  static List<String> flags() {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-Dorg.nd4j.log.initialization=false"));
    if (Runtime.version().feature() >= 24) {
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }

  /** Runs Java, and returns why it failed; nothing if it did not. */
  private String run(List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags());
    command.addAll(arguments);
    Path log = fresh("log.txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.PIPE);
    running = builder.start();
    if (closed) {
      running.destroyForcibly();
    }
    if (!running.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
      running.destroyForcibly().waitFor();
      return "its JVM was still running after %d minutes".formatted(TIMEOUT_MINUTES);
    }
    int exitCode = running.exitValue();
    if (exitCode > SIGNALLED) {
      // The user's signal reaches the fork and this JVM at once; this one may hear it later.
      TimeUnit.MILLISECONDS.sleep(500);
    }
    if (closed) {
      throw new InterruptedException(INTERRUPTED);
    }
    return exitCode == 0 ? "" : "its JVM ended with %d%s".formatted(exitCode, lastWords(log));
  }

  private static String lastWords(Path log) throws IOException {
    // What native code says need not be UTF-8.
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("at ") && !line.startsWith("WARNING"))
        .findFirst()
        .map(line -> ": " + line)
        .orElse("");
  }

  boolean isClosed() {
    return closed;
  }

  /** Ends the JVM that is running, if there is one, and every later one at once. */
  @Override
  public void close() {
    closed = true;
    Process process = running;
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
