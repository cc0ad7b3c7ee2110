package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.FormulaStep.Formula;
import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterSpec;

/**
 * The formulas of {@link UpdaterSpec}, operation by operation. Each constant is rounded to the
 * format by itself, which is what a side loses at most that computes with it in float64.
 *
 * <p>A quotient of a gradient and a root of its own square does not grow with the gradient's error:
 * it has a largest value, and two of them differ by twice that at most.
 *
 * @param m the arithmetic
 * @param t the number of the step, from 1
 * @param epoch the epoch of the step, from 0
 */
record StepFormulas(RunningError m, int t, int epoch) {

  /** What roundings may add to a largest value, at most four for each step that it sums up. */
  private double slack(double beta1, double beta2) {
    Complements complements = new Complements(m.r());
    double errors =
        complements.error(beta1, t)
            + complements.error(beta2, t)
            + complements.error(beta1)
            + complements.error(beta2);
    return 1 + Rounding.quotient((8.0 * t + 16) * m.r().u() + errors);
  }

  private double underflow(double epsilon) {
    return new Complements(m.r()).underflow(epsilon, t);
  }

  private Term rate(Schedule schedule) {
    Term value = ScheduleErrors.of(m.r(), schedule, t, epoch);
    return new Term(value.value(), value.error() + m.r().u() * Math.abs(value.value()));
  }

  private Term complementOfPower(double beta) {
    double value = 1 - Math.pow(beta, t);
    return new Term(value, value * new Complements(m.r()).error(beta, t));
  }

  /** beta s + (1 - beta) x, which is NaN of NaN, whatever beta. */
  private Term mean(double beta, Term s, Term x) {
    if (Double.isNaN(s.value()) || Double.isNaN(x.value())) {
      return new Term(Double.NaN, Double.POSITIVE_INFINITY);
    }
    Term weight = m.rounded(beta);
    return m.plus(m.times(weight, s), m.times(m.minus(RunningError.exact(1), weight), x));
  }

  /** rate / (1 - beta1^t). */
  private Term corrected(Schedule learningRate, double beta1) {
    return m.over(rate(learningRate), complementOfPower(beta1));
  }

  /** rate sqrt(1 - beta2^t) / (1 - beta1^t). */
  private Term corrected(Schedule learningRate, double beta1, double beta2) {
    return m.times(corrected(learningRate, beta1), m.sqrt(complementOfPower(beta2)));
  }

  /**
   * x / (sqrt(s) + epsilon).
   *
   * @param largest no exact quotient is larger, and no computed one
   */
  private Term scaled(Term x, Term s, double epsilon, double largest) {
    Term divisor = m.plus(m.root(s), m.rounded(epsilon));
    double lowest = Math.sqrt(Math.max(0, s.value() - 2 * s.error()));
    return quotient(x, divisor, (lowest + epsilon) * (1 - 4 * m.r().u()), largest);
  }

  /**
   * x / y: |X / Y - x / y| is at most |X - x| / |Y| + |x / y| |Y - y| / |Y|. An x without a bound
   * may be infinite, or NaN, and then no largest quotient bounds it.
   *
   * @param least neither an exact divisor nor a computed one is smaller
   */
  private Term quotient(Term x, Term y, double least, double largest) {
    double exact = Math.min(largest, (Math.abs(x.value()) + x.error()) / least);
    double moved = (x.error() + exact * y.error()) / least;
    double error = moved + m.r().u() * (exact + moved) + m.r().tiny();
    return limited(new Term(x.value() / y.value(), error), x, largest);
  }

  /** A quotient of x that is never larger than this. */
  private static Term limited(Term quotient, Term x, double largest) {
    boolean isWithin = quotient.error() <= 2 * largest || x.error() == Double.POSITIVE_INFINITY;
    return isWithin ? quotient : new Term(quotient.value(), 2 * largest);
  }

  Formula adaMax(UpdaterSpec.AdaMax spec) {
    Term alpha = corrected(spec.learningRate(), spec.beta1());
    double beta1 = spec.beta1();
    double beta2 = spec.beta2();
    double ratio = beta1 == 0 ? 0 : beta1 / beta2;
    double largest =
        alpha.magnitude() * (1 - beta1) * Complements.geometricSum(ratio, t) * slack(beta1, beta2);
    return (g, state) -> {
      state[0] = mean(beta1, state[0], g);
      Term faded = m.times(m.rounded(beta2), state[1]);
      Term most = RunningError.max(faded, RunningError.abs(g));
      state[1] = m.plus(most, m.rounded(UpdaterSpec.AdaMax.FLOOR));
      double least = Math.max(state[1].value() - 2 * state[1].error(), UpdaterSpec.AdaMax.FLOOR);
      return quotient(m.times(alpha, state[0]), state[1], least * (1 - m.r().u()), largest);
    };
  }

  Formula nadam(UpdaterSpec.Nadam spec) {
    Term alpha = corrected(spec.learningRate(), spec.beta1());
    double beta1 = spec.beta1();
    double beta2 = spec.beta2();
    double ofMean = beta1 * Complements.momentRatio(beta1, beta2, t);
    double ofSlope = (1 - beta1) / Math.sqrt(1 - beta2);
    double largest =
        alpha.magnitude() * (ofMean + ofSlope) * slack(beta1, beta2) * underflow(spec.epsilon());
    return (g, state) -> {
      state[0] = mean(beta1, state[0], g);
      state[1] = mean(beta2, state[1], m.square(g));
      Term ahead = mean(beta1, state[0], g);
      return scaled(m.times(alpha, ahead), state[1], spec.epsilon(), largest);
    };
  }

  Formula amsGrad(UpdaterSpec.AmsGrad spec) {
    Term alpha = corrected(spec.learningRate(), spec.beta1(), spec.beta2());
    double beta1 = spec.beta1();
    double beta2 = spec.beta2();
    double largest =
        alpha.magnitude()
            * Complements.momentRatio(beta1, beta2, t)
            * slack(beta1, beta2)
            * underflow(spec.epsilon());
    return (g, state) -> {
      state[0] = mean(beta1, state[0], g);
      state[1] = mean(beta2, state[1], m.square(g));
      state[2] = RunningError.max(state[2], state[1]);
      return scaled(m.times(alpha, state[0]), state[2], spec.epsilon(), largest);
    };
  }

  /** A mean that every gradient equals has no variance: of this quotient there is no largest. */
  Formula adaBelief(UpdaterSpec.AdaBelief spec) {
    Term alpha = corrected(spec.learningRate(), spec.beta1(), spec.beta2());
    return (g, state) -> {
      state[0] = mean(spec.beta1(), state[0], g);
      Term off = m.minus(g, state[0]);
      state[1] = m.plus(mean(spec.beta2(), state[1], m.square(off)), m.rounded(spec.epsilon()));
      return scaled(m.times(alpha, state[0]), state[1], spec.epsilon(), Double.POSITIVE_INFINITY);
    };
  }

  Formula adaGrad(UpdaterSpec.AdaGrad spec) {
    Term rate = rate(spec.learningRate());
    double largest = rate.magnitude() * slack(0, 0) * underflow(spec.epsilon());
    return (g, state) -> {
      state[0] = m.plus(state[0], m.square(g));
      return scaled(m.times(rate, g), state[0], spec.epsilon(), largest);
    };
  }

  Formula rmsProp(UpdaterSpec.RmsProp spec) {
    Term rate = rate(spec.learningRate());
    double decay = spec.rmsDecay();
    double largest =
        rate.magnitude() / Math.sqrt(1 - decay) * slack(decay, 0) * underflow(spec.epsilon());
    return (g, state) -> {
      state[0] = mean(decay, state[0], m.square(g));
      return scaled(m.times(rate, g), state[0], spec.epsilon(), largest);
    };
  }

  Formula adaDelta(UpdaterSpec.AdaDelta spec) {
    double rho = spec.rho();
    Term epsilon = m.rounded(spec.epsilon());
    double perRoot = slack(rho, 0) * underflow(Math.sqrt(spec.epsilon())) / Math.sqrt(1 - rho);
    return (g, state) -> {
      state[0] = mean(rho, state[0], m.square(g));
      Term moved = m.root(m.plus(state[1], epsilon));
      Term divisor = m.root(m.plus(state[0], epsilon));
      double low = Math.max(0, state[0].value() - 2 * state[0].error()) + spec.epsilon();
      double least = Math.sqrt(low) * (1 - 4 * m.r().u());
      Term ratio = quotient(moved, divisor, least, Double.POSITIVE_INFINITY);
      Term limited = limited(m.times(ratio, g), g, moved.magnitude() * perRoot);
      state[1] = mean(rho, state[1], m.square(limited));
      return limited;
    };
  }
}
