package dev.gradparity.comparison.numerics;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparator;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.OtherOrders;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import java.util.Random;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The smallest change of one gradient element of a network for digits of 28 by 28 that is found.
 */
@Execution(ExecutionMode.CONCURRENT)
class SensitivityTest {

  private static final int BATCH = 32;
  private static final int TRIALS = 200;
  private static final TensorName DW1 = TensorName.of(Quantity.D_WEIGHTS, 1);

  @ParameterizedTest
  @CsvSource({"FLOAT64, 1e-12", "FLOAT32, 1e-5"})
  void aChangeOfOneGradientElementIsFound(DType dtype, double perGauge) {
    Case.Gradient task =
        Samples.gradient(
            Samples.network(
                dtype,
                784,
                LossKind.MCXENT,
                layer(128, ActivationKind.RELU),
                layer(10, ActivationKind.SOFTMAX)),
            BATCH);
    Observation left = Samples.fromScratch().observe(task);
    Observation right = new OtherOrders(OtherOrders.Order.SHUFFLED, 1).observe(task);
    double[] dZ = left.find(TensorName.of(Quantity.D_PRE_ACTIVATION, 1)).orElseThrow().values();
    CaseBounds bounds = CaseBounds.of(task, left, right);
    Random random = new Random(2);
    int found = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      int k = random.nextInt(784 * 128);
      double change = perGauge * gauge(task, dZ, k / 128, k % 128);
      Observation off = Samples.altered(right, DW1, k, v -> v + change);
      Comparison comparison = Comparator.compare(task, left, off, bounds);
      found += comparison.verdict() == Verdict.MISMATCH ? 1 : 0;
    }
    assertTrue(found >= 0.99 * TRIALS, found + " of " + TRIALS);
  }

  /** What the element is added up from. */
  private static double gauge(Case.Gradient task, double[] dZ, int i, int j) {
    double gauge =
        task.spec().regularisation().weights().l2()
            * Math.abs(task.parameters().weights().get(0)[i * 128 + j]);
    for (int n = 0; n < BATCH; n++) {
      gauge += Math.abs(task.batch().x()[n * 784 + i] * dZ[n * 128 + j]);
    }
    return gauge;
  }
}
