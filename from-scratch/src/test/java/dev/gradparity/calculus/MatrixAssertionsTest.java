package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAssertions.assertAgrees;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class MatrixAssertionsTest {

  private static final Matrix ONE_TWO = Matrix.ofRows(new double[] {1, 2});

  @Test
  void oneUnitInTheLastPlaceIsNotExact() {
    Matrix off = Matrix.ofRows(new double[] {1, Math.nextUp(2.0)});
    assertThrows(AssertionFailedError.class, () -> assertExactly(ONE_TWO, off));
  }

  @Test
  void anotherShapeOrFormatIsNotEqual() {
    Matrix column = Matrix.of(DType.FLOAT64, 2, 1, 1, 2);
    Matrix narrow = Matrix.of(DType.FLOAT32, 1, 2, 1, 2);
    assertThrows(AssertionFailedError.class, () -> assertExactly(ONE_TWO, column));
    assertThrows(AssertionFailedError.class, () -> assertExactly(ONE_TWO, narrow));
  }

  @Test
  void notANumberAgreesWithNothing() {
    Matrix nan = Matrix.ofRows(new double[] {1, Double.NaN});
    assertThrows(AssertionFailedError.class, () -> assertExactly(nan, nan));
    assertThrows(AssertionFailedError.class, () -> assertAgrees(ONE_TWO, nan));
    assertThrows(AssertionFailedError.class, () -> assertAgrees(nan, nan));
  }

  @Test
  void aHundredMillionthIsTooMuchForDifferences() {
    Matrix off = Matrix.ofRows(new double[] {1, 2 + 1e-8});
    assertThrows(AssertionFailedError.class, () -> assertAgrees(ONE_TWO, off));
  }

  @Test
  void aGradientOfZerosProvesNothing() {
    Matrix zeros = Matrix.zeros(DType.FLOAT64, 1, 2);
    assertThrows(AssertionFailedError.class, () -> assertAgrees(zeros, zeros));
  }
}
