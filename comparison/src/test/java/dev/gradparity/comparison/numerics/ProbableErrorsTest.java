package dev.gradparity.comparison.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.ParameterKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where a function is 0 on one side of a kink, and a value that is hardly ever on the other side
 * may be there: no probable error is 0 unless the certain one is.
 */
class ProbableErrorsTest {

  private static final Rounding R = new Rounding(DType.FLOAT64);

  /** A number that is certainly within 1, and hardly ever off by more than a tenth. */
  private static Bounded near(double value) {
    return Bounded.smooth(1, 1, new double[] {value}, new double[] {1}, new double[] {0.1});
  }

  private static void assertBothOrNeither(Bounded computed, boolean isBounded) {
    assertEquals(isBounded, computed.error(Level.CERTAIN, 0) > 0);
    assertEquals(isBounded, computed.error(Level.PROBABLE, 0) > 0);
    assertTrue(computed.error(Level.PROBABLE, 0) <= computed.error(Level.CERTAIN, 0));
  }

  private static LayerSettings nonNegative() {
    return LayerSettings.DEFAULT.with(Constraint.onWeights(new Constraint.NonNegative()));
  }

  @Test
  void aWeightThatIsCutToZeroMayBeAboveIt() {
    LayerStepErrors errors = new LayerStepErrors(R);

    assertBothOrNeither(errors.constrained(nonNegative(), near(-1.5), false), true);
    assertBothOrNeither(errors.constrained(nonNegative(), near(-2.5), false), false);
  }

  @ParameterizedTest
  @EnumSource(names = {"RELU", "HARDSIGMOID"})
  void anArgumentBelowAKinkMayBeAboveIt(ActivationKind kind) {
    double kink = kind == ActivationKind.RELU ? 0 : -2.5;
    ActivationErrors errors = new ActivationErrors(ActivationSpec.of(kind), R);

    assertBothOrNeither(errors.forward(near(kink - 1.5)), true);
    assertBothOrNeither(errors.forward(near(kink - 2.5)), false);
  }

  @Test
  void anArgumentAboveARectifiersKinkMayCountForItsSlope() {
    Bounded slope = Bounded.exact(1, 1, new double[] {0.25});
    Bounded dZ = Bounded.exact(1, 1, new double[] {3});
    PReluErrors errors = new PReluErrors(new LinearErrors(R), Formulas.TRUE, slope, false);

    assertBothOrNeither(errors.gradient(ParameterKind.WEIGHTS, near(1.5), dZ), true);
    assertBothOrNeither(errors.gradient(ParameterKind.WEIGHTS, near(2.5), dZ), false);
  }
}
