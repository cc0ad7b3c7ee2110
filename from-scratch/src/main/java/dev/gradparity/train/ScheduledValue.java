package dev.gradparity.train;

import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleCases;
import dev.gradparity.spec.ScheduleType;

/** The value of a schedule at a step, in float64; {@link Schedule} has the formulas. */
record ScheduledValue(StepIndex now) implements ScheduleCases<Double> {

  static double of(Schedule schedule, StepIndex now) {
    // Most are fixed, and a step allocates nothing for them.
    return schedule instanceof Schedule.Fixed fixed
        ? fixed.value()
        : schedule.match(new ScheduledValue(now));
  }

  private int index(ScheduleType type) {
    return switch (type) {
      case ITERATION -> now.iteration();
      case EPOCH -> now.epoch();
    };
  }

  @Override
  public Double fixed(Schedule.Fixed schedule) {
    return schedule.value();
  }

  @Override
  public Double exponential(Schedule.Exponential schedule) {
    int i = index(schedule.scheduleType());
    return schedule.initialValue() * StrictMath.pow(schedule.gamma(), i);
  }

  @Override
  public Double inverse(Schedule.Inverse schedule) {
    int i = index(schedule.scheduleType());
    return schedule.initialValue() / StrictMath.pow(1 + schedule.gamma() * i, schedule.power());
  }

  @Override
  public Double poly(Schedule.Poly schedule) {
    int left = Math.max(0, schedule.maxIter() - index(schedule.scheduleType()));
    return schedule.initialValue()
        * StrictMath.pow((double) left / schedule.maxIter(), schedule.power());
  }

  @Override
  public Double sigmoid(Schedule.Sigmoid schedule) {
    int i = index(schedule.scheduleType());
    return schedule.initialValue()
        / (1 + StrictMath.exp(-schedule.gamma() * (i - schedule.stepSize())));
  }

  @Override
  public Double step(Schedule.Step schedule) {
    int i = index(schedule.scheduleType());
    return schedule.initialValue()
        * StrictMath.pow(schedule.decayRate(), Math.floorDiv(i, schedule.step()));
  }

  @Override
  public Double map(Schedule.Table schedule) {
    int i = index(schedule.scheduleType());
    return schedule.values().get(schedule.values().headMap(i + 1).lastKey());
  }

  @Override
  public Double cycle(Schedule.Cycle schedule) {
    double low = schedule.initialLearningRate();
    double high = schedule.maxLearningRate();
    int s = schedule.stepSize();
    int k = index(schedule.scheduleType()) % schedule.cycleLength();
    if (k <= 2 * s) {
      return low + (high - low) * (k <= s ? k : 2 * s - k) / s;
    }
    int annealed = Math.max(0, k - (schedule.cycleLength() - schedule.annealingLength()));
    return low * StrictMath.pow(schedule.annealingDecay(), annealed);
  }

  @Override
  public Double ramp(Schedule.Ramp schedule) {
    double share = Math.min(1, (double) now.t() / schedule.numIter());
    return share * of(schedule.baseSchedule(), now);
  }
}
