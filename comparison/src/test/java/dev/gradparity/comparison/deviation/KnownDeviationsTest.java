package dev.gradparity.comparison.deviation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Origin;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.dl4j.Dl4jFunctions;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownDeviationsTest {

  private static boolean everyElement(int k) {
    return k >= 0;
  }

  private static Case.Gradient oneUnit(
      ActivationKind activation, LossKind loss, double[] y, double... z) {
    NetworkSpec spec = Samples.network(DType.FLOAT64, 1, loss, Samples.layer(z.length, activation));
    return new Case.Gradient(
        "gradient",
        spec,
        new ParameterValues(List.of(z), List.of(new double[z.length])),
        new Examples(1, new double[] {1}, y));
  }

  private static Optional<String> explained(Case task, Quantity quantity, int layer) {
    Observation ours = Samples.fromScratch().observe(task);
    Observation library = new Dl4jSubject().observe(task);
    return new KnownDeviations(task, ours, library, Origin.DEEPLEARNING4J)
        .explain(TensorName.of(quantity, layer), KnownDeviationsTest::everyElement)
        .map(Deviation::id);
  }

  @Test
  void tanhNearZeroIsKnown() {
    double[] y = {0.5, 0.5, 0.5};
    Case task = oneUnit(ActivationKind.TANH, LossKind.MSE, y, 1e-10, -3e-9, 1e-20);

    assertEquals(Optional.of("tanh-near-zero"), explained(task, Quantity.ACTIVATION, 1));
  }

  @Test
  void theSameDifferenceUnderAnotherActivationIsNot() {
    TensorName a = TensorName.of(Quantity.ACTIVATION, 1);
    for (ActivationKind kind : List.of(ActivationKind.IDENTITY, ActivationKind.SIGMOID)) {
      Case task = oneUnit(kind, LossKind.MSE, new double[] {0.5}, 1e-10);
      Observation ours = Samples.fromScratch().observe(task);
      Observation moved = Samples.altered(ours, a, 0, v -> v + 1e-17);

      assertEquals(
          Optional.empty(),
          new KnownDeviations(task, ours, moved, Origin.DEEPLEARNING4J)
              .explain(a, KnownDeviationsTest::everyElement));
    }
  }

  @Test
  void aLargerDifferenceOfTanhIsNotTheKnownOne() {
    TensorName a = TensorName.of(Quantity.ACTIVATION, 1);
    Case task = oneUnit(ActivationKind.TANH, LossKind.MSE, new double[] {0.5}, 1e-10);
    Observation ours = Samples.fromScratch().observe(task);
    Observation far = Samples.altered(ours, a, 0, v -> v + 1e-15);
    Observation undefined = Samples.altered(ours, a, 0, v -> Double.NaN);

    assertEquals(
        Optional.empty(),
        new KnownDeviations(task, ours, far, Origin.DEEPLEARNING4J)
            .explain(a, KnownDeviationsTest::everyElement));
    assertEquals(
        Optional.empty(),
        new KnownDeviations(task, ours, undefined, Origin.DEEPLEARNING4J)
            .explain(a, KnownDeviationsTest::everyElement));
    assertTrue(
        new KnownDeviations(task, ours, far, Origin.DEEPLEARNING4J)
            .explain(a, k -> false)
            .isPresent());
  }

  /** What the explanation allows is what the library does, wherever it is near zero. */
  @Test
  void theLibrarysTanhIsWithinOneRoundoffBelowAQuarter() {
    double u = DType.FLOAT64.unitRoundoff();
    double worst = 0;
    for (double z = 1e-20; z < 0.25; z *= 1.001) {
      double error = Dl4jFunctions.activation("tanh", DType.FLOAT64, z)[0] - StrictMath.tanh(z);
      worst = Math.max(worst, Math.abs(error));
    }
    assertTrue(worst <= u, "worst is " + worst / u);
    assertTrue(worst > 0.4 * u, "the deviation has vanished: " + worst / u);
  }

  @Test
  void anUndefinedLossOfASaturatedOutputIsKnown() {
    Case softmax = oneUnit(ActivationKind.SOFTMAX, LossKind.MCXENT, new double[] {1, 0}, 800, -800);
    Case sigmoid = oneUnit(ActivationKind.SIGMOID, LossKind.XENT, new double[] {1}, 50);

    assertEquals(Optional.of("mcxent-score-nan"), explained(softmax, Quantity.LOSS, 0));
    assertEquals(Optional.of("xent-score-nan"), explained(sigmoid, Quantity.LOSS, 0));
  }

  @Test
  void anUndefinedLossOfAnOrdinaryOutputIsNot() {
    TensorName loss = TensorName.of(Quantity.LOSS);
    Case task = oneUnit(ActivationKind.SIGMOID, LossKind.XENT, new double[] {1}, 0.5);
    Observation ours = Samples.fromScratch().observe(task);
    Observation undefined = Samples.altered(ours, loss, 0, v -> Double.NaN);

    assertEquals(
        Optional.empty(),
        new KnownDeviations(task, ours, undefined, Origin.DEEPLEARNING4J)
            .explain(loss, KnownDeviationsTest::everyElement));
  }
}
