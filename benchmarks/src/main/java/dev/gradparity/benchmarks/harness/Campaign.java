package dev.gradparity.benchmarks.harness;

import dev.gradparity.benchmarks.Contender;
import dev.gradparity.benchmarks.Outcome;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.report.PerformanceFile;
import dev.gradparity.cli.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Carries a plan out. After every JVM, the file holds all that has been measured so far. */
public final class Campaign implements AutoCloseable {

  private final Plan plan;
  private final PerformanceFile file;
  private final Path folder;
  private final Forks forks;
  private final Results results;
  private final Map<Setting, Path> expectations = new HashMap<>();
  private final Pace pace;

  /**
   * A campaign that has not begun.
   *
   * @param environment what the run runs on, for the file
   * @param file where the results go
   */
  public Campaign(Plan plan, Map<String, String> environment, PerformanceFile file) {
    this.plan = plan;
    this.file = file;
    results = new Results(plan, environment);
    try {
      folder = Files.createTempDirectory(file.folder(), ".bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    forks = new Forks(folder);
    pace = new Pace(plan.budget(), System::nanoTime);
  }

  /**
   * Measures round by round.
   *
   * @return what the file says at the end
   * @throws InterruptedException if the campaign is stopped while it runs
   */
  public Performance run() throws InterruptedException {
    int steps = plan.rounds() * plan.forksPerRound();
    try (Progress progress = Progress.onTerminal("measuring", steps)) {
      int round = 1;
      do {
        pace.beginRound();
        runRound(round, progress);
        results.roundDone();
        pace.endRound();
        round++;
      } while (round <= plan.rounds() && pace.leavesTime());
    } catch (IOException e) {
      if (forks.isClosed()) {
        // The folder went away under the step that was running.
        throw new InterruptedException(Forks.INTERRUPTED);
      }
      throw new UncheckedIOException(e);
    }
    Performance performance = results.performance(true);
    file.write(performance);
    return performance;
  }

  private void runRound(int round, Progress progress) throws IOException, InterruptedException {
    progress.say("round %d: the ceiling".formatted(round));
    int threads = plan.settings().stream().mapToInt(Setting::threads).max().orElse(1);
    results.add(forks.ceiling(threads));
    progress.step();
    for (Setting setting : plan.settings()) {
      for (Contender contender : plan.order(round)) {
        Track track = results.of(setting, contender.id());
        if (track.goesOn()) {
          progress.say(
              "round %d: %s %s".formatted(round, contender.id(), setting.workload().name()));
          track.add(round, measure(contender, setting));
          file.write(results.performance(false));
        }
        progress.step();
      }
    }
  }

  private Forks.Fork measure(Contender contender, Setting setting)
      throws IOException, InterruptedException {
    try {
      return forks.measure(contender, setting, expectation(setting), plan.iterations());
    } catch (OutOfMemoryError e) {
      String reason =
          "Java's memory does not hold what is expected; more with JAVA_TOOL_OPTIONS=-Xmx";
      return Forks.Fork.untimed(Outcome.without(Outcome.Status.FAILED, "", reason));
    }
  }

  /**
   * Computed when first needed, with nobody on the clock; the number of threads does not matter.
   */
  private Path expectation(Setting setting) throws IOException {
    Setting key = new Setting(setting.workload(), setting.dtype(), 1);
    Path known = expectations.get(key);
    if (known != null) {
      return known;
    }
    Path computed = folder.resolve("expectation-" + expectations.size());
    pace.once(() -> setting.workload().expectation(setting.dtype())).save(computed);
    expectations.put(key, computed);
    return computed;
  }

  @Override
  public void close() {
    stop();
  }

  /** Ends the JVM that is running, and the run with it, and takes the temporary files away. */
  public void stop() {
    forks.close();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // Left-overs in a hidden folder harm nobody, and there is nobody to tell any more.
      return;
    }
  }
}
