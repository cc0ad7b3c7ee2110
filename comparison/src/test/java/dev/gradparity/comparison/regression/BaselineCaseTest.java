package dev.gradparity.comparison.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Samples;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineCaseTest {

  private static LayerSpec of(LayerForm form, ActivationKind activation) {
    return LayerSpec.of(form, 3, ActivationSpec.of(activation));
  }

  private static NetworkSpec network() {
    return Samples.network(
        DType.FLOAT64,
        4,
        LossKind.MSE,
        of(new LayerForm.Dense(1, true), ActivationKind.TANH),
        of(LayerForm.BatchNorm.PRESET, ActivationKind.IDENTITY),
        Samples.layer(2, ActivationKind.IDENTITY));
  }

  @Test
  void everyParameterOfEveryFormTellsCasesApart() {
    NetworkSpec spec = network();
    Case.Gradient task = Samples.gradient(spec, 6);
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind moved : spec.layer(l).parameters()) {
        int layer = l;
        ParameterValues others =
            ParameterValues.of(
                spec,
                (number, kind) -> {
                  double[] values = task.parameters().of(number, kind).clone();
                  values[0] += number == layer && kind == moved ? 1 : 0;
                  return values;
                });
        Case other = new Case.Gradient(task.name(), spec, others, task.batch());
        assertNotEquals(
            BaselineCase.identity(task), BaselineCase.identity(other), moved.symbol() + l);
      }
    }
  }

  @Test
  void aLabelMaskTellsCasesApart() {
    Case.Gradient task = Samples.gradient(network(), 6);
    Examples batch = task.batch();
    Examples masked = new Examples(6, batch.x(), batch.y(), new double[] {1, 1, 0, 1, 1, 1});
    Case other = new Case.Gradient(task.name(), task.spec(), task.parameters(), masked);
    assertNotEquals(BaselineCase.identity(task), BaselineCase.identity(other));
  }

  /** Written down by the version before: old baselines stay of use. */
  @Test
  void theIdentityOfADenseNetworkIsWhatItWas() {
    NetworkSpec spec =
        Samples.network(DType.FLOAT64, 1, LossKind.MSE, Samples.layer(1, ActivationKind.TANH));
    ParameterValues one = new ParameterValues(List.of(new double[] {1}), List.of(new double[] {2}));
    Examples batch = new Examples(1, new double[] {3}, new double[] {4});
    Case task = new Case.Gradient("gradient, batch 1", spec, one, batch);
    assertEquals(
        "sample gradient, batch 1, float64, "
            + "8d6cf75421100e0b2ebe5ad5565f0ec5b2fd0a0f161a92e9e9709000e0a7d840",
        BaselineCase.identity(task));
  }
}
