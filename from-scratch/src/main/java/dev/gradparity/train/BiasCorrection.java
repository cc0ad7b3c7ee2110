package dev.gradparity.train;

import dev.gradparity.spec.Schedule;

/** The corrections of moving averages that start at zero (Kingma and Ba 2015, section 3). */
final class BiasCorrection {

  private BiasCorrection() {}

  /** 1 - beta^t, the sum of the weights of t steps. */
  static double of(double beta, StepIndex now) {
    return 1 - StrictMath.pow(beta, now.t());
  }

  /** rate sqrt(1 - beta2^t) / (1 - beta1^t): both corrections in the step size. */
  static double alpha(Schedule learningRate, double beta1, double beta2, StepIndex now) {
    return ScheduledValue.of(learningRate, now) * Math.sqrt(of(beta2, now)) / of(beta1, now);
  }

  /** beta state + (1 - beta) value. */
  static double average(double beta, double state, double value) {
    return beta * state + (1 - beta) * value;
  }
}
