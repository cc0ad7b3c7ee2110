package dev.gradparity.dl4j;

import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterCases;
import dev.gradparity.spec.UpdaterSpec;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * The library's updater of the same name and numbers. A number that never changes goes where the
 * library takes a number, any other schedule where it takes a schedule.
 */
final class Dl4jUpdaters implements UpdaterCases<IUpdater> {

  private static final Dl4jSchedules SCHEDULES = new Dl4jSchedules();

  /** What AdaMax is told for its epsilon, which has no effect. */
  private static final double UNUSED_EPSILON = AdaMax.DEFAULT_ADAMAX_EPSILON;

  private static IUpdater scheduled(IUpdater updater, Schedule rate) {
    if (rate instanceof Schedule.Fixed fixed) {
      updater.setLrAndSchedule(fixed.value(), null);
    } else {
      updater.setLrAndSchedule(Double.NaN, rate.match(SCHEDULES));
    }
    return updater;
  }

  @Override
  public IUpdater sgd(UpdaterSpec.Sgd spec) {
    return scheduled(new Sgd(), spec.learningRate());
  }

  /** The momentum is named: {@code new Nesterovs(0.9)} would set it, not the learning rate. */
  @Override
  public IUpdater nesterovs(UpdaterSpec.Nesterovs spec) {
    Nesterovs updater = new Nesterovs();
    if (spec.momentum() instanceof Schedule.Fixed fixed) {
      updater.setMomentum(fixed.value());
    } else {
      updater.setMomentumISchedule(spec.momentum().match(SCHEDULES));
    }
    return scheduled(updater, spec.learningRate());
  }

  @Override
  public IUpdater adam(UpdaterSpec.Adam spec) {
    return scheduled(
        new Adam(Double.NaN, spec.beta1(), spec.beta2(), spec.epsilon()), spec.learningRate());
  }

  @Override
  public IUpdater adaMax(UpdaterSpec.AdaMax spec) {
    return scheduled(
        new AdaMax(Double.NaN, spec.beta1(), spec.beta2(), UNUSED_EPSILON), spec.learningRate());
  }

  @Override
  public IUpdater nadam(UpdaterSpec.Nadam spec) {
    return scheduled(
        new Nadam(Double.NaN, spec.beta1(), spec.beta2(), spec.epsilon()), spec.learningRate());
  }

  @Override
  public IUpdater amsGrad(UpdaterSpec.AmsGrad spec) {
    return scheduled(
        new AMSGrad(Double.NaN, spec.beta1(), spec.beta2(), spec.epsilon()), spec.learningRate());
  }

  @Override
  public IUpdater adaBelief(UpdaterSpec.AdaBelief spec) {
    return scheduled(
        new WorkingAdaBelief(spec.beta1(), spec.beta2(), spec.epsilon()), spec.learningRate());
  }

  @Override
  public IUpdater adaGrad(UpdaterSpec.AdaGrad spec) {
    return scheduled(new AdaGrad(Double.NaN, spec.epsilon()), spec.learningRate());
  }

  @Override
  public IUpdater rmsProp(UpdaterSpec.RmsProp spec) {
    return scheduled(new RmsProp(Double.NaN, spec.rmsDecay(), spec.epsilon()), spec.learningRate());
  }

  @Override
  public IUpdater adaDelta(UpdaterSpec.AdaDelta spec) {
    return new AdaDelta(spec.rho(), spec.epsilon());
  }

  @Override
  public IUpdater noOp(UpdaterSpec.NoOp spec) {
    return new NoOp();
  }
}
