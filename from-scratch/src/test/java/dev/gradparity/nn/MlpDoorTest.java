package dev.gradparity.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.tensor.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The door, of a network without any product: whatever would check a shape later is not there. */
class MlpDoorTest {

  private static final NetworkSpec SPEC =
      Problem.spec(
          DType.FLOAT64,
          2,
          List.of(
              LayerSpec.of(LayerForm.PRelu.PLAIN, 2, ActivationSpec.of(ActivationKind.IDENTITY)),
              LayerSpec.of(new LayerForm.Loss(), 2, ActivationSpec.of(ActivationKind.IDENTITY))),
          LossKind.COSINE_PROXIMITY,
          Reduction.MEAN,
          0);

  private final Mlp mlp = new Mlp(SPEC, Kernels.scalar());
  private final Parameters parameters = Parameters.zeros(SPEC);
  private final Gradients gradients = Gradients.zeros(parameters);
  private final Workspace scratch = new Workspace(SPEC, 3);
  private final Matrix fitting = zeros(3, 2);

  private static Matrix zeros(int rows, int columns) {
    return Matrix.zeros(DType.FLOAT64, rows, columns);
  }

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void anInputOfAnotherShapeIsRefused() {
    for (Matrix x : List.of(zeros(2, 2), zeros(4, 2), zeros(3, 1))) {
      String expected = "a scratch space for 3 examples needs an input of 3 x 2, got " + x;
      assertEquals(expected, message(() -> mlp.forward(parameters, x, scratch)));
      assertEquals(expected, message(() -> mlp.infer(parameters, x, scratch)));
      assertEquals(
          expected, message(() -> mlp.backward(parameters, x, fitting, scratch, gradients)));
      assertEquals(expected, message(() -> mlp.backwardInput(parameters, x, scratch)));
    }
  }

  @Test
  void labelsOfAnotherShapeAreRefused() {
    mlp.forward(parameters, fitting, scratch);
    for (Matrix y : List.of(zeros(2, 2), zeros(4, 2), zeros(3, 3))) {
      String expected = "a scratch space for 3 examples needs labels of 3 x 2, got " + y;
      assertEquals(expected, message(() -> mlp.loss(parameters, y, scratch)));
      assertEquals(
          expected, message(() -> mlp.backward(parameters, fitting, y, scratch, gradients)));
    }
  }

  @Test
  void aMaskOfMoreExamplesIsRefused() {
    mlp.forward(parameters, fitting, scratch);
    scratch.setLabelMask(LabelMask.of(zeros(4, 1)));
    String expected = "labels of (3, 2) need a mask of (3, 1) or (3, 2), got (4, 1)";
    assertEquals(expected, message(() -> mlp.loss(parameters, fitting, scratch)));
    assertEquals(
        expected, message(() -> mlp.backward(parameters, fitting, fitting, scratch, gradients)));
  }

  /** Each output's share depends on all of them: a masked sum would have another gradient. */
  @Test
  void aLossOfRowsTakesNoMaskOfOutputs() {
    mlp.forward(parameters, fitting, scratch);
    scratch.setLabelMask(LabelMask.of(zeros(3, 2)));
    assertEquals(
        "the loss cosine_proximity needs all outputs of an example: give a label mask one column",
        message(() -> mlp.loss(parameters, fitting, scratch)));
  }
}
