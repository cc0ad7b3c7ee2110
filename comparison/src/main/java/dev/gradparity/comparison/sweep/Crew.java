package dev.gradparity.comparison.sweep;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Workers that share tasks out among themselves. */
final class Crew implements AutoCloseable {

  private final List<Worker> workers = new ArrayList<>();

  /**
   * A crew, of which nobody has started.
   *
   * @param scratch a folder for what processes leave
   * @param limit the longest time for one answer
   */
  Crew(WorkerCommand command, int size, Path scratch, Duration limit) {
    for (int k = 0; k < size; k++) {
      workers.add(new Worker(command, scratch.resolve("worker" + k), limit));
    }
  }

  /** What a task does with the worker that takes it. */
  @FunctionalInterface
  interface Action<T> {
    /** Carries out the task. */
    void accept(Worker worker, T task) throws InterruptedException;
  }

  /** Starts one worker, and returns what it runs on. */
  Map<String, String> environment() {
    try {
      return workers.get(0).start();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Carries out all tasks; they begin in their order. The first exception ends it. */
  <T> void forEach(List<T> tasks, Action<T> action) {
    AtomicInteger next = new AtomicInteger();
    ExecutorService executor = Executors.newFixedThreadPool(workers.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Worker worker : workers) {
        running.add(
            executor.submit(
                () -> {
                  work(worker, tasks, next, action);
                  return null;
                }));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      executor.shutdownNow();
    }
  }

  private static <T> void work(Worker worker, List<T> tasks, AtomicInteger next, Action<T> action)
      throws InterruptedException {
    boolean done = false;
    try {
      for (int k = next.getAndIncrement(); k < tasks.size(); k = next.getAndIncrement()) {
        action.accept(worker, tasks.get(k));
      }
      done = true;
    } finally {
      if (!done) {
        // The others finish what they have, and take no more.
        next.set(tasks.size());
      }
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while networks were being judged", e);
  }

  @Override
  public void close() {
    try {
      for (Worker worker : workers) {
        worker.stop();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }
}
