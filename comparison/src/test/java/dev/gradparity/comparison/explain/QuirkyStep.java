package dev.gradparity.comparison.explain;

import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.Constraint.Axis;
import dev.gradparity.spec.Constraint.MaxNorm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Regularisation.Terms;
import dev.gradparity.spec.UpdaterSpec;
import java.util.Arrays;

/**
 * The step of one parameter, plain or with Nesterov's momentum, its decay and its constraints, in
 * plain loops with a quirk.
 */
final class QuirkyStep {

  private final Quirk quirk;
  private final NetworkSpec spec;
  private final LayerSettings settings;
  private final boolean isBias;
  private final int columns;
  private final double[] velocity;

  QuirkyStep(Quirk quirk, NetworkSpec spec, int layer, boolean isBias) {
    this.quirk = quirk;
    this.spec = spec;
    this.isBias = isBias;
    settings = spec.layer(layer).settings();
    columns = spec.fanOut(layer);
    velocity = new double[isBias ? columns : spec.fanIn(layer) * columns];
  }

  /** What a gradient has on top of the penalty, times theta. */
  static double inGradient(Quirk quirk, NetworkSpec spec) {
    return switch (quirk) {
      case DECAY_IN_SHOWN_GRADIENT,
          DECAY_IN_SHOWN_OBJECTIVE,
          DECAY_IN_GRADIENT,
          DECAY_IN_OBJECTIVE ->
          spec.regularisation().weights().weightDecay();
      default -> 0;
    };
  }

  /** What a loss has on top of the penalty, times theta^2 / 2. */
  static double inLoss(Quirk quirk, NetworkSpec spec) {
    return quirk == Quirk.DECAY_IN_OBJECTIVE || quirk == Quirk.DECAY_IN_SHOWN_OBJECTIVE
        ? spec.regularisation().weights().weightDecay()
        : 0;
  }

  private double r(double v) {
    return spec.dtype().round(v);
  }

  private double decay(double rate) {
    Terms weights = spec.regularisation().weights();
    double once =
        weights.applyLearningRate() == (quirk == Quirk.DECAY_BY_OTHER_RATE)
            ? weights.weightDecay()
            : rate * weights.weightDecay();
    if (isBias) {
      return quirk == Quirk.DECAY_ON_BIAS ? once : 0;
    }
    return switch (quirk) {
      case PENALTY_AS_DECAY, PENALTY_IN_LOSS_AND_AS_DECAY -> rate * weights.l2();
      case NO_DECAY, DECAY_IN_GRADIENT, DECAY_IN_OBJECTIVE -> 0;
      default -> once;
    };
  }

  /** The parameter after the next step. */
  double[] next(double[] theta, double[] gradient, double rate) {
    double[] start = theta.clone();
    if (quirk == Quirk.CONSTRAINT_BEFORE_STEP) {
      constrain(start);
    }
    double[] next = new double[theta.length];
    double decay = r(decay(rate));
    for (int k = 0; k < next.length; k++) {
      double update = r(rate * gradient[k]);
      if (spec.updater() instanceof UpdaterSpec.Nesterovs nesterovs) {
        double momentum = nesterovs.momentum().constant();
        double before = velocity[k];
        velocity[k] = r(r(momentum * before) - update);
        update = r(r(momentum * before) - r((1 + momentum) * velocity[k]));
      }
      next[k] = r(start[k] - r(update + r(decay * start[k])));
    }
    if (quirk != Quirk.CONSTRAINT_BEFORE_STEP && quirk != Quirk.NO_CONSTRAINT) {
      constrain(next);
    }
    return next;
  }

  private void constrain(double[] theta) {
    for (Constraint constraint : settings.constraints()) {
      boolean isMeant =
          constraint.target().means(isBias) || (isBias && quirk == Quirk.CONSTRAINT_ON_BIAS);
      if (isMeant) {
        constrain(theta, ((MaxNorm) constraint.rule()).max(), axis(constraint.axis()));
      }
    }
  }

  private Axis axis(Axis own) {
    return switch (quirk) {
      case CONSTRAINT_OF_BOTH_AXES -> Axis.BOTH;
      case CONSTRAINT_OF_OTHER_AXIS -> own == Axis.INPUTS ? Axis.UNITS : Axis.INPUTS;
      default -> isBias ? Axis.BOTH : own;
    };
  }

  private void constrain(double[] theta, double max, Axis axis) {
    int[] vector = new int[theta.length];
    Arrays.setAll(
        vector,
        k ->
            switch (axis) {
              case INPUTS -> k % columns;
              case UNITS -> k / columns;
              case BOTH -> 0;
            });
    double[] squares = new double[theta.length];
    for (int k = 0; k < theta.length; k++) {
      squares[vector[k]] = r(squares[vector[k]] + r(theta[k] * theta[k]));
    }
    for (int k = 0; k < theta.length; k++) {
      double norm = r(Math.sqrt(squares[vector[k]]));
      theta[k] = norm > max ? r(theta[k] * r(max / norm)) : theta[k];
    }
  }
}
