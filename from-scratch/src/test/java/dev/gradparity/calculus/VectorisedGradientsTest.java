package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static dev.gradparity.calculus.MatrixAssertions.assertAgrees;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import org.junit.jupiter.api.Test;

class VectorisedGradientsTest {

  private static TwoLayerNetwork build(Matrix w1, Matrix b1, Matrix w2, Matrix b2) {
    return new TwoLayerNetwork(
        w1, b1, ElementwiseFunction.TANH, w2, b2, ElementwiseFunction.SIGMOID);
  }

  /** A network of d inputs, h hidden units and m outputs, with a sample and its label. */
  private record Setting(TwoLayerNetwork network, Matrix n0, Matrix y) {

    static Setting of(int d, int h, int m) {
      TwoLayerNetwork network =
          build(
              Samples.reals(1, d, h),
              Samples.reals(2, 1, h),
              Samples.reals(3, h, m),
              Samples.reals(4, 1, m));
      return new Setting(network, Samples.reals(5, 1, d), Samples.reals(6, 1, m));
    }

    VectorisedGradients gradients() {
      return VectorisedGradients.at(network, n0, y);
    }

    double lossWithHidden(Matrix w1, Matrix b1) {
      return build(w1, b1, network.w2(), network.b2()).loss(n0, y);
    }

    double lossWithOutput(Matrix w2, Matrix b2) {
      return build(network.w1(), network.b1(), w2, b2).loss(n0, y);
    }
  }

  @Test
  void twoInputsAndThreeUnitsAreTheDocumentsPicture() {
    Matrix n0 = Matrix.of(DType.FLOAT64, 1, 2, 2, 3);
    Matrix v = Matrix.of(DType.FLOAT64, 1, 3, 5, 7, -11);
    Matrix derivative = VectorisedGradients.derivativeByWeights(n0, 3);
    assertExactly(
        Matrix.ofRows(
            new double[] {2, 0, 0},
            new double[] {0, 2, 0},
            new double[] {0, 0, 2},
            new double[] {3, 0, 0},
            new double[] {0, 3, 0},
            new double[] {0, 0, 3}),
        derivative);
    Matrix vector = product(derivative, transpose(v));
    assertExactly(Matrix.of(DType.FLOAT64, 6, 1, 10, 14, -22, 15, 21, -33), vector);
    assertExactly(product(transpose(n0), v), Vec.inverseByRows(vector, 2, 3));
  }

  @RectangularShapes
  void kroneckerFactorTimesVReadByRowsIsTheOuterProduct(int n, int d, int m) {
    Matrix n0 = Samples.integers(n, 1, d);
    Matrix v = Samples.integers(n + 1, 1, m);
    Matrix vector = product(VectorisedGradients.derivativeByWeights(n0, m), transpose(v));
    assertExactly(product(transpose(n0), v), Vec.inverseByRows(vector, d, m));
  }

  @RectangularShapes
  void kroneckerFactorIsTheDerivativeByTheVectorisedWeights(int n, int d, int m) {
    Matrix n0 = Samples.reals(n, 1, d);
    Matrix w = Vec.byRows(Samples.reals(n + 1, d, m));
    assertAgrees(
        CentralDifferences.vectorByVector(
            point -> transpose(product(n0, Vec.inverseByRows(point, d, m))), w),
        VectorisedGradients.derivativeByWeights(n0, m));
  }

  @RectangularShapes
  void outputLayerIsTheGradientByItsVectorisedWeights(int d, int h, int m) {
    Setting setting = Setting.of(d, h, m);
    Matrix w2 = Vec.byRows(setting.network.w2());
    assertAgrees(
        CentralDifferences.scalarByVector(
            point -> setting.lossWithOutput(Vec.inverseByRows(point, h, m), setting.network.b2()),
            w2),
        setting.gradients().outputLayer());
  }

  @RectangularShapes
  void hiddenLayerIsTheGradientByItsVectorisedWeights(int d, int h, int m) {
    Setting setting = Setting.of(d, h, m);
    Matrix w1 = Vec.byRows(setting.network.w1());
    assertAgrees(
        CentralDifferences.scalarByVector(
            point -> setting.lossWithHidden(Vec.inverseByRows(point, d, h), setting.network.b1()),
            w1),
        setting.gradients().hiddenLayer());
  }

  @RectangularShapes
  void signalsAreTheGradientsByTheBiases(int d, int h, int m) {
    Setting setting = Setting.of(d, h, m);
    assertAgrees(
        CentralDifferences.scalarByMatrix(
            point -> setting.lossWithOutput(setting.network.w2(), point), setting.network.b2()),
        transpose(setting.gradients().outputSignal()));
    assertAgrees(
        CentralDifferences.scalarByMatrix(
            point -> setting.lossWithHidden(setting.network.w1(), point), setting.network.b1()),
        transpose(setting.gradients().hiddenSignal()));
  }

  @RectangularShapes
  void readBackByRowsTheGradientsAreOuterProducts(int d, int h, int m) {
    Setting setting = Setting.of(d, h, m);
    VectorisedGradients gradients = setting.gradients();
    TwoLayerNetwork.Pass pass = gradients.pass();
    assertExactly(
        product(transpose(pass.n1()), transpose(gradients.outputSignal())),
        gradients.outputWeights());
    assertExactly(
        product(transpose(pass.n0()), transpose(gradients.hiddenSignal())),
        gradients.hiddenWeights());
  }

  @RectangularShapes
  void factorsOfTheKroneckerProductChangePlacesWhereColumnsAreStacked(int n, int d, int m) {
    Matrix n0 = Samples.integers(n, 1, d);
    Matrix v = Samples.integers(n + 1, 1, m);
    Matrix byColumns =
        product(Kronecker.product(SpecialMatrices.identity(m), transpose(n0)), transpose(v));
    assertExactly(Vec.byColumns(product(transpose(n0), v)), byColumns);
  }

  @Test
  void misfitsAreRefused() {
    Setting setting = Setting.of(2, 3, 5);
    assertEquals(
        "n2 is 1 x 5, y is 1 x 2: they need the same shape",
        assertThrows(
                IllegalArgumentException.class,
                () -> VectorisedGradients.at(setting.network, setting.n0, setting.n0))
            .getMessage());
    assertEquals(
        "n0 is 1 x 5, but needs to be 1 x 2",
        assertThrows(
                IllegalArgumentException.class,
                () -> VectorisedGradients.at(setting.network, setting.y, setting.y))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> VectorisedGradients.derivativeByWeights(transpose(setting.n0), 3));
  }
}
