package dev.gradparity.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gradient is the derivative of the loss beside it: along a random direction, against a central
 * difference of the loss. Nothing here knows a formula of either.
 */
class DerivativeTest {

  private static final int EXAMPLES = 5;
  private static final double H = 1e-5;

  /** The difference's own error is about H^2 plus rounding / H, relative to values near 1. */
  private static final double TOLERANCE = 1e-8;

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, IDENTITY, L2, MEAN, 0",
    "RELU, IDENTITY, MSE, SUM, 0",
    "RELU, SOFTMAX, MSE, MEAN, 0.01",
    "SIGMOID, TANH, HALF_L2, SUM, 0.1",
    "SIGMOID, SIGMOID, XENT, MEAN, 0",
    "TANH, SIGMOID, XENT, SUM, 0.01",
    "TANH, SOFTMAX, MCXENT, MEAN, 0.01",
    "SOFTMAX, SOFTMAX, MCXENT, SUM, 0",
    "SOFTMAX, RELU, MSE, MEAN, 0.1",
    "RELU, SOFTMAX, MCXENT, MEAN, 0",
  })
  void theGradientIsTheDerivativeOfTheLoss(
      ActivationKind hidden, ActivationKind output, LossKind loss, Reduction reduction, double l2) {
    NetworkSpec spec =
        new NetworkSpec(
            "random",
            DType.FLOAT64,
            Shape.of(3),
            List.of(new LayerSpec(4, hidden), new LayerSpec(5, hidden), new LayerSpec(2, output)),
            loss,
            reduction,
            new UpdaterSpec.Sgd(0.1),
            l2,
            1);
    Random random = new Random(42);
    double[] theta = HandNetwork.scaled(0.5, normal(random, Dl4jConventions.parameterCount(spec)));
    double[] x = normal(random, EXAMPLES * spec.inputSize());
    double[] y = labels(random, loss, spec.outputSize());
    double[] thetaDirection = normal(random, theta.length);
    double[] xDirection = normal(random, x.length);
    Dl4jNetwork network = new Dl4jNetwork(spec);

    Dl4jGradients gradients = at(network, spec, theta, x, y);
    double alongTheta = dot(Dl4jConventions.flat(spec, gradients.parameters()), thetaDirection);
    double alongX = dot(gradients.dx(), xDirection);

    double[] ahead = moved(theta, H, thetaDirection);
    double[] behind = moved(theta, -H, thetaDirection);
    assertDerivative(
        at(network, spec, ahead, x, y).loss(), at(network, spec, behind, x, y).loss(), alongTheta);
    assertDerivative(
        at(network, spec, theta, moved(x, H, xDirection), y).loss(),
        at(network, spec, theta, moved(x, -H, xDirection), y).loss(),
        alongX);
  }

  private static void assertDerivative(double ahead, double behind, double gradient) {
    assertTrue(Math.abs(gradient) > 1e4 * TOLERANCE, "the direction has no power: " + gradient);
    assertEquals(
        (ahead - behind) / (2 * H),
        gradient,
        TOLERANCE * (1 + Math.abs(ahead) + Math.abs(gradient)));
  }

  private static Dl4jGradients at(
      Dl4jNetwork network, NetworkSpec spec, double[] theta, double[] x, double[] y) {
    ParameterValues parameters = Dl4jConventions.unflattened(spec, theta);
    network.setParameters(parameters.weights(), parameters.biases());
    return network.gradients(x, y, EXAMPLES);
  }

  private static double[] labels(Random random, LossKind loss, int outputs) {
    double[] labels = normal(random, EXAMPLES * outputs);
    if (loss == LossKind.XENT || loss == LossKind.MCXENT) {
      for (int row = 0; row < EXAMPLES; row++) {
        int winner = random.nextInt(outputs);
        for (int column = 0; column < outputs; column++) {
          labels[row * outputs + column] = column == winner ? 1 : 0;
        }
      }
    }
    return labels;
  }

  private static double[] normal(Random random, int length) {
    return IntStream.range(0, length).mapToDouble(i -> random.nextGaussian()).toArray();
  }

  private static double[] moved(double[] from, double step, double[] direction) {
    return HandNetwork.sum(from, HandNetwork.scaled(step, direction));
  }

  private static double dot(double[] left, double[] right) {
    return IntStream.range(0, left.length).mapToDouble(i -> left[i] * right[i]).sum();
  }
}
