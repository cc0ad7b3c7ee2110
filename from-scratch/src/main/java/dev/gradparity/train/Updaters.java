package dev.gradparity.train;

import dev.gradparity.spec.UpdaterCases;
import dev.gradparity.spec.UpdaterSpec;

/** The registry of updaters. */
final class Updaters implements UpdaterCases<Updater> {

  @Override
  public Updater sgd(UpdaterSpec.Sgd spec) {
    return new Sgd(spec);
  }

  @Override
  public Updater nesterovs(UpdaterSpec.Nesterovs spec) {
    return new Nesterovs(spec);
  }

  @Override
  public Updater adam(UpdaterSpec.Adam spec) {
    return new Adam(spec);
  }

  @Override
  public Updater adaMax(UpdaterSpec.AdaMax spec) {
    return new AdaMax(spec);
  }

  @Override
  public Updater nadam(UpdaterSpec.Nadam spec) {
    return new Nadam(spec);
  }

  @Override
  public Updater amsGrad(UpdaterSpec.AmsGrad spec) {
    return new AmsGrad(spec);
  }

  @Override
  public Updater adaBelief(UpdaterSpec.AdaBelief spec) {
    return new AdaBelief(spec);
  }

  @Override
  public Updater adaGrad(UpdaterSpec.AdaGrad spec) {
    return new AdaGrad(spec);
  }

  @Override
  public Updater rmsProp(UpdaterSpec.RmsProp spec) {
    return new RmsProp(spec);
  }

  @Override
  public Updater adaDelta(UpdaterSpec.AdaDelta spec) {
    return new AdaDelta(spec);
  }

  @Override
  public Updater noOp(UpdaterSpec.NoOp spec) {
    return new NoOp(spec);
  }
}
