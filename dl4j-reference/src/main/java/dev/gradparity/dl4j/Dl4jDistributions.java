package dev.gradparity.dl4j;

import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.DistributionCases;
import org.deeplearning4j.nn.conf.distribution.BinomialDistribution;
import org.deeplearning4j.nn.conf.distribution.ConstantDistribution;
import org.deeplearning4j.nn.conf.distribution.LogNormalDistribution;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.distribution.OrthogonalDistribution;
import org.deeplearning4j.nn.conf.distribution.TruncatedNormalDistribution;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;

/** The library's distribution of the same name and numbers. */
final class Dl4jDistributions
    implements DistributionCases<org.deeplearning4j.nn.conf.distribution.Distribution> {

  @Override
  public NormalDistribution normal(Distribution.Normal d) {
    return new NormalDistribution(d.mean(), d.std());
  }

  @Override
  public UniformDistribution uniform(Distribution.Uniform d) {
    return new UniformDistribution(d.lower(), d.upper());
  }

  @Override
  public TruncatedNormalDistribution truncatedNormal(Distribution.TruncatedNormal d) {
    return new TruncatedNormalDistribution(d.mean(), d.std());
  }

  @Override
  public LogNormalDistribution logNormal(Distribution.LogNormal d) {
    return new LogNormalDistribution(d.mean(), d.std());
  }

  @Override
  public BinomialDistribution binomial(Distribution.Binomial d) {
    return new BinomialDistribution(d.trials(), d.probability());
  }

  @Override
  public ConstantDistribution constant(Distribution.Constant d) {
    return new ConstantDistribution(d.value());
  }

  @Override
  public OrthogonalDistribution orthogonal(Distribution.Orthogonal d) {
    return new OrthogonalDistribution(d.gain());
  }
}
