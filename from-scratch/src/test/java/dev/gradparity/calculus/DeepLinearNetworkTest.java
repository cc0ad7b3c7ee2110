package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.chain;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static dev.gradparity.calculus.MatrixAssertions.assertAgrees;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.tensor.Matrix;
import org.junit.jupiter.api.Test;

class DeepLinearNetworkTest {

  /** d inputs, hidden layers of h1 and h2, and h2 + 1 outputs. */
  private static DeepLinearNetwork integers(int d, int h1, int h2) {
    return new DeepLinearNetwork(
        Samples.integers(1, d, h1), Samples.integers(2, h1, h2), Samples.integers(3, h2, h2 + 1));
  }

  private static DeepLinearNetwork reals(int d, int h1, int h2) {
    return new DeepLinearNetwork(
        Samples.reals(1, d, h1), Samples.reals(2, h1, h2), Samples.reals(3, h2, h2 + 1));
  }

  @RectangularShapes
  void compositionIsTheProductOfTheTransposedWeights(int d, int h1, int h2) {
    DeepLinearNetwork network = integers(d, h1, h2);
    Matrix x = Samples.integers(4, d, d + 2);
    assertExactly(
        chain(transpose(network.w3()), transpose(network.w2()), transpose(network.w1()), x),
        network.forward(x));
  }

  @RectangularShapes
  void jacobianOfTheCompositionIsTheProductOfTheJacobians(int d, int h1, int h2) {
    DeepLinearNetwork network = reals(d, h1, h2);
    Matrix x = Samples.reals(4, d, 1);
    assertAgrees(
        CentralDifferences.vectorByVector(network::forward, x), network.jacobian().gradients());
  }

  @RectangularShapes
  void gradientByTheInputIsTheVectorJacobianProduct(int d, int h1, int h2) {
    DeepLinearNetwork network = integers(d, h1, h2);
    Matrix x = Samples.integers(4, d, 1);
    Matrix y = Samples.integers(5, h2 + 1, 1);
    Matrix dY = SquaredLoss.SUM.gradient(network.forward(x), y);
    assertExactly(network.jacobian().vjp(dY), network.backward(x, y).dX());
  }

  @RectangularShapes
  void gradientsAreThoseOfTheLoss(int d, int h1, int h2) {
    DeepLinearNetwork network = reals(d, h1, h2);
    Matrix w1 = network.w1();
    Matrix w2 = network.w2();
    Matrix w3 = network.w3();
    Matrix x = Samples.reals(4, d, d + 2);
    Matrix y = Samples.reals(5, h2 + 1, d + 2);
    DeepLinearNetwork.Gradients gradients = network.backward(x, y);
    assertAgrees(
        CentralDifferences.scalarByMatrix(point -> network.loss(point, y), x), gradients.dX());
    assertAgrees(
        CentralDifferences.scalarByMatrix(
            point -> new DeepLinearNetwork(point, w2, w3).loss(x, y), w1),
        gradients.dW1());
    assertAgrees(
        CentralDifferences.scalarByMatrix(
            point -> new DeepLinearNetwork(w1, point, w3).loss(x, y), w2),
        gradients.dW2());
    assertAgrees(
        CentralDifferences.scalarByMatrix(
            point -> new DeepLinearNetwork(w1, w2, point).loss(x, y), w3),
        gradients.dW3());
  }

  @RectangularShapes
  void lossIsTheSumOfSquares(int d, int h1, int h2) {
    DeepLinearNetwork network = integers(d, h1, h2);
    Matrix x = Samples.integers(4, d, d + 2);
    Matrix y = Samples.integers(5, h2 + 1, d + 2);
    double sum = 0;
    Matrix prediction = network.forward(x);
    for (int i = 0; i < y.rows(); i++) {
      for (int j = 0; j < y.columns(); j++) {
        sum += Math.pow(prediction.get(i, j) - y.get(i, j), 2);
      }
    }
    assertEquals(sum, network.loss(x, y));
  }

  @RectangularShapes
  void slidesMiddleStepWithTheFirstWeightsHasNoShape(int d, int h1, int h2) {
    Matrix w1 = integers(d, h1, h2).w1();
    Matrix firstHidden = DeepLinearNetwork.layer(w1).apply(Samples.integers(4, d, 1));
    assertThrows(
        IllegalArgumentException.class, () -> DeepLinearNetwork.layer(w1).apply(firstHidden));
  }

  @Test
  void misfitsAreRefused() {
    DeepLinearNetwork network = integers(2, 3, 5);
    Matrix w1 = network.w1();
    Matrix w2 = network.w2();
    Matrix w3 = network.w3();
    assertEquals(
        "w1 is 2 x 3, w2 is 5 x 6: w1 needs as many columns as w2 has rows",
        assertThrows(IllegalArgumentException.class, () -> new DeepLinearNetwork(w1, w3, w3))
            .getMessage());
    assertEquals(
        "w2 is 3 x 5, w3 is 3 x 5: w2 needs as many columns as w3 has rows",
        assertThrows(IllegalArgumentException.class, () -> new DeepLinearNetwork(w1, w2, w2))
            .getMessage());
    assertEquals(
        "w is 2 x 3, h is 3 x 1: they need the same number of rows",
        assertThrows(
                IllegalArgumentException.class, () -> network.forward(Samples.integers(4, 3, 1)))
            .getMessage());
    assertEquals(
        "p is 6 x 1, y is 5 x 1: they need the same shape",
        assertThrows(
                IllegalArgumentException.class,
                () -> network.backward(Samples.integers(4, 2, 1), Samples.integers(5, 5, 1)))
            .getMessage());
  }
}
