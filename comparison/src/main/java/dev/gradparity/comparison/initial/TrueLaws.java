package dev.gradparity.comparison.initial;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.DistributionCases;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.WeightInit;

/**
 * The distribution of one weight, by the definition of its initialiser.
 *
 * @param dtype the format of the weights; rounding moves a smooth law by too little to see
 */
record TrueLaws(DType dtype) implements DistributionCases<Law> {

  private static final double CUT = 2;

  /** Of a weight of a layer with these fans; not of the identity, whose weights are no sample. */
  Law of(Initialiser initialiser, double in, double out) {
    return initialiser instanceof Distribution distribution
        ? distribution.match(this)
        : of((WeightInit) initialiser, in, out);
  }

  private Law of(WeightInit init, double in, double out) {
    return switch (init) {
      case XAVIER -> Law.normal(0, Math.sqrt(2 / (in + out)));
      case XAVIER_LEGACY -> Law.normal(0, Math.sqrt(1 / (in + out)));
      case XAVIER_FAN_IN, NORMAL, LECUN_NORMAL -> Law.normal(0, Math.sqrt(1 / in));
      case RELU -> Law.normal(0, Math.sqrt(2 / in));
      case XAVIER_UNIFORM, VAR_SCALING_UNIFORM_FAN_AVG -> uniformOfVariance(2 / (in + out));
      case RELU_UNIFORM -> uniformOfVariance(2 / in);
      case LECUN_UNIFORM, VAR_SCALING_UNIFORM_FAN_IN -> uniformOfVariance(1 / in);
      case VAR_SCALING_UNIFORM_FAN_OUT -> uniformOfVariance(1 / out);
      case SIGMOID_UNIFORM -> uniformOfVariance(16 * 2 / (in + out));
      case UNIFORM -> uniformOfVariance(1 / (3 * in));
      case VAR_SCALING_NORMAL_FAN_IN -> truncatedOfVariance(1 / in);
      case VAR_SCALING_NORMAL_FAN_OUT -> truncatedOfVariance(1 / out);
      case VAR_SCALING_NORMAL_FAN_AVG -> truncatedOfVariance(2 / (in + out));
      case ZERO -> Law.point(0);
      case ONES -> Law.point(1);
      case IDENTITY -> throw new IllegalArgumentException("the identity is not drawn");
    };
  }

  /** The variance of a uniform number within s of 0 is s^2 / 3. */
  private static Law uniformOfVariance(double variance) {
    double limit = Math.sqrt(3 * variance);
    return Law.uniform(-limit, limit);
  }

  /** Within c deviations, the variance is 1 - 2 c phi(c) / (Phi(c) - Phi(-c)) of what it was. */
  private static Law truncatedOfVariance(double variance) {
    double kept = Law.standardNormal(CUT) - Law.standardNormal(-CUT);
    double factor = 1 - 2 * CUT * Law.density(CUT) / kept;
    return Law.truncatedNormal(0, Math.sqrt(variance / factor), CUT);
  }

  @Override
  public Law normal(Distribution.Normal d) {
    return Law.normal(d.mean(), d.std());
  }

  @Override
  public Law uniform(Distribution.Uniform d) {
    return Law.uniform(d.lower(), d.upper());
  }

  @Override
  public Law truncatedNormal(Distribution.TruncatedNormal d) {
    return Law.truncatedNormal(d.mean(), d.std(), CUT);
  }

  @Override
  public Law logNormal(Distribution.LogNormal d) {
    return Law.logNormal(d.mean(), d.std());
  }

  /** P(k) = C(n, k) p^k (1 - p)^(n - k). */
  @Override
  public Law binomial(Distribution.Binomial d) {
    double p = d.probability();
    double[] probabilities = new double[d.trials() + 1];
    double chooses = 1;
    for (int k = 0; k <= d.trials(); k++) {
      probabilities[k] = chooses * Math.pow(p, k) * Math.pow(1 - p, d.trials() - k);
      chooses *= (double) (d.trials() - k) / (k + 1);
    }
    return Law.counts(probabilities);
  }

  @Override
  public Law constant(Distribution.Constant d) {
    return Law.point(dtype.round(d.value()));
  }

  /**
   * Of an element of a 3 x 3 matrix: a unit vector's height above the equator is uniform
   * (Archimedes, On the sphere and cylinder).
   */
  @Override
  public Law orthogonal(Distribution.Orthogonal d) {
    return Law.uniform(-d.gain(), d.gain());
  }
}
