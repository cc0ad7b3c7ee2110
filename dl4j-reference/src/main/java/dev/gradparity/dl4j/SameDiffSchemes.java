package dev.gradparity.dl4j;

import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.DistributionCases;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.WeightInit;
import org.nd4j.linalg.api.rng.distribution.factory.DistributionFactory;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.weightinit.WeightInitScheme;
import org.nd4j.weightinit.impl.ConstantInitScheme;
import org.nd4j.weightinit.impl.DistributionInitScheme;
import org.nd4j.weightinit.impl.IdentityInitScheme;
import org.nd4j.weightinit.impl.LecunUniformInitScheme;
import org.nd4j.weightinit.impl.OneInitScheme;
import org.nd4j.weightinit.impl.ReluInitScheme;
import org.nd4j.weightinit.impl.ReluUniformInitScheme;
import org.nd4j.weightinit.impl.SigmoidUniformInitScheme;
import org.nd4j.weightinit.impl.UniformInitScheme;
import org.nd4j.weightinit.impl.VarScalingNormalFanAvgInitScheme;
import org.nd4j.weightinit.impl.VarScalingNormalFanInInitScheme;
import org.nd4j.weightinit.impl.VarScalingNormalFanOutInitScheme;
import org.nd4j.weightinit.impl.VarScalingNormalUniformFanInInitScheme;
import org.nd4j.weightinit.impl.VarScalingNormalUniformFanOutInitScheme;
import org.nd4j.weightinit.impl.VarScalingUniformFanAvgInitScheme;
import org.nd4j.weightinit.impl.XavierFanInInitScheme;
import org.nd4j.weightinit.impl.XavierInitScheme;
import org.nd4j.weightinit.impl.XavierUniformInitScheme;
import org.nd4j.weightinit.impl.ZeroInitScheme;

/**
 * ND4J's schemes of first weights, which a SameDiff variable takes.
 *
 * <p>Each initialiser has the scheme of its name but for three that have none: {@code normal} and
 * {@code lecun_normal} are what the scheme of {@code xavier_fan_in} draws from, and {@code
 * xavier_legacy} takes the scheme of any distribution, with its own.
 */
final class SameDiffSchemes implements DistributionCases<WeightInitScheme> {

  private static final char ORDER = 'c';

  private final DistributionFactory distributions = Nd4j.getDistributions();

  private SameDiffSchemes() {}

  /** The scheme for a W (fan-in, fan-out). */
  static WeightInitScheme of(Initialiser initialiser, int fanIn, int fanOut) {
    SameDiffSchemes schemes = new SameDiffSchemes();
    return initialiser instanceof Distribution distribution
        ? distribution.match(schemes)
        : schemes.named((WeightInit) initialiser, fanIn, fanOut);
  }

  private WeightInitScheme named(WeightInit init, double in, double out) {
    return switch (init) {
      case XAVIER -> new XavierInitScheme(ORDER, in, out);
      case XAVIER_UNIFORM -> new XavierUniformInitScheme(ORDER, in, out);
      case XAVIER_FAN_IN, NORMAL, LECUN_NORMAL -> new XavierFanInInitScheme(ORDER, in);
      case XAVIER_LEGACY -> normal(new Distribution.Normal(0, Math.sqrt(1 / (in + out))));
      case RELU -> new ReluInitScheme(ORDER, in);
      case RELU_UNIFORM -> new ReluUniformInitScheme(ORDER, in);
      case SIGMOID_UNIFORM -> new SigmoidUniformInitScheme(ORDER, in, out);
      case UNIFORM -> new UniformInitScheme(ORDER, in);
      case LECUN_UNIFORM -> new LecunUniformInitScheme(ORDER, in);
      case VAR_SCALING_NORMAL_FAN_IN -> new VarScalingNormalFanInInitScheme(ORDER, in);
      case VAR_SCALING_NORMAL_FAN_OUT -> new VarScalingNormalFanOutInitScheme(ORDER, out);
      case VAR_SCALING_NORMAL_FAN_AVG -> new VarScalingNormalFanAvgInitScheme(ORDER, in, out);
      case VAR_SCALING_UNIFORM_FAN_IN -> new VarScalingNormalUniformFanInInitScheme(ORDER, in);
      case VAR_SCALING_UNIFORM_FAN_OUT -> new VarScalingNormalUniformFanOutInitScheme(ORDER, out);
      case VAR_SCALING_UNIFORM_FAN_AVG -> new VarScalingUniformFanAvgInitScheme(ORDER, in, out);
      case IDENTITY -> new IdentityInitScheme(ORDER);
      case ZERO -> new ZeroInitScheme(ORDER);
      case ONES -> new OneInitScheme(ORDER);
    };
  }

  private static WeightInitScheme of(
      org.nd4j.linalg.api.rng.distribution.Distribution distribution) {
    return new DistributionInitScheme(ORDER, distribution);
  }

  @Override
  public WeightInitScheme normal(Distribution.Normal d) {
    return of(distributions.createNormal(d.mean(), d.std()));
  }

  @Override
  public WeightInitScheme uniform(Distribution.Uniform d) {
    return of(distributions.createUniform(d.lower(), d.upper()));
  }

  @Override
  public WeightInitScheme truncatedNormal(Distribution.TruncatedNormal d) {
    return of(distributions.createTruncatedNormal(d.mean(), d.std()));
  }

  @Override
  public WeightInitScheme logNormal(Distribution.LogNormal d) {
    return of(distributions.createLogNormal(d.mean(), d.std()));
  }

  @Override
  public WeightInitScheme binomial(Distribution.Binomial d) {
    return of(distributions.createBinomial(d.trials(), d.probability()));
  }

  @Override
  public WeightInitScheme constant(Distribution.Constant d) {
    return new ConstantInitScheme(ORDER, d.value());
  }

  @Override
  public WeightInitScheme orthogonal(Distribution.Orthogonal d) {
    return of(distributions.createOrthogonal(d.gain()));
  }
}
