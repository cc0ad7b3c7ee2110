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

class ThreeStagesTest {

  @Test
  void rowTimesColumnIsDyTimesTheTransposedColumn() {
    assertExactly(
        Matrix.of(DType.FLOAT64, 1, 3, 6, -15, 21),
        ThreeStages.rowTimesColumn(3, Matrix.of(DType.FLOAT64, 3, 1, 2, -5, 7)));
  }

  @RectangularShapes
  void rowTimesMatrixIsTheSumOverTheColumns(int n, int d, int m) {
    Matrix dy = Samples.integers(n, 1, m);
    Matrix w = Samples.integers(n + 1, d, m);
    assertExactly(product(dy, transpose(w)), ThreeStages.rowTimesMatrix(dy, w));
  }

  @RectangularShapes
  void matrixTimesMatrixIsStageTwoRowByRow(int n, int d, int m) {
    Matrix dY = Samples.integers(1, n, m);
    Matrix w = Samples.integers(2, d, m);
    assertExactly(product(dY, transpose(w)), ThreeStages.matrixTimesMatrix(dY, w));
  }

  @RectangularShapes
  void weightsFollowBySymmetry(int n, int d, int m) {
    Matrix x = Samples.integers(1, n, d);
    Matrix dY = Samples.integers(2, n, m);
    assertExactly(product(transpose(x), dY), ThreeStages.weightsBySymmetry(x, dY));
  }

  @RectangularShapes
  void stagesAreTheProofByEntries(int n, int d, int m) {
    Matrix x = Samples.integers(1, n, d);
    Matrix w = Samples.integers(2, d, m);
    Matrix dY = Samples.integers(3, n, m);
    assertExactly(ProductTheorem.gradientByX(dY, w), ThreeStages.matrixTimesMatrix(dY, w));
    assertExactly(ProductTheorem.gradientByW(x, dY), ThreeStages.weightsBySymmetry(x, dY));
  }

  @RectangularShapes
  void stageOneIsTheGradientOfALoss(int n, int d, int m) {
    Setting setting = Setting.of(1, d, 1);
    assertAgrees(
        setting.numericalByX(), ThreeStages.rowTimesColumn(setting.dY().get(0, 0), setting.w));
  }

  @RectangularShapes
  void stageTwoIsTheGradientOfALoss(int n, int d, int m) {
    Setting setting = Setting.of(1, d, m);
    assertAgrees(setting.numericalByX(), ThreeStages.rowTimesMatrix(setting.dY(), setting.w));
  }

  @RectangularShapes
  void stageThreeAndItsMirrorImageAreTheGradientsOfALoss(int n, int d, int m) {
    Setting setting = Setting.of(n, d, m);
    assertAgrees(setting.numericalByX(), ThreeStages.matrixTimesMatrix(setting.dY(), setting.w));
    assertAgrees(setting.numericalByW(), ThreeStages.weightsBySymmetry(setting.x, setting.dY()));
  }

  /** A product XW and the label that its loss compares it with. */
  private record Setting(Matrix x, Matrix w, Matrix label) {

    static Setting of(int n, int d, int m) {
      return new Setting(Samples.reals(1, n, d), Samples.reals(2, d, m), Samples.reals(3, n, m));
    }

    Matrix dY() {
      return SquaredLoss.SUM.gradient(product(x, w), label);
    }

    Matrix numericalByX() {
      return CentralDifferences.scalarByMatrix(
          point -> SquaredLoss.SUM.value(product(point, w), label), x);
    }

    Matrix numericalByW() {
      return CentralDifferences.scalarByMatrix(
          point -> SquaredLoss.SUM.value(product(x, point), label), w);
    }
  }

  @Test
  void misfitsAreRefused() {
    Matrix dY = Samples.integers(1, 2, 3);
    Matrix w = Samples.integers(2, 5, 4);
    assertEquals(
        "w is 5 x 4, but needs to be 5 x 1",
        assertThrows(IllegalArgumentException.class, () -> ThreeStages.rowTimesColumn(1, w))
            .getMessage());
    assertEquals(
        "dy is 2 x 3, but needs to be 1 x 3",
        assertThrows(IllegalArgumentException.class, () -> ThreeStages.rowTimesMatrix(dY, w))
            .getMessage());
    assertEquals(
        "dy is 1 x 7, w is 5 x 4: they need the same number of columns",
        assertThrows(
                IllegalArgumentException.class,
                () -> ThreeStages.rowTimesMatrix(Samples.integers(3, 1, 7), w))
            .getMessage());
    assertEquals(
        "dY is 2 x 3, w is 5 x 4: they need the same number of columns",
        assertThrows(IllegalArgumentException.class, () -> ThreeStages.matrixTimesMatrix(dY, w))
            .getMessage());
    assertEquals(
        "x is 5 x 4, dY is 2 x 3: they need the same number of rows",
        assertThrows(IllegalArgumentException.class, () -> ThreeStages.weightsBySymmetry(w, dY))
            .getMessage());
  }
}
