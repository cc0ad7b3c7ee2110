package dev.gradparity.comparison.deviation;

import static dev.gradparity.comparison.deviation.Truths.binary;
import static dev.gradparity.dl4j.Dl4jFunctions.lossGradient;
import static dev.gradparity.dl4j.Dl4jFunctions.score;

import java.math.BigDecimal;
import java.util.List;

/** Divergences with a logarithm of the output, and their gradients. */
final class DivergenceDeviations {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final double[] FIRST = {1, 0};
  private static final double[] SECOND = {0, 1};

  private DivergenceDeviations() {}

  static List<Deviation> all() {
    return List.of(
        Deviation.of("kld-labels-clipped", "KL divergence clips its labels")
            .setting("loss kl_divergence, a label of 0")
            .definition("sum of y ln(y / p), where 0 ln 0 = 0; ln 2 here")
            .instead("labels and outputs clipped to [1e-5, 1]", "LossKLD.scoreArray")
            .reproducer(
                "of y = [1, 0], a = [0.5, 0.25]",
                () -> score("kl_divergence", "identity", FIRST, 0.5, 0.25))
            .truth(m -> m.log(TWO))
            .size(Size.relative(1.4e-4, 1.5e-4)),
        Deviation.of("kld-score-clipped", "KL divergence's score never exceeds 11.52 per label")
            .setting("loss kl_divergence, an output below 1e-5")
            .definition("sum of y ln(y / p), here 100; the gradient is the unclipped one's")
            .instead("labels and outputs clipped to [1e-5, 1]", "LossKLD.scoreArray")
            .reproducer(
                "of y = [1], z = [-100]",
                () -> score("kl_divergence", "sigmoid", new double[] {1}, -100))
            .truth(m -> Truths.softplus(m, binary(100)))
            .size(Size.factor(0.1151, 0.1152)),
        Deviation.of("kld-score-nan", "KL divergence of NaN is finite")
            .setting("loss kl_divergence, an output that is NaN")
            .definition("NaN for NaN (IEEE 754-2019)")
            .instead("max(NaN, 1e-5) is 1e-5: a diverged network has a score", "LossKLD.scoreArray")
            .reproducer(
                "of y = [1], a = [NaN]",
                () -> score("kl_divergence", "identity", new double[] {1}, Double.NaN))
            .truth(m -> null)
            .size(Size.exactly(-Math.log(1e-5))),
        Deviation.of("kld-gradient-nan", "KL divergence's gradient is NaN where softmax saturates")
            .setting("loss kl_divergence, activation softmax, a probability that rounds to 0")
            .definition("dL/dz = p - y for labels whose sum is 1")
            .instead("y / p before the softmax's Jacobian: infinity times 0", "LossKLD")
            .reproducer(
                "dL/dz1 of y = [0, 1], z = [800, -800]",
                () -> lossGradient("kl_divergence", "softmax", SECOND, 800, -800)[0])
            .truth(m -> Truths.sigmoid(m, binary(1600)))
            .size(Size.exactly(Double.NaN)),
        Deviation.of("poisson-infinite", "The Poisson loss is infinite where softmax saturates")
            .setting("loss poisson, activation softmax, a probability that rounds to 0")
            .definition("sum of a - y ln a, here 1601")
            .instead("ln of 0", "LossPoisson.scoreArray")
            .reproducer(
                "of y = [0, 1], z = [800, -800]",
                () -> score("poisson", "softmax", SECOND, 800, -800))
            .truth(m -> m.add(BigDecimal.ONE, Truths.softplus(m, binary(1600))))
            .size(Size.exactly(Double.POSITIVE_INFINITY)),
        Deviation.of(
                "poisson-gradient-nan",
                "The Poisson loss's gradient is NaN where softmax saturates")
            .setting("loss poisson, activation softmax, a probability that rounds to 0")
            .definition("dL/dz1 = p1: the sum of outputs is 1 and -ln p2 remains")
            .instead("1 - y / a before the softmax's Jacobian: infinity times 0", "LossPoisson")
            .reproducer(
                "dL/dz1 of y = [0, 1], z = [800, -800]",
                () -> lossGradient("poisson", "softmax", SECOND, 800, -800)[0])
            .truth(m -> Truths.sigmoid(m, binary(1600)))
            .size(Size.exactly(Double.NaN)),
        Deviation.of("poisson-score-nan", "The Poisson loss is NaN where a rate of 0 is right")
            .setting("loss poisson, a label of 0, an output that rounds to 0")
            .definition("sum of a - y ln a, where 0 ln 0 = 0: 1 here")
            .instead("0 times minus infinity", "LossPoisson.scoreArray")
            .reproducer(
                "of y = [1, 0], z = [800, -800]",
                () -> score("poisson", "softmax", FIRST, 800, -800))
            .truth(m -> m.add(BigDecimal.ONE, Truths.softplus(m, binary(-1600))))
            .size(Size.exactly(Double.NaN)));
  }
}
