package dev.gradparity.benchmarks;

import dev.gradparity.spec.ParameterValues;

/** A training that is ready to step. */
public interface TrainingRunner extends AutoCloseable {

  /** One step: forward, loss, backward and update on the whole minibatch. */
  void step();

  /** The parameters as they are now. */
  ParameterValues parameters();

  @Override
  void close();
}
