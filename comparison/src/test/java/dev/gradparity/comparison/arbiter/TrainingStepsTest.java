package dev.gradparity.comparison.arbiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Steps against recurrences in closed form. The network is one weight w and one bias b with x = 1,
 * y = 0 and L = (w + b)^2 / 2, so that both gradients are w + b, or with x = 0 and a penalty, where
 * the gradient of w is l2 w.
 */
class TrainingStepsTest {

  private static final MathContext MANY = new MathContext(100);
  private static final int STEPS = 3;

  private static Case.Training training(UpdaterSpec updater, double l2, double x, double w) {
    NetworkSpec spec =
        new NetworkSpec(
            "1-1",
            DType.FLOAT64,
            Shape.of(1),
            List.of(new LayerSpec(1, ActivationKind.IDENTITY)),
            LossKind.HALF_L2,
            Reduction.SUM,
            updater,
            l2,
            1);
    return new Case.Training(
        "steps",
        spec,
        new ParameterValues(List.of(new double[] {w}), List.of(new double[] {0.25})),
        new Examples(1, new double[] {x}, new double[] {0}),
        1,
        STEPS);
  }

  private static BigDecimal weight(Case.Training task, int step) {
    return new Arbiter()
        .observe(task)
        .find(TensorName.of(Quantity.WEIGHTS, 1).atStep(step))
        .orElseThrow()
        .at(0);
  }

  private static BigDecimal exact(double value) {
    return new BigDecimal(value);
  }

  private static void assertFiftyDigits(BigDecimal expected, BigDecimal actual) {
    int agreement = CentralDifference.agreement(expected, actual, 60);
    assertTrue(agreement >= 50, () -> "%s, not %s".formatted(actual, expected));
  }

  /** With s = w + b, a step takes s to (1 - 2 lr) s: w_t = w_0 - s_0 (1 - (1 - 2 lr)^t) / 2. */
  @Test
  void sgdIsAGeometricSequence() {
    Case.Training task = training(new UpdaterSpec.Sgd(0.1), 0, 1, 1.5);
    BigDecimal ratio = BigDecimal.ONE.subtract(exact(0.1).multiply(BigDecimal.valueOf(2)));
    for (int t = 1; t <= STEPS; t++) {
      BigDecimal moved =
          exact(1.75).multiply(BigDecimal.ONE.subtract(ratio.pow(t))).divide(exact(2));

      assertFiftyDigits(exact(1.5).subtract(moved), weight(task, t));
    }
  }

  @Test
  void thePenaltyShrinksWeightsAlone() {
    Case.Training task = training(new UpdaterSpec.Sgd(0.5), 0.25, 0, 1.5);
    BigDecimal ratio = exact(1 - 0.5 * 0.25);

    assertEquals(0, weight(task, 3).compareTo(exact(1.5).multiply(ratio.pow(3))));
  }

  /** g = l2 w: v' = mu v - lr g, w += (1 + mu) v' - mu v, by hand. */
  @Test
  void nesterovsFollowsItsRecurrence() {
    Case.Training task = training(new UpdaterSpec.Nesterovs(0.1, 0.9), 0.3, 0, 1.5);
    BigDecimal lr = exact(0.1);
    BigDecimal mu = exact(0.9);
    BigDecimal w = exact(1.5);
    BigDecimal v = BigDecimal.ZERO;
    for (int t = 1; t <= STEPS; t++) {
      BigDecimal g = exact(0.3).multiply(w);
      BigDecimal next = mu.multiply(v).subtract(lr.multiply(g));
      w = w.add(next).add(mu.multiply(next.subtract(v)));
      v = next;

      assertFiftyDigits(w, weight(task, t));
    }
  }

  /** m_t = (1 - b1) sum_i b1^(t-i) g_i, likewise v_t; the bias corrections apart. */
  @Test
  void adamFollowsItsSums() {
    double l2 = 0.3;
    Case.Training task = training(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8), l2, 0, 1.5);
    BigDecimal[] g = new BigDecimal[STEPS];
    BigDecimal w = exact(1.5);
    for (int t = 1; t <= STEPS; t++) {
      g[t - 1] = exact(l2).multiply(w);
      BigDecimal m = BigDecimal.ZERO;
      BigDecimal v = BigDecimal.ZERO;
      for (int i = 1; i <= t; i++) {
        m = m.add(exact(0.9).pow(t - i).multiply(g[i - 1]));
        v = v.add(exact(0.999).pow(t - i).multiply(g[i - 1].pow(2)));
      }
      BigDecimal one = BigDecimal.ONE;
      m = m.multiply(one.subtract(exact(0.9)));
      v = v.multiply(one.subtract(exact(0.999)));
      BigDecimal alpha =
          exact(0.01)
              .multiply(one.subtract(exact(0.999).pow(t)).sqrt(MANY))
              .divide(one.subtract(exact(0.9).pow(t)), MANY);
      w = w.subtract(alpha.multiply(m).divide(v.sqrt(MANY).add(exact(1e-8)), MANY), MANY);

      assertFiftyDigits(w, weight(task, t));
    }
  }

  /** Its first step is the learning rate, whatever the gradient, but for epsilon. */
  @Test
  void adamStartsWithASignedStep() {
    Case.Training task = training(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-30), 0.3, 0, 1.5);

    assertEquals(1.49, weight(task, 1).doubleValue(), 1e-15);
  }

  @Test
  void aStepByItselfIsThatStepOfAll() {
    NetworkSpec spec =
        Samples.network(DType.FLOAT64, 3, LossKind.MSE, new LayerSpec(2, ActivationKind.TANH));
    Case.Training task = Samples.training(spec, 7, 3, 5);
    TrueObservation all = new Arbiter().observe(task);
    TrueObservation fourth = new Arbiter().observe(task, 4);

    assertEquals(5 * 4, all.tensors().size());
    assertEquals(
        List.of("batch@4", "loss@4", "W1@4", "b1@4"),
        fourth.tensors().stream().map(tensor -> tensor.name().toString()).toList());
    for (TrueTensor tensor : fourth.tensors()) {
      assertEquals(tensor.at(0), all.find(tensor.name()).orElseThrow().at(0));
    }
  }
}
