package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ONE;

import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterCases;
import dev.gradparity.spec.UpdaterSpec;
import java.math.BigDecimal;

/**
 * An updater on one parameter, by the formula of its {@link UpdaterSpec}. Its constants are the
 * specification's binary64 numbers, exactly.
 */
@FunctionalInterface
interface TrueUpdater {

  /**
   * One step.
   *
   * @param g the parameter's gradient
   * @param state a number for each name of the specification's; updated
   * @return what is subtracted from the parameter
   */
  BigDecimal update(BigDecimal g, BigDecimal[] state);

  /** The updater at a step. */
  static TrueUpdater at(TrueSchedule now, UpdaterSpec spec) {
    return spec.match(new Formulas(now.step() + 1, now, now.m()));
  }

  /** What an updater remembers before its first step. */
  static BigDecimal[] start(UpdaterSpec spec) {
    BigDecimal first = BigDecimal.ZERO;
    if (spec instanceof UpdaterSpec.AdaGrad) {
      first = new BigDecimal(UpdaterSpec.AdaGrad.START);
    } else if (spec instanceof UpdaterSpec.RmsProp rmsProp) {
      first = new BigDecimal(rmsProp.epsilon());
    }
    BigDecimal[] state = new BigDecimal[spec.stateNames().size()];
    for (int k = 0; k < state.length; k++) {
      state[k] = k == 0 ? first : BigDecimal.ZERO;
    }
    return state;
  }

  /**
   * The formulas.
   *
   * @param t the number of the step, from 1
   * @param now the values of schedules
   * @param m the digits
   */
  record Formulas(int t, TrueSchedule now, Decimals m) implements UpdaterCases<TrueUpdater> {

    private BigDecimal at(Schedule schedule) {
      return schedule.match(now);
    }

    /** beta s + (1 - beta) x. */
    private BigDecimal mean(double beta, BigDecimal s, BigDecimal x) {
      BigDecimal weight = new BigDecimal(beta);
      return m.add(m.multiply(weight, s), m.multiply(ONE.subtract(weight), x));
    }

    /** x / (sqrt(s) + epsilon). */
    private BigDecimal scaled(BigDecimal x, BigDecimal s, double epsilon) {
      return m.divide(x, m.add(m.sqrt(s), new BigDecimal(epsilon)));
    }

    /** rate / (1 - beta1^t). */
    private BigDecimal corrected(Schedule rate, double beta1) {
      return m.divide(at(rate), m.complementOfPower(new BigDecimal(beta1), t));
    }

    /** rate sqrt(1 - beta2^t) / (1 - beta1^t). */
    private BigDecimal corrected(Schedule rate, double beta1, double beta2) {
      BigDecimal root = m.sqrt(m.complementOfPower(new BigDecimal(beta2), t));
      return m.multiply(corrected(rate, beta1), root);
    }

    @Override
    public TrueUpdater sgd(UpdaterSpec.Sgd spec) {
      BigDecimal rate = at(spec.learningRate());
      return (g, state) -> m.multiply(rate, g);
    }

    @Override
    public TrueUpdater nesterovs(UpdaterSpec.Nesterovs spec) {
      BigDecimal rate = at(spec.learningRate());
      BigDecimal mu = at(spec.momentum());
      return (g, state) -> {
        BigDecimal before = state[0];
        state[0] = m.subtract(m.multiply(mu, before), m.multiply(rate, g));
        return m.subtract(m.multiply(mu, before), m.multiply(ONE.add(mu), state[0]));
      };
    }

    @Override
    public TrueUpdater adam(UpdaterSpec.Adam spec) {
      BigDecimal alpha = corrected(spec.learningRate(), spec.beta1(), spec.beta2());
      return (g, state) -> {
        state[0] = mean(spec.beta1(), state[0], g);
        state[1] = mean(spec.beta2(), state[1], m.square(g));
        return scaled(m.multiply(alpha, state[0]), state[1], spec.epsilon());
      };
    }

    @Override
    public TrueUpdater adaMax(UpdaterSpec.AdaMax spec) {
      BigDecimal alpha = corrected(spec.learningRate(), spec.beta1());
      BigDecimal floor = new BigDecimal(UpdaterSpec.AdaMax.FLOOR);
      return (g, state) -> {
        state[0] = mean(spec.beta1(), state[0], g);
        BigDecimal faded = m.multiply(new BigDecimal(spec.beta2()), state[1]);
        state[1] = m.add(faded.max(g.abs()), floor);
        return m.divide(m.multiply(alpha, state[0]), state[1]);
      };
    }

    @Override
    public TrueUpdater nadam(UpdaterSpec.Nadam spec) {
      BigDecimal alpha = corrected(spec.learningRate(), spec.beta1());
      return (g, state) -> {
        state[0] = mean(spec.beta1(), state[0], g);
        state[1] = mean(spec.beta2(), state[1], m.square(g));
        BigDecimal ahead = mean(spec.beta1(), state[0], g);
        return scaled(m.multiply(alpha, ahead), state[1], spec.epsilon());
      };
    }

    @Override
    public TrueUpdater amsGrad(UpdaterSpec.AmsGrad spec) {
      BigDecimal alpha = corrected(spec.learningRate(), spec.beta1(), spec.beta2());
      return (g, state) -> {
        state[0] = mean(spec.beta1(), state[0], g);
        state[1] = mean(spec.beta2(), state[1], m.square(g));
        state[2] = state[2].max(state[1]);
        return scaled(m.multiply(alpha, state[0]), state[2], spec.epsilon());
      };
    }

    @Override
    public TrueUpdater adaBelief(UpdaterSpec.AdaBelief spec) {
      BigDecimal alpha = corrected(spec.learningRate(), spec.beta1(), spec.beta2());
      BigDecimal epsilon = new BigDecimal(spec.epsilon());
      return (g, state) -> {
        state[0] = mean(spec.beta1(), state[0], g);
        BigDecimal surprise = m.square(m.subtract(g, state[0]));
        state[1] = m.add(mean(spec.beta2(), state[1], surprise), epsilon);
        return scaled(m.multiply(alpha, state[0]), state[1], spec.epsilon());
      };
    }

    @Override
    public TrueUpdater adaGrad(UpdaterSpec.AdaGrad spec) {
      BigDecimal rate = at(spec.learningRate());
      return (g, state) -> {
        state[0] = m.add(state[0], m.square(g));
        return scaled(m.multiply(rate, g), state[0], spec.epsilon());
      };
    }

    @Override
    public TrueUpdater rmsProp(UpdaterSpec.RmsProp spec) {
      BigDecimal rate = at(spec.learningRate());
      return (g, state) -> {
        state[0] = mean(spec.rmsDecay(), state[0], m.square(g));
        return scaled(m.multiply(rate, g), state[0], spec.epsilon());
      };
    }

    @Override
    public TrueUpdater adaDelta(UpdaterSpec.AdaDelta spec) {
      BigDecimal epsilon = new BigDecimal(spec.epsilon());
      return (g, state) -> {
        state[0] = mean(spec.rho(), state[0], m.square(g));
        BigDecimal ratio = m.divide(m.add(state[1], epsilon), m.add(state[0], epsilon));
        BigDecimal update = m.multiply(m.sqrt(ratio), g);
        state[1] = mean(spec.rho(), state[1], m.square(update));
        return update;
      };
    }

    @Override
    public TrueUpdater noOp(UpdaterSpec.NoOp spec) {
      return (g, state) -> g;
    }
  }
}
