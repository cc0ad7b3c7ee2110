package dev.gradparity.comparison.mutants;

import java.util.List;

/**
 * How the judge did.
 *
 * @param mutants what it made of each fault
 * @param falseAlarms the cases on which it found the network wrong that has no fault
 * @param cases how many cases there were
 */
public record Score(List<MutantVerdict> mutants, List<String> falseAlarms, int cases) {

  private static final double LEAST_SHARE = 0.95;

  /** Copies the lists. */
  public Score {
    mutants = List.copyOf(mutants);
    falseAlarms = List.copyOf(falseAlarms);
  }

  /** How many faults were found. */
  public long killed() {
    return mutants.stream().filter(MutantVerdict::isKilled).count();
  }

  /** How many were found in the tensor that they change first. */
  public long localised() {
    return mutants.stream().filter(MutantVerdict::isLocalised).count();
  }

  /** How many were found on a case of at most 2 layers, 4 units and minibatches of 2. */
  public long small() {
    return mutants.stream().filter(m -> m.isKilled() && m.caught().isSmall()).count();
  }

  /** At least 95 % are found, each where it is, and nothing where there is nothing. */
  public boolean passes() {
    return falseAlarms.isEmpty()
        && killed() >= LEAST_SHARE * mutants.size()
        && localised() == killed();
  }
}
