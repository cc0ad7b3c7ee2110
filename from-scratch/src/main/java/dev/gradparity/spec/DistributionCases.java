package dev.gradparity.spec;

/**
 * One answer for each kind of distribution; the compiler sees to it that none is missing.
 *
 * @param <R> the answer
 */
public interface DistributionCases<R> {
  /** Of a bell curve. */
  R normal(Distribution.Normal distribution);

  /** Of an interval. */
  R uniform(Distribution.Uniform distribution);

  /** Of a bell curve without its tails. */
  R truncatedNormal(Distribution.TruncatedNormal distribution);

  /** Of the exponential of a bell curve. */
  R logNormal(Distribution.LogNormal distribution);

  /** Of a count. */
  R binomial(Distribution.Binomial distribution);

  /** Of one number. */
  R constant(Distribution.Constant distribution);

  /** Of orthonormal vectors. */
  R orthogonal(Distribution.Orthogonal distribution);
}
