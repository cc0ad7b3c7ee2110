package dev.gradparity.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.AffineGradient;
import dev.gradparity.nn.Gradients;
import dev.gradparity.nn.Mlp;
import dev.gradparity.nn.NormalisedAffine;
import dev.gradparity.nn.Parameters;
import dev.gradparity.nn.WeightInitialiser;
import dev.gradparity.nn.Workspace;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.tensor.RandomMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row S19: depth makes a sigmoid network's gradient vanish, and leaves a ReLU network's alone. */
class GradientNormsTest {

  private static final int DEPTH = 10;
  private static final int WIDTH = 64;

  /** |dW_1| to |dW_9|, the hidden layers', for random data and weights. */
  private static double[] hiddenNorms(ActivationKind hidden, WeightInit init, long seed) {
    List<LayerSpec> layers = new ArrayList<>();
    for (int l = 1; l < DEPTH; l++) {
      layers.add(new LayerSpec(WIDTH, hidden, init));
    }
    layers.add(new LayerSpec(WIDTH, ActivationKind.IDENTITY, init));
    NetworkSpec spec =
        new NetworkSpec(
            "deep",
            DType.FLOAT64,
            Shape.of(WIDTH),
            layers,
            LossKind.MSE,
            Reduction.MEAN,
            new UpdaterSpec.Sgd(0.1),
            0,
            seed);
    Random random = new Random(seed);
    Matrix x = RandomMatrix.normal(DType.FLOAT64, 32, WIDTH, random);
    Matrix y = RandomMatrix.normal(DType.FLOAT64, 32, WIDTH, random);
    Parameters parameters = WeightInitialiser.initialise(spec);
    Mlp mlp = new Mlp(spec, Kernels.scalar());
    Workspace scratch = new Workspace(spec, 32);
    Gradients gradients = Gradients.zeros(parameters);
    mlp.forward(parameters, x, scratch);
    mlp.backward(parameters, x, y, scratch, gradients);
    return Arrays.copyOf(GradientNorms.of(Kernels.scalar(), gradients), DEPTH - 1);
  }

  private static Supplier<String> message(double[] norms) {
    return () -> Arrays.toString(norms);
  }

  /** The norms from the input to the output; |dW| leaves db out. */
  @Test
  void normIsFrobeniusLayerByLayer() {
    AffineGradient first =
        new AffineGradient(
            Matrix.ofRows(new double[] {1, -2}, new double[] {2, 4}),
            Matrix.ofRows(new double[] {100, 100}));
    AffineGradient second =
        new AffineGradient(
            Matrix.ofRows(new double[] {3}, new double[] {-4}), Matrix.ofRows(new double[] {100}));
    assertArrayEquals(
        new double[] {5, 5},
        GradientNorms.of(Kernels.scalar(), new Gradients(List.of(first, second))));
    second.dW().set(0, 0, 0);
    assertArrayEquals(
        new double[] {5, 4},
        GradientNorms.of(Kernels.scalar(), new Gradients(List.of(first, second))));
  }

  /** The gradient by the gain is left out as db is. */
  @Test
  void normOfANormalisedLayerIsThatOfItsWeights() {
    AffineGradient affine =
        new AffineGradient(
            Matrix.ofRows(new double[] {3}, new double[] {-4}), Matrix.ofRows(new double[] {100}));
    NormalisedAffine.Gradient normalised =
        new NormalisedAffine.Gradient(affine, Matrix.ofRows(new double[] {100}));
    assertArrayEquals(
        new double[] {5}, GradientNorms.of(Kernels.scalar(), new Gradients(List.of(normalised))));
  }

  /**
   * Each layer multiplies dA by W^T, which keeps its norm where the weights' variance is 1 / width,
   * and by the sigmoid's slope, at most 1/4: a fall by four or a little more a layer. The first
   * layer falls further, since its input has mean 0 and cancels in the sum over the examples, where
   * activations around 1/2 add up: by up to 16 / sqrt(32) more for 32 examples.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sigmoidNormsFallTowardsTheInputByAboutFourALayer(long seed) {
    double[] norms = hiddenNorms(ActivationKind.SIGMOID, WeightInit.XAVIER, seed);
    for (int l = 1; l < norms.length; l++) {
      double fall = norms[l] / norms[l - 1];
      assertTrue(fall > 3 && fall < (l == 1 ? 6 * 16 / Math.sqrt(32) : 6), message(norms));
    }
    assertTrue(norms[norms.length - 1] > 1e4 * norms[0], message(norms));
  }

  /** He's variance 2 / fan-in makes up for the half of the units that ReLU silences. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void reluNormsStayWithinAFactorOfFive(long seed) {
    double[] norms = hiddenNorms(ActivationKind.RELU, WeightInit.RELU, seed);
    double max = Arrays.stream(norms).max().orElseThrow();
    double min = Arrays.stream(norms).min().orElseThrow();
    assertTrue(max < 5 * min, message(norms));
  }
}
