package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.difference;
import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import org.junit.jupiter.api.Test;

class TwoLayerNetworkTest {

  /** The document's sizes, 2 inputs, 3 hidden units and 2 outputs, with numbers put in. */
  private static final TwoLayerNetwork LINEAR =
      new TwoLayerNetwork(
          Matrix.of(DType.FLOAT64, 2, 3, 1, -1, 2, 0, 3, 1),
          Matrix.of(DType.FLOAT64, 1, 3, 1, 0, -1),
          ElementwiseFunction.IDENTITY,
          Matrix.of(DType.FLOAT64, 3, 2, 1, 1, 0, -3, 3, 1),
          Matrix.of(DType.FLOAT64, 1, 2, -1, 4),
          ElementwiseFunction.IDENTITY);

  private static final Matrix INPUT = Matrix.of(DType.FLOAT64, 1, 2, 1, 2);
  private static final Matrix LABEL = Matrix.of(DType.FLOAT64, 1, 2, 8, -5);

  @Test
  void forwardAddsTheBiasToTheProductTwice() {
    TwoLayerNetwork.Pass pass = LINEAR.forward(INPUT);
    assertExactly(INPUT, pass.n0());
    assertExactly(Matrix.of(DType.FLOAT64, 1, 3, 2, 5, 3), pass.d1());
    assertExactly(Matrix.of(DType.FLOAT64, 1, 2, 10, -6), pass.d2());
  }

  @Test
  void eachLayerHasItsOwnActivation() {
    TwoLayerNetwork network =
        new TwoLayerNetwork(
            LINEAR.w1(),
            LINEAR.b1(),
            ElementwiseFunction.TANH,
            LINEAR.w2(),
            LINEAR.b2(),
            ElementwiseFunction.SIGMOID);
    TwoLayerNetwork.Pass pass = network.forward(INPUT);
    assertExactly(ElementwiseFunction.TANH.at(pass.d1()), pass.n1());
    assertExactly(ElementwiseFunction.SIGMOID.at(pass.d2()), pass.n2());
    assertExactly(MatrixAlgebra.sum(product(pass.n1(), network.w2()), network.b2()), pass.d2());
  }

  @Test
  void lossIsThePlainSumOfSquares() {
    assertEquals(2 * 2 + 1 * 1, LINEAR.loss(INPUT, LABEL));
    Matrix error = difference(LINEAR.forward(INPUT).n2(), LABEL);
    assertEquals(product(error, transpose(error)).get(0, 0), LINEAR.loss(INPUT, LABEL));
  }

  @Test
  void gradientsOfTheDocumentsSizesAreTheOnesByHand() {
    VectorisedGradients gradients = VectorisedGradients.at(LINEAR, INPUT, LABEL);
    assertExactly(Matrix.of(DType.FLOAT64, 2, 1, 4, -2), gradients.outputSignal());
    assertExactly(Matrix.of(DType.FLOAT64, 6, 1, 8, -4, 20, -10, 12, -6), gradients.outputLayer());
    assertExactly(Matrix.of(DType.FLOAT64, 3, 1, 2, 6, 10), gradients.hiddenSignal());
    assertExactly(Matrix.of(DType.FLOAT64, 6, 1, 2, 6, 10, 4, 12, 20), gradients.hiddenLayer());
    assertExactly(Matrix.of(DType.FLOAT64, 2, 3, 2, 6, 10, 4, 12, 20), gradients.hiddenWeights());
  }

  @Test
  void misfitsAreRefused() {
    assertEquals(
        "n0 is 2 x 1, but needs to be 1 x 2",
        assertThrows(IllegalArgumentException.class, () -> LINEAR.forward(transpose(INPUT)))
            .getMessage());
    assertEquals(
        "p is 1 x 2, y is 2 x 1: they need the same shape",
        assertThrows(IllegalArgumentException.class, () -> LINEAR.loss(INPUT, transpose(LABEL)))
            .getMessage());
    assertEquals(
        "b1 is 1 x 2, but needs to be 1 x 3",
        misfit(LINEAR.w1(), LINEAR.b2(), LINEAR.w2(), LINEAR.b2()));
    assertEquals(
        "w1 is 2 x 3, w2 is 2 x 3: w1 needs as many columns as w2 has rows",
        misfit(LINEAR.w1(), LINEAR.b1(), LINEAR.w1(), LINEAR.b1()));
    assertEquals(
        "b2 is 1 x 3, but needs to be 1 x 2",
        misfit(LINEAR.w1(), LINEAR.b1(), LINEAR.w2(), LINEAR.b1()));
  }

  private static String misfit(Matrix w1, Matrix b1, Matrix w2, Matrix b2) {
    ElementwiseFunction f = ElementwiseFunction.IDENTITY;
    return assertThrows(
            IllegalArgumentException.class, () -> new TwoLayerNetwork(w1, b1, f, w2, b2, f))
        .getMessage();
  }
}
