package dev.gradparity.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The extents of a tensor, outermost first; storage is row-major.
 *
 * @param extents every one at least 1; an empty list is the shape of a scalar
 */
public record Shape(List<Integer> extents) {

  /**
   * Copies the extents.
   *
   * @throws IllegalArgumentException if an extent is below 1 or the elements outnumber an int
   */
  public Shape {
    extents = List.copyOf(extents);
    long size = 1;
    for (int extent : extents) {
      if (extent < 1) {
        throw new IllegalArgumentException("every extent must be at least 1, got " + extents);
      }
      size *= extent;
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "the shape " + extents + " has more elements than an array can hold");
      }
    }
  }

  /** A shape from its extents, outermost first. */
  public static Shape of(int... extents) {
    return new Shape(Arrays.stream(extents).boxed().toList());
  }

  /** The number of axes. */
  public int rank() {
    return extents.size();
  }

  /** The number of elements; 1 for a scalar. */
  public int size() {
    int size = 1;
    // Every training step asks, and until it is compiled an iterator would be garbage.
    for (int axis = 0; axis < rank(); axis++) {
      size *= extents.get(axis);
    }
    return size;
  }

  /** This shape with one more axis in front, such as the examples of a minibatch. */
  public Shape prepend(int extent) {
    int[] all = new int[rank() + 1];
    all[0] = extent;
    for (int axis = 0; axis < rank(); axis++) {
      all[axis + 1] = extents.get(axis);
    }
    return of(all);
  }

  /**
   * The multi-index of the element at this row-major offset.
   *
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public List<Integer> indexOf(int offset) {
    Integer[] index = new Integer[rank()];
    int rest = Objects.checkIndex(offset, size());
    for (int axis = rank() - 1; axis >= 0; axis--) {
      index[axis] = rest % extents.get(axis);
      rest /= extents.get(axis);
    }
    return List.of(index);
  }

  /** The row-major offset of the element at this multi-index. */
  public int offsetOf(List<Integer> index) {
    int offset = 0;
    for (int axis = 0; axis < rank(); axis++) {
      offset = offset * extents.get(axis) + index.get(axis);
    }
    return offset;
  }

  /** The extents as numbers in brackets, such as {@code [32, 8, 8]}. */
  @Override
  public String toString() {
    return extents.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }
}
