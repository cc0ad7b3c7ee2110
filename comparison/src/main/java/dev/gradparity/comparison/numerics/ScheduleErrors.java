package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleCases;
import dev.gradparity.spec.ScheduleType;

/**
 * The value of a schedule at a step. Every side computes it in float64, as Java's numbers are, by
 * any of the usual formulas.
 *
 * @param t the number of the step, from 1
 * @param epoch the epoch of the step, from 0
 */
record ScheduleErrors(int t, int epoch) implements ScheduleCases<Term> {

  private static final double U = DType.FLOAT64.unitRoundoff();

  /** The value before it is rounded to the format, where it may underflow. */
  static Term of(Rounding r, Schedule schedule, int t, int epoch) {
    Term value = schedule.match(new ScheduleErrors(t, epoch));
    return schedule instanceof Schedule.Fixed
        ? value
        : new Term(value.value(), value.error() + r.tiny());
  }

  private int index(ScheduleType type) {
    return switch (type) {
      case ITERATION -> t - 1;
      case EPOCH -> epoch;
    };
  }

  /** A value with so many roundoffs of relative error. */
  private static Term off(double value, double roundoffs) {
    return new Term(value, Math.abs(value) * Rounding.quotient(roundoffs * U));
  }

  @Override
  public Term fixed(Schedule.Fixed s) {
    return RunningError.exact(s.value());
  }

  /** The power is within an ulp, which is two roundoffs; then a product. The walk's own as well. */
  @Override
  public Term exponential(Schedule.Exponential s) {
    return off(s.initialValue() * Math.pow(s.gamma(), index(s.scheduleType())), 6);
  }

  /** The base is rounded twice, which counts as often as the power says. */
  @Override
  public Term inverse(Schedule.Inverse s) {
    double base = 1 + s.gamma() * index(s.scheduleType());
    return off(s.initialValue() / Math.pow(base, s.power()), 4 * Math.abs(s.power()) + 6);
  }

  /** 1 - i / max, of which the quotient's rounding remains when the difference cancels. */
  @Override
  public Term poly(Schedule.Poly s) {
    int left = s.maxIter() - index(s.scheduleType());
    if (left <= 0) {
      return RunningError.exact(0);
    }
    double share = (double) left / s.maxIter();
    return off(s.initialValue() * Math.pow(share, s.power()), 4 * s.power() / share + 6);
  }

  /** The exponent's rounding is a relative error of the exponential. */
  @Override
  public Term sigmoid(Schedule.Sigmoid s) {
    double x = s.gamma() * (index(s.scheduleType()) - s.stepSize());
    return off(s.initialValue() / (1 + Math.exp(-x)), 2 * Math.abs(x) + 8);
  }

  @Override
  public Term step(Schedule.Step s) {
    int stairs = index(s.scheduleType()) / s.step();
    return off(s.initialValue() * Math.pow(s.decayRate(), stairs), 6);
  }

  @Override
  public Term map(Schedule.Table s) {
    return RunningError.exact(
        s.values().get(s.values().headMap(index(s.scheduleType()) + 1).lastKey()));
  }

  /** On the line, difference, quotient, product and sum are rounded on the scale of both ends. */
  @Override
  public Term cycle(Schedule.Cycle s) {
    int k = index(s.scheduleType()) % s.cycleLength();
    int rise = s.stepSize();
    double low = s.initialLearningRate();
    double high = s.maxLearningRate();
    if (k <= 2 * rise) {
      double value = high - (high - low) * Math.abs(k - rise) / rise;
      return new Term(value, 10 * U * (Math.abs(low) + Math.abs(high)));
    }
    int annealed = Math.max(0, k - s.cycleLength() + s.annealingLength());
    return off(low * Math.pow(s.annealingDecay(), annealed), 6);
  }

  @Override
  public Term ramp(Schedule.Ramp s) {
    Term base = s.baseSchedule().match(this);
    double share = Math.min(1, (double) t / s.numIter());
    Term scaled = off(share * base.value(), 4);
    return new Term(scaled.value(), scaled.error() + 1.01 * share * base.error());
  }
}
