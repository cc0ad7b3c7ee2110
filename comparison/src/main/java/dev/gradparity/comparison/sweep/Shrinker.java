package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.InvalidSpecException;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Makes a failing network as small and plain as it can be and still fail: greedily, each way tried
 * once in its turn, all turns again until none helps (a delta debugging in the sense of Zeller and
 * Hildebrandt 2002).
 */
final class Shrinker {

  private static final List<Function<SweepNetwork, List<UnaryOperator<SweepNetwork>>>> TURNS =
      List.of(Reductions::parts, Reductions::masks, Reductions::extents, Reductions::numbers);

  private final Judgement judgement;
  private final int budget;
  private int judged;
  private SweepNetwork smallest;
  private Outcome outcome;

  /** The judge of candidates. */
  @FunctionalInterface
  interface Judgement {
    /** The outcome of a candidate. */
    Outcome of(SweepNetwork candidate) throws InterruptedException;
  }

  /**
   * A shrinker.
   *
   * @param budget how many candidates it may have judged
   */
  Shrinker(Judgement judgement, int budget) {
    this.judgement = judgement;
    this.budget = budget;
  }

  /**
   * The smallest network found, and how it fails.
   *
   * @param outcome not a failure if the first network did not fail again
   */
  record Result(SweepNetwork network, Outcome outcome) {}

  /** Shrinks a network; what fails in another manner is not taken. */
  Result shrink(SweepNetwork failing) throws InterruptedException {
    smallest = failing;
    outcome = judgement.of(failing);
    boolean progress = outcome.fails();
    while (progress) {
      progress = false;
      for (Function<SweepNetwork, List<UnaryOperator<SweepNetwork>>> turn : TURNS) {
        progress |= take(turn.apply(smallest));
      }
    }
    return new Result(smallest, outcome);
  }

  private boolean take(List<UnaryOperator<SweepNetwork>> ways) throws InterruptedException {
    boolean progress = false;
    for (UnaryOperator<SweepNetwork> way : ways) {
      SweepNetwork candidate = candidate(way);
      if (candidate.equals(smallest)) {
        continue;
      }
      if (judged == budget) {
        return false;
      }
      judged++;
      Outcome found = judgement.of(candidate);
      if (isLike(found)) {
        smallest = candidate;
        outcome = found;
        progress = true;
      }
    }
    return progress;
  }

  /** Two faults in one network are not to be mistaken for each other; a crash is a crash. */
  private boolean isLike(Outcome found) {
    return found.verdictName().equals(outcome.verdictName())
        && (found instanceof Outcome.Crashed || found.kind().equals(outcome.kind()));
  }

  /** A loss and an activation that do not go together are no candidate. */
  private SweepNetwork candidate(UnaryOperator<SweepNetwork> way) {
    try {
      return way.apply(smallest);
    } catch (InvalidSpecException e) {
      return smallest;
    }
  }
}
