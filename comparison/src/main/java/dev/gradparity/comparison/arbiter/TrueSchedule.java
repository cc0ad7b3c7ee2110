package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ONE;

import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleCases;
import dev.gradparity.spec.ScheduleType;
import java.math.BigDecimal;

/**
 * The value of a schedule at a step, by the formula of its {@link Schedule}.
 *
 * @param step the steps before it
 * @param epoch the epochs before its own
 * @param m the digits
 */
record TrueSchedule(int step, int epoch, Decimals m) implements ScheduleCases<BigDecimal> {

  private int count(ScheduleType type) {
    return type == ScheduleType.EPOCH ? epoch : step;
  }

  private static BigDecimal exact(double value) {
    return new BigDecimal(value);
  }

  /** x^y = e^(y ln x), for x above zero; exact for whole numbers of a size to multiply out. */
  private BigDecimal power(BigDecimal x, double y) {
    if (y == Math.rint(y) && y >= 0 && y < 1000) {
      return m.power(x, (int) y);
    }
    return x.signum() == 0 ? BigDecimal.ZERO : m.exp(m.multiply(exact(y), m.log(x)));
  }

  @Override
  public BigDecimal fixed(Schedule.Fixed s) {
    return exact(s.value());
  }

  @Override
  public BigDecimal exponential(Schedule.Exponential s) {
    return m.multiply(exact(s.initialValue()), power(exact(s.gamma()), count(s.scheduleType())));
  }

  @Override
  public BigDecimal inverse(Schedule.Inverse s) {
    BigDecimal base =
        ONE.add(exact(s.gamma()).multiply(BigDecimal.valueOf(count(s.scheduleType()))));
    return m.multiply(exact(s.initialValue()), power(m.divide(ONE, base), s.power()));
  }

  @Override
  public BigDecimal poly(Schedule.Poly s) {
    int i = count(s.scheduleType());
    if (i >= s.maxIter()) {
      return BigDecimal.ZERO;
    }
    BigDecimal max = BigDecimal.valueOf(s.maxIter());
    BigDecimal share = m.divide(max.subtract(BigDecimal.valueOf(i)), max);
    return m.multiply(exact(s.initialValue()), power(share, s.power()));
  }

  @Override
  public BigDecimal sigmoid(Schedule.Sigmoid s) {
    BigDecimal past = BigDecimal.valueOf(count(s.scheduleType()) - (long) s.stepSize());
    BigDecimal exponent = exact(s.gamma()).multiply(past).negate();
    return m.divide(exact(s.initialValue()), ONE.add(m.exp(exponent)));
  }

  @Override
  public BigDecimal step(Schedule.Step s) {
    int stairs = Math.floorDiv(count(s.scheduleType()), s.step());
    return m.multiply(exact(s.initialValue()), power(exact(s.decayRate()), stairs));
  }

  @Override
  public BigDecimal map(Schedule.Table s) {
    int i = count(s.scheduleType());
    double last = Double.NaN;
    for (int start : s.values().keySet()) {
      last = start <= i ? s.values().get(start) : last;
    }
    return exact(last);
  }

  @Override
  public BigDecimal cycle(Schedule.Cycle s) {
    int k = count(s.scheduleType()) % s.cycleLength();
    int rise = (s.cycleLength() - s.annealingLength()) / 2;
    BigDecimal low = exact(s.initialLearningRate());
    BigDecimal high = exact(s.maxLearningRate());
    int fromPeak = Math.abs(k - rise);
    if (fromPeak <= rise) {
      BigDecimal share = m.divide(BigDecimal.valueOf(fromPeak), rise);
      return m.subtract(high, m.multiply(high.subtract(low), share));
    }
    int annealed = k - s.cycleLength() + s.annealingLength();
    return annealed <= 0 ? low : m.multiply(low, power(exact(s.annealingDecay()), annealed));
  }

  @Override
  public BigDecimal ramp(Schedule.Ramp s) {
    BigDecimal base = s.baseSchedule().match(this);
    int t = step + 1;
    return t >= s.numIter() ? base : m.divide(m.multiply(base, BigDecimal.valueOf(t)), s.numIter());
  }
}
