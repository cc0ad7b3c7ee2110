package dev.gradparity.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Reduction;
import dev.gradparity.tensor.Matrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers that are not dense, by hand and by central differences. */
class LayerFormsTest {

  private static LayerSpec activation(int units, ActivationKind kind) {
    return LayerSpec.of(new LayerForm.Activation(), units, ActivationSpec.of(kind));
  }

  /**
   * a1 = relu(1, -2) = (1, 0), z2 = 2 . 1 + 3 . 0 + 1 = 3; the loss (3 - 1)^2 / 2 = 2 has the slope
   * 2, so that da1 = 2 (2, 3), of which relu lets the first pass.
   */
  @ParameterizedTest
  @EnumSource(DType.class)
  void activationLayerByHand(DType dtype) {
    NetworkSpec spec =
        Problem.spec(
            dtype,
            2,
            List.of(activation(2, ActivationKind.RELU), new LayerSpec(1, ActivationKind.IDENTITY)),
            LossKind.HALF_L2,
            Reduction.MEAN,
            0);
    Parameters parameters =
        new Parameters(
            List.of(
                PassThrough.INSTANCE,
                new Affine(Matrix.of(dtype, 2, 1, 2, 3), Matrix.of(dtype, 1, 1, 1))));
    Problem problem =
        Problem.of(spec, parameters, Matrix.of(dtype, 1, 2, 1, -2), Matrix.of(dtype, 1, 1, 1));
    Workspace scratch = problem.forward();
    assertEquals(Matrix.of(dtype, 1, 2, 1, -2), scratch.z(1));
    assertEquals(Matrix.of(dtype, 1, 2, 1, 0), scratch.a(1));
    assertEquals(2, problem.loss());
    Gradients gradients = problem.gradients(scratch);
    assertEquals(Matrix.of(dtype, 2, 1, 2, 0), gradients.layer(2).dW());
    assertEquals(Matrix.of(dtype, 1, 1, 2), gradients.layer(2).db());
    assertEquals(Matrix.of(dtype, 1, 2, 4, 6), scratch.dA(1));
    assertEquals(Matrix.of(dtype, 1, 2, 4, 0), scratch.dX());
    assertEquals(2, gradients.matrices().size());
  }

  private static Map<String, List<LayerSpec>> networks() {
    Map<String, List<LayerSpec>> all = new LinkedHashMap<>();
    LayerSpec hidden = new LayerSpec(4, ActivationKind.TANH);
    LayerSpec output = new LayerSpec(3, ActivationKind.SOFTMAX);
    all.put("activation", List.of(hidden, activation(4, ActivationKind.SWISH), output));
    all.put("activation first", List.of(activation(3, ActivationKind.SIGMOID), hidden, output));
    all.put("softmax within", List.of(hidden, activation(4, ActivationKind.SOFTMAX), output));
    return all;
  }

  static Stream<Arguments> cases() {
    return networks().entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void gradientsAreCentralDifferences(String name, List<LayerSpec> layers) {
    NetworkSpec spec = Problem.spec(DType.FLOAT64, 3, layers, LossKind.MCXENT, Reduction.MEAN, 0.1);
    Problem problem = Problem.random(spec, 6, 1);
    Workspace scratch = problem.forward();
    Gradients gradients = problem.gradients(scratch);
    CentralDifference.assertGradient(scratch.dX(), problem.x(), problem::loss, "dX");
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        CentralDifference.assertGradient(
            gradients.of(l, kind),
            problem.parameters().of(l, kind),
            problem::loss,
            "d" + kind.symbol() + l);
      }
    }
  }

  @Test
  void layerWithoutParametersSaysSo() {
    NetworkSpec spec =
        Problem.spec(
            DType.FLOAT64,
            2,
            List.of(activation(2, ActivationKind.RELU), new LayerSpec(1, ActivationKind.IDENTITY)),
            LossKind.MSE,
            Reduction.MEAN,
            0);
    Parameters parameters = Parameters.zeros(spec);
    assertEquals(
        "layer 1 is not dense",
        assertThrows(IllegalArgumentException.class, () -> parameters.layer(1)).getMessage());
    assertEquals(
        "a layer without parameters has no W",
        assertThrows(IllegalArgumentException.class, () -> parameters.of(1, ParameterKind.WEIGHTS))
            .getMessage());
    assertEquals(2, parameters.matrices().size());
  }
}
