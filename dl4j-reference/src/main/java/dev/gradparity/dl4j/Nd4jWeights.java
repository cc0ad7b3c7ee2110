package dev.gradparity.dl4j;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.DistributionCases;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.WeightInit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Qr;
import org.nd4j.linalg.api.ops.random.impl.BinomialDistribution;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.api.ops.random.impl.LogNormalDistribution;
import org.nd4j.linalg.api.ops.random.impl.UniformDistribution;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * First weights by ND4J's random operations, the formulas of the specification's initialisers
 * written out.
 *
 * <p>Truncated normal numbers are drawn again where they are cut off: ND4J's operation of that name
 * puts the mean in the place of half of them.
 */
final class Nd4jWeights implements DistributionCases<INDArray> {

  private static final double CUT = 2;

  /** sqrt(1 - 2 c phi(c) / (2 Phi(c) - 1)), c = 2: what the cut leaves of a deviation. */
  private static final double LEFT_BY_CUT = 0.8796256610342398;

  private final DataType type;
  private final long[] shape;

  private Nd4jWeights(DataType type, long... shape) {
    this.type = type;
    this.shape = shape;
  }

  /** W (fan-in, fan-out), from ND4J's generator as it is. */
  static INDArray of(Initialiser initialiser, DType dtype, int fanIn, int fanOut) {
    Nd4jWeights weights = new Nd4jWeights(Dl4jConventions.type(dtype), fanIn, fanOut);
    return initialiser instanceof Distribution distribution
        ? distribution.match(weights)
        : weights.named((WeightInit) initialiser, fanIn, fanOut);
  }

  private INDArray named(WeightInit init, double in, double out) {
    double mean = (in + out) / 2;
    return switch (init) {
      case XAVIER -> normal(1 / mean);
      case XAVIER_LEGACY -> normal(1 / (in + out));
      case XAVIER_FAN_IN, NORMAL, LECUN_NORMAL -> normal(1 / in);
      case RELU -> normal(2 / in);
      case XAVIER_UNIFORM, VAR_SCALING_UNIFORM_FAN_AVG -> uniform(1 / mean);
      case RELU_UNIFORM -> uniform(2 / in);
      case SIGMOID_UNIFORM -> uniform(16 / mean);
      case UNIFORM -> uniform(1 / (3 * in));
      case LECUN_UNIFORM, VAR_SCALING_UNIFORM_FAN_IN -> uniform(1 / in);
      case VAR_SCALING_UNIFORM_FAN_OUT -> uniform(1 / out);
      case VAR_SCALING_NORMAL_FAN_IN -> truncated(1 / in);
      case VAR_SCALING_NORMAL_FAN_OUT -> truncated(1 / out);
      case VAR_SCALING_NORMAL_FAN_AVG -> truncated(1 / mean);
      case IDENTITY -> Nd4j.eye(shape[0]).castTo(type);
      case ZERO -> Nd4j.zeros(type, shape);
      case ONES -> Nd4j.ones(type, shape);
    };
  }

  private INDArray normal(double variance) {
    return gaussian(0, Math.sqrt(variance), shape);
  }

  /** The variance of a uniform number within s of 0 is s^2 / 3. */
  private INDArray uniform(double variance) {
    double limit = Math.sqrt(3 * variance);
    return uniform(new Distribution.Uniform(-limit, limit));
  }

  private INDArray truncated(double variance) {
    double std = Math.sqrt(variance) / LEFT_BY_CUT;
    return truncatedNormal(new Distribution.TruncatedNormal(0, std));
  }

  private INDArray gaussian(double mean, double std, long... extents) {
    return Nd4j.exec(new GaussianDistribution(empty(extents), mean, std));
  }

  private INDArray empty(long... extents) {
    return Nd4j.createUninitialized(type, extents);
  }

  @Override
  public INDArray normal(Distribution.Normal d) {
    return gaussian(d.mean(), d.std(), shape);
  }

  @Override
  public INDArray uniform(Distribution.Uniform d) {
    return Nd4j.exec(new UniformDistribution(empty(shape), d.lower(), d.upper()));
  }

  @Override
  public INDArray truncatedNormal(Distribution.TruncatedNormal d) {
    INDArray z = gaussian(0, 1, shape);
    while (z.amaxNumber().doubleValue() > CUT) {
      z = z.replaceWhere(gaussian(0, 1, shape), Conditions.absGreaterThan(CUT));
    }
    return z.muli(d.std()).addi(d.mean());
  }

  @Override
  public INDArray logNormal(Distribution.LogNormal d) {
    return Nd4j.exec(new LogNormalDistribution(empty(shape), d.mean(), d.std()));
  }

  @Override
  public INDArray binomial(Distribution.Binomial d) {
    return Nd4j.exec(new BinomialDistribution(empty(shape), d.trials(), d.probability()));
  }

  @Override
  public INDArray constant(Distribution.Constant d) {
    return Nd4j.valueArrayOf(shape, d.value(), type);
  }

  /**
   * Q of A = QR, A of normal numbers, its columns turned so that R has a positive diagonal: only
   * then is Q uniform (Mezzadri 2007, How to generate random matrices, section 5). Where W is wide
   * its transpose is drawn.
   */
  @Override
  public INDArray orthogonal(Distribution.Orthogonal d) {
    boolean isWide = shape[1] > shape[0];
    INDArray normal = isWide ? gaussian(0, 1, shape[1], shape[0]) : gaussian(0, 1, shape);
    INDArray[] factors = Nd4j.exec(new Qr(normal, false));
    INDArray signs = Transforms.sign(Nd4j.diag(factors[1]));
    INDArray q = factors[0].mulRowVector(signs).muli(d.gain());
    return isWide ? q.transpose() : q;
  }
}
