package dev.gradparity.nn;

import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.DistributionCases;
import dev.gradparity.tensor.Matrix;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** Fills a matrix from a distribution, row by row. */
final class Sampler implements DistributionCases<Void> {

  private static final double DEVIATIONS_KEPT = 2;

  private final Matrix weights;
  private final Random random;

  Sampler(Matrix weights, Random random) {
    this.weights = weights;
    this.random = random;
  }

  private Void fill(DoubleSupplier draw) {
    for (int i = 0; i < weights.rows(); i++) {
      for (int j = 0; j < weights.columns(); j++) {
        weights.set(i, j, draw.getAsDouble());
      }
    }
    return null;
  }

  @Override
  public Void normal(Distribution.Normal normal) {
    return fill(() -> normal.mean() + normal.std() * random.nextGaussian());
  }

  /** From the middle, so that no difference of bounds overflows. */
  @Override
  public Void uniform(Distribution.Uniform uniform) {
    double middle = uniform.lower() / 2 + uniform.upper() / 2;
    double half = uniform.upper() / 2 - uniform.lower() / 2;
    return fill(() -> middle + half * (2 * random.nextDouble() - 1));
  }

  @Override
  public Void truncatedNormal(Distribution.TruncatedNormal normal) {
    return fill(() -> normal.mean() + normal.std() * withinTwoDeviations());
  }

  private double withinTwoDeviations() {
    double draw = random.nextGaussian();
    while (Math.abs(draw) > DEVIATIONS_KEPT) {
      draw = random.nextGaussian();
    }
    return draw;
  }

  @Override
  public Void logNormal(Distribution.LogNormal normal) {
    return fill(() -> StrictMath.exp(normal.mean() + normal.std() * random.nextGaussian()));
  }

  @Override
  public Void binomial(Distribution.Binomial binomial) {
    return fill(() -> successes(binomial));
  }

  private int successes(Distribution.Binomial binomial) {
    int successes = 0;
    for (int trial = 0; trial < binomial.trials(); trial++) {
      successes += random.nextDouble() < binomial.probability() ? 1 : 0;
    }
    return successes;
  }

  @Override
  public Void constant(Distribution.Constant constant) {
    return fill(constant::value);
  }

  @Override
  public Void orthogonal(Distribution.Orthogonal orthogonal) {
    int rows = weights.rows();
    int columns = weights.columns();
    boolean isWide = columns > rows;
    double[][] vectors =
        OrthonormalVectors.draw(Math.min(rows, columns), Math.max(rows, columns), random);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        weights.set(i, j, orthogonal.gain() * (isWide ? vectors[i][j] : vectors[j][i]));
      }
    }
    return null;
  }
}
