package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.UserText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A worker process that is replaced when it dies. */
final class Worker {

  private static final int ATTEMPTS = 3;
  private static final long PAUSE_MILLIS = 1000;

  /** A virtual machine and a native library start, however short the time for an answer is. */
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final WorkerCommand command;
  private final Path scratch;
  private final Duration limit;
  private WorkerProcess process;

  /**
   * A worker, which starts when it is first needed.
   *
   * @param scratch a folder of its own
   * @param limit the longest time for one answer
   */
  Worker(WorkerCommand command, Path scratch, Duration limit) {
    this.command = command;
    this.scratch = scratch;
    this.limit = limit;
  }

  /**
   * Starts a process.
   *
   * @return what it says it runs on
   * @throws WorkerFailedException if it dies before it says anything
   */
  Map<String, String> start() throws InterruptedException {
    try {
      process = WorkerProcess.start(command, scratch);
    } catch (IOException e) {
      throw new WorkerFailedException(
          "a worker process cannot be started (%s)".formatted(UserText.reason(e)));
    }
    Optional<JsonNode> hello = process.receive(START_LIMIT);
    if (hello.isEmpty()) {
      String reason = process.reason(START_LIMIT);
      throw new WorkerFailedException(
          "a worker process %s before it could judge anything".formatted(reason));
    }
    return SweepJson.texts(hello.get());
  }

  /**
   * The outcome of what is asked.
   *
   * @param onCrash hears what a process that died on it left behind
   */
  Outcome ask(String request, Consumer<String> onCrash) throws InterruptedException {
    if (process == null || !process.isAlive()) {
      restart();
    }
    process.send(request);
    Optional<JsonNode> answer = process.receive(limit);
    if (answer.isPresent()) {
      return SweepJson.outcome(answer.get());
    }
    String reason = process.reason(limit);
    onCrash.accept(process.remains());
    process = null;
    return new Outcome.Crashed(reason);
  }

  /** What has started before may fail to for want of memory, for a while. */
  private void restart() throws InterruptedException {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        start();
        return;
      } catch (WorkerFailedException e) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    start();
  }

  void stop() throws InterruptedException {
    if (process != null) {
      process.stop();
    }
  }
}
