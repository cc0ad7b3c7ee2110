package dev.gradparity.comparison.deviation;

import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterCases;
import dev.gradparity.spec.UpdaterSpec;

/**
 * The same updater with the library's schedules.
 *
 * @param schedules what the library makes of a schedule
 */
record LibraryUpdaters(LibrarySchedules schedules) implements UpdaterCases<UpdaterSpec> {

  private Schedule at(Schedule schedule) {
    return schedule.match(schedules);
  }

  @Override
  public UpdaterSpec sgd(UpdaterSpec.Sgd s) {
    return new UpdaterSpec.Sgd(at(s.learningRate()));
  }

  @Override
  public UpdaterSpec adam(UpdaterSpec.Adam s) {
    return new UpdaterSpec.Adam(at(s.learningRate()), s.beta1(), s.beta2(), s.epsilon());
  }

  @Override
  public UpdaterSpec adaMax(UpdaterSpec.AdaMax s) {
    return new UpdaterSpec.AdaMax(at(s.learningRate()), s.beta1(), s.beta2());
  }

  @Override
  public UpdaterSpec nadam(UpdaterSpec.Nadam s) {
    return new UpdaterSpec.Nadam(at(s.learningRate()), s.beta1(), s.beta2(), s.epsilon());
  }

  @Override
  public UpdaterSpec amsGrad(UpdaterSpec.AmsGrad s) {
    return new UpdaterSpec.AmsGrad(at(s.learningRate()), s.beta1(), s.beta2(), s.epsilon());
  }

  @Override
  public UpdaterSpec adaBelief(UpdaterSpec.AdaBelief s) {
    return new UpdaterSpec.AdaBelief(at(s.learningRate()), s.beta1(), s.beta2(), s.epsilon());
  }

  @Override
  public UpdaterSpec adaGrad(UpdaterSpec.AdaGrad s) {
    return new UpdaterSpec.AdaGrad(at(s.learningRate()), s.epsilon());
  }

  @Override
  public UpdaterSpec rmsProp(UpdaterSpec.RmsProp s) {
    return new UpdaterSpec.RmsProp(at(s.learningRate()), s.rmsDecay(), s.epsilon());
  }

  @Override
  public UpdaterSpec nesterovs(UpdaterSpec.Nesterovs s) {
    return new UpdaterSpec.Nesterovs(at(s.learningRate()), at(s.momentum()));
  }

  @Override
  public UpdaterSpec adaDelta(UpdaterSpec.AdaDelta s) {
    return s;
  }

  @Override
  public UpdaterSpec noOp(UpdaterSpec.NoOp s) {
    return s;
  }
}
