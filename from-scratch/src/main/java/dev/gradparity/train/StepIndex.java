package dev.gradparity.train;

/**
 * Which step of a training this is.
 *
 * @param iteration the steps before it, from 0
 * @param epoch the epochs before its own, from 0
 */
record StepIndex(int iteration, int epoch) {

  /** The number of the step, the t of the papers, from 1. */
  int t() {
    return iteration + 1;
  }
}
