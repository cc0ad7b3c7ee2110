package dev.gradparity.comparison.numerics;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Bound;
import dev.gradparity.comparison.Bounds;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GradientWalkTest {

  /** The bounds allow for two sides; one side against the walk may use half. */
  private static final double ONE_SIDE = 0.5;

  static Stream<Arguments> networks() {
    List<Arguments> all = new ArrayList<>();
    for (LossKind loss : LossKind.values()) {
      for (ActivationKind output : ActivationKind.values()) {
        boolean fits =
            switch (loss) {
              case MCXENT -> output == ActivationKind.SOFTMAX;
              case XENT -> output == ActivationKind.SIGMOID;
              default -> true;
            };
        if (fits) {
          for (ActivationKind hidden : ActivationKind.values()) {
            all.add(Arguments.of(loss, output, hidden));
          }
        }
      }
    }
    return all.stream();
  }

  /** Rectangular all the way: 7 features, 5 and 4 hidden units, 3 outputs. */
  private static Case.Gradient task(
      DType dtype, LossKind loss, ActivationKind output, ActivationKind hidden, int batch) {
    NetworkSpec spec =
        Samples.network(dtype, 7, loss, layer(5, hidden), layer(4, hidden), layer(3, output));
    return Samples.gradient(spec, batch);
  }

  private static Map<TensorName, Gauged> walk(Case.Gradient task) {
    return GradientWalk.over(task.spec(), task.parameters(), task.batch(), 0);
  }

  /** Judges every tensor of the implementation from scratch; returns the largest error / bound. */
  private static Map<Quantity, Double> ratios(Case.Gradient task) {
    Observation observed = Samples.fromScratch().observe(task);
    Map<TensorName, Gauged> walk = walk(task);
    Bounds bounds = CaseBounds.of(task);
    assertEquals(
        walk.keySet(),
        new HashSet<>(observed.tensors().stream().map(ObservedTensor::name).toList()));
    Map<Quantity, Double> ratios = new EnumMap<>(Quantity.class);
    for (ObservedTensor tensor : observed.tensors()) {
      double ratio =
          worstRatio(tensor.values(), walk.get(tensor.name()).value(), bounds.of(tensor.name()));
      assertTrue(ratio <= ONE_SIDE, () -> tensor.name() + " has error / bound " + ratio);
      ratios.merge(tensor.name().quantity(), ratio, Math::max);
    }
    return ratios;
  }

  private static double worstRatio(double[] got, double[] expected, Bound bound) {
    assertEquals(expected.length, got.length);
    double worst = 0;
    for (int k = 0; k < got.length; k++) {
      double error = Math.abs(got[k] - expected[k]);
      assertTrue(Double.isFinite(error));
      worst = Math.max(worst, error == 0 ? 0 : error / bound.rounding()[k]);
    }
    return worst;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void float64FollowsTheWalk(LossKind loss, ActivationKind output, ActivationKind hidden) {
    for (int batch : new int[] {1, 5}) {
      ratios(task(DType.FLOAT64, loss, output, hidden, batch));
    }
  }

  /**
   * The walk in float64 is exact beside float32, so that the ratio is float32's own. One product
   * reaches a tenth of its bound. dX adds magnitudes over six products and as many functions where
   * the errors have signs: three layers of softmax, the worst here, still reach a 2000th.
   */
  @ParameterizedTest
  @MethodSource("networks")
  void float32StaysWithinItsBoundsAndComesNear(
      LossKind loss, ActivationKind output, ActivationKind hidden) {
    Map<Quantity, Double> one = ratios(task(DType.FLOAT32, loss, output, hidden, 1));
    Map<Quantity, Double> five = ratios(task(DType.FLOAT32, loss, output, hidden, 5));

    assertTrue(Math.max(one.get(Quantity.PRE_ACTIVATION), five.get(Quantity.PRE_ACTIVATION)) > 0.1);
    assertTrue(Math.max(one.get(Quantity.D_INPUT), five.get(Quantity.D_INPUT)) > 0.0005);
  }

  @Test
  void aSingleLayerHasNoHiddenGradients() {
    NetworkSpec spec =
        Samples.network(DType.FLOAT64, 3, LossKind.L2, layer(2, ActivationKind.TANH));

    assertEquals(
        List.of("z1", "a1", "loss", "dz1", "dW1", "db1", "dx"),
        walk(Samples.gradient(spec, 2)).keySet().stream().map(TensorName::toString).toList());
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void theBoundsScaleWithTheRoundoffAndTheRootOfTheInnerLength(DType dtype) {
    Case.Gradient task = task(dtype, LossKind.MSE, ActivationKind.TANH, ActivationKind.SIGMOID, 5);
    TensorName loss = TensorName.of(Quantity.LOSS);

    // The inner lengths are 7, 5 and 4 units and 5 examples.
    assertEquals(
        2 * Math.sqrt(7) * dtype.unitRoundoff() * walk(task).get(loss).gauge()[0],
        CaseBounds.of(task).of(loss).rounding()[0],
        0);
  }
}
