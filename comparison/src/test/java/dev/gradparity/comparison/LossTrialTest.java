package dev.gradparity.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.arbiter.Arbiter;
import dev.gradparity.comparison.arbiter.TrueTensor;
import dev.gradparity.comparison.numerics.Replay;
import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loss, after every activation that it reads, in both formats. */
class LossTrialTest {

  private static final Subject OURS = new FromScratchSubject(Kernels.scalar());

  private static NetworkSpec network(DType dtype, ActivationKind output, LossSpec loss) {
    return new NetworkSpec(
        loss.specName(),
        dtype,
        Shape.of(4),
        List.of(new LayerSpec(5, ActivationKind.TANH), new LayerSpec(3, output)),
        loss,
        Reduction.MEAN,
        new UpdaterSpec.Sgd(0.1),
        Regularisation.l2(0.01),
        7);
  }

  static List<Arguments> networks() {
    List<Arguments> networks = new ArrayList<>();
    for (DType dtype : DType.values()) {
      for (LossKind kind : LossKind.values()) {
        for (ActivationKind output : Samples.commonOutputs(kind)) {
          networks.add(Arguments.of(dtype, output, LossSpec.of(kind)));
          if (kind.takesWeights()) {
            LossSpec weighted = new LossSpec(kind, List.of(0.3, 2.0, 1.0), 0);
            networks.add(Arguments.of(dtype, output, weighted));
          }
          if (kind.takesClip()) {
            networks.add(Arguments.of(dtype, output, new LossSpec(kind, List.of(), 1e-3)));
          }
        }
      }
    }
    return networks;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void fromScratchAndTheLibraryAgree(DType dtype, ActivationKind output, LossSpec loss) {
    NetworkSpec spec = network(dtype, output, loss);
    if (loss.kind() == LossKind.MULTI_LABEL && dtype == DType.FLOAT64) {
      assertThrows(
          CannotComputeException.class, () -> new Dl4jSubject().observe(Samples.gradient(spec, 6)));
      return;
    }
    Comparison gradient = new Trial(OURS, new Dl4jSubject(), Samples.gradient(spec, 6)).judge();
    assertEquals(Verdict.MATCH, gradient.verdict(), gradient::toString);
    Comparison training =
        new Trial(OURS, new Dl4jSubject(), Samples.training(spec, 6, 3, 3)).judge();
    assertEquals(Verdict.MATCH, training.verdict(), training::toString);
  }

  /** What from-scratch computes lies within its certain bound of the truth. */
  @ParameterizedTest
  @MethodSource("networks")
  void boundsHoldAgainstTheTruth(DType dtype, ActivationKind output, LossSpec loss) {
    Case.Gradient task = Samples.gradient(network(dtype, output, loss), 4);
    Observation ours = OURS.observe(task);
    Replay bounds = Replay.alone(task);
    for (TrueTensor tensor : new Arbiter(40).observe(task).tensors()) {
      double[] computed = ours.find(tensor.name()).orElseThrow().values();
      double[] certain = bounds.find(tensor.name()).orElseThrow().certain();
      for (int k = 0; k < computed.length; k++) {
        BigDecimal error = new BigDecimal(computed[k]).subtract(tensor.at(k)).abs();
        assertTrue(error.doubleValue() <= certain[k], tensor.name() + " " + error);
        assertTrue(
            certain[k] <= 1e5 * dtype.unitRoundoff(), tensor.name() + " is bounded by little");
      }
    }
  }

  /** Labels that an output of the kink meets exactly: |p - y| = 0 and 1 - y p = 0 on both sides. */
  @Test
  void atItsKinkALossHasTheSlopeZeroOnBothSides() {
    for (DType dtype : DType.values()) {
      for (LossKind kind : List.of(LossKind.L1, LossKind.MEAN_ABSOLUTE_ERROR, LossKind.HINGE)) {
        NetworkSpec spec =
            Samples.network(dtype, 1, kind, Samples.layer(1, ActivationKind.IDENTITY));
        ParameterValues one =
            new ParameterValues(List.of(new double[] {1}), List.of(new double[] {0}));
        Examples examples = new Examples(2, new double[] {1, 3}, new double[] {1, -1});
        Case task = new Case.Gradient("kink", spec, one, examples);
        Comparison comparison = new Trial(OURS, new Dl4jSubject(), task).judge();
        assertEquals(Verdict.MATCH, comparison.verdict(), comparison::toString);
      }
    }
  }
}
