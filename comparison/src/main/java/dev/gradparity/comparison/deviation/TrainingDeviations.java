package dev.gradparity.comparison.deviation;

import static dev.gradparity.comparison.deviation.Truths.binary;
import static dev.gradparity.comparison.deviation.Truths.decimal;
import static dev.gradparity.dl4j.Dl4jFunctions.constrained;
import static dev.gradparity.dl4j.Dl4jFunctions.constraintsInAStep;
import static dev.gradparity.dl4j.Dl4jFunctions.decayScore;
import static dev.gradparity.dl4j.Dl4jFunctions.scheduled;

import java.math.BigDecimal;
import java.util.List;

/** Schedules and constraints. */
final class TrainingDeviations {

  private TrainingDeviations() {}

  static List<Deviation> all() {
    return List.of(
        Deviation.of("poly-rises", "The polynomial schedule rises instead of falling")
            .setting("PolySchedule")
            .definition("value (1 - i / max)^power, from value down to 0 (Caffe's poly)")
            .instead("value (1 + i / max)^power, and 0 from max on", "PolySchedule.valueAt")
            .reproducer(
                "at i = 2 of 4, value 1, power 2",
                () -> scheduled("poly(1, power 2, 4 iterations)", 2))
            .truth(m -> decimal("0.25"))
            .size(Size.factor(9, 9)),
        Deviation.of("cycle-peak", "The cycle schedule jumps back to its maximum before it anneals")
            .setting(
                "CycleSchedule where cycle less annealing length is odd, such as a length of 10")
            .definition(
                "up and down between two rates, then down below the lower one (Smith, 2018, 1cycle)")
            .instead(
                "the odd iteration has the decay to the power of -1: 0.1 / 0.1",
                "CycleSchedule.valueAt")
            .reproducer("at i = 8, of 0.1 to 1", () -> scheduled("cycle(max 1, length 10)", 8))
            .truth(m -> decimal("0.1"))
            .size(Size.factor(9.999, 10.001)),
        Deviation.of("weightdecay-score", "The score counts weight decay as if it were a penalty")
            .setting("weightDecay or weightDecayBias above 0")
            .definition(
                "decay is part of the step and not of the loss (Loshchilov and Hutter, 2019)")
            .instead(
                "decay / 2 |w|^2 is added to the score, whose gradient no step follows",
                "WeightDecay.score")
            .reproducer("of w = 3 under a decay of 0.5", () -> decayScore(0.5, 3))
            .truth(m -> BigDecimal.ZERO)
            .size(Size.exactly(2.25)),
        Deviation.of("constraint-twice", "A constraint is applied twice after every step")
            .setting("any constraint of a layer")
            .definition("once")
            .instead(
                "two conditions on the same parameter name, one after the other, apply it each",
                "BaseConstraint.applyConstraint")
            .reproducer(
                "applications in one step of a layer of one weight, none of its bias",
                () -> constraintsInAStep())
            .truth(m -> BigDecimal.ONE)
            .size(Size.exactly(2)),
        Deviation.of("maxnorm-shrinks", "MaxNorm shrinks weights that satisfy it, step by step")
            .setting("MaxNormConstraint")
            .definition("w min(1, max / |w|) (Srivastava et al., 2014, section 5.1)")
            .instead("w min(|w|, max) / (|w| + 1e-6), after every step", "MaxNormConstraint.apply")
            .reproducer(
                "first of [0.03, 0.04], max = 1", () -> constrained("maxnorm(1)", 0.03, 0.04)[0])
            .truth(m -> binary(0.03))
            .size(Size.relative(1.9e-5, 2.1e-5)),
        Deviation.of(
                "minmaxnorm-rate", "MinMaxNorm with a rate below 1 enlarges what it should shrink")
            .setting("MinMaxNormConstraint with rate < 1")
            .definition(
                "w (rate clip(|w|) + (1 - rate) |w|) / |w|, as Keras has it: from norm 5 to 3 here")
            .instead(
                "w (rate clip(|w|) / |w| + (1 - rate) |w|): to 13", "MinMaxNormConstraint.apply")
            .reproducer(
                "first of [3, 4], within [0.5, 1], rate 0.5",
                () -> constrained("minmaxnorm(0.5, 1, rate 0.5)", 3, 4)[0])
            .truth(m -> decimal("1.8"))
            .size(Size.factor(4.333, 4.334)),
        Deviation.of("unitnorm-zero", "UnitNorm turns a zero row into NaN")
            .setting("UnitNormConstraint, weights of zero")
            .definition("a zero row has no direction and stays, as Keras has it")
            .instead("0 by 0", "UnitNormConstraint.apply")
            .reproducer("first of [0, 0]", () -> constrained("unitnorm", 0, 0)[0])
            .truth(m -> BigDecimal.ZERO)
            .size(Size.exactly(Double.NaN)));
  }
}
