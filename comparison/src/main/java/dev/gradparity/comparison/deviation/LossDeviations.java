package dev.gradparity.comparison.deviation;

import static dev.gradparity.comparison.deviation.Truths.binary;
import static dev.gradparity.comparison.deviation.Truths.decimal;
import static dev.gradparity.dl4j.Dl4jFunctions.lossGradient;
import static dev.gradparity.dl4j.Dl4jFunctions.score;
import static dev.gradparity.dl4j.Dl4jFunctions.scoreOfExample;

import java.math.BigDecimal;
import java.util.List;

/** Losses and their gradients. */
final class LossDeviations {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final double[] FIRST = {1, 0};
  private static final double[] SECOND = {0, 1};

  private LossDeviations() {}

  static List<Deviation> all() {
    return List.of(
        Deviation.of("sign-nan", "The gradient of an absolute error of NaN is 0")
            .setting(
                "losses l1, mean_absolute_error and mean_absolute_percentage_error, activation"
                    + " identity, an output of NaN; an l1 penalty of a parameter that is NaN")
            .definition("NaN for NaN: the derivative of what is undefined is undefined")
            .instead("0: a diverged network stands still", "libnd4j: ops.h, Sign")
            .reproducer(
                "dL/da1 of L1, y = [1, 0], a = [NaN, 1]",
                () -> lossGradient("l1", "identity", new double[] {1, 0}, Double.NaN, 1)[0])
            .truth(m -> null)
            .size(Size.exactly(0)),
        Deviation.of("mae-per-example", "MAE of an example is C times the MAE of the batch")
            .setting("loss mae, scoreExamples and computeScoreArray")
            .definition("sum over the C outputs of |a - y| / C, as the same class's score has it")
            .instead("without the division by C", "LossMAE.computeScoreArray")
            .reproducer(
                "of y = [1, -0.5], a = [0.25, -2]",
                () ->
                    scoreOfExample(
                        "mean_absolute_error", "identity", new double[] {1, -0.5}, 0.25, -2))
            .truth(m -> decimal("1.125"))
            .size(Size.factor(2, 2)),
        Deviation.of("xent-softmax-score", "XENT after a softmax scores as MCXENT does")
            .setting("loss xent, activation softmax")
            .definition(
                "-sum of y ln p + (1 - y) ln(1 - p), which its gradient with softmax belongs to")
            .instead(
                "-sum of y ln p: score and gradient belong to different losses",
                "LossBinaryXENT.scoreArray")
            .reproducer("of y = [0, 1], z = [2, -1]", () -> score("xent", "softmax", SECOND, 2, -1))
            .truth(m -> m.multiply(TWO, Truths.softplus(m, binary(3))))
            .size(Size.factor(0.4999, 0.5001)),
        Deviation.of(
                "mcxent-gradient-unnormalised",
                "MCXENT's gradient takes labels for a distribution that its score does not")
            .setting("loss mcxent, activation softmax, labels whose sum is not 1")
            .definition("dL/dz = p sum(y) - y, for L = -sum of y ln p")
            .instead("p - y", "LossMCXENT.computeGradient")
            .reproducer(
                "dL/dz1 of y = [0.3, 0.2], z = [2, -1]",
                () -> lossGradient("mcxent", "softmax", new double[] {0.3, 0.2}, 2, -1)[0])
            .truth(
                m ->
                    m.subtract(
                        m.multiply(decimal("0.5"), Truths.sigmoid(m, binary(3))), decimal("0.3")))
            .size(Size.factor(3.70, 3.71)),
        Deviation.of("mcxent-score-nan", "MCXENT without clipping is NaN where it is 0")
            .setting("loss mcxent with softmaxClipEps 0, a probability that rounds to 0")
            .definition("-sum of y ln p, where 0 ln 0 = 0")
            .instead("0 times minus infinity", "LossMCXENT.scoreArray")
            .reproducer(
                "of y = [1, 0], z = [800, -800]",
                () -> score("mcxent(0)", "softmax", FIRST, 800, -800))
            .truth(m -> Truths.softplus(m, binary(-1600)))
            .size(Size.exactly(Double.NaN)),
        Deviation.of("mcxent-score-infinite", "MCXENT without clipping is infinite where it is not")
            .setting("loss mcxent with softmaxClipEps 0, a wanted probability that rounds to 0")
            .definition("-ln p = ln sum of e^(z_k - z_j), here 1600")
            .instead("-ln 0", "LossMCXENT.scoreArray")
            .reproducer(
                "of y = [0, 1], z = [800, -800]",
                () -> score("mcxent(0)", "softmax", SECOND, 800, -800))
            .truth(m -> Truths.softplus(m, binary(1600)))
            .size(Size.exactly(Double.POSITIVE_INFINITY)),
        Deviation.of("mcxent-score-clipped", "MCXENT's score never exceeds 23.03 per example")
            .setting("loss mcxent, softmaxClipEps 1e-10 (the default), a probability below it")
            .definition("-ln p, here 100; the gradient is the unclipped one's")
            .instead("-ln max(p, 1e-10)", "LossMCXENT.scoreArray")
            .reproducer(
                "of y = [0, 1], z = [50, -50]", () -> score("mcxent", "softmax", SECOND, 50, -50))
            .truth(m -> Truths.softplus(m, binary(100)))
            .size(Size.factor(0.2302, 0.2303)),
        Deviation.of("xent-score-nan", "XENT without clipping is NaN where it is nearly 0")
            .setting("loss xent with clipEps 0, a sigmoid that rounds to 0 or 1")
            .definition("-y ln p - (1 - y) ln(1 - p), where 0 ln 0 = 0")
            .instead("0 times minus infinity", "LossBinaryXENT.scoreArray")
            .reproducer(
                "of y = [1], z = [50]", () -> score("xent(0)", "sigmoid", new double[] {1}, 50))
            .truth(m -> Truths.softplus(m, binary(-50)))
            .size(Size.exactly(Double.NaN)),
        Deviation.of("xent-score-infinite", "XENT without clipping is infinite where it is not")
            .setting("loss xent with clipEps 0, a sigmoid that rounds to 0 or 1 and is wrong")
            .definition("-ln(1 - p) = ln(1 + e^z), here 50")
            .instead("-ln 0", "LossBinaryXENT.scoreArray")
            .reproducer(
                "of y = [0], z = [50]", () -> score("xent(0)", "sigmoid", new double[] {0}, 50))
            .truth(m -> Truths.softplus(m, binary(50)))
            .size(Size.exactly(Double.POSITIVE_INFINITY)),
        Deviation.of("xent-gradient-nan", "XENT's gradient without clipping is NaN in saturation")
            .setting("loss xent with clipEps 0, a sigmoid that rounds to 0 or 1")
            .definition("dL/dz = p - y")
            .instead("(p - y) / (p (1 - p)) sigmoid'(z): 0 by 0", "LossBinaryXENT.computeGradient")
            .reproducer(
                "of y = [0], z = [50]",
                () -> lossGradient("xent(0)", "sigmoid", new double[] {0}, 50)[0])
            .truth(m -> Truths.sigmoid(m, binary(50)))
            .size(Size.exactly(Double.NaN)),
        Deviation.of("xent-gradient-clipped", "XENT's gradient vanishes where it is largest")
            .setting("loss xent, clipEps 1e-5 (the default), a sigmoid that is saturated and wrong")
            .definition("dL/dz = p - y, which is 1 to eight digits")
            .instead(
                "(p - y) / (p (1 - p)) sigmoid'(z) with p clipped and sigmoid' not: a confident"
                    + " mistake is not corrected",
                "LossBinaryXENT.computeGradient")
            .reproducer(
                "of y = [0], z = [20]",
                () -> lossGradient("xent", "sigmoid", new double[] {0}, 20)[0])
            .truth(m -> Truths.sigmoid(m, binary(20)))
            .size(Size.factor(2.05e-4, 2.07e-4)),
        Deviation.of("xent-score-clipped", "XENT's score never exceeds 11.52 per output")
            .setting("loss xent, clipEps 1e-5 (the default), a probability beyond it")
            .definition("-ln(1 - p), here 50")
            .instead("-ln(1 - min(p, 1 - 1e-5))", "LossBinaryXENT.scoreArray")
            .reproducer(
                "of y = [0], z = [50]", () -> score("xent", "sigmoid", new double[] {0}, 50))
            .truth(m -> Truths.softplus(m, binary(50)))
            .size(Size.factor(0.2302, 0.2303)));
  }
}
