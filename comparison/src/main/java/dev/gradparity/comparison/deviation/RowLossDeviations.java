package dev.gradparity.comparison.deviation;

import static dev.gradparity.comparison.deviation.Truths.binary;
import static dev.gradparity.comparison.deviation.Truths.decimal;
import static dev.gradparity.dl4j.Dl4jFunctions.lossGradient;
import static dev.gradparity.dl4j.Dl4jFunctions.maskedLossGradient;
import static dev.gradparity.dl4j.Dl4jFunctions.score;
import static dev.gradparity.dl4j.Dl4jFunctions.score32;

import dev.gradparity.spec.DType;
import java.math.BigDecimal;
import java.util.List;

/** Losses near zero, far from it, and under a mask. */
final class RowLossDeviations {

  private static final double[] FIRST = {1, 0};

  private RowLossDeviations() {}

  static List<Deviation> all() {
    return List.of(
        Deviation.of("cosine-score-small", "Cosine proximity vanishes for small outputs")
            .setting("loss cosine_proximity, outputs or labels whose norm is below 1e-5")
            .definition("-y.a / (|y| |a|), which knows no length: -1 for a in the direction of y")
            .instead("-y.a / (max(|y|, 1e-5) max(|a|, 1e-5))", "LossCosineProximity.scoreArray")
            .reproducer(
                "of y = [3, 4], a = [3e-9, 4e-9]",
                () -> score("cosine_proximity", "identity", new double[] {3, 4}, 3e-9, 4e-9))
            .truth(m -> decimal("-1"))
            .size(Size.factor(4.99e-4, 5.01e-4)),
        Deviation.of(
                "cosine-gradient-small",
                "Cosine proximity's gradient is that of another loss for small outputs")
            .setting("loss cosine_proximity, outputs whose norm is below 0.00316")
            .definition("dL/da = -(y |a|^2 - a (y.a)) / (|y| |a|^3)")
            .instead(
                "max(|a|^2, 1e-5) for |a|^2 in the denominator: off by |a|^2 / 1e-5, while the"
                    + " score is right",
                "LossCosineProximity.computeGradient")
            .reproducer(
                "dL/da1 of y = [1, 0], a = [2^-10, 2^-10]",
                () -> lossGradient("cosine_proximity", "identity", FIRST, 0x1p-10, 0x1p-10)[0])
            .truth(m -> m.divide(m.sqrt(BigDecimal.valueOf(2)), binary(-0x1p-8)))
            .size(Size.factor(0.190, 0.191)),
        Deviation.of("cosine-score-overflow", "Cosine proximity vanishes for large outputs")
            .in(DType.FLOAT32)
            .setting("loss cosine_proximity, outputs whose squares leave the format")
            .definition("-y.a / (|y| |a|), which knows no length: -1 for a in the direction of y")
            .instead("a norm of infinity, which leaves 0", "LossCosineProximity.scoreArray")
            .reproducer(
                "of y = [3, 4], a = [3e20, 4e20]",
                () -> score32("cosine_proximity", "identity", new double[] {3, 4}, 3e20, 4e20))
            .truth(m -> decimal("-1"))
            .size(Size.exactly(0)),
        Deviation.of("cosine-gradient-nan", "Cosine proximity's gradient is NaN for large outputs")
            .setting("loss cosine_proximity, outputs whose squares leave the format")
            .definition("dL/da = -(y |a|^2 - a (y.a)) / (|y| |a|^3), -1e-200 here")
            .instead("infinity by infinity", "LossCosineProximity.computeGradient")
            .reproducer(
                "dL/da1 of y = [1, 0], a = [0, 1e200]",
                () -> lossGradient("cosine_proximity", "identity", FIRST, 0, 1e200)[0])
            .truth(m -> decimal("-1e-200"))
            .size(Size.exactly(Double.NaN)),
        Deviation.of("multi-label-nan", "The multi-label loss is NaN for outputs far apart")
            .in(DType.FLOAT32)
            .setting("loss LossMultiLabel, outputs that differ by more than 88")
            .definition("the mean of e^(a_l - a_1) for y = [1, 0, 0], (e^-100 + 1) / 2 here")
            .instead(
                "e^(a_l - a_k) of all pairs, then times 0 where (k, l) is none: infinity times 0",
                "LossMultiLabel.calculate")
            .reproducer(
                "of y = [1, 0, 0], a = [100, 0, 100]",
                () -> score32("multi_label", "identity", new double[] {1, 0, 0}, 100, 0, 100))
            .truth(m -> m.divide(m.add(m.exp(binary(-100)), BigDecimal.ONE), BigDecimal.valueOf(2)))
            .size(Size.exactly(Double.NaN)),
        Deviation.of("mse-score-overflow", "MSE is infinite where it is not")
            .in(DType.FLOAT32)
            .setting(
                "losses mse, squared_loss, l2 and half_l2: a square, or a sum of squares, that"
                    + " leaves the format where the loss, divided or weighted, does not")
            .definition("sum of (a - y)^2 / C, 2e38 here")
            .instead(
                "squares first, then weights, then the sum over all outputs and examples, then"
                    + " divided by C",
                "LossMSE.computeScore")
            .reproducer(
                "of y = [0, 0], a = [2e19, 0]",
                () -> score32("mse", "identity", new double[] {0, 0}, 2e19, 0))
            .truth(m -> decimal("2e38"))
            .size(Size.exactly(Double.POSITIVE_INFINITY)),
        Deviation.of("mse-gradient-overflow", "MSE's gradient is infinite where it is not")
            .setting(
                "losses mse, squared_loss, l2 and half_l2, a difference of more than half the"
                    + " largest number")
            .definition("2 (a - y) / C, 2e308 / 2 here")
            .instead(
                "2 (a - y) first, divided by C after the activation", "LossMSE.computeGradient")
            .reproducer(
                "dL/dz1 of y = [0, 0], z = [1e308, 0]",
                () -> lossGradient("mse", "identity", new double[] {0, 0}, 1e308, 0)[0])
            .truth(m -> binary(1e308))
            .size(Size.exactly(Double.POSITIVE_INFINITY)),
        Deviation.of("weight-zero-nan", "An output that does not count makes the loss NaN")
            .setting(
                "a loss with weights, one of them 0, or a label mask, whose output there is"
                    + " infinite or NaN, or its square")
            .definition("sum of w_j (a_j - y_j)^2: what has no weight does not count, 1 here")
            .instead("infinity times 0", "scoreArray and computeGradient, here LossL2")
            .reproducer(
                "of y = [0, 0], w = [1, 0], a = [1, 1e200]",
                () -> score("l2(1, 0)", "identity", new double[] {0, 0}, 1, 1e200))
            .truth(m -> BigDecimal.ONE)
            .size(Size.exactly(Double.NaN)),
        Deviation.of("msle-cancels", "MSLE of small outputs has lost its digits")
            .setting("loss mean_squared_logarithmic_error, outputs and labels far below 1")
            .definition("(ln(1 + a) - ln(1 + y))^2 / C, to full precision by log1p")
            .instead("ln((1 + a) / (1 + y)), whose argument is rounded to 1", "LossMSLE.scoreArray")
            .reproducer(
                "of y = [0], a = [1e-10]",
                () -> score("mean_squared_logarithmic_error", "identity", new double[] {0}, 1e-10))
            .truth(m -> m.square(m.log1p(binary(1e-10))))
            .size(Size.relative(1.6e-7, 1.7e-7)),
        Deviation.of("mask-squared", "A mask of outputs enters the gradient twice")
            .setting("a label mask with a value for each output, other than 0 and 1")
            .definition("dL/da of m (a - y)^2 is 2 m (a - y): the score has the factor once")
            .instead(
                "2 m^2 (a - y): the mask is applied before and after the activation's derivative",
                "computeGradient of most losses, here LossL2")
            .reproducer(
                "dL/da of y = [0], a = [1], m = 0.5",
                () ->
                    maskedLossGradient(
                        "l2", "identity", new double[] {0.5, 1}, new double[] {0, 0}, 1, 1)[0])
            .truth(m -> BigDecimal.ONE)
            .size(Size.factor(0.5, 0.5)),
        Deviation.of("mask-softmax", "A mask of outputs cuts them out of the softmax's gradient")
            .setting("a label mask with a value for each output, activation softmax")
            .definition(
                "dL/dz_j of an output that does not count is -a_j (sum of a_k dL/da_k): what it gains,"
                    + " those that count lose")
            .instead(
                "0: the mask is applied once more behind the activation's derivative",
                "computeGradient of most losses, here LossL2")
            .reproducer(
                "dL/dz1 of y = [0, 1], z = [0, 0], m = [0, 1]",
                () ->
                    maskedLossGradient(
                        "l2", "softmax", new double[] {0, 1}, new double[] {0, 1}, 0, 0)[0])
            .truth(m -> decimal("0.25"))
            .size(Size.exactly(0)),
        Deviation.of("wasserstein-mask", "The Wasserstein loss forgets its mask before softmax")
            .setting(
                "loss wasserstein, a label mask with a value for each output, activation softmax")
            .definition("dL/da is m y / C: an output that does not count pulls at no other")
            .instead(
                "y / C; the mask is multiplied into the labels, the caller's own, which are no"
                    + " longer read",
                "LossWasserstein.computeGradient")
            .reproducer(
                "dL/dz2 of y = [1, 1], z = [0, 0], m = [0, 1]",
                () ->
                    maskedLossGradient(
                        "wasserstein", "softmax", new double[] {0, 1}, new double[] {1, 1}, 0, 0)[
                        1])
            .truth(m -> decimal("0.125"))
            .size(Size.exactly(0)));
  }
}
