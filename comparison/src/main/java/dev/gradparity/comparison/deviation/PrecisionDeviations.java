package dev.gradparity.comparison.deviation;

import static dev.gradparity.comparison.deviation.Truths.binary;
import static dev.gradparity.comparison.deviation.Truths.decimal;
import static dev.gradparity.dl4j.Dl4jFunctions.activation;
import static dev.gradparity.dl4j.Dl4jFunctions.activationGradient;
import static dev.gradparity.spec.DType.FLOAT32;
import static dev.gradparity.spec.DType.FLOAT64;

import java.math.BigDecimal;
import java.util.List;

/** Float64 that is not: constants of float32, and relative accuracy lost to cancellation. */
final class PrecisionDeviations {

  private static final double TINY = 1e-10;

  /** A value of order 1e-10 with an absolute error up to 2^-53; by chance it is below 1e-19. */
  private static final Size LOST_DIGITS = Size.relative(1e-9, 0x1p-53 / TINY);

  private PrecisionDeviations() {}

  static List<Deviation> all() {
    return List.of(
        Deviation.of("gelu-constant", "GELU's 1.702 is a float32 constant in float64")
            .setting("activation gelu, float64")
            .definition("x sigmoid(1.702 x) (Hendrycks and Gimpel, 2016, section 2)")
            .instead("x sigmoid(1.70200002193450928 x)", "libnd4j: ops.h, GELU")
            .reproducer("gelu(-10)", () -> activation("gelu", FLOAT64, -10)[0])
            .truth(m -> m.multiply(decimal("-10"), Truths.sigmoid(m, decimal("-17.02"))))
            .size(Size.relative(2.1e-7, 2.3e-7)),
        Deviation.of("hardsigmoid-constant", "HARDSIGMOID's 0.2 is a float32 constant in float64")
            .setting("activation hardsigmoid, float64")
            .definition("min(1, max(0, 0.2 x + 0.5)) (Courbariaux et al., 2015; Keras)")
            .instead("0.200000002980232239 x + 0.5", "libnd4j: ops.h, HardSigmoid")
            .reproducer("hardsigmoid(1)", () -> activation("hardsigmoid", FLOAT64, 1)[0])
            .truth(m -> decimal("0.7"))
            .size(Size.relative(4.2e-9, 4.3e-9)),
        Deviation.of(
                "leakyrelu-slope-constant",
                "LEAKYRELU's derivative has its slope as a float32 constant in float64")
            .setting("activation leakyrelu, float64, backward")
            .definition("alpha for z < 0, here 0.01 (Maas et al., 2013)")
            .instead(
                "0.00999999977648258209; the forward pass has 0.01",
                "ActivationLReLU.backprop; libnd4j: leakyrelu_bp")
            .reproducer("leakyrelu'(-1)", () -> activationGradient("leakyrelu", FLOAT64, -1)[0])
            .truth(m -> binary(0.01))
            .size(Size.relative(2.2e-8, 2.3e-8)),
        Deviation.of(
                "rationaltanh-constant", "RATIONALTANH's 1.7159 is a float32 constant in float64")
            .setting("activation rationaltanh, float64")
            .definition(
                "1.7159 r(2x/3), r(y) = sgn(y) (1 - 1/(1 + |y| + y^2 + 1.41645 y^4)) (the library's"
                    + " own documentation)")
            .instead("1.71589994430541992 in place of 1.7159", "libnd4j: ops.h, RationalTanh")
            .reproducer("rationaltanh(1e10)", () -> activation("rationaltanh", FLOAT64, 1e10)[0])
            .truth(
                m ->
                    m.multiply(
                        decimal("1.7159"),
                        Truths.rationalTanh(m, m.divide(decimal("2e10"), BigDecimal.valueOf(3)))))
            .size(Size.relative(3.2e-8, 3.3e-8)),
        Deviation.of("rationaltanh-near-zero", "RATIONALTANH of a small number is zero")
            .setting("activation rationaltanh near 0")
            .definition("1.7159 r(2x/3), as above: near 0 it is 1.1439 x")
            .instead(
                "1 - 1/(1 + ...) as written: all digits cancel", "libnd4j: ops.h, RationalTanh")
            .reproducer("rationaltanh(1e-20)", () -> activation("rationaltanh", FLOAT64, 1e-20)[0])
            .truth(
                m ->
                    m.multiply(
                        decimal("1.7159"),
                        Truths.rationalTanh(m, m.divide(binary(2e-20), BigDecimal.valueOf(3)))))
            .size(Size.exactly(0)),
        Deviation.of("tanh-near-zero", "TANH loses its relative accuracy near zero")
            .setting("activation tanh, |z| small against 1")
            .definition("tanh(x) = x - x^3/3 + ...")
            .instead(
                "a difference of numbers near 1: multiples of 2^-54, zero below 2^-55",
                "libnd4j: tanh")
            .reproducer("tanh(1e-10)", () -> activation("tanh", FLOAT64, TINY)[0])
            .truth(m -> Truths.tanh(m, binary(TINY)))
            .size(LOST_DIGITS),
        Deviation.of("tanh-near-zero-float32", "TANH in float32 of a small number is zero")
            .in(FLOAT32)
            .setting("activation tanh, float32, |z| below 2^-26")
            .definition("tanh(x) = x - x^3/3 + ...")
            .instead("a difference of numbers near 1: multiples of 2^-25", "libnd4j: tanh")
            .reproducer("tanh(1e-10)", () -> activation("tanh", FLOAT32, TINY)[0])
            .truth(m -> Truths.tanh(m, binary((float) TINY)))
            .size(Size.exactly(0)),
        Deviation.of(
                "rectifiedtanh-near-zero", "RECTIFIEDTANH loses its relative accuracy near zero")
            .setting("activation rectifiedtanh, z small against 1")
            .definition("max(0, tanh(x))")
            .instead("as tanh", "libnd4j: ops.h, RectifiedTanh")
            .reproducer("rectifiedtanh(1e-10)", () -> activation("rectifiedtanh", FLOAT64, TINY)[0])
            .truth(m -> Truths.tanh(m, binary(TINY)))
            .size(LOST_DIGITS),
        Deviation.of("elu-near-zero", "ELU loses its relative accuracy below zero")
            .setting("activation elu, z < 0 small against 1")
            .definition("e^x - 1 for x < 0 (Clevert et al., 2016, equation 15)")
            .instead("exp(x) - 1 as written, not expm1(x)", "libnd4j: templatemath.h, elu")
            .reproducer("elu(-1e-10)", () -> activation("elu", FLOAT64, -TINY)[0])
            .truth(m -> m.expm1(binary(-TINY)))
            .size(LOST_DIGITS),
        Deviation.of("selu-near-zero", "SELU loses its relative accuracy below zero")
            .setting("activation selu, z < 0 small against 1")
            .definition(
                "lambda alpha (e^x - 1) for x < 0, lambda = 1.0507009873554804934, alpha ="
                    + " 1.6732632423543772848 (Klambauer et al., 2017)")
            .instead("exp(x) - 1 as written, not expm1(x)", "libnd4j: ops.h, SELU")
            .reproducer("selu(-1e-10)", () -> activation("selu", FLOAT64, -TINY)[0])
            .truth(
                m ->
                    m.multiply(
                        m.multiply(
                            decimal("1.0507009873554804934"), decimal("1.6732632423543772848")),
                        m.expm1(binary(-TINY))))
            .size(LOST_DIGITS),
        Deviation.of("sigmoid-slope-saturated", "SIGMOID's derivative is zero from z = 37 on")
            .setting("activation sigmoid, z above 37, backward")
            .definition("q / (1 + q)^2, q = e^-|x|: the same for x and -x")
            .instead("s (1 - s), where s rounds to 1; right for -x", "ActivationSigmoid.backprop")
            .reproducer("sigmoid'(40)", () -> activationGradient("sigmoid", FLOAT64, 40)[0])
            .truth(m -> Truths.sigmoidSlope(m, binary(40)))
            .size(Size.exactly(0)),
        Deviation.of("tanh-slope-saturated", "TANH's derivative is zero from |z| = 19 on")
            .setting("activation tanh, |z| above 19, backward")
            .definition("1 / cosh(x)^2 = 4 q / (1 + q)^2, q = e^-2|x|")
            .instead("1 - tanh(x)^2, where tanh(x) rounds to 1", "ActivationTanH.backprop")
            .reproducer("tanh'(20)", () -> activationGradient("tanh", FLOAT64, 20)[0])
            .truth(m -> Truths.tanhSlope(m, binary(20)))
            .size(Size.exactly(0)));
  }
}
