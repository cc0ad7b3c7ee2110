package dev.gradparity.testkit;

/** A network of your own: the one method that a test has to implement. */
@FunctionalInterface
public interface HandWritten {

  /**
   * Computes whatever is to be judged: any of the loss, activations, gradients, and parameters
   * after training steps on the same minibatch.
   *
   * @param given the minibatch, and the parameters to compute with
   */
  Computed compute(Given given);
}
