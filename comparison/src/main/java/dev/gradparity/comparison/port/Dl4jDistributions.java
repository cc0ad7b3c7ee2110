package dev.gradparity.comparison.port;

import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.DistributionCases;

/** Distributions of first weights as expressions of Deeplearning4j's types. */
record Dl4jDistributions(Imports imports) implements DistributionCases<JavaCode> {

  private JavaCode make(String name, String... arguments) {
    String type = imports.of("org.deeplearning4j.nn.conf.distribution", name + "Distribution");
    return JavaCode.call("new " + type, arguments);
  }

  private JavaCode make(String name, double first, double second) {
    return make(name, JavaNumber.of(first), JavaNumber.of(second));
  }

  @Override
  public JavaCode normal(Distribution.Normal d) {
    return make("Normal", d.mean(), d.std());
  }

  @Override
  public JavaCode uniform(Distribution.Uniform d) {
    return make("Uniform", d.lower(), d.upper());
  }

  @Override
  public JavaCode truncatedNormal(Distribution.TruncatedNormal d) {
    return make("TruncatedNormal", d.mean(), d.std());
  }

  @Override
  public JavaCode logNormal(Distribution.LogNormal d) {
    return make("LogNormal", d.mean(), d.std());
  }

  @Override
  public JavaCode binomial(Distribution.Binomial d) {
    return make("Binomial", String.valueOf(d.trials()), JavaNumber.of(d.probability()));
  }

  @Override
  public JavaCode constant(Distribution.Constant d) {
    return make("Constant", JavaNumber.of(d.value()));
  }

  @Override
  public JavaCode orthogonal(Distribution.Orthogonal d) {
    return make("Orthogonal", JavaNumber.of(d.gain()));
  }
}
