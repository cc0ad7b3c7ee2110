package dev.gradparity.spec;

/**
 * One answer for each kind of updater; the compiler sees to it that none is missing.
 *
 * @param <R> the answer
 */
public interface UpdaterCases<R> {
  /** Of plain gradient descent. */
  R sgd(UpdaterSpec.Sgd updater);

  /** Of Nesterov's momentum. */
  R nesterovs(UpdaterSpec.Nesterovs updater);

  /** Of Adam. */
  R adam(UpdaterSpec.Adam updater);

  /** Of Adam's variant with the maximum norm. */
  R adaMax(UpdaterSpec.AdaMax updater);

  /** Of Adam with Nesterov's momentum. */
  R nadam(UpdaterSpec.Nadam updater);

  /** Of Adam with a second moment that never falls. */
  R amsGrad(UpdaterSpec.AmsGrad updater);

  /** Of Adam with the variance of the gradient for its second moment. */
  R adaBelief(UpdaterSpec.AdaBelief updater);

  /** Of the sum of all squares. */
  R adaGrad(UpdaterSpec.AdaGrad updater);

  /** Of the mean of recent squares. */
  R rmsProp(UpdaterSpec.RmsProp updater);

  /** Of the quotient of two such means. */
  R adaDelta(UpdaterSpec.AdaDelta updater);

  /** Of the bare gradient. */
  R noOp(UpdaterSpec.NoOp updater);
}
