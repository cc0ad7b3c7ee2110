package dev.gradparity.comparison.deviation;

import static dev.gradparity.comparison.deviation.Truths.decimal;

import dev.gradparity.dl4j.Dl4jForms;
import java.math.BigDecimal;
import java.util.List;

/** Layers that are not dense. */
final class LayerDeviations {

  private LayerDeviations() {}

  static List<Deviation> all() {
    return List.of(
        Deviation.of("batchnorm-locked", "A locked gamma is left out where the locked beta is 0")
            .setting(
                "BatchNormalization with lockGammaBeta, gamma other than 1 or beta other than 0")
            .definition(
                "gamma (a - mean) / sqrt(variance + eps) + beta (Ioffe and Szegedy 2015, algorithm"
                    + " 1)")
            .instead(
                "without both, unless gamma is not 1 and beta is not 0; the gradient keeps gamma",
                "BatchNormalization.preOutput")
            .reproducer(
                "of [-1, 1], the second, with gamma = 2, beta = 0, eps = 3",
                () -> Dl4jForms.lockedBatchNorm(2, 0, 3, -1, 1)[1])
            .truth(m -> BigDecimal.ONE)
            .size(Size.exactly(0.5)),
        Deviation.of("layernorm-nan", "Layer normalisation of NaN is the bias")
            .setting("DenseLayer with hasLayerNorm, NaN or an infinity in the product a W")
            .definition(
                "g (u - mean u) / std u + b (Ba, Kiros and Hinton 2016, equation 3), NaN for NaN")
            .instead(
                "b for all units of the example: a diverged network goes on with finite numbers",
                "libnd4j: standardize, which ends with ReplaceNans")
            .reproducer(
                "of [NaN, 1], the second, with g = 1, b = 0.25",
                () -> Dl4jForms.layerNorm(0.25, Double.NaN, 1)[1])
            .truth(m -> null)
            .size(Size.exactly(0.25)),
        Deviation.of(
                "layernorm-gradient-nan", "The gradient through layer normalisation is never NaN")
            .setting("DenseLayer with hasLayerNorm, a gradient of NaN by one of its units")
            .definition("NaN for all units: each has a part in the mean and the deviation")
            .instead(
                "0 for all units: the layers below stand still, and nothing shows why",
                "libnd4j: standardize_bp, which ends with ReplaceNans")
            .reproducer(
                "u = [1, 2], dL/dz = [NaN, 1], dL/du of the second",
                () -> Dl4jForms.layerNormGradient(Double.NaN, 1)[1])
            .truth(m -> null)
            .size(Size.exactly(0)),
        Deviation.of(
                "mask-softmax-score",
                "A mask of outputs puts 0 in the place of softmax's arguments")
            .setting(
                "OutputLayer with softmax, a label mask with a value for each output, in training")
            .definition("the losses of softmax(z) that count; which do has no part in softmax(z)")
            .instead(
                "those of softmax(m z): an output that does not count still has e^0",
                "BaseOutputLayer.preOutput2d, applyMask")
            .reproducer(
                "L2 of z = [ln 3, 0] against [0, 0], m = [0, 1]",
                () -> Dl4jForms.maskedSoftmaxScore(Math.log(3), 0))
            .truth(m -> decimal("0.0625"))
            .size(Size.factor(3.99, 4.01)),
        Deviation.of(
                "losslayer-sum-score",
                "A loss layer divides its score by the examples, of a sum too")
            .setting("LossLayer with miniBatch(false), the reduction sum")
            .definition("the sum over the examples, as output layers have it")
            .instead(
                "divided by their number; the gradient is that of the sum",
                "LossLayer.computeScore")
            .reproducer(
                "MSE of 1 and 2 against 0, by miniBatch(false)", () -> Dl4jForms.lossLayerSum(1, 2))
            .truth(m -> decimal("5"))
            .size(Size.exactly(2.5)),
        Deviation.of(
                "losslayer-score-overwritten",
                "A loss layer scores the gradient that has taken the place of its input")
            .setting(
                "LossLayer with any activation but identity, relu, rrelu, and softmax under MCXENT; any"
                    + " loss but multi_label")
            .definition("the loss of f(z)")
            .instead(
                "the loss of f(dL/dz): the backward pass runs first, and f's writes into its argument",
                "LossLayer.getGradientsAndDelta, ActivationCube.backprop")
            .reproducer(
                "MSE of cube(1) against 0, whose slope is 6",
                () -> Dl4jForms.lossLayerScoreOfCube(1))
            .truth(m -> BigDecimal.ONE)
            .size(Size.exactly(46656)));
  }
}
