package dev.gradparity.comparison.deviation;

import static dev.gradparity.comparison.deviation.Truths.binary;
import static dev.gradparity.comparison.deviation.Truths.decimal;
import static dev.gradparity.dl4j.Dl4jFunctions.activation;
import static dev.gradparity.dl4j.Dl4jFunctions.activationGradient;
import static dev.gradparity.dl4j.Dl4jFunctions.activationInMinibatch;
import static dev.gradparity.dl4j.Dl4jFunctions.chainRule;
import static dev.gradparity.spec.DType.FLOAT32;
import static dev.gradparity.spec.DType.FLOAT64;

import java.math.BigDecimal;
import java.util.List;

/** Activations that overflow or vanish far out, where the true value does not. */
final class SaturationDeviations {

  private static final double FAR = 800;

  private SaturationDeviations() {}

  static List<Deviation> all() {
    return List.of(
        Deviation.of("softmax-nan", "SOFTMAX in float64 of a far negative row is NaN")
            .setting(
                "activation softmax, float64, every z of an example below -745; not where the"
                    + " minibatch is one example of several outputs")
            .definition("e^z_j / sum of e^z_k, the same for z + c")
            .instead(
                "shifted by max(z, 0), not by max(z): all exponentials vanish, 0 by 0",
                "libnd4j: softmax, float64")
            .reproducer(
                "softmax([-760, -770]), its first element, of two such examples",
                () -> activationInMinibatch("softmax", FLOAT64, 2, -760, -770)[0])
            .truth(m -> Truths.sigmoid(m, binary(10)))
            .size(Size.exactly(Double.NaN)),
        Deviation.of("softmax-underflow", "SOFTMAX in float64 of a negative row loses small values")
            .setting(
                "activation softmax, float64, every z of an example below 0 and some below -708; as"
                    + " above")
            .definition("e^z_j / sum of e^z_k, the same for z + c")
            .instead("shifted by max(z, 0): a numerator vanishes", "libnd4j: softmax, float64")
            .reproducer(
                "softmax([-400, -760]), its second element, of two such examples",
                () -> activationInMinibatch("softmax", FLOAT64, 2, -400, -760)[1])
            .truth(m -> Truths.sigmoid(m, binary(-360)))
            .size(Size.exactly(0)),
        Deviation.of("sigmoid-one-float32", "SIGMOID in float32 is 1 from z = 16.64 on")
            .in(FLOAT32)
            .setting("activation sigmoid, float32, z from 16.64 to 17.33")
            .definition("1 / (1 + e^-x), which rounds to 1 - 2^-24")
            .instead("1 + e^-x is rounded first: its complement is 0", "libnd4j: sigmoid")
            .reproducer("1 - sigmoid(17)", () -> 1 - activation("sigmoid", FLOAT32, 17)[0])
            .truth(m -> Truths.sigmoid(m, binary(-17)))
            .size(Size.exactly(0)),
        Deviation.of("sigmoid-underflow", "SIGMOID of a number below -709.8 is zero")
            .setting("activation sigmoid, z from -745 to -709.8 (-103 to -88.7 in float32)")
            .definition("1 / (1 + e^-x), which is e^x to the last digit")
            .instead("e^-x overflows before its reciprocal vanishes", "libnd4j: sigmoid")
            .reproducer("sigmoid(-710)", () -> activation("sigmoid", FLOAT64, -710)[0])
            .truth(m -> Truths.sigmoid(m, binary(-710)))
            .size(Size.exactly(0)),
        Deviation.of("softplus-overflow", "SOFTPLUS of a large number is infinite")
            .setting("activation softplus, z above 709 (88 in float32)")
            .definition("ln(1 + e^x), which is x to the last digit from 40 on")
            .instead("log(1 + exp(x)) as written", "libnd4j: templatemath.h, softplus")
            .reproducer("softplus(800)", () -> activation("softplus", FLOAT64, FAR)[0])
            .truth(m -> Truths.softplus(m, binary(FAR)))
            .size(Size.exactly(Double.POSITIVE_INFINITY)),
        Deviation.of("softplus-underflow", "SOFTPLUS of a number below -37 is zero")
            .setting("activation softplus, z below -37")
            .definition("ln(1 + e^x), which is e^x to the last digit")
            .instead("log(1 + exp(x)) as written, not log1p", "libnd4j: templatemath.h, softplus")
            .reproducer("softplus(-40)", () -> activation("softplus", FLOAT64, -40)[0])
            .truth(m -> Truths.softplus(m, binary(-40)))
            .size(Size.exactly(0)),
        Deviation.of("softplus-slope-nan", "SOFTPLUS's derivative of a large number is NaN")
            .setting("activation softplus, z above 709, backward")
            .definition("sigmoid(x)")
            .instead("exp(x) / (1 + exp(x)): infinity by infinity", "ActivationSoftPlus.backprop")
            .reproducer("softplus'(800)", () -> activationGradient("softplus", FLOAT64, FAR)[0])
            .truth(m -> Truths.sigmoid(m, binary(FAR)))
            .size(Size.exactly(Double.NaN)),
        Deviation.of("swish-slope-nan", "SWISH's derivative of a large number is NaN")
            .setting("activation swish, z above 355, backward")
            .definition("s + x s (1 - s), s = sigmoid(x) (Ramachandran et al., 2017)")
            .instead("e^x (x + e^x + 1) / (e^x + 1)^2", "libnd4j: ops.h, SwishDerivative")
            .reproducer("swish'(800)", () -> activationGradient("swish", FLOAT64, FAR)[0])
            .truth(m -> Truths.swishSlope(m, BigDecimal.ONE, binary(FAR)))
            .size(Size.exactly(Double.NaN)),
        Deviation.of("gelu-slope-nan", "GELU's derivative of a large number is NaN")
            .setting("activation gelu, z above 209, backward")
            .definition("s + 1.702 x s (1 - s), s = sigmoid(1.702 x)")
            .instead("a quotient of exponentials that overflow", "libnd4j: ops.h, GELUDerivative")
            .reproducer("gelu'(800)", () -> activationGradient("gelu", FLOAT64, FAR)[0])
            .truth(m -> Truths.swishSlope(m, decimal("1.702"), binary(FAR)))
            .size(Size.exactly(Double.NaN)),
        Deviation.of("mish-slope-nan", "MISH's derivative of a large number is NaN")
            .setting("activation mish, z above 178, backward")
            .definition("the derivative of x tanh(ln(1 + e^x)) (Misra, 2019)")
            .instead("a quotient of exponentials that overflow", "libnd4j: ops.h, MishDerivative")
            .reproducer("mish'(800)", () -> activationGradient("mish", FLOAT64, FAR)[0])
            .truth(m -> Truths.mishSlope(m, binary(FAR)))
            .size(Size.exactly(Double.NaN)),
        Deviation.of("mish-underflow", "MISH of a number below -37 is zero")
            .setting("activation mish, z below -37")
            .definition("x tanh(ln(1 + e^x)), which is x e^x; -1.7e-16 at -40")
            .instead("log(1 + exp(x)) as written, not log1p", "libnd4j: ops.h, Mish")
            .reproducer("mish(-40)", () -> activation("mish", FLOAT64, -40)[0])
            .truth(m -> Truths.mish(m, binary(-40)))
            .size(Size.exactly(-0.0)),
        Deviation.of(
                "cube-slope-overflow", "CUBE's derivative overflows where its product does not")
            .setting("activation cube, |z| above 7.7e153 (1.1e19 in float32), backward")
            .definition("3 x^2 dL/da, 3e120 here")
            .instead("3 x^2 first", "libnd4j: legacy_helper.cpp, cubeDerivative")
            .reproducer(
                "dL/dz of z = 1e160, dL/da = 1e-200",
                () -> chainRule("cube", FLOAT64, 1e160, 1e-200))
            .truth(
                m ->
                    m.multiply(
                        BigDecimal.valueOf(3), m.multiply(m.square(binary(1e160)), binary(1e-200))))
            .size(Size.exactly(Double.POSITIVE_INFINITY)),
        Deviation.of("softsign-infinity", "SOFTSIGN of infinity is NaN")
            .setting("activation softsign, z infinite")
            .definition("x / (1 + |x|), whose limit is 1")
            .instead("infinity by infinity", "libnd4j: templatemath.h, softsign")
            .reproducer(
                "softsign(Infinity)",
                () -> activation("softsign", FLOAT64, Double.POSITIVE_INFINITY)[0])
            .truth(m -> BigDecimal.ONE)
            .size(Size.exactly(Double.NaN)),
        Deviation.of("rationaltanh-slope-nan", "RATIONALTANH's derivative far out is NaN")
            .setting("activation rationaltanh, |z| above 5e102, of float32 above 6e12, backward")
            .definition(
                "1.7159 2/3 (1 + 2y + 4 1.41645 y^3) / (1 + y + y^2 + 1.41645 y^4)^2, y = 2|x|/3")
            .instead(
                "infinity by infinity, where the limit is 0",
                "libnd4j: ops.h, RationalTanhDerivative")
            .reproducer(
                "rationaltanh'(1e110)", () -> activationGradient("rationaltanh", FLOAT64, 1e110)[0])
            .truth(
                m -> {
                  BigDecimal y = m.divide(binary(2e110), BigDecimal.valueOf(3));
                  BigDecimal top =
                      decimal("5.6658").multiply(y.pow(3)).add(y.add(y)).add(BigDecimal.ONE);
                  BigDecimal root =
                      decimal("1.41645")
                          .multiply(y.pow(4))
                          .add(y.pow(2))
                          .add(y)
                          .add(BigDecimal.ONE);
                  BigDecimal scale = m.divide(decimal("3.4318"), BigDecimal.valueOf(3));
                  return m.multiply(scale, m.divide(top, root.pow(2)));
                })
            .size(Size.exactly(Double.NaN)));
  }
}
