package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ONE;

import dev.gradparity.spec.UpdaterSpec;
import java.math.BigDecimal;

/**
 * An updater on one parameter, by the formula of its {@link UpdaterSpec}. Its constants are the
 * specification's binary64 numbers, exactly.
 */
@FunctionalInterface
interface TrueUpdater {

  /** The most numbers of state that any updater keeps per parameter. */
  int MOST_STATES = 2;

  /**
   * One step.
   *
   * @param theta the parameter
   * @param g its gradient
   * @param state {@link #MOST_STATES} numbers, zero before the first step; updated
   * @return the parameter after the step
   */
  BigDecimal step(BigDecimal theta, BigDecimal g, BigDecimal[] state);

  /**
   * The updater at a step.
   *
   * @param t the number of the step, from 1
   */
  static TrueUpdater at(int t, UpdaterSpec spec, Decimals m) {
    if (spec instanceof UpdaterSpec.Sgd sgd) {
      BigDecimal rate = new BigDecimal(sgd.learningRate());
      return (theta, g, state) -> m.subtract(theta, m.multiply(rate, g));
    }
    if (spec instanceof UpdaterSpec.Nesterovs nesterovs) {
      return nesterovs(nesterovs, m);
    }
    if (spec instanceof UpdaterSpec.Adam adam) {
      return adam(t, adam, m);
    }
    throw new IllegalArgumentException("the arbiter has no definition of " + spec);
  }

  private static TrueUpdater nesterovs(UpdaterSpec.Nesterovs spec, Decimals m) {
    BigDecimal rate = new BigDecimal(spec.learningRate());
    BigDecimal mu = new BigDecimal(spec.momentum());
    return (theta, g, state) -> {
      BigDecimal before = state[0];
      state[0] = m.subtract(m.multiply(mu, before), m.multiply(rate, g));
      BigDecimal ahead = m.multiply(ONE.add(mu), state[0]);
      return m.add(theta, m.subtract(ahead, m.multiply(mu, before)));
    };
  }

  private static TrueUpdater adam(int t, UpdaterSpec.Adam spec, Decimals m) {
    BigDecimal beta1 = new BigDecimal(spec.beta1());
    BigDecimal beta2 = new BigDecimal(spec.beta2());
    BigDecimal epsilon = new BigDecimal(spec.epsilon());
    BigDecimal root = m.sqrt(m.complementOfPower(beta2, t));
    BigDecimal alpha =
        m.divide(
            m.multiply(new BigDecimal(spec.learningRate()), root), m.complementOfPower(beta1, t));
    return (theta, g, state) -> {
      state[0] = m.add(m.multiply(beta1, state[0]), m.multiply(ONE.subtract(beta1), g));
      state[1] = m.add(m.multiply(beta2, state[1]), m.multiply(ONE.subtract(beta2), m.square(g)));
      BigDecimal denominator = m.add(m.sqrt(state[1]), epsilon);
      return m.subtract(theta, m.divide(m.multiply(alpha, state[0]), denominator));
    };
  }
}
