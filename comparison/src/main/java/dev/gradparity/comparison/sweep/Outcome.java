package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What became of a network. */
sealed interface Outcome {

  /** What a process that ended without an answer is called in reports. */
  String CRASHED = "CRASHED";

  /** The name of the verdict in reports. */
  String verdictName();

  /** Whether it fails the sweep. */
  boolean fails();

  /** What failures of one cause have in common. */
  String kind();

  /** What was found, in full. */
  String finding();

  /**
   * The judge had an answer.
   *
   * @param verdict on all cases of the network
   * @param certainRatios the largest error / certain bound among the matching tensors, by their
   *     symbol
   * @param probableRatios the same of the probable bound
   * @param deviations the ids of the registered deviations that were met
   * @param kind what mismatches of one cause have in common: the first tensor that does not match,
   *     without its layer, and whether the values there are numbers; empty if all match
   * @param finding that tensor and the values, in full; empty if all match
   */
  record Judged(
      Verdict verdict,
      Map<String, Double> certainRatios,
      Map<String, Double> probableRatios,
      Set<String> deviations,
      String kind,
      String finding)
      implements Outcome {

    /** Sorts: the same findings are written as the same bytes. */
    public Judged {
      certainRatios = new TreeMap<>(certainRatios);
      probableRatios = new TreeMap<>(probableRatios);
      deviations = new TreeSet<>(deviations);
    }

    @Override
    public String verdictName() {
      return verdict.name();
    }

    @Override
    public boolean fails() {
      return verdict == Verdict.MISMATCH;
    }
  }

  /**
   * There was no answer.
   *
   * @param reason a signal, an exit code, an exception or a limit
   */
  record Crashed(String reason) implements Outcome {

    private static final String HANGS = "no answer within ";

    /** There was no answer in time. */
    static Crashed hanging(Duration limit) {
      return new Crashed("%s%d s".formatted(HANGS, limit.toSeconds()));
    }

    /** Whether it was given up for taking too long. */
    boolean isHang() {
      return reason.startsWith(HANGS);
    }

    @Override
    public String kind() {
      return reason;
    }

    @Override
    public String finding() {
      return reason;
    }

    @Override
    public String verdictName() {
      return CRASHED;
    }

    @Override
    public boolean fails() {
      return true;
    }
  }
}
