package dev.gradparity.comparison;

import dev.gradparity.dl4j.Nd4jNetwork;

/** The equations in ND4J's operations on matrices, forward and backward written out. */
public final class RawNd4jSubject implements Subject {

  private static final String NAME = "nd4j";

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
    return ReferenceObservation.of(NAME, () -> new Nd4jNetwork(task.spec()), task);
  }
}
