package dev.gradparity.comparison.arbiter;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Subject;

/**
 * The arbiter as a subject: every element rounded once, to the nearest number of the case's format.
 */
public final class ArbiterSubject implements Subject {

  private static final String NAME = "arbiter";

  private final Arbiter arbiter = new Arbiter();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observation observe(Case task) {
    return arbiter.observe(task).rounded(NAME, task.spec().dtype());
  }
}
