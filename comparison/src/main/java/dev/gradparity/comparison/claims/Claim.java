package dev.gradparity.comparison.claims;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Subject;

/**
 * What somebody says to have computed for a case.
 *
 * @param task the case
 * @param tensors those of its tensors that are claimed, at least one
 */
public record Claim(Case task, Observation tensors) {

  /** The outsider as a subject, which knows this case only. */
  public Subject subject() {
    return new Subject() {
      @Override
      public String name() {
        return tensors.subject();
      }

      @Override
      public Observation observe(Case other) {
        if (!other.equals(task)) {
          throw new IllegalArgumentException(name() + " says nothing about " + other.name());
        }
        return tensors;
      }
    };
  }
}
