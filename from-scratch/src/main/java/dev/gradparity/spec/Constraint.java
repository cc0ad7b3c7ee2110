package dev.gradparity.spec;

import java.util.Objects;

/**
 * What a parameter is brought back to after every step, by Deeplearning4j's names.
 *
 * @param rule what holds afterwards
 * @param target which parameters of the layer
 * @param axis over what a norm is taken; without meaning for a rule of single elements
 */
public record Constraint(Rule rule, Target target, Axis axis) {

  /** Checks that the parts are there. */
  public Constraint {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(axis, "axis");
  }

  /** A rule for the weights; norms are those of each unit's incoming weights. */
  public static Constraint onWeights(Rule rule) {
    return new Constraint(rule, Target.WEIGHTS, Axis.INPUTS);
  }

  /** The same rule over another axis. */
  public Constraint over(Axis other) {
    return new Constraint(rule, target, other);
  }

  /** The same rule for other parameters. */
  public Constraint on(Target other) {
    return new Constraint(rule, other, axis);
  }

  /**
   * Whether it is about norms of weights, and not about biases alone or each element for itself.
   */
  public boolean takesNormOfWeights() {
    return target.means(false) && !(rule instanceof NonNegative);
  }

  /** The parameters of a layer that are constrained. */
  public enum Target implements Named {
    /** W. */
    WEIGHTS("weights"),
    /** b, a row whose norm is that of all of it. */
    BIAS("bias"),
    /** Both. */
    ALL("all");

    private final String specName;

    Target(String specName) {
      this.specName = specName;
    }

    @Override
    public String specName() {
      return specName;
    }

    /** Whether it means the biases, or the weights. */
    public boolean means(boolean isBias) {
      return this == ALL || (this == BIAS) == isBias;
    }
  }

  /** Over what a norm of W, (fan-in, fan-out), is taken. The norm of b is that of all of b. */
  public enum Axis implements Named {
    /** Axis 0: a norm for each unit, of its incoming weights, the columns of W. */
    INPUTS("inputs"),
    /** Axis 1: a norm for each input, of its outgoing weights, the rows of W. */
    UNITS("units"),
    /** Both axes: one norm, of all of W. */
    BOTH("both");

    private final String specName;

    Axis(String specName) {
      this.specName = specName;
    }

    @Override
    public String specName() {
      return specName;
    }
  }

  /** What holds after a step; v is the vector whose norm n is taken. */
  public sealed interface Rule {

    /** The name in specification files. */
    String specName();
  }

  /**
   * v min(1, max / n): norms of at most max (Srivastava et al. 2014, section 5.1).
   *
   * @param max positive and finite
   */
  public record MaxNorm(double max) implements Rule {

    /** Checks the parts. */
    public MaxNorm {
      requirePositive(max, "max");
    }

    @Override
    public String specName() {
      return "maxnorm";
    }
  }

  /**
   * v (rate clip(n) / n + 1 - rate), clip(n) = min(max(n, min), max): norms move towards the
   * interval, and zero stays zero (Keras's MinMaxNorm).
   *
   * @param min at least 0, at most max
   * @param max positive and finite
   * @param rate above 0, at most 1: the share of the way to the interval
   */
  public record MinMaxNorm(double min, double max, double rate) implements Rule {

    /** Checks the parts. */
    public MinMaxNorm {
      requirePositive(max, "max");
      InvalidSpecException.unless(
          min >= 0 && min <= max, "min", "must be at least 0 and at most max, got " + min);
      InvalidSpecException.unless(
          rate > 0 && rate <= 1, "rate", "must be above 0 and at most 1, got " + rate);
    }

    @Override
    public String specName() {
      return "minmaxnorm";
    }
  }

  /** v / n, norms of 1; zero stays zero. */
  public record UnitNorm() implements Rule {

    @Override
    public String specName() {
      return "unitnorm";
    }
  }

  /** max(0, theta), element by element. */
  public record NonNegative() implements Rule {

    @Override
    public String specName() {
      return "nonnegative";
    }
  }

  private static void requirePositive(double value, String place) {
    InvalidSpecException.unless(
        value > 0 && value < Double.POSITIVE_INFINITY,
        place,
        "must be positive and finite, got " + value);
  }
}
