package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RescalingErrors.Factor;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.Constraint.Axis;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.ParameterKind;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What a step does to a layer beside the updater: normalisation of the gradient before it,
 * constraints on the parameters after it. Both are continuous at their thresholds, so that it does
 * not matter there which side of one a computed norm falls on.
 *
 * @param r the format
 */
record LayerStepErrors(Rounding r) {

  /**
   * Normalises the gradients of a layer.
   *
   * @param settings of the layer
   * @param gradients by the parameters that it has
   */
  void normalise(LayerSettings settings, Map<ParameterKind, Bounded> gradients) {
    Factor factor = factor(settings.normalisation(), false);
    normalise(settings.normalisation(), new RescalingErrors(r, factor), gradients);
  }

  /**
   * The same as Deeplearning4j has it.
   *
   * @param isBeyond whether a norm that may overflow does
   */
  void normaliseByLibrary(
      LayerSettings settings, Map<ParameterKind, Bounded> gradients, boolean isBeyond) {
    Factor factor = factor(settings.normalisation(), true);
    normalise(
        settings.normalisation(), RescalingErrors.withoutCare(r, factor, isBeyond), gradients);
  }

  private void normalise(
      GradientNormalisation spec,
      RescalingErrors rescaling,
      Map<ParameterKind, Bounded> gradients) {
    double t = spec.threshold();
    switch (spec.kind()) {
      case NONE -> {}
      case CLIP_ELEMENT_WISE_ABSOLUTE_VALUE -> gradients.replaceAll((kind, g) -> clipped(g, -t, t));
      case RENORMALIZE_L2_PER_LAYER,
          RENORMALIZE_L2_PER_PARAM_TYPE,
          CLIP_L2_PER_LAYER,
          CLIP_L2_PER_PARAM_TYPE ->
          rescale(spec, rescaling, gradients);
    }
  }

  private static void rescale(
      GradientNormalisation spec,
      RescalingErrors rescaling,
      Map<ParameterKind, Bounded> gradients) {
    List<Bounded> parts = List.copyOf(gradients.values());
    Iterator<Bounded> rescaled =
        (spec.kind().isPerLayer()
                ? rescaling.apply(parts, 1, (part, k) -> 0)
                : rescaling.apply(parts, parts.size(), (part, k) -> part))
            .iterator();
    gradients.replaceAll((kind, g) -> rescaled.next());
  }

  private Factor factor(GradientNormalisation spec, boolean asLibrary) {
    return switch (spec.kind()) {
      case CLIP_L2_PER_LAYER, CLIP_L2_PER_PARAM_TYPE -> new Clip(spec.threshold(), r.u());
      default -> asLibrary ? new LibraryDivisor() : new Reciprocal();
    };
  }

  /** min(max(x, low), high). */
  private Bounded clipped(Bounded x, double low, double high) {
    double[] value = new double[x.size()];
    for (int k = 0; k < value.length; k++) {
      value[k] = Math.min(Math.max(x.value()[k], low), high);
    }
    return Bounded.ofElements(
        r,
        x.rows(),
        x.columns(),
        value,
        x.meetsKink(),
        (level, k) -> {
          double e = x.error(level, k);
          double v = x.value()[k];
          double reach = 2 * x.reach(level, k);
          boolean mustBeClipped = v - reach > high || v + reach < low;
          // The limits themselves are rounded to the format.
          double byLimit =
              Math.max(
                  v + 2 * e > high ? r.gamma(level, 1) * Math.abs(high) : 0,
                  v - 2 * e < low ? r.gamma(level, 1) * Math.abs(low) : 0);
          return mustBeClipped ? byLimit : e + byLimit;
        });
  }

  /** A parameter after all constraints on it. */
  Bounded constrained(LayerSettings settings, Bounded theta, boolean isBias) {
    Bounded constrained = theta;
    for (Constraint constraint : settings.constraints()) {
      if (constraint.target().means(isBias)) {
        RescalingErrors rescaling = new RescalingErrors(r, factor(constraint.rule(), false));
        constrained = constrained(constraint, isBias, constrained, rescaling);
      }
    }
    return constrained;
  }

  /**
   * The same as Deeplearning4j has it: each twice, with its own formulas, which have no care for
   * zeros and for norms that overflow.
   *
   * @param isBeyond whether a norm that may overflow does
   */
  Bounded constrainedByLibrary(
      LayerSettings settings, Bounded theta, boolean isBias, boolean isBeyond) {
    Bounded constrained = theta;
    for (Constraint constraint : settings.constraints()) {
      for (int time = 0; time < 2 && constraint.target().means(isBias); time++) {
        Factor factor = factor(constraint.rule(), true);
        RescalingErrors rescaling = RescalingErrors.withoutCare(r, factor, isBeyond);
        constrained = constrained(constraint, isBias, constrained, rescaling);
      }
    }
    return constrained;
  }

  private Bounded constrained(
      Constraint constraint, boolean isBias, Bounded theta, RescalingErrors rescaling) {
    if (constraint.rule() instanceof Constraint.NonNegative) {
      return clipped(theta, 0, Double.POSITIVE_INFINITY);
    }
    int columns = theta.columns();
    List<Bounded> parts = List.of(theta);
    List<Bounded> rescaled =
        switch (isBias ? Axis.BOTH : constraint.axis()) {
          case INPUTS -> rescaling.apply(parts, columns, (part, k) -> k % columns);
          case UNITS -> rescaling.apply(parts, theta.rows(), (part, k) -> k / columns);
          case BOTH -> rescaling.apply(parts, 1, (part, k) -> 0);
        };
    return rescaled.get(0);
  }

  private static Factor factor(Constraint.Rule rule, boolean asLibrary) {
    if (rule instanceof Constraint.MaxNorm maxNorm) {
      return new Interval(0, maxNorm.max(), 1, asLibrary);
    }
    if (rule instanceof Constraint.MinMaxNorm minMax) {
      return new Interval(minMax.min(), minMax.max(), minMax.rate(), asLibrary);
    }
    // Of a constraint that is no rescaling, nobody asks for the factor.
    return new Reciprocal();
  }

  /** 1 / n. */
  private record Reciprocal() implements Factor {

    @Override
    public double at(double n) {
      return 1 / n;
    }

    @Override
    public double largest(double low, double high) {
      return 1 / low;
    }

    @Override
    public double steepest(double low, double high) {
      return 1 / low / low;
    }

    /** The reciprocal, and the product; or one quotient. */
    @Override
    public int roundings() {
      return 2;
    }
  }

  /** 1 / n, where 0 and NaN are another number: Nd4j.EPS_THRESHOLD. */
  private record LibraryDivisor() implements Factor {

    private static final Reciprocal RECIPROCAL = new Reciprocal();

    @Override
    public double at(double n) {
      return n > 0 ? 1 / n : 1e5;
    }

    @Override
    public double largest(double low, double high) {
      return RECIPROCAL.largest(low, high);
    }

    @Override
    public double steepest(double low, double high) {
      return RECIPROCAL.steepest(low, high);
    }

    @Override
    public int roundings() {
      return RECIPROCAL.roundings();
    }
  }

  /** min(1, t / n). */
  private record Clip(double t, double u) implements Factor {

    @Override
    public double at(double n) {
      return n > t ? t / n : 1;
    }

    @Override
    public double largest(double low, double high) {
      return 1;
    }

    @Override
    public double steepest(double low, double high) {
      double from = Math.max(low, t);
      return t / from / from;
    }

    /** The threshold, the quotient, the factor in the format, and the product. */
    @Override
    public int roundings() {
      return 4;
    }

    @Override
    public boolean isOneUpTo(double high) {
      return high < t * (1 - 2 * u);
    }
  }

  /**
   * rate clip(n) / n + 1 - rate; as Deeplearning4j has it, rate clip(n) / n' + (1 - rate) n' for n'
   * = n + 1e-6, where the rate is not 1.
   */
  private record Interval(double min, double max, double rate, boolean asLibrary)
      implements Factor {

    /** {@code BaseConstraint.DEFAULT_EPSILON}. */
    private static final double LIBRARY_EPSILON = 1e-6;

    private double epsilon() {
      return asLibrary ? LIBRARY_EPSILON : 0;
    }

    /** What 1 - rate is multiplied by. */
    private double rest(double n) {
      return asLibrary ? n + LIBRARY_EPSILON : 1;
    }

    @Override
    public double at(double n) {
      double clipped = Math.max(min, Math.min(max, n));
      return rate * clipped / (n + epsilon()) + (1 - rate) * rest(n);
    }

    @Override
    public double largest(double low, double high) {
      double inside = min == 0 ? 1 : Math.max(1, min / (low + epsilon()));
      return rate * inside + (1 - rate) * rest(high);
    }

    @Override
    public double steepest(double low, double high) {
      double steepest = 0;
      if (low < min) {
        steepest = Math.max(steepest, slope(min, low));
      }
      if (high >= min && low <= max) {
        steepest = Math.max(steepest, slope(epsilon(), Math.max(low, min)));
      }
      if (high > max) {
        steepest = Math.max(steepest, slope(max, Math.max(low, max)));
      }
      return rate * steepest + (asLibrary ? 1 - rate : 0);
    }

    /** c / (n + epsilon)^2. */
    private double slope(double c, double n) {
      return c == 0 ? 0 : c / (n + epsilon()) / (n + epsilon());
    }

    /** Limit, quotient, rate, its product, 1 - rate, the sum, the product, and two of epsilon. */
    @Override
    public int roundings() {
      return rate == 1 && !asLibrary ? 3 : 9;
    }
  }
}
