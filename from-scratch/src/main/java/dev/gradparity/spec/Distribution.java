package dev.gradparity.spec;

import java.util.List;

/**
 * First weights from a distribution with parameters of its own, whatever the fans: Deeplearning4j's
 * {@code WeightInit.DISTRIBUTION}, by the names of its distributions.
 */
public sealed interface Distribution extends Initialiser {

  /** The answer of this distribution's case. */
  <R> R match(DistributionCases<R> cases);

  /** One of each. */
  static List<Distribution> examples() {
    return List.of(
        new Normal(0.1, 0.5),
        new Uniform(-0.25, 0.75),
        new TruncatedNormal(0.1, 0.5),
        new LogNormal(-1, 0.5),
        new Binomial(10, 0.25),
        new Constant(0.3),
        new Orthogonal(1.5));
  }

  /**
   * Density exp(-(w - mean)^2 / (2 std^2)) / (std sqrt(2 pi)).
   *
   * @param mean finite
   * @param std the standard deviation, positive
   */
  record Normal(double mean, double std) implements Distribution {

    /** Checks the parts. */
    public Normal {
      Checks.finite(mean, "mean");
      Checks.positive(std, "std");
    }

    @Override
    public String specName() {
      return "normal";
    }

    @Override
    public <R> R match(DistributionCases<R> cases) {
      return cases.normal(this);
    }
  }

  /**
   * The same density everywhere between two bounds.
   *
   * @param lower finite
   * @param upper finite, above {@code lower}
   */
  record Uniform(double lower, double upper) implements Distribution {

    /** Checks the parts. */
    public Uniform {
      Checks.finite(lower, "lower");
      Checks.finite(upper, "upper");
      InvalidSpecException.unless(
          lower < upper,
          "lower",
          "must be below upper, which is %s, got %s".formatted(upper, lower));
    }

    @Override
    public String specName() {
      return "uniform";
    }

    @Override
    public <R> R match(DistributionCases<R> cases) {
      return cases.uniform(this);
    }
  }

  /**
   * A normal distribution on the condition that |w - mean| is at most 2 std, as TensorFlow and
   * Keras have it: what lies farther out is drawn again. Its standard deviation is 0.8796 std.
   *
   * @param mean finite
   * @param std of the normal distribution before the cut, positive
   */
  record TruncatedNormal(double mean, double std) implements Distribution {

    /** Checks the parts. */
    public TruncatedNormal {
      Checks.finite(mean, "mean");
      Checks.positive(std, "std");
    }

    @Override
    public String specName() {
      return "truncatednormal";
    }

    @Override
    public <R> R match(DistributionCases<R> cases) {
      return cases.truncatedNormal(this);
    }
  }

  /**
   * exp(v) for v from a normal distribution.
   *
   * @param mean of ln w, finite
   * @param std the standard deviation of ln w, positive
   */
  record LogNormal(double mean, double std) implements Distribution {

    /** Checks the parts. */
    public LogNormal {
      Checks.finite(mean, "mean");
      Checks.positive(std, "std");
    }

    @Override
    public String specName() {
      return "lognormal";
    }

    @Override
    public <R> R match(DistributionCases<R> cases) {
      return cases.logNormal(this);
    }
  }

  /**
   * The number of successes in independent trials.
   *
   * @param trials at least 1
   * @param probability of a success, from 0 to 1
   */
  record Binomial(int trials, double probability) implements Distribution {

    /** Checks the parts. */
    public Binomial {
      Checks.atLeast(1, trials, "trials");
      InvalidSpecException.unless(
          probability >= 0 && probability <= 1,
          "probability",
          "must be from 0 to 1, got " + probability);
    }

    @Override
    public String specName() {
      return "binomial";
    }

    @Override
    public <R> R match(DistributionCases<R> cases) {
      return cases.binomial(this);
    }
  }

  /**
   * One number, everywhere.
   *
   * @param value finite
   */
  record Constant(double value) implements Distribution {

    /** Checks the part. */
    public Constant {
      Checks.finite(value, "value");
    }

    @Override
    public String specName() {
      return "constant";
    }

    @Override
    public <R> R match(DistributionCases<R> cases) {
      return cases.constant(this);
    }
  }

  /**
   * gain Q, Q uniform among the matrices whose columns are orthonormal, or rows where there are
   * more columns than rows (Saxe et al. 2014).
   *
   * @param gain positive
   */
  record Orthogonal(double gain) implements Distribution {

    /** Checks the part. */
    public Orthogonal {
      Checks.positive(gain, "gain");
    }

    @Override
    public String specName() {
      return "orthogonal";
    }

    @Override
    public <R> R match(DistributionCases<R> cases) {
      return cases.orthogonal(this);
    }
  }
}
