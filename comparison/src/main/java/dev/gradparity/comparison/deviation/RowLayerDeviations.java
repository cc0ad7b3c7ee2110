package dev.gradparity.comparison.deviation;

import static dev.gradparity.comparison.deviation.Truths.decimal;

import dev.gradparity.dl4j.Dl4jRowForms;
import java.math.BigDecimal;
import java.util.List;

/** Layers whose weights are a row. */
final class RowLayerDeviations {

  private static final String RECTIFIER =
      "x from 0 on, w x below (He et al. 2015, Delving deep into rectifiers, equation 1)";

  private RowLayerDeviations() {}

  static List<Deviation> all() {
    return List.of(
        Deviation.of("prelu-inference", "In inference a PReLU layer writes over its input")
            .setting("PReLULayer in inference; as first layer it is the caller's array")
            .definition(RECTIFIER)
            .instead(
                "the output takes the place of the input, and a second inference starts from it",
                "PReLU.activate")
            .reproducer(
                "the second of two inferences of one array of -1, w = 0.5",
                () -> Dl4jRowForms.secondInference(0.5, -1))
            .truth(m -> decimal("-0.5"))
            .size(Size.exactly(-0.25)),
        Deviation.of("prelu-frozen", "A frozen PReLU layer of a negative slope has the slope 1")
            .setting("FrozenLayerWithBackprop of a PReLULayer with a slope below 0, in training")
            .definition("the derivative by an x below 0 is w: " + RECTIFIER)
            .instead(
                "1: frozen, it runs as in inference, and its output, above 0, takes the input's"
                    + " place",
                "FrozenLayerWithBackprop.activate, PReLU.activate")
            .reproducer(
                "dL/dv of L = f(v x)^2 at v = 1, x = -1, w = -0.5",
                () -> Dl4jRowForms.gradientBelowFrozen(-0.5, -1))
            .truth(m -> decimal("0.5"))
            .size(Size.exactly(-1)),
        Deviation.of("prelu-nan", "A PReLU layer's gradient by its slope is 0 for NaN")
            .setting("PReLULayer, an input that is NaN")
            .definition("NaN, as the output is")
            .instead("0, and the gradient by the input is dz", "libnd4j's prelu_bp")
            .reproducer("df/dw for x = NaN", () -> Dl4jRowForms.gradients(0.5, Double.NaN)[1])
            .truth(m -> null)
            .size(Size.exactly(0)),
        Deviation.of("prelu-weightinit", "First slopes of a PReLU layer are infinite or NaN")
            .setting("PReLULayer with any weightInit that goes by fans")
            .definition(
                "of one input and one output, the variance 2 / (fanIn + fanOut) is 1 (Glorot and"
                    + " Bengio 2010)")
            .instead(
                "fans are 0, which divides by 0; the preset, slopes of 0, does not",
                "PReLUParamInitializer.createWeightMatrix, PReLULayer.getNIn")
            .reproducer(
                "the mean square of 1000 slopes by XAVIER", Dl4jRowForms::meanSquareOfFirstSlopes)
            .truth(m -> BigDecimal.ONE)
            .size(Size.exactly(Double.POSITIVE_INFINITY)),
        Deviation.of(
                "elementwise-constraints", "An elementwise multiplication ignores its constraints")
            .setting("ElementWiseMultiplicationLayer with constrainWeights or constrainBias")
            .definition("the weights after a step have the norm that they are allowed")
            .instead(
                "they are as the updater leaves them: the layer is built without its constraints",
                "ElementWiseMultiplicationLayer's constructor")
            .reproducer(
                "the weight 1 after a step of gradient 0, of a norm of 0.25 at most",
                () -> Dl4jRowForms.constrainedWeight(0.25))
            .truth(m -> decimal("0.25"))
            .size(Size.exactly(1)));
  }
}
