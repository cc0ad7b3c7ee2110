package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.util.ArrayList;
import java.util.List;

/**
 * A network to be judged: one pass over its minibatch, then a few training steps on the same.
 *
 * @param spec the network
 * @param parameters where it starts
 * @param batch the minibatch
 * @param steps of training; 0 for none
 */
record SweepNetwork(NetworkSpec spec, ParameterValues parameters, Examples batch, int steps) {

  /** What is to be judged. */
  List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    cases.add(new Case.Gradient(spec, parameters, batch));
    if (steps > 0) {
      cases.add(training());
    }
    return cases;
  }

  /** Those of the minibatch. */
  int examples() {
    return spec.examples(batch.count());
  }

  private Case.Training training() {
    String name =
        "%d steps of %s, batch %d".formatted(steps, spec.updater().specName(), examples());
    return new Case.Training(name, spec, parameters, batch, batch.count(), steps);
  }
}
