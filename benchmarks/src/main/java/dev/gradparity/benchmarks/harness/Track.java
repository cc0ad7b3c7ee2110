package dev.gradparity.benchmarks.harness;

import dev.gradparity.benchmarks.Outcome;
import dev.gradparity.benchmarks.performance.Performance.Status;
import java.util.Map;
import java.util.TreeMap;

/** What has come of one contender at one setting so far. */
final class Track {

  private static final int MOST_FAILURES = 2;

  private final Map<Integer, Double> rounds = new TreeMap<>();
  private final Map<Integer, Double> fastest = new TreeMap<>();
  private final Map<Integer, Double> handovers = new TreeMap<>();
  private Outcome last;
  private String description = "";
  private double worstRatio = Double.NaN;
  private double leastBytes = Double.POSITIVE_INFINITY;
  private int failures;

  void add(int round, Forks.Fork fork) {
    last = fork.outcome();
    if (!last.description().isEmpty()) {
      description = last.description();
    }
    if (!Double.isNaN(last.worstRatio())) {
      worstRatio = last.worstRatio();
    }
    if (fork.microseconds() != null) {
      rounds.put(round, fork.microseconds());
      fastest.put(round, last.fastestMicroseconds());
      if (fork.handover() != null) {
        handovers.put(round, fork.handover());
      }
      if (!Double.isNaN(last.bytesPerOperation())) {
        leastBytes = Math.min(leastBytes, last.bytesPerOperation());
      }
    } else if (last.status() == Outcome.Status.FAILED) {
      failures++;
    }
  }

  /** Whether another round can bring anything; a JVM that died once gets a second chance. */
  boolean goesOn() {
    if (last == null) {
      return true;
    }
    return switch (last.status()) {
      case JUDGED -> true;
      case FAILED -> failures < MOST_FAILURES;
      case REFUSED, ABSENT -> false;
    };
  }

  /** Who disagreed once is not listed with times, whatever the rounds before said. */
  Status status() {
    if (last == null) {
      return Status.PENDING;
    }
    return switch (last.status()) {
      case REFUSED -> Status.REFUSED;
      case ABSENT -> Status.ABSENT;
      case JUDGED, FAILED -> rounds.isEmpty() ? Status.FAILED : Status.MEASURED;
    };
  }

  /** Microseconds by round; empty unless they may be shown. */
  Map<Integer, Double> rounds() {
    return status() == Status.MEASURED ? rounds : Map.of();
  }

  /** Microseconds of the fastest stretch, by round; empty likewise. */
  Map<Integer, Double> fastest() {
    return status() == Status.MEASURED ? fastest : Map.of();
  }

  /** Nanoseconds from one core to another, by round; empty likewise, and on one thread. */
  Map<Integer, Double> handovers() {
    return status() == Status.MEASURED ? handovers : Map.of();
  }

  /** Null unless it has been counted, and may be shown. */
  Double bytesPerOperation() {
    return rounds().isEmpty() || Double.isInfinite(leastBytes) ? null : leastBytes;
  }

  String description() {
    return description;
  }

  String reason() {
    return last == null || last.reason().isEmpty() ? null : last.reason();
  }

  Double worstRatio() {
    return Double.isNaN(worstRatio) ? null : worstRatio;
  }
}
