package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.Regularisation;
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

  /** The state that another training left. */
  static UpdaterErrors after(
      Rounding r, UpdaterSpec spec, Bounded theta, List<double[]> remembered) {
    return new UpdaterErrors(
        r,
        spec,
        theta,
        remembered.stream().map(m -> Bounded.exact(theta.rows(), theta.columns(), m)).toList());
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

  /** The parameter and the state after a step. */
  UpdaterErrors moved(Bounded nextTheta, List<Bounded> nextState) {
    return new UpdaterErrors(r, spec, nextTheta, nextState);
  }

  /** Whether a kink reaches the next step. */
  boolean meetsKink(Bounded g) {
    return g.meetsKink() || state.stream().anyMatch(Bounded::meetsKink);
  }

  /**
   * One step beside the decay theta -= decay theta. Decay may come first, last, or be added to the
   * update: then update + decay theta is rounded once more.
   *
   * @param moving the updater that takes this step, of the same kind
   * @param terms say the share that is taken off
   */
  UpdaterErrors step(UpdaterSpec moving, Bounded g, Regularisation.Terms terms, int t, int epoch) {
    if (terms.weightDecay() == 0) {
      return moved(moving, g, t, epoch);
    }
    Term rate =
        terms.applyLearningRate()
            ? ScheduleErrors.of(r, spec.learningRate(), t, epoch)
            : RunningError.exact(1);
    double decay = terms.weightDecay() * rate.value();
    Term taken = new Term(-decay, terms.weightDecay() * rate.error());
    Bounded before = theta;
    Bounded decayed = new LinearErrors(r).sum(theta, taken, theta);
    UpdaterErrors stepped = at(decayed).moved(moving, g, t, epoch);
    Bounded after = stepped.theta;
    Bounded widened =
        Bounded.ofElements(
            r,
            after.rows(),
            after.columns(),
            after.value(),
            after.meetsKink(),
            (level, k) -> {
              double update =
                  Math.abs(decayed.value()[k] - after.value()[k])
                      + 2 * (decayed.error(level, k) + after.error(level, k));
              double share = Math.abs(decay) * before.magnitude(level, k);
              // One rounding more of decay times the rate, and one of the sum.
              return after.error(level, k) + r.gamma(level, 1) * (update + 2 * share) + r.tiny();
            });
    return stepped.at(widened);
  }

  private UpdaterErrors moved(UpdaterSpec moving, Bounded g, int t, int epoch) {
    UpdaterErrors moved = new UpdaterErrors(r, moving, theta, state).step(g, t, epoch);
    return moved(moved.theta, moved.state);
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
