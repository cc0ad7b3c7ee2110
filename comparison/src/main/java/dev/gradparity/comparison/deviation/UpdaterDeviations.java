package dev.gradparity.comparison.deviation;

import static dev.gradparity.comparison.deviation.Truths.decimal;
import static dev.gradparity.dl4j.Dl4jFunctions.updates;

import java.math.BigDecimal;
import java.util.List;

/** First steps of updaters that are not those of the papers. */
final class UpdaterDeviations {

  private static final double RATE = 0.1;

  private UpdaterDeviations() {}

  static List<Deviation> all() {
    return List.of(
        Deviation.of("nadam-bias", "NADAM's first step is forty times too large")
            .setting("updater nadam")
            .definition(
                "lr (b1 m / (1 - b1^(t+1)) + (1 - b1) g / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + eps)"
                    + " (Dozat, 2016, algorithm 2 with a constant b1)")
            .instead(
                "lr (b1 m / (1 - b1^t) + (1 - b1) g / (1 - b1^t)) / (sqrt(v) + eps): v is not"
                    + " corrected for its start at zero; from-scratch follows it",
                "NadamUpdater.applyUpdater; libnd4j: nadam_updater")
            .reproducer("of g = 1, lr = 0.1, t = 1", () -> updates("nadam", RATE, 1)[0])
            .truth(
                m ->
                    m.divide(
                        m.multiply(
                            decimal("0.1"),
                            m.add(m.divide(decimal("0.09"), decimal("0.19")), BigDecimal.ONE)),
                        decimal("1.00000001")))
            .size(Size.factor(40.7, 40.9)),
        Deviation.of("amsgrad-bias", "AMSGRAD corrects a bias that its paper leaves")
            .setting("updater amsgrad")
            .definition("lr m / sqrt(max v) (Reddi et al., 2018, algorithm 2)")
            .instead(
                "Adam's correction on top, as PyTorch and Keras have it; from-scratch follows it",
                "AMSGradUpdater")
            .reproducer("of g = 1, lr = 0.1, t = 1", () -> updates("amsgrad", RATE, 1)[0])
            .truth(m -> m.divide(decimal("0.01"), m.sqrt(decimal("0.001"))))
            .size(Size.factor(0.316, 0.317)),
        Deviation.of("adamax-floor", "ADAMAX takes no step on a tiny gradient")
            .setting("updater adamax, gradients below 1e-32")
            .definition(
                "lr / (1 - b1^t) m / u, u = max(b2 u, |g|) (Kingma and Ba, 2015, algorithm 2)")
            .instead(
                "1e-32 added to u, which from-scratch follows; epsilon has no effect",
                "AdaMaxUpdater.applyUpdater")
            .reproducer("of g = 1e-200, lr = 0.1, t = 1", () -> updates("adamax", RATE, 1e-200)[0])
            .truth(m -> decimal("0.1"))
            .size(Size.factor(0.9e-168, 1.1e-168)),
        Deviation.of("adagrad-start", "ADAGRAD's history starts at 1e-6")
            .setting("updater adagrad, gradients of 1e-3 and below")
            .definition("lr g / (sqrt(sum of g^2) + eps) (Duchi et al., 2011)")
            .instead(
                "1e-6 in the sum from the start; from-scratch follows it",
                "AdaGradUpdater.setStateViewArray")
            .reproducer("of g = 1e-3, lr = 0.1, t = 1", () -> updates("adagrad", RATE, 1e-3)[0])
            .truth(m -> m.divide(decimal("1e-4"), decimal("1.001e-3")))
            .size(Size.factor(0.707, 0.708)),
        Deviation.of("rmsprop-start", "RMSPROP's average starts at epsilon")
            .setting("updater rmsprop, gradients of 1e-4 and below")
            .definition("lr g / (sqrt(r) + eps), r = 0.95 r + 0.05 g^2 from r = 0 (Hinton, 2012)")
            .instead(
                "r = epsilon at the start; from-scratch follows it",
                "RmsPropUpdater.setStateViewArray")
            .reproducer("of g = 1e-4, lr = 0.1, t = 1", () -> updates("rmsprop", RATE, 1e-4)[0])
            .truth(m -> m.divide(decimal("1e-5"), m.add(m.sqrt(decimal("5e-10")), decimal("1e-8"))))
            .size(Size.factor(0.223, 0.225)),
        Deviation.of("adam-epsilon", "ADAM's epsilon stands outside the bias correction")
            .setting("updater adam, gradients near epsilon")
            .definition(
                "lr m' / (sqrt(v') + eps), m' and v' corrected (Kingma and Ba, 2015, algorithm 1)")
            .instead(
                "lr sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + eps), the paper's variant with an"
                    + " epsilon of another meaning; from-scratch follows it",
                "AdamUpdater.applyUpdater")
            .reproducer("of g = 1e-10, lr = 0.1, t = 1", () -> updates("adam", RATE, 1e-10)[0])
            .truth(m -> m.divide(decimal("1e-11"), decimal("1.01e-8")))
            .size(Size.factor(0.0319, 0.0320)),
        Deviation.of("adam-zero-rate", "ADAM moves at a learning rate of zero")
            .setting("updater adam, adamax, amsgrad or adabelief, a schedule that ends at 0")
            .definition("lr sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + eps), which is 0")
            .instead(
                "epsilon in place of a step size of 0, as for one of NaN or infinity",
                "libnd4j: updaterAdam, updaterAdaMax, updaterAmsGrad, updaterAdaBelief")
            .reproducer("of g = 1, lr = 0, t = 1", () -> updates("adam", 0, 1)[0])
            .truth(m -> BigDecimal.ZERO)
            .size(Size.exactly(3.162276660168694E-8)),
        Deviation.of("frozen-output-nan", "A frozen output layer becomes NaN")
            .setting("an output layer that is frozen, a gradient that is NaN or infinite")
            .definition("what is frozen stays as it is")
            .instead(
                "FrozenLayer and FrozenLayerWithBackprop wrap no output layer; a rate of 0, which"
                    + " is left, multiplies the gradient: 0 times NaN",
                "SgdUpdater.applyUpdater")
            .reproducer("of g = NaN, lr = 0", () -> updates("sgd", 0, Double.NaN)[0])
            .truth(m -> BigDecimal.ZERO)
            .size(Size.exactly(Double.NaN)),
        Deviation.of("adabelief-fails", "ADABELIEF cannot train")
            .setting("updater adabelief")
            .definition(
                "lr m' / (sqrt(s') + eps), s = b2 s + (1 - b2) (g - m)^2 + eps, m' and s' corrected"
                    + " (Zhuang et al., 2020)")
            .instead(
                "an ArrayIndexOutOfBoundsException in the first fit: the state is asked for an axis"
                    + " that its shape does not have; gradparity's adapter gives it one, and the formula is"
                    + " judged",
                "AdaBelief.instantiate")
            .reproducer(
                "of g = 1, lr = 0.1, t = 1; NaN for an exception", UpdaterDeviations::adaBelief)
            .truth(m -> m.divide(decimal("0.1"), m.sqrt(decimal("0.81").add(decimal("1e-11")))))
            .size(Size.exactly(Double.NaN)));
  }

  private static double adaBelief() {
    try {
      return updates("adabelief", RATE, 1)[0];
    } catch (ArrayIndexOutOfBoundsException e) {
      return Double.NaN;
    }
  }
}
