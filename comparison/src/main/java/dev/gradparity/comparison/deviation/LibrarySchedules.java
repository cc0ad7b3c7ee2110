package dev.gradparity.comparison.deviation;

import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleCases;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * Schedules as the library has them, where that is registered: poly-rises and cycle-peak. A
 * schedule that the library has right stays the same object.
 *
 * @param steps how many values a table needs
 */
record LibrarySchedules(int steps) implements ScheduleCases<Schedule> {

  private SortedMap<Integer, Double> table(IntToDoubleFunction value) {
    SortedMap<Integer, Double> table = new TreeMap<>();
    for (int i = 0; i < steps; i++) {
      table.put(i, value.applyAsDouble(i));
    }
    return table;
  }

  @Override
  public Schedule fixed(Schedule.Fixed schedule) {
    return schedule;
  }

  @Override
  public Schedule exponential(Schedule.Exponential schedule) {
    return schedule;
  }

  @Override
  public Schedule inverse(Schedule.Inverse schedule) {
    return schedule;
  }

  /** 1 + i / max where it should be 1 - i / max. */
  @Override
  public Schedule poly(Schedule.Poly s) {
    double max = s.maxIter();
    return new Schedule.Table(
        s.scheduleType(),
        table(i -> i >= max ? 0 : s.initialValue() * Math.pow(1 + i / max, s.power())));
  }

  @Override
  public Schedule sigmoid(Schedule.Sigmoid schedule) {
    return schedule;
  }

  @Override
  public Schedule step(Schedule.Step schedule) {
    return schedule;
  }

  @Override
  public Schedule map(Schedule.Table schedule) {
    return schedule;
  }

  /** Where rise and fall leave one step over, the decay has the power of -1 there. */
  @Override
  public Schedule cycle(Schedule.Cycle s) {
    int annealedFrom = s.cycleLength() - s.annealingLength();
    int rise = s.stepSize();
    if (2 * rise == annealedFrom) {
      return s;
    }
    double low = s.initialLearningRate();
    double slope = (s.maxLearningRate() - low) / rise;
    return new Schedule.Table(
        s.scheduleType(),
        table(
            i -> {
              int k = i % s.cycleLength();
              return k < 2 * rise
                  ? s.maxLearningRate() - slope * Math.abs(k - rise)
                  : low * Math.pow(s.annealingDecay(), k - annealedFrom);
            }));
  }

  @Override
  public Schedule ramp(Schedule.Ramp s) {
    Schedule base = s.baseSchedule().match(this);
    return base == s.baseSchedule() ? s : new Schedule.Ramp(base, s.numIter());
  }
}
