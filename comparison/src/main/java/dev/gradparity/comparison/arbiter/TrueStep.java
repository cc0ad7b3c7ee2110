package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.Constraint.Axis;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerSettings;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.UnaryOperator;

/** What a step does to a layer beside the updater, by the definitions of its settings. */
final class TrueStep {

  private final LayerSettings settings;
  private final Decimals m;

  TrueStep(LayerSettings settings, Decimals m) {
    this.settings = settings;
    this.m = m;
  }

  /**
   * Normalises the gradients of the data's loss in place.
   *
   * @param gradients by the layer's parameters
   */
  void normalise(Collection<BigDecimal[][]> gradients) {
    GradientNormalisation spec = settings.normalisation();
    BigDecimal t = new BigDecimal(spec.threshold());
    switch (spec.kind()) {
      case NONE -> {}
      case CLIP_ELEMENT_WISE_ABSOLUTE_VALUE ->
          gradients.forEach(gradient -> map(gradient, g -> g.min(t).max(t.negate())));
      case RENORMALIZE_L2_PER_LAYER, CLIP_L2_PER_LAYER -> {
        BigDecimal norm =
            m.sqrt(m.sum(gradients.stream().map(this::squares).toArray(BigDecimal[]::new)));
        gradients.forEach(gradient -> rescale(gradient, norm));
      }
      case RENORMALIZE_L2_PER_PARAM_TYPE, CLIP_L2_PER_PARAM_TYPE ->
          gradients.forEach(gradient -> rescale(gradient, m.sqrt(squares(gradient))));
    }
  }

  private void rescale(BigDecimal[][] gradient, BigDecimal norm) {
    BigDecimal t = new BigDecimal(settings.normalisation().threshold());
    boolean clips = settings.normalisation().kind().clips();
    if (clips && norm.compareTo(t) > 0) {
      map(gradient, g -> m.divide(m.multiply(t, g), norm));
    } else if (!clips && norm.signum() > 0) {
      map(gradient, g -> m.divide(g, norm));
    }
  }

  /** Brings a parameter back to its constraints, in place. */
  void constrain(BigDecimal[][] theta, boolean isBias) {
    for (Constraint constraint : settings.constraints()) {
      if (constraint.target().means(isBias)) {
        constrain(constraint.rule(), isBias ? Axis.BOTH : constraint.axis(), theta);
      }
    }
  }

  private void constrain(Constraint.Rule rule, Axis axis, BigDecimal[][] theta) {
    if (rule instanceof Constraint.NonNegative) {
      map(theta, ZERO::max);
      return;
    }
    switch (axis) {
      case UNITS -> {
        for (BigDecimal[] row : theta) {
          scale(rule, new BigDecimal[][] {row});
        }
      }
      case INPUTS -> {
        BigDecimal[][] columns = Rows.transpose(theta);
        for (int j = 0; j < columns.length; j++) {
          scale(rule, new BigDecimal[][] {columns[j]});
          for (int i = 0; i < theta.length; i++) {
            theta[i][j] = columns[j][i];
          }
        }
      }
      case BOTH -> scale(rule, theta);
    }
  }

  private void scale(Constraint.Rule rule, BigDecimal[][] vector) {
    BigDecimal norm = m.sqrt(squares(vector));
    if (norm.signum() > 0) {
      BigDecimal factor = factor(rule, norm);
      map(vector, x -> m.multiply(x, factor));
    }
  }

  private BigDecimal factor(Constraint.Rule rule, BigDecimal norm) {
    if (rule instanceof Constraint.MaxNorm maxNorm) {
      return m.divide(norm.min(new BigDecimal(maxNorm.max())), norm);
    }
    if (rule instanceof Constraint.MinMaxNorm minMax) {
      BigDecimal rate = new BigDecimal(minMax.rate());
      BigDecimal clipped = norm.min(new BigDecimal(minMax.max())).max(new BigDecimal(minMax.min()));
      BigDecimal inside = m.divide(m.multiply(rate, clipped), norm);
      return m.add(inside, ONE.subtract(rate));
    }
    if (rule instanceof Constraint.UnitNorm) {
      return m.divide(ONE, norm);
    }
    throw new IllegalArgumentException("the arbiter has no definition of " + rule);
  }

  private BigDecimal squares(BigDecimal[][] rows) {
    BigDecimal squares = ZERO;
    for (BigDecimal[] row : rows) {
      squares = m.dot(squares, row, row);
    }
    return squares;
  }

  private static void map(BigDecimal[][] rows, UnaryOperator<BigDecimal> f) {
    for (BigDecimal[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = f.apply(row[j]);
      }
    }
  }
}
