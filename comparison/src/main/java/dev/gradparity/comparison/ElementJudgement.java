package dev.gradparity.comparison;

/**
 * One element before the judge, and the allowance that leaves it least room.
 *
 * @param agrees whether the element keeps to every allowance
 * @param isBeyondKinks whether it breaks one, whatever slopes are taken and in whatever order a sum
 *     overflows
 * @param ratio unexplained error / certain bound, the largest of all allowances
 * @param bound the certain bound of that allowance
 * @param inherited the part of the difference that this allowance explains by the inputs
 * @param probableRatio unexplained error / probable bound, the largest of all allowances
 * @param probableBound the probable bound of that allowance
 */
record ElementJudgement(
    boolean agrees,
    boolean isBeyondKinks,
    double ratio,
    double bound,
    double inherited,
    double probableRatio,
    double probableBound) {

  static ElementJudgement of(double left, double right, Bound bound, int k) {
    boolean agrees = true;
    boolean isBeyondKinks = false;
    double ratio = -1;
    double probableRatio = -1;
    Allowance tightest = null;
    double probableBound = 0;
    for (Allowance allowance : bound.allowances()) {
      double error = unexplained(left, right, allowance.inherited()[k]);
      double certain = allowance.certain()[k];
      boolean keeps = agree(left, right, error, certain);
      agrees &= keeps;
      isBeyondKinks |=
          !keeps
              && !bothOverflow(left, right, certain)
              && !agree(left, right, error, allowance.withKinks(k));
      double thisRatio = keeps && error == 0 ? 0 : ratio(error, certain);
      if (thisRatio > ratio) {
        ratio = thisRatio;
        tightest = allowance;
      }
      double thisProbable = keeps && error == 0 ? 0 : ratio(error, allowance.probable()[k]);
      if (thisProbable > probableRatio) {
        probableRatio = thisProbable;
        probableBound = allowance.probable()[k];
      }
    }
    return new ElementJudgement(
        agrees,
        isBeyondKinks,
        ratio,
        tightest.certain()[k],
        tightest.inherited()[k],
        probableRatio,
        probableBound);
  }

  /** What no kink explains comes first, then the larger ratio. */
  boolean isWorseThan(ElementJudgement other) {
    return isBeyondKinks == other.isBeyondKinks ? ratio > other.ratio : isBeyondKinks;
  }

  /** Values that are the same are no matter of where they come from. */
  private static double unexplained(double left, double right, double inherited) {
    double error = error(left, right);
    return error == 0 || !Double.isFinite(error) ? error : Math.abs(left - right - inherited);
  }

  /** No bound makes NaN or infinity agree with anything but themselves. */
  private static boolean agree(double left, double right, double error, double bound) {
    return (Double.isFinite(left) && Double.isFinite(right)) ? error <= bound : error == 0;
  }

  /**
   * Where a sum may overflow, it is infinite or NaN as the order of its terms has it, and neither
   * is wrong. A finite number on either side is no overflow.
   */
  private static boolean bothOverflow(double left, double right, double bound) {
    return bound == Double.POSITIVE_INFINITY && !Double.isFinite(left) && !Double.isFinite(right);
  }

  /** |left - right|; infinite where NaN or infinity meets something else. */
  static double error(double left, double right) {
    if (left == right || (Double.isNaN(left) && Double.isNaN(right))) {
      return 0;
    }
    double error = Math.abs(left - right);
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }

  private static double ratio(double error, double bound) {
    double ratio = bound >= 0 ? error / bound : Double.POSITIVE_INFINITY;
    return Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
  }
}
