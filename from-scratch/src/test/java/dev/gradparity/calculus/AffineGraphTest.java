package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.row;
import static dev.gradparity.calculus.MatrixAlgebra.sum;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static dev.gradparity.calculus.MatrixAssertions.assertAgrees;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import org.junit.jupiter.api.Test;

class AffineGraphTest {

  private static final Matrix WORKED_XW = Matrix.of(DType.FLOAT64, 2, 3, 1, 2, 3, 6, 8, 10);
  private static final Matrix WORKED_BIAS = Matrix.of(DType.FLOAT64, 1, 3, 1, -1, 5);

  @Test
  void addNodeGivesTheWorkedNumbers() {
    AddNode add = new AddNode(WORKED_XW, WORKED_BIAS);
    assertExactly(Matrix.of(DType.FLOAT64, 2, 3, 2, 1, 8, 7, 7, 15), add.forward());
    Matrix dZ = Matrix.of(DType.FLOAT64, 2, 3, 7, 5, 3, 2, 4, 8);
    assertExactly(Matrix.of(DType.FLOAT64, 1, 3, 9, 9, 11), add.backward(dZ).db());
  }

  @RectangularShapes
  void addNodePassesDyOnUnchanged(int n, int d, int m) {
    AddNode add = new AddNode(Samples.integers(d, n, m), Samples.integers(d + 1, 1, m));
    Matrix dZ = Samples.integers(d + 2, n, m);
    assertExactly(AdditionTheorem.gradientByTerm(dZ), add.backward(dZ).dY());
    assertExactly(AdditionTheorem.gradientByBias(dZ), add.backward(dZ).db());
  }

  @RectangularShapes
  void dotNodeGivesTheProductTheorem(int n, int d, int m) {
    DotNode dot = new DotNode(Samples.integers(1, n, d), Samples.integers(2, d, m));
    Matrix dY = Samples.integers(3, n, m);
    assertExactly(product(dot.x(), dot.w()), dot.forward());
    assertExactly(ProductTheorem.gradientByX(dY, dot.w()), dot.backward(dY).dX());
    assertExactly(ProductTheorem.gradientByW(dot.x(), dY), dot.backward(dY).dW());
  }

  @RectangularShapes
  void biasOfOneSampleReceivesItsGradientAsItIs(int n, int d, int m) {
    Matrix x = Samples.integers(n, 1, d);
    Matrix w = Samples.integers(n + 1, d, m);
    Matrix b = Samples.integers(n + 2, 1, m);
    AffineGraph graph = AffineGraph.of(x, w, b);
    Matrix dZ = Samples.integers(n + 3, 1, m);
    assertExactly(sum(product(x, w), b), graph.forward());
    assertExactly(dZ, graph.backward(dZ).db());
    assertExactly(
        DerivativeTensor.ofProduct(transpose(x), m).contract(transpose(dZ)),
        graph.backward(dZ).dW());
  }

  @RectangularShapes
  void batchIsItsSamplesSideBySide(int n, int d, int m) {
    Matrix x = Samples.integers(1, n, d);
    Matrix w = Samples.integers(2, d, m);
    Matrix b = Samples.integers(3, 1, m);
    Matrix dZ = Samples.integers(4, n, m);
    AffineGraph batch = AffineGraph.of(x, w, b);
    AffineGraph.Gradients gradients = batch.backward(dZ);
    Matrix dW = Matrix.zeros(DType.FLOAT64, d, m);
    Matrix db = Matrix.zeros(DType.FLOAT64, 1, m);
    for (int i = 0; i < n; i++) {
      AffineGraph sample = AffineGraph.of(row(x, i), w, b);
      AffineGraph.Gradients ofSample = sample.backward(row(dZ, i));
      assertExactly(sample.forward(), row(batch.forward(), i));
      assertExactly(ofSample.dX(), row(gradients.dX(), i));
      dW = sum(dW, ofSample.dW());
      db = sum(db, ofSample.db());
    }
    assertExactly(dW, gradients.dW());
    assertExactly(db, gradients.db());
  }

  @RectangularShapes
  void gradientsAreThoseOfALossOfTheGraph(int n, int d, int m) {
    Matrix x = Samples.reals(1, n, d);
    Matrix w = Samples.reals(2, d, m);
    Matrix b = Samples.reals(3, 1, m);
    Matrix label = Samples.reals(4, n, m);
    AffineGraph graph = AffineGraph.of(x, w, b);
    AffineGraph.Gradients gradients =
        graph.backward(SquaredLoss.SUM.gradient(graph.forward(), label));
    assertAgrees(
        CentralDifferences.scalarByMatrix(point -> loss(point, w, b, label), x), gradients.dX());
    assertAgrees(
        CentralDifferences.scalarByMatrix(point -> loss(x, point, b, label), w), gradients.dW());
    assertAgrees(
        CentralDifferences.scalarByMatrix(point -> loss(x, w, point, label), b), gradients.db());
  }

  private static double loss(Matrix x, Matrix w, Matrix b, Matrix label) {
    return SquaredLoss.SUM.value(AffineGraph.of(x, w, b).forward(), label);
  }

  @Test
  void misfitsAreRefused() {
    Matrix x = Samples.integers(1, 2, 3);
    Matrix w = Samples.integers(2, 5, 4);
    assertEquals(
        "x is 2 x 3, w is 5 x 4: x needs as many columns as w has rows",
        assertThrows(IllegalArgumentException.class, () -> new DotNode(x, w)).getMessage());
    assertEquals(
        "b is 5 x 4, but needs to be 1 x 4",
        assertThrows(IllegalArgumentException.class, () -> new AddNode(x, w)).getMessage());
    assertEquals(
        "y is 5 x 4, b is 1 x 3: they need the same number of columns",
        assertThrows(IllegalArgumentException.class, () -> new AddNode(w, WORKED_BIAS))
            .getMessage());
    assertEquals(
        "dZ is 5 x 4, z is 2 x 3: they need the same shape",
        assertThrows(IllegalArgumentException.class, () -> new AddNode(x, WORKED_BIAS).backward(w))
            .getMessage());
    assertEquals(
        "dY is 2 x 3, but needs to be 2 x 4",
        assertThrows(
                IllegalArgumentException.class,
                () -> new DotNode(x, Samples.integers(3, 3, 4)).backward(x))
            .getMessage());
  }
}
