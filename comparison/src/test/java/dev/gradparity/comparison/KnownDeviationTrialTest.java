package dev.gradparity.comparison;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnownDeviationTrialTest {

  /** p = (1, 0) for y = (1, 0): the library adds 0 ln 0 to its score. */
  private static Case.Gradient saturated(DType dtype) {
    NetworkSpec spec = Samples.network(dtype, 1, LossKind.MCXENT, layer(2, ActivationKind.SOFTMAX));
    ParameterValues parameters =
        new ParameterValues(List.of(new double[] {1000, 0}), List.of(new double[] {0.5, 0.25}));
    return new Case.Gradient(
        "saturated", spec, parameters, new Examples(1, new double[] {1}, new double[] {1, 0}));
  }

  @ParameterizedTest
  @EnumSource
  void aRegisteredDeviationIsKnownAndNoMismatch(DType dtype) {
    Comparison comparison =
        new Trial(Samples.fromScratch(), new Dl4jSubject(), saturated(dtype)).judge();

    TensorJudgement loss =
        comparison.tensors().stream()
            .filter(tensor -> tensor.name().quantity() == Quantity.LOSS)
            .findFirst()
            .orElseThrow();
    assertEquals(Verdict.KNOWN, loss.verdict());
    assertTrue(loss.reason().startsWith("mcxent-score-nan"), loss.reason());
    assertEquals(Verdict.KNOWN, comparison.verdict());
    assertEquals(0, comparison.explanation().stream().count());
  }

  /** The same numbers from anybody else are a mismatch: the register speaks of one library. */
  @ParameterizedTest
  @EnumSource
  void nobodyElseIsExcused(DType dtype) {
    Case.Gradient task = saturated(dtype);
    Observation library = new Dl4jSubject().observe(task);
    Subject other =
        new Subject() {
          @Override
          public String name() {
            return "somebody";
          }

          @Override
          public Observation observe(Case any) {
            return library;
          }
        };

    Comparison comparison = new Trial(Samples.fromScratch(), other, task).judge();

    assertEquals(Verdict.MISMATCH, comparison.verdict());
  }
}
