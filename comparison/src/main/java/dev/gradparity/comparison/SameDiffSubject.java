package dev.gradparity.comparison;

import dev.gradparity.dl4j.SameDiffNetwork;

/** A SameDiff graph, differentiated and trained by ND4J itself. */
public final class SameDiffSubject implements Subject {

  private static final String NAME = "samediff";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Origin origin() {
    return Origin.ND4J;
  }

  @Override
  public Observation observe(Case task) {
    return ReferenceObservation.of(
        NAME, () -> new SameDiffNetwork(task.spec(), task.data().isMasked()), task);
  }
}
