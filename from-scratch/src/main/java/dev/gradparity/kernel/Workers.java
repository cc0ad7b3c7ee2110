package dev.gradparity.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that help a caller with large operations: one fewer than the machine has processors,
 * one set for the whole process. A caller that finds them helping somebody else does all parts
 * itself.
 *
 * <p>A helper that has finished waits in a loop for a while before it sleeps, because the
 * operations of a training step follow each other within microseconds.
 */
final class Workers {

  /** How long a helper waits awake: longer than between two steps of a training. */
  private static final long PATIENCE_NANOS = 300_000;

  private static final Workers SHARED = new Workers(Runtime.getRuntime().availableProcessors() - 1);

  private final Helper[] helpers;
  private final AtomicBoolean busy = new AtomicBoolean();

  Workers(int count) {
    helpers = new Helper[count];
    for (int i = 0; i < count; i++) {
      helpers[i] = new Helper(i + 1);
    }
  }

  static Workers shared() {
    return SHARED;
  }

  /** Work that falls into parts which can be done side by side. */
  interface Work {

    /** Does one part of {@code count}. */
    void run(int part, int count);
  }

  /** How many of this many threads there are. */
  int count(int threads) {
    return Math.min(threads, helpers.length + 1);
  }

  /**
   * Does all parts of a piece of work and returns when they are done. The caller does its share,
   * and then those of helpers that have not begun: on a busy machine they may be kept from it for
   * long.
   *
   * <p>What a part throws is thrown here, once all others are done.
   *
   * @param threads the caller and at most this many less one helpers
   */
  void run(Work work, int threads) {
    int count = count(threads);
    if (count == 1 || !busy.compareAndSet(false, true)) {
      work.run(0, 1);
      return;
    }
    for (int i = 1; i < count; i++) {
      helpers[i - 1].give(work, count);
    }
    Throwable failure = null;
    try {
      work.run(0, count);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    for (int i = 1; i < count; i++) {
      Throwable other = helpers[i - 1].finish();
      failure = failure == null ? other : failure;
    }
    busy.set(false);
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
  }

  /** One thread, and the part of a piece of work that waits for it. */
  private static final class Helper implements Runnable {

    private static final int IDLE = 0;
    private static final int GIVEN = 1;
    private static final int TAKEN = 2;

    private final int part;
    private final AtomicInteger state = new AtomicInteger(IDLE);
    private Thread thread;
    private Work work;
    private int count;
    private Throwable failure;

    Helper(int part) {
      this.part = part;
    }

    void give(Work given, int parts) {
      work = given;
      count = parts;
      failure = null;
      state.set(GIVEN);
      if (thread == null) {
        thread = started();
      }
      LockSupport.unpark(thread);
    }

    /** Null where the system has no thread left: the giver then does the part itself. */
    private Thread started() {
      Thread started = new Thread(this, "gradparity-helper-" + part);
      started.setDaemon(true);
      try {
        started.start();
        return started;
      } catch (OutOfMemoryError e) {
        return null;
      }
    }

    /** Called by the giver: does the part unless the helper has taken it, or else waits for it. */
    Throwable finish() {
      if (state.compareAndSet(GIVEN, TAKEN)) {
        runPart();
      }
      while (state.get() != IDLE) {
        Thread.onSpinWait();
      }
      return failure;
    }

    private void runPart() {
      try {
        work.run(part, count);
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      state.set(IDLE);
    }

    @Override
    public void run() {
      while (true) {
        await();
        if (state.compareAndSet(GIVEN, TAKEN)) {
          runPart();
        }
      }
    }

    private void await() {
      long since = System.nanoTime();
      while (state.get() != GIVEN) {
        if (System.nanoTime() - since < PATIENCE_NANOS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
          // Of a thread that stays interrupted, the next park returns at once.
          Thread.interrupted();
          // Waking takes longer than most parts. Who went back to sleep because the giver has done
          // this one would be late for every later one as well.
          since = System.nanoTime();
        }
      }
    }
  }
}
