package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.Allowance;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;

/**
 * How far the computed values of two sides may be apart, from the bounds of each.
 *
 * @param r the format
 * @param kinkShare how often what a kink may change counts for two sides from the same inputs
 */
record TwoSides(Rounding r, double kinkShare) {

  /**
   * Of one backward pass. It is linear in what a kink changes, so that the two sides differ by one
   * such change, and each by its roundings on the way; no path has more of them than all inner
   * lengths together, and a formula's at each layer.
   */
  static TwoSides ofGradient(NetworkSpec spec, int examples) {
    Rounding r = new Rounding(spec.dtype());
    int roundings = 2 * examples;
    for (int l = 1; l <= spec.depth(); l++) {
      roundings += spec.fanIn(l) + spec.fanOut(l) + Rounding.FORMULA;
    }
    return new TwoSides(r, 1 + 2 * r.gamma(Level.CERTAIN, roundings));
  }

  /** Of training steps, which are not linear: either side may be as far off as one. */
  static TwoSides ofTraining(NetworkSpec spec) {
    return new TwoSides(new Rounding(spec.dtype()), 2);
  }

  /** Both sides from the same exact inputs: each is within its bound of the same exact result. */
  Allowance fromTheSame(Bounded tensor) {
    double[] certain = new double[tensor.size()];
    double[] probable = new double[tensor.size()];
    double[] kinks = new double[tensor.size()];
    for (int k = 0; k < certain.length; k++) {
      certain[k] = 2 * tensor.error(Level.CERTAIN, k);
      probable[k] = 2 * tensor.error(Level.PROBABLE, k);
      kinks[k] = kinkShare * beyond(tensor.error(Level.KINKED, k), tensor.error(Level.CERTAIN, k));
    }
    return new Allowance(new double[tensor.size()], certain, probable, kinks);
  }

  /**
   * Each side from inputs of its own: it is within its bound of its own exact result, and these
   * differ by what the inputs already differed by.
   */
  Allowance fromTheirOwn(Bounded left, Bounded right) {
    double[] inherited = new double[left.size()];
    double[] certain = new double[left.size()];
    double[] probable = new double[left.size()];
    boolean meetsKink = left.meetsKink() || right.meetsKink();
    double[] kinks = new double[left.size()];
    for (int k = 0; k < certain.length; k++) {
      inherited[k] = left.value()[k] - right.value()[k];
      certain[k] = own(Level.CERTAIN, left, right, k, inherited[k]);
      probable[k] = Math.min(certain[k], own(Level.PROBABLE, left, right, k, inherited[k]));
      if (meetsKink) {
        kinks[k] = beyond(own(Level.KINKED, left, right, k, inherited[k]), certain[k]);
      }
    }
    return new Allowance(inherited, certain, probable, kinks);
  }

  /** What was inherited from different slopes of ReLU is no matter of rounding. */
  static Allowance parted(Allowance own) {
    double[] kinks = new double[own.certain().length];
    for (int k = 0; k < kinks.length; k++) {
      kinks[k] = orUnknown(own.kinks()[k] + Math.abs(own.inherited()[k]));
    }
    return new Allowance(new double[kinks.length], own.certain(), own.probable(), kinks);
  }

  /**
   * Of the two exact results the walk knows approximations, which are as far off as it is; and the
   * two differences are rounded before they are compared.
   */
  private double own(Level level, Bounded left, Bounded right, int k, double inherited) {
    double errors = left.error(level, k) + right.error(level, k);
    double differences = 4 * DType.FLOAT64.unitRoundoff() * Math.abs(inherited);
    return orUnknown((errors * (1 + r.walkShare()) + differences) * Rounding.UP);
  }

  private static double orUnknown(double bound) {
    return Double.isNaN(bound) ? Double.POSITIVE_INFINITY : bound;
  }

  private static double beyond(double kinked, double certain) {
    return certain == Double.POSITIVE_INFINITY ? 0 : Math.max(0, orUnknown(kinked) - certain);
  }
}
