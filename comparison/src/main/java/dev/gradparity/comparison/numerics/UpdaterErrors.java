package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One parameter's updater: state and parameter carry what every step has added.
 *
 * @param r the format
 * @param spec the updater
 * @param theta the parameter
 * @param state what it remembers, in the order of the specification's names
 */
record UpdaterErrors(Rounding r, UpdaterSpec spec, Bounded theta, List<Bounded> state) {

  /** The state before the first step. */
  static UpdaterErrors start(Rounding r, UpdaterSpec spec, Bounded theta) {
    Bounded zeros = Bounded.zeros(theta.rows(), theta.columns());
    List<Bounded> state = new ArrayList<>(Collections.nCopies(spec.stateNames().size(), zeros));
    double first = firstState(spec);
    if (first != 0) {
      state.set(
          0,
          Bounded.ofElements(
              r,
              theta.rows(),
              theta.columns(),
              filled(theta.size(), first),
              false,
              (level, k) -> r.u() * first));
    }
    return new UpdaterErrors(r, spec, theta, List.copyOf(state));
  }

  private static double[] filled(int size, double value) {
    double[] values = new double[size];
    Arrays.fill(values, value);
    return values;
  }

  private static double firstState(UpdaterSpec spec) {
    if (spec instanceof UpdaterSpec.AdaGrad) {
      return UpdaterSpec.AdaGrad.START;
    }
    return spec instanceof UpdaterSpec.RmsProp rmsProp ? rmsProp.epsilon() : 0;
  }

  /** The same state at another parameter. */
  UpdaterErrors at(Bounded otherTheta) {
    return new UpdaterErrors(r, spec, otherTheta, state);
  }

  /** The same with one state replaced. */
  UpdaterErrors with(int index, Bounded otherState) {
    List<Bounded> others = new ArrayList<>(state);
    others.set(index, otherState);
    return new UpdaterErrors(r, spec, theta, List.copyOf(others));
  }

  /** The parameter and the state after a step. */
  UpdaterErrors moved(Bounded nextTheta, List<Bounded> nextState) {
    return new UpdaterErrors(r, spec, nextTheta, nextState);
  }

  /** Whether a kink reaches the next step. */
  boolean meetsKink(Bounded g) {
    return g.meetsKink() || state.stream().anyMatch(Bounded::meetsKink);
  }

  /**
   * One step.
   *
   * @param g the gradient at theta
   * @param t the number of the step, from 1
   * @param epoch the epoch of the step, from 0
   */
  UpdaterErrors step(Bounded g, int t, int epoch) {
    return spec.match(new StepErrors(this, g, t, epoch));
  }
}
