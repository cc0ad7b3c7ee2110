package dev.gradparity.dl4j;

import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleCases;
import org.nd4j.linalg.schedule.CycleSchedule;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.RampSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.SigmoidSchedule;
import org.nd4j.linalg.schedule.StepSchedule;

/** The library's schedule of the same name and numbers. */
final class Dl4jSchedules implements ScheduleCases<ISchedule> {

  private static ScheduleType type(dev.gradparity.spec.ScheduleType type) {
    return switch (type) {
      case ITERATION -> ScheduleType.ITERATION;
      case EPOCH -> ScheduleType.EPOCH;
    };
  }

  @Override
  public ISchedule fixed(Schedule.Fixed s) {
    return new FixedSchedule(s.value());
  }

  @Override
  public ISchedule exponential(Schedule.Exponential s) {
    return new ExponentialSchedule(type(s.scheduleType()), s.initialValue(), s.gamma());
  }

  @Override
  public ISchedule inverse(Schedule.Inverse s) {
    return new InverseSchedule(type(s.scheduleType()), s.initialValue(), s.gamma(), s.power());
  }

  @Override
  public ISchedule poly(Schedule.Poly s) {
    return new PolySchedule(type(s.scheduleType()), s.initialValue(), s.power(), s.maxIter());
  }

  @Override
  public ISchedule sigmoid(Schedule.Sigmoid s) {
    return new SigmoidSchedule(type(s.scheduleType()), s.initialValue(), s.gamma(), s.stepSize());
  }

  @Override
  public ISchedule step(Schedule.Step s) {
    return new StepSchedule(type(s.scheduleType()), s.initialValue(), s.decayRate(), s.step());
  }

  @Override
  public ISchedule map(Schedule.Table s) {
    return new MapSchedule(type(s.scheduleType()), s.values());
  }

  @Override
  public ISchedule cycle(Schedule.Cycle s) {
    return new CycleSchedule(
        type(s.scheduleType()),
        s.initialLearningRate(),
        s.maxLearningRate(),
        s.cycleLength(),
        s.annealingLength(),
        s.annealingDecay());
  }

  @Override
  public ISchedule ramp(Schedule.Ramp s) {
    return new RampSchedule(s.baseSchedule().match(this), s.numIter());
  }
}
