package dev.gradparity.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TensorTest {

  static Stream<Shape> ranksTwoToFive() {
    return Stream.of(
        Shape.of(3, 8), Shape.of(3, 2, 4), Shape.of(3, 2, 1, 4), Shape.of(3, 2, 1, 2, 2));
  }

  @ParameterizedTest
  @MethodSource("ranksTwoToFive")
  void rowsAreExamplesAndColumnsRunRowMajor(Shape shape) {
    Matrix flattened = Matrix.zeros(DType.FLOAT32, 3, 8);
    Tensor tensor = new Tensor(shape, flattened);
    assertEquals(flattened, tensor.flattened());
    for (int offset = 0; offset < shape.size(); offset++) {
      assertEquals(offset / 8, shape.indexOf(offset).get(0));
    }
  }

  static Stream<Shape> wrongRanks() {
    return Stream.of(Shape.of(), Shape.of(24), Shape.of(3, 2, 1, 2, 2, 1));
  }

  @ParameterizedTest
  @MethodSource("wrongRanks")
  void rankIsCheckedAndTheShapeNamed(Shape shape) {
    Matrix flattened = Matrix.zeros(DType.FLOAT64, 3, 8);
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> new Tensor(shape, flattened));
    assertEquals(
        "a tensor of examples has rank 2 to 5, got the shape " + shape, thrown.getMessage());
  }

  /** The second has the right number of elements, but not one row per example. */
  @Test
  void shapeMustFitTheMatrix() {
    Matrix flattened = Matrix.zeros(DType.FLOAT64, 3, 8);
    for (Shape shape : List.of(Shape.of(3, 2, 3), Shape.of(8, 3), Shape.of(4, 8))) {
      IllegalArgumentException thrown =
          assertThrows(IllegalArgumentException.class, () -> new Tensor(shape, flattened));
      assertEquals(
          "the shape %s does not fit a matrix of float64 3 x 8".formatted(shape),
          thrown.getMessage());
    }
  }
}
