package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.WholeFile;
import dev.gradparity.spec.LayerSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A sweep over random networks, in a folder that holds all it knows. */
public final class Sweep implements AutoCloseable {

  private static final String SCRATCH = ".workers";

  /** What fails on a defect fails often; shrinking every one would take the time of the sweep. */
  private static final int SHRUNK_OF_A_KIND = 2;

  private static final int SHRUNK_AT_MOST = 40;

  private static final int CANDIDATES = 600;

  /** After each, a process has to start again. */
  private static final int CANDIDATES_THAT_CRASH = 40;

  private final Path folder;
  private final SweepSettings settings;
  private final Journal journal;

  private Sweep(Path folder, SweepSettings settings, Journal journal) {
    this.folder = folder;
    this.settings = settings;
    this.journal = journal;
  }

  /**
   * How networks are judged.
   *
   * @param command starts a worker process, whose {@link WorkerLoop} knows the settings
   * @param workers how many at a time
   * @param limit the longest time for one network
   * @param claimant the subject whose numbers are written beside a failing network
   */
  public record Staff(WorkerCommand command, int workers, Duration limit, Subject claimant) {}

  /** Begins a sweep; the folder loses what an earlier one left in it. */
  public static Sweep begin(Path folder, SweepSettings settings) {
    try {
      Files.createDirectories(folder);
      Journal journal = Journal.create(folder);
      new FailureFolder(folder).clear();
      Files.deleteIfExists(folder.resolve(SweepReport.NAME));
      Files.deleteIfExists(folder.resolve(SweepPage.NAME));
      Files.deleteIfExists(folder.resolve(SweepJUnit.NAME));
      return new Sweep(folder, settings, journal);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * Goes on with a sweep.
   *
   * @param given the settings that it must have; null for whatever it has
   * @throws InvalidInputException if it has other settings, or is none
   */
  public static Sweep resume(Path folder, Given given) {
    Journal journal = Journal.resume(folder);
    try {
      SweepSettings found = journal.settings().orElse(null);
      if (found == null && given.count() == null) {
        throw new InvalidInputException(
            "%s: the journal ends within its first line; start anew with --count"
                .formatted(folder));
      }
      given.require(folder, found);
      return new Sweep(folder, found == null ? given.settings() : found, journal);
    } catch (InvalidInputException e) {
      journal.close();
      throw e;
    }
  }

  /** Which networks. */
  public SweepSettings settings() {
    return settings;
  }

  /** How many of them are still to be judged. */
  public int remaining() {
    return settings.count() - journal.entries().size();
  }

  /**
   * Judges what is still to be judged, shrinks what fails, and writes the report.
   *
   * @param onJudged called after each network
   */
  public SweepResult run(Staff staff, Runnable onJudged) {
    FailureFolder failures = new FailureFolder(folder);
    try (Crew crew =
        new Crew(staff.command(), staff.workers(), folder.resolve(SCRATCH), staff.limit())) {
      if (remaining() > 0 || !unshrunk().isEmpty()) {
        requireSameEnvironment(crew.environment());
      }
      judge(crew, failures, onJudged);
      crew.forEach(
          unshrunk(), (worker, entry) -> shrink(worker, entry, failures, staff.claimant()));
    }
    SweepResult result = SweepResult.of(journal);
    write(result);
    return result;
  }

  private void requireSameEnvironment(Map<String, String> now) {
    if (journal.settings().isEmpty()) {
      journal.begin(settings, now);
      return;
    }
    Map<String, String> then = journal.environment();
    for (String name : now.keySet()) {
      if (!Objects.equals(now.get(name), then.get(name))) {
        throw new InvalidInputException(
            "%s: began where %s was %s, and here it is %s; resume it there, or start anew"
                .formatted(folder, name, then.get(name), now.get(name)));
      }
    }
  }

  private void judge(Crew crew, FailureFolder failures, Runnable onJudged) {
    Set<Integer> known = journal.entries().keySet();
    List<Integer> numbers =
        IntStream.rangeClosed(1, settings.count())
            .filter(number -> !known.contains(number))
            .boxed()
            .toList();
    NetworkGenerator generator = settings.generator();
    crew.forEach(
        numbers,
        (worker, number) -> {
          Outcome outcome =
              worker.ask(
                  WorkerLoop.request(number), remains -> keepCrash(failures, number, remains));
          journal.add(new Entry(number, Entry.Traits.of(generator.network(number)), outcome));
          onJudged.run();
        });
  }

  private void keepCrash(FailureFolder failures, int number, String remains) {
    try {
      failures.writeCrash(number, remains);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** The first failures of each kind, as far as they are still to be shrunk. */
  private List<Entry> unshrunk() {
    Set<Integer> done = journal.shrunk().stream().map(Shrunk::number).collect(Collectors.toSet());
    Map<String, Integer> ofKind = new HashMap<>();
    return journal.entries().values().stream()
        .filter(entry -> entry.outcome().fails())
        .filter(entry -> ofKind.merge(entry.kind(), 1, Integer::sum) <= SHRUNK_OF_A_KIND)
        .limit(SHRUNK_AT_MOST)
        .filter(entry -> !done.contains(entry.number()))
        .toList();
  }

  private void shrink(Worker worker, Entry entry, FailureFolder failures, Subject claimant)
      throws InterruptedException {
    Shrinker.Result result = smallest(worker, entry);
    String summary = summary(result);
    try {
      failures.write(entry, result.network(), summary, claimant);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
    journal.add(new Shrunk(entry.number(), summary, FailureFolder.nameOf(entry.number())));
  }

  /** What hangs is left as it is: each candidate might take its time. */
  private Shrinker.Result smallest(Worker worker, Entry entry) throws InterruptedException {
    SweepNetwork network = settings.generator().network(entry.number()).network();
    boolean crashed = entry.outcome() instanceof Outcome.Crashed;
    if (crashed && ((Outcome.Crashed) entry.outcome()).isHang()) {
      return new Shrinker.Result(network, entry.outcome());
    }
    Path candidates = folder.resolve(SCRATCH).resolve("candidate" + entry.number());
    Shrinker shrinker =
        new Shrinker(
            candidate -> {
              writeCandidate(candidates, candidate);
              return worker.ask(
                  WorkerLoop.request(candidates.toAbsolutePath(), candidate.steps()),
                  remains -> {});
            },
            crashed ? CANDIDATES_THAT_CRASH : CANDIDATES);
    return shrinker.shrink(network);
  }

  private void writeCandidate(Path candidates, SweepNetwork candidate) {
    try {
      NetworkFiles.write(candidates, candidate);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static String summary(Shrinker.Result result) {
    SweepNetwork network = result.network();
    StringBuilder layers = new StringBuilder(String.valueOf(network.spec().inputSize()));
    for (LayerSpec layer : network.spec().layers()) {
      layers.append('-').append(layer.units()).append(' ').append(layer.activation());
    }
    return "%s, %s, batch %d: %s"
        .formatted(
            layers,
            network.spec().loss().specName(),
            network.examples(),
            result.outcome().fails()
                ? result.outcome().finding()
                : "does not fail when it is judged again (%s)"
                    .formatted(result.outcome().verdictName()));
  }

  private void write(SweepResult result) {
    try {
      write(SweepReport.NAME, SweepReport.of(result));
      write(SweepPage.NAME, SweepPage.of(result));
      write(SweepJUnit.NAME, SweepJUnit.of(result));
      clearScratch();
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private void write(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    WholeFile.write(folder.resolve(name), out -> out.write(bytes));
  }

  private void clearScratch() throws IOException {
    List<Path> paths = new ArrayList<>();
    if (Files.isDirectory(folder.resolve(SCRATCH))) {
      try (var walk = Files.walk(folder.resolve(SCRATCH))) {
        walk.forEach(path -> paths.add(0, path));
      }
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }

  private static InvalidInputException unwritable(Path folder, IOException e) {
    return new InvalidInputException(
        "%s: cannot be written; give a writable folder with --report (%s)"
            .formatted(folder, UserText.reason(e)),
        e);
  }

  @Override
  public void close() {
    journal.close();
  }
}
