package dev.gradparity.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {

  @Test
  void sizeIsTheProductOfTheExtents() {
    assertEquals(1, Shape.of().size());
    assertEquals(0, Shape.of().rank());
    assertEquals(30, Shape.of(2, 3, 5).size());
    assertEquals(3, Shape.of(2, 3, 5).rank());
    assertEquals(Integer.MAX_VALUE, Shape.of(Integer.MAX_VALUE, 1).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void extentsBelowOneAreRefusedByName(int extent) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> Shape.of(2, extent));
    assertEquals(
        "every extent must be at least 1, got [2, %d]".formatted(extent), thrown.getMessage());
  }

  /** 65536 x 65536 is 0 in int arithmetic: a check after the product would see nothing wrong. */
  @Test
  void moreElementsThanAnArrayHoldsAreRefused() {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> Shape.of(65536, 65536));
    assertEquals(
        "the shape [65536, 65536] has more elements than an array can hold", thrown.getMessage());
  }

  @Test
  void axisIsAddedInFront() {
    assertEquals(Shape.of(7, 2, 3), Shape.of(2, 3).prepend(7));
    assertEquals(Shape.of(7), Shape.of().prepend(7));
  }

  @Test
  void indexRunsFastestInTheLastAxis() {
    Shape shape = Shape.of(2, 3, 5);
    assertEquals(List.of(0, 0, 0), shape.indexOf(0));
    assertEquals(List.of(0, 0, 4), shape.indexOf(4));
    assertEquals(List.of(0, 1, 0), shape.indexOf(5));
    assertEquals(List.of(1, 0, 0), shape.indexOf(15));
    assertEquals(List.of(1, 2, 4), shape.indexOf(29));
    assertEquals(List.of(), Shape.of().indexOf(0));
  }

  @Test
  void indexAndOffsetAreInverse() {
    Shape shape = Shape.of(3, 1, 2, 7);
    for (int offset = 0; offset < shape.size(); offset++) {
      List<Integer> index = shape.indexOf(offset);
      assertEquals(offset, ((index.get(0) + index.get(1)) * 2 + index.get(2)) * 7 + index.get(3));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 30})
  void offsetOutsideIsRefused(int offset) {
    assertThrows(IndexOutOfBoundsException.class, () -> Shape.of(2, 3, 5).indexOf(offset));
  }

  @Test
  void equalityIsByExtents() {
    assertEquals(Shape.of(2, 3), new Shape(List.of(2, 3)));
    assertEquals(Shape.of(2, 3).hashCode(), new Shape(List.of(2, 3)).hashCode());
    assertNotEquals(Shape.of(2, 3), Shape.of(3, 2));
    assertNotEquals(Shape.of(6), Shape.of(6, 1));
  }

  @Test
  void shapeKeepsNoHoldOnItsSource() {
    List<Integer> extents = new ArrayList<>(List.of(2, 3));
    Shape shape = new Shape(extents);
    extents.set(0, 9);
    assertEquals(Shape.of(2, 3), shape);
  }

  @Test
  void textIsNumbersInBrackets() {
    assertEquals("[32, 8, 8]", Shape.of(32, 8, 8).toString());
    assertEquals("[]", Shape.of().toString());
  }
}
