package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Verdict;
import java.util.Map;

/** What became of a network. */
public sealed interface Outcome {

  /** What a process that ended without an answer is called in reports. */
  String CRASHED = "CRASHED";

  /** The name of the verdict in reports. */
  String verdictName();

  /** Whether it fails the sweep. */
  boolean fails();

  /**
   * The judge had an answer.
   *
   * @param verdict on all cases of the network
   * @param worstRatios the largest error / bound among the matching tensors, by their symbol
   * @param finding the first tensor that does not match and where; empty if all do
   */
  record Judged(Verdict verdict, Map<String, Double> worstRatios, String finding)
      implements Outcome {

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
