package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterCases;
import dev.gradparity.spec.UpdaterSpec;

/**
 * One step of each updater. Plain descent, momentum and Adam have an analysis of their own, where
 * errors are counted once that the formulas read twice; the others are {@link StepFormulas}.
 *
 * @param before the parameter and its state
 * @param g the gradient
 * @param t the number of the step, from 1
 * @param epoch the epoch of the step, from 0
 */
record StepErrors(UpdaterErrors before, Bounded g, int t, int epoch)
    implements UpdaterCases<UpdaterErrors> {

  private Term at(Schedule schedule) {
    return ScheduleErrors.of(before.r(), schedule, t, epoch);
  }

  private StepFormulas formulas() {
    return new StepFormulas(new RunningError(before.r()), t, epoch);
  }

  private UpdaterErrors by(FormulaStep.Formula formula) {
    return new FormulaStep(before, g).step(formula);
  }

  @Override
  public UpdaterErrors sgd(UpdaterSpec.Sgd spec) {
    return new LinearStep(before, g).sgd(at(spec.learningRate()));
  }

  @Override
  public UpdaterErrors nesterovs(UpdaterSpec.Nesterovs spec) {
    return new LinearStep(before, g).nesterovs(at(spec.learningRate()), at(spec.momentum()));
  }

  @Override
  public UpdaterErrors noOp(UpdaterSpec.NoOp spec) {
    return new LinearStep(before, g).sgd(RunningError.exact(1));
  }

  @Override
  public UpdaterErrors adam(UpdaterSpec.Adam spec) {
    return new AdamErrors(before.r(), spec, at(spec.learningRate()), t).step(before, g);
  }

  @Override
  public UpdaterErrors adaMax(UpdaterSpec.AdaMax spec) {
    return by(formulas().adaMax(spec));
  }

  @Override
  public UpdaterErrors nadam(UpdaterSpec.Nadam spec) {
    return by(formulas().nadam(spec));
  }

  @Override
  public UpdaterErrors amsGrad(UpdaterSpec.AmsGrad spec) {
    return by(formulas().amsGrad(spec));
  }

  @Override
  public UpdaterErrors adaBelief(UpdaterSpec.AdaBelief spec) {
    return by(formulas().adaBelief(spec));
  }

  @Override
  public UpdaterErrors adaGrad(UpdaterSpec.AdaGrad spec) {
    return by(formulas().adaGrad(spec));
  }

  @Override
  public UpdaterErrors rmsProp(UpdaterSpec.RmsProp spec) {
    return by(formulas().rmsProp(spec));
  }

  @Override
  public UpdaterErrors adaDelta(UpdaterSpec.AdaDelta spec) {
    return by(formulas().adaDelta(spec));
  }
}
