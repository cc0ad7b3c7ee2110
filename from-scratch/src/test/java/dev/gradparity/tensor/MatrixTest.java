package dev.gradparity.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixTest {

  private static Matrix twoByThree(DType dtype) {
    return Matrix.of(dtype, 2, 3, 1, 2, 3, 4, 5, 6);
  }

  private static void assertMessage(String expected, IllegalArgumentException thrown) {
    assertEquals(expected, thrown.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void valuesAreStoredRowByRow(DType dtype) {
    Matrix matrix = twoByThree(dtype);
    assertEquals(3, matrix.get(0, 2));
    assertEquals(4, matrix.get(1, 0));
    assertEquals(6, matrix.size());
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, matrix.toArray());
    if (dtype == DType.FLOAT32) {
      assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, matrix.float32());
    } else {
      assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, matrix.float64());
    }
  }

  @Test
  void rowsBecomeAFloat64Matrix() {
    assertEquals(
        twoByThree(DType.FLOAT64), Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6}));
    assertMessage(
        "row 0 has 2 columns, row 1 has 1",
        assertThrows(
            IllegalArgumentException.class,
            () -> Matrix.ofRows(new double[] {1, 2}, new double[] {3})));
    assertThrows(IllegalArgumentException.class, Matrix::ofRows);
  }

  /** The halfway cases: 2^-24 above 1 is a tie, which goes to the even neighbour. */
  @ParameterizedTest
  @CsvSource({
    "0x1.0000010p0, 0x1.000000p0",
    "0x1.0000011p0, 0x1.000002p0",
    "0x1.0000030p0, 0x1.000004p0",
    "0x1p-150,      0x0p0",
    "0x1.8p-150,    0x1p-149",
    "1e39,          Infinity",
    "-0.0,          -0.0",
    "NaN,           NaN"
  })
  void float32RoundsToNearestTiesToEven(String value, String rounded) {
    double wanted = Double.parseDouble(rounded);
    Matrix matrix = Matrix.of(DType.FLOAT32, 1, 3, 7, Double.parseDouble(value), 7);
    assertEquals(wanted, matrix.get(0, 1));
    matrix.set(0, 2, Double.parseDouble(value));
    assertEquals(wanted, matrix.get(0, 2));
    assertEquals(wanted, DType.FLOAT32.round(Double.parseDouble(value)));
  }

  @Test
  void float64KeepsEveryBit() {
    double value = Math.nextUp(1.0);
    assertEquals(value, Matrix.of(DType.FLOAT64, 1, 1, value).get(0, 0));
    assertEquals(value, DType.FLOAT64.round(value));
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "3, 0", "-1, 3", "65536, 32768"})
  void sidesAreCheckedAndNamed(int rows, int columns) {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class, () -> Matrix.zeros(DType.FLOAT64, rows, columns));
    assertMessage(
        "a matrix needs 1 to 2147483647 elements, got %d x %d".formatted(rows, columns), thrown);
  }

  @Test
  void numberOfValuesIsCheckedAndNamed() {
    String message = "a 2 x 3 matrix needs 6 values, got 5";
    assertMessage(
        message,
        assertThrows(
            IllegalArgumentException.class, () -> Matrix.of(DType.FLOAT32, 2, 3, 1, 2, 3, 4, 5)));
    Matrix matrix = twoByThree(DType.FLOAT64);
    assertMessage(
        message, assertThrows(IllegalArgumentException.class, () -> matrix.setAll(1, 2, 3, 4, 5)));
    assertEquals(twoByThree(DType.FLOAT64), matrix);
  }

  /** An index beyond its axis is refused even where the offset lies inside the storage. */
  @ParameterizedTest
  @CsvSource({"0, 3", "2, 0", "0, -1", "-1, 2"})
  void indexBeyondAnAxisIsRefused(int i, int j) {
    Matrix matrix = twoByThree(DType.FLOAT64);
    assertThrows(IndexOutOfBoundsException.class, () -> matrix.get(i, j));
    assertThrows(IndexOutOfBoundsException.class, () -> matrix.set(i, j, 1));
  }

  @ParameterizedTest
  @EnumSource
  void copyIsIndependent(DType dtype) {
    Matrix matrix = twoByThree(dtype);
    Matrix copy = matrix.copy();
    copy.set(1, 1, 50);
    assertEquals(twoByThree(dtype), matrix);
    assertEquals(Matrix.of(dtype, 2, 3, 1, 2, 3, 4, 50, 6), copy);
    matrix.toArray()[0] = 9;
    assertEquals(1, matrix.get(0, 0));
  }

  @Test
  void copyingNeedsOneShapeAndFormat() {
    Matrix matrix = twoByThree(DType.FLOAT64);
    for (Matrix other :
        new Matrix[] {
          twoByThree(DType.FLOAT32),
          Matrix.zeros(DType.FLOAT64, 3, 2),
          Matrix.zeros(DType.FLOAT64, 2, 2),
          Matrix.zeros(DType.FLOAT64, 3, 3)
        }) {
      assertMessage(
          "cannot copy %s into float64 2 x 3".formatted(other),
          assertThrows(IllegalArgumentException.class, () -> matrix.setAll(other)));
    }
    assertEquals(twoByThree(DType.FLOAT64), matrix);
  }

  @ParameterizedTest
  @EnumSource
  void rowIsCopiedAlone(DType dtype) {
    Matrix target = Matrix.zeros(dtype, 4, 3);
    target.setRow(2, twoByThree(dtype), 1);
    assertEquals(Matrix.of(dtype, 4, 3, 0, 0, 0, 0, 0, 0, 4, 5, 6, 0, 0, 0), target);
  }

  @Test
  void rowMustExistAndFit() {
    Matrix target = Matrix.zeros(DType.FLOAT64, 4, 3);
    Matrix source = twoByThree(DType.FLOAT64);
    assertThrows(IndexOutOfBoundsException.class, () -> target.setRow(4, source, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> target.setRow(0, source, 2));
    Matrix narrow = Matrix.zeros(DType.FLOAT64, 4, 2);
    assertMessage(
        "cannot copy a row of float64 2 x 3 into float64 4 x 2",
        assertThrows(IllegalArgumentException.class, () -> narrow.setRow(0, source, 0)));
    assertThrows(
        IllegalArgumentException.class, () -> target.setRow(0, twoByThree(DType.FLOAT32), 0));
  }

  @ParameterizedTest
  @EnumSource
  void viewSharesTheFirstRows(DType dtype) {
    Matrix full = Matrix.of(dtype, 3, 2, 1, 2, 3, 4, 5, 6);
    Matrix view = full.topRows(2);
    assertEquals(Matrix.of(dtype, 2, 2, 1, 2, 3, 4), view);
    assertArrayEquals(new double[] {1, 2, 3, 4}, view.toArray());
    view.setAll(-1, -2, -3, -4);
    assertEquals(Matrix.of(dtype, 3, 2, -1, -2, -3, -4, 5, 6), full);
    view.setAll(Matrix.of(dtype, 2, 2, 7, 7, 7, 7));
    assertEquals(Matrix.of(dtype, 3, 2, 7, 7, 7, 7, 5, 6), full);
    assertThrows(IndexOutOfBoundsException.class, () -> view.get(2, 0));
    assertSame(full, full.topRows(3));
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "4"})
  void viewNeedsRowsThatExist(int count) {
    Matrix full = Matrix.zeros(DType.FLOAT32, 3, 2);
    assertMessage(
        "a view needs 1 to 3 rows of float32 3 x 2, got " + count,
        assertThrows(IllegalArgumentException.class, () -> full.topRows(count)));
  }

  @Test
  void storageOfTheOtherFormatIsRefused() {
    assertThrows(IllegalStateException.class, () -> twoByThree(DType.FLOAT32).float64());
    assertThrows(IllegalStateException.class, () -> twoByThree(DType.FLOAT64).float32());
  }

  @ParameterizedTest
  @EnumSource
  void equalityIsByShapeAndBits(DType dtype) {
    assertEquals(twoByThree(dtype), twoByThree(dtype));
    assertEquals(twoByThree(dtype).hashCode(), twoByThree(dtype).hashCode());
    assertNotEquals(twoByThree(dtype), Matrix.of(dtype, 3, 2, 1, 2, 3, 4, 5, 6));
    assertNotEquals(twoByThree(dtype), Matrix.of(dtype, 2, 3, 1, 2, 3, 4, 5, 7));
    assertNotEquals(Matrix.of(dtype, 1, 1, 0.0), Matrix.of(dtype, 1, 1, -0.0));
    assertNotEquals(twoByThree(DType.FLOAT32), twoByThree(DType.FLOAT64));
    Matrix longer = Matrix.of(dtype, 3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertEquals(twoByThree(dtype), longer.topRows(2));
    assertEquals(twoByThree(dtype).hashCode(), longer.topRows(2).hashCode());
  }

  /** A processor's NaN has another sign bit than Java's constant; both mean "no number". */
  @Test
  void everyNanEqualsEveryNan() {
    Matrix negative =
        Matrix.of(DType.FLOAT64, 1, 1, Double.longBitsToDouble(0xFFF8_0000_0000_0001L));
    Matrix canonical = Matrix.of(DType.FLOAT64, 1, 1, Double.NaN);
    assertTrue(Double.isNaN(negative.get(0, 0)));
    assertEquals(canonical, negative);
    assertEquals(canonical.hashCode(), negative.hashCode());
  }

  @Test
  void textNamesFormatAndShape() {
    assertEquals("float32 2 x 3", twoByThree(DType.FLOAT32).toString());
  }
}
