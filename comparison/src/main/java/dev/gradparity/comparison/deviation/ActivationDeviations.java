package dev.gradparity.comparison.deviation;

import static dev.gradparity.comparison.deviation.Truths.binary;
import static dev.gradparity.comparison.deviation.Truths.decimal;
import static dev.gradparity.dl4j.Dl4jFunctions.activation;
import static dev.gradparity.dl4j.Dl4jFunctions.activationAndGradient;
import static dev.gradparity.dl4j.Dl4jFunctions.activationAtInference;
import static dev.gradparity.dl4j.Dl4jFunctions.activationGradient;
import static dev.gradparity.dl4j.Dl4jFunctions.activationInMinibatch;
import static dev.gradparity.dl4j.Dl4jFunctions.product;
import static dev.gradparity.spec.DType.FLOAT64;

import java.math.BigDecimal;
import java.util.List;

/** Operations of another formula than the one they are named after. */
final class ActivationDeviations {

  private ActivationDeviations() {}

  static List<Deviation> all() {
    return List.of(
        Deviation.of("elu-slope-alpha", "ELU's derivative ignores alpha")
            .setting("activation elu with alpha other than 1, backward")
            .definition("alpha e^x for x < 0 (Clevert et al., 2016, equation 15)")
            .instead("e^x; the forward pass has alpha", "ActivationELU.backprop; libnd4j: elu_bp")
            .reproducer("elu(0.5)'(-1)", () -> activationGradient("elu(0.5)", FLOAT64, -1)[0])
            .truth(m -> m.multiply(decimal("0.5"), m.exp(binary(-1))))
            .size(Size.factor(1.999, 2.001)),
        Deviation.of("rrelu-slope", "RRELU's derivative is 1 on both sides")
            .setting("activation rrelu, z < 0, backward")
            .definition(
                "the slope that the forward pass drew, between 1/8 and 1/3 (Xu et al., 2015)")
            .instead("1, so that gradients are 3 to 8 times too large", "ActivationRReLU.backprop")
            .reproducer(
                "rrelu'(-1) (-1) / rrelu(-1), of one object",
                () -> {
                  double[] both = activationAndGradient("rrelu", FLOAT64, -1);
                  return -both[1] / both[0];
                })
            .truth(m -> BigDecimal.ONE)
            .size(Size.factor(2.99, 8.01)),
        Deviation.of("rrelu-inference", "RRELU outside training is never below 0.229")
            .setting("activation rrelu, z below (l + u) / 2 = 0.229, outside training")
            .definition("(l + u) / 2 z for z < 0, the mean slope (Xu et al., 2015, section 2.4)")
            .instead(
                "max(z, (l + u) / 2): the mean slope is passed as the cutoff of a rectifier",
                "ActivationRReLU.getActivation")
            .reproducer(
                "rrelu(-1) at inference", () -> activationAtInference("rrelu", FLOAT64, -1)[0])
            .truth(m -> m.divide(BigDecimal.valueOf(-11), BigDecimal.valueOf(48)))
            .size(Size.exactly(11 / 48.0)),
        Deviation.of(
                "gelu-precise-cubic", "The precise GELU cubes the coefficient of its cubic term")
            .setting("activation gelu with precise = true")
            .definition(
                "x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) (Hendrycks and Gimpel, 2016)")
            .instead(
                "(0.044715 x)^3 for the term, 500 times less: worse than the default at 1",
                "libnd4j: ops.h, PreciseGELU")
            .reproducer("gelu(1)", () -> activation("gelu(precise)", FLOAT64, 1)[0])
            .truth(m -> Truths.geluByTanh(m, BigDecimal.ONE))
            .size(Size.factor(0.988, 0.989)),
        Deviation.of(
                "gelu-precise-slope",
                "The precise GELU's derivative cubes two coefficients as well")
            .setting("activation gelu with precise = true, backward")
            .definition(
                "(1 + t)/2 + x/2 (1 - t^2) sqrt(2/pi) (1 + 3 0.044715 x^2), t the tanh above")
            .instead(
                "(0.0356774 x)^3 and (0.0535161 x)^3 for terms of these coefficients, which have six"
                    + " digits: another function than the wrong forward pass has",
                "libnd4j: ops.h, PreciseGELUDerivative")
            .reproducer("gelu'(1)", () -> activationGradient("gelu(precise)", FLOAT64, 1)[0])
            .truth(m -> Truths.geluByTanhSlope(m, BigDecimal.ONE))
            .size(Size.factor(0.974, 0.975)),
        Deviation.of("nan-operand", "A product with NaN takes 1e-5 in its place")
            .setting(
                "a layer one of whose operands is one NaN: one example of one unit, one weight or"
                    + " one bias")
            .definition("NaN times x is NaN, NaN plus x is NaN (IEEE 754-2019, 6.2)")
            .instead(
                "Nd4j.EPS_THRESHOLD for the NaN: a diverged network goes on with finite numbers",
                "BaseNDArray.muli(Number), addi(Number), by way of mmul and addiRowVector; divi(Number)"
                    + " of a gradient by its norm")
            .reproducer("[NaN] [2, 3], its first element", () -> product(Double.NaN, 2, 3)[0])
            .truth(m -> null)
            .size(Size.exactly(2e-5)),
        Deviation.of("softmax-one-unit", "SOFTMAX of one unit is 1 for NaN")
            .setting("activation softmax of one unit, a minibatch of several examples, z = NaN")
            .definition("e^z / e^z, NaN for NaN (IEEE 754-2019)")
            .instead("1: a diverged network looks certain", "libnd4j: softmax")
            .reproducer(
                "softmax(NaN), of two such examples",
                () -> activationInMinibatch("softmax", FLOAT64, 2, Double.NaN)[0])
            .truth(m -> null)
            .size(Size.exactly(1)),
        Deviation.of("relu6-nan", "RELU6 of NaN is 6")
            .setting("activation relu6, z = NaN")
            .definition("min(6, max(0, x)), NaN for NaN (IEEE 754-2019, maximum and minimum)")
            .instead("6: a diverged network looks saturated", "libnd4j: ops.h, RELU6")
            .reproducer("relu6(NaN)", () -> activation("relu6", FLOAT64, Double.NaN)[0])
            .truth(m -> null)
            .size(Size.exactly(6)),
        Deviation.of("thresholdedrelu-nan", "THRESHOLDEDRELU of NaN is 0")
            .setting("activation thresholdedrelu, z = NaN")
            .definition("x where x > theta, else 0; NaN for NaN (IEEE 754-2019)")
            .instead("0: a diverged network looks silent", "ActivationThresholdedReLU")
            .reproducer(
                "thresholdedrelu(NaN)", () -> activation("thresholdedrelu", FLOAT64, Double.NaN)[0])
            .truth(m -> null)
            .size(Size.exactly(0)),
        Deviation.of("relu-slope-nan", "RELU's derivative of NaN is 0")
            .setting("activation relu, relu6, rectifiedtanh or thresholdedrelu, z = NaN, backward")
            .definition("NaN for NaN: the derivative of what is undefined is undefined")
            .instead("0: a NaN of the forward pass leaves the gradient", "ActivationReLU.backprop")
            .reproducer("relu'(NaN)", () -> activationGradient("relu", FLOAT64, Double.NaN)[0])
            .truth(m -> null)
            .size(Size.exactly(0)),
        Deviation.of("hardtanh-slope-nan", "HARDTANH's derivative of NaN is 0")
            .setting("activation hardtanh, z = NaN, backward")
            .definition("NaN for NaN, as above; the forward pass gives NaN")
            .instead("0", "libnd4j: ops.h, HardTanhDerivative")
            .reproducer(
                "hardtanh'(NaN)", () -> activationGradient("hardtanh", FLOAT64, Double.NaN)[0])
            .truth(m -> null)
            .size(Size.exactly(0)));
  }
}
