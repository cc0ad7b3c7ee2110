package dev.gradparity.comparison.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.arbiter.ArbiterSubject;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cross entropies of outputs that have rounded to 0 or 1. */
class SaturatedLossTest {

  private static final TensorName LOSS = TensorName.of(Quantity.LOSS);

  private static Case.Gradient saturated(DType dtype, LossKind loss) {
    ActivationKind output = loss == LossKind.XENT ? ActivationKind.SIGMOID : ActivationKind.SOFTMAX;
    NetworkSpec spec = Samples.network(dtype, 1, loss, Samples.layer(3, output));
    return new Case.Gradient(
        "gradient",
        spec,
        new ParameterValues(
            List.of(new double[] {800, -1, -790}), List.of(new double[] {0.5, 0.25, -0.125})),
        new Examples(3, new double[] {1, -1.5, 0.25}, new double[] {0, 0, 1, 1, 0, 0, 0, 1, 0}));
  }

  private static double loss(Observation observation) {
    return observation.find(LOSS).orElseThrow().values()[0];
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, XENT", "FLOAT32, MCXENT", "FLOAT64, XENT", "FLOAT64, MCXENT"})
  void theBoundIsNarrowAndHoldsForTheTruthAndForTheNetworkFromScratch(DType dtype, LossKind kind) {
    Case task = saturated(dtype, kind);
    Observation ours = Samples.fromScratch().observe(task);
    double truth = loss(new ArbiterSubject().observe(task));
    Replay.Local local = Replay.of(task, ours).find(LOSS).orElseThrow();

    assertTrue(truth > 1000, () -> "the outputs are saturated: " + truth);
    assertEquals(local.value()[0], truth, local.allowed()[0]);
    assertEquals(local.value()[0], loss(ours), local.allowed()[0]);
    assertTrue(local.allowed()[0] < 1e3 * dtype.unitRoundoff() * truth);
  }

  /** Who shows no output may have computed the loss from one that is next to 0 or 1. */
  @ParameterizedTest
  @CsvSource({"FLOAT32, XENT", "FLOAT32, MCXENT", "FLOAT64, XENT", "FLOAT64, MCXENT"})
  void withoutTheOutputsTheBoundIsWideAndFinite(DType dtype, LossKind kind) {
    Case task = saturated(dtype, kind);
    double truth = loss(new ArbiterSubject().observe(task));
    Replay.Local local = Replay.alone(task).find(LOSS).orElseThrow();

    assertEquals(local.value()[0], truth, local.allowed()[0]);
    assertTrue(local.allowed()[0] > 1, () -> "allows " + local.allowed()[0]);
    assertTrue(local.allowed()[0] < truth);
  }
}
