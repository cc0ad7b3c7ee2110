package dev.gradparity.comparison.deviation;

import static dev.gradparity.comparison.deviation.Truths.decimal;
import static dev.gradparity.dl4j.Dl4jFunctions.orthogonalWeights;

import dev.gradparity.dl4j.Dl4jInitialisers;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.WeightInit;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** First weights. */
final class InitialDeviations {

  private static final int FAN_IN = 400;
  private static final int FAN_OUT = 200;
  private static final int AVERAGE = 300;

  /** Where a normal distribution cut off at two deviations ends, in deviations of its own. */
  private static final double END = 2 / 0.8796256610342398;

  private InitialDeviations() {}

  static List<Deviation> all() {
    return List.of(
        uniform("var-scaling-uniform", WeightInit.VAR_SCALING_UNIFORM_FAN_IN, FAN_IN),
        uniform("var-scaling-uniform-out", WeightInit.VAR_SCALING_UNIFORM_FAN_OUT, FAN_OUT),
        uniform("var-scaling-uniform-avg", WeightInit.VAR_SCALING_UNIFORM_FAN_AVG, AVERAGE),
        uniform("lecun-uniform", WeightInit.LECUN_UNIFORM, FAN_IN),
        normal("var-scaling-normal", WeightInit.VAR_SCALING_NORMAL_FAN_IN, FAN_IN),
        normal("var-scaling-normal-out", WeightInit.VAR_SCALING_NORMAL_FAN_OUT, FAN_OUT),
        normal("var-scaling-normal-avg", WeightInit.VAR_SCALING_NORMAL_FAN_AVG, AVERAGE),
        Deviation.of(
                "truncated-normal-mean", "Of truncated normal weights one in 44 is the mean itself")
            .setting("a truncated normal distribution, the var_scaling_normal initialisers")
            .definition(
                "what is beyond two deviations is drawn again (TensorFlow's truncated_normal)")
            .instead(
                "half of it, 2.28 % of all weights, becomes the mean",
                "libnd4j's TruncatedNormalDistribution")
            .reproducer(
                "different numbers among 10,000",
                () -> different(new Distribution.TruncatedNormal(0.1, 0.5), 100))
            .truth(m -> BigDecimal.valueOf(10_000))
            .size(Size.relative(0.018, 0.03)),
        Deviation.of("var-scaling-normal-uncut", "The VAR_SCALING_NORMAL schemes cut nothing off")
            .setting(
                "SameDiff, weightInit var_scaling_normal_fan_in, var_scaling_normal_fan_out,"
                    + " var_scaling_normal_fan_avg")
            .definition(
                "a truncated normal distribution of variance 1 / fan, which ends at 2.274 / sqrt(fan)"
                    + " (Keras's VarianceScaling)")
            .instead(
                "a normal distribution of the same variance: one weight in 44 is farther out",
                "VarScalingNormalFanInInitScheme.doCreate and its like")
            .reproducer(
                "the largest of 80,000 weights by 2.274 / sqrt(fanIn)",
                () -> largest(WeightInit.VAR_SCALING_NORMAL_FAN_IN) * Math.sqrt(FAN_IN) / END)
            .truth(m -> BigDecimal.ONE)
            .size(Size.factor(1.6, 2.6)),
        Deviation.of("scheme-default-type", "Schemes give float32 weights to a float64 variable")
            .setting(
                "SameDiff in float64, weightInit identity, xavier_legacy and all that are uniform,"
                    + " every distribution but the constant; unless ND4J's default type is changed")
            .definition("weights of the variable's type")
            .instead(
                "weights of ND4J's default type, which is float32; the first operation on the"
                    + " variable then throws",
                "DistributionInitScheme, IdentityInitScheme and Nd4j.rand(Distribution, long...)")
            .reproducer(
                "how many of 100 normal float64 weights are no float32 numbers",
                InitialDeviations::properDoubles)
            .truth(m -> BigDecimal.valueOf(100))
            .size(Size.exactly(0)),
        Deviation.of("uniform-23-bits", "Uniform float64 weights have 23 random bits")
            .setting("the uniform initialisers and distribution, in float64")
            .definition("53 random bits: two of 10^5 weights are equal once in a million networks")
            .instead("among 90,000 weights some 600 pairs are equal", "libnd4j's RandomGenerator")
            .reproducer(
                "different numbers among 90,000 weights, uniform on (0, 1)",
                () -> different(new Distribution.Uniform(0, 1), 300))
            .truth(m -> BigDecimal.valueOf(90_000))
            .size(Size.relative(0.003, 0.01)),
        Deviation.of(
                "orthogonal-large", "Orthogonal weights of 33 units and more are not orthogonal")
            .setting("an orthogonal distribution; in float32 the process hangs or dies instead")
            .definition("Q^T Q = I (Saxe et al., 2014)")
            .instead(
                "the singular vectors of a random matrix, from a decomposition that is wrong from 33"
                    + " columns on",
                "libnd4j's svd")
            .reproducer(
                "the largest squared sum of a row's products |Q^T q|^2 of a column q of 40 x 40",
                () -> largestProjection(orthogonalWeights(40, 1), 40))
            .truth(m -> BigDecimal.ONE)
            .size(Size.factor(1.05, 100)),
        Deviation.of(
                "orthogonal-default-type", "Orthogonal float64 weights are computed in float32")
            .setting("an orthogonal distribution in float64, unless ND4J's default type is changed")
            .definition("columns of length 1, to a unit roundoff of the network's format")
            .instead(
                "drawn and decomposed in the default type, which is float32",
                "OrthogonalDistribution.sample")
            .reproducer("|Q^T q|^2 of a column of 3 x 3", () -> largestProjection(orthogonal3(), 3))
            .truth(m -> BigDecimal.ONE)
            .size(Size.relative(1e-9, 3e-6)));
  }

  private static double[] weights(Initialiser initialiser, int fanIn, int fanOut) {
    return Dl4jInitialisers.weights(initialiser, DType.FLOAT64, fanIn, fanOut, 1);
  }

  private static double[] orthogonal3() {
    return weights(new Distribution.Orthogonal(1), 3, 3);
  }

  private static double different(Initialiser initialiser, int fan) {
    return Arrays.stream(weights(initialiser, fan, fan)).distinct().count();
  }

  private static double[] schemeWeights(Initialiser initialiser, int fanIn, int fanOut) {
    return Dl4jInitialisers.ofSameDiff(initialiser, DType.FLOAT64, fanIn, fanOut, 1).values();
  }

  private static double largest(WeightInit init) {
    return Arrays.stream(schemeWeights(init, FAN_IN, FAN_OUT)).map(Math::abs).max().orElseThrow();
  }

  private static double properDoubles() {
    double[] w = schemeWeights(new Distribution.Normal(0, 1), 10, 10);
    return Arrays.stream(w).filter(x -> x != DType.FLOAT32.round(x)).count();
  }

  private static double scaledVariance(WeightInit init, int fan) {
    double[] w = weights(init, FAN_IN, FAN_OUT);
    return fan * Arrays.stream(w).map(x -> x * x).sum() / w.length;
  }

  /** The largest |Q^T q|^2 over the columns q of Q, which is 1 for an orthogonal Q. */
  private static double largestProjection(double[] q, int n) {
    double largest = 0;
    for (int column = 0; column < n; column++) {
      double square = 0;
      for (int other = 0; other < n; other++) {
        double product = 0;
        for (int i = 0; i < n; i++) {
          product += q[i * n + other] * q[i * n + column];
        }
        square += product * product;
      }
      largest = Math.max(largest, square);
    }
    return largest;
  }

  private static String fan(int fan) {
    return fan == FAN_IN ? "fanIn" : fan == FAN_OUT ? "fanOut" : "(fanIn + fanOut) / 2";
  }

  /** VAR_SCALING_UNIFORM_FAN_IN is in WeightInitVarScalingUniformFanIn. */
  private static String place(WeightInit init) {
    StringBuilder name = new StringBuilder("WeightInit");
    for (String word : init.specName().split("_", -1)) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return name.append(".init").toString();
  }

  /** The mean square of 80,000 uniform numbers scatters by 0.3 %. */
  private static Deviation uniform(String id, WeightInit init, int fan) {
    String text = fan(fan);
    return Deviation.of(id, init.name() + " has three times the variance it names")
        .setting("weightInit " + init.specName())
        .definition(
            "variance 1 / fan: uniform in sqrt(3 / fan), fan = %s (LeCun et al., 1998; Keras)"
                .formatted(text))
        .instead("uniform in 3 / sqrt(fan)", place(init) + " and ND4J's scheme")
        .reproducer(
            text + " times the mean square of 80,000 weights", () -> scaledVariance(init, fan))
        .truth(m -> BigDecimal.ONE)
        .size(Size.factor(2.9, 3.1));
  }

  private static Deviation normal(String id, WeightInit init, int fan) {
    String text = fan(fan);
    return Deviation.of(id, init.name() + " has three quarters of the variance it names")
        .setting("weightInit " + init.specName())
        .definition(
            "a truncated normal distribution of variance 1 / fan, fan = %s (Keras's VarianceScaling)"
                .formatted(text))
        .instead(
            "cut off at two standard deviations without the correction by 0.87962566, and partly"
                + " moved to 0",
            place(init))
        .reproducer(
            text + " times the mean square of 80,000 weights", () -> scaledVariance(init, fan))
        .truth(m -> decimal("1"))
        .size(Size.factor(0.72, 0.80));
  }
}
