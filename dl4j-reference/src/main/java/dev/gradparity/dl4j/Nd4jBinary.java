package dev.gradparity.dl4j;

import dev.gradparity.spec.DType;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Reads a vector that {@code Nd4j.write} wrote. ND4J's own reader allocates what the file claims
 * and hands the claimed strides to native code; this one knows what it expects and checks first.
 *
 * <p>The format, big-endian: twice an allocation mode (modified UTF-8), a count (64 bits), a type
 * (modified UTF-8) and as many numbers. The first numbers describe the shape: rank, sides, strides,
 * flags, the step between elements, the order. The second are the elements.
 */
final class Nd4jBinary {

  /** The modes whose counts have 64 bits; ND4J has written no other since 1.0.0-beta4. */
  private static final Set<String> MODES = Set.of("LONG_SHAPE", "MIXED_DATA_TYPES");

  private static final int MAX_RANK = 2;

  private final String name;
  private final DataInputStream in;

  private Nd4jBinary(String name, InputStream in) {
    this.name = name;
    this.in = new DataInputStream(in);
  }

  /**
   * The elements of a vector, float32 widened exactly.
   *
   * @param name of the array, for messages
   * @param count the elements that it must have
   */
  static double[] read(String name, InputStream in, DType dtype, int count) throws IOException {
    try {
      return new Nd4jBinary(name, in).vector(dtype, count);
    } catch (EOFException e) {
      UnreadableModelException ends = new UnreadableModelException(name + " ends too early");
      ends.initCause(e);
      throw ends;
    }
  }

  private double[] vector(DType dtype, int count) throws IOException {
    requireVector(count);
    long elements = header(Dl4jConventions.type(dtype).name());
    require(elements == count, "has %d values of a vector of %d".formatted(elements, count));
    double[] values = new double[count];
    for (int k = 0; k < count; k++) {
      values[k] = dtype == DType.FLOAT32 ? in.readFloat() : in.readDouble();
    }
    require(in.read() < 0, "goes on after its values");
    return values;
  }

  private void requireVector(int count) throws IOException {
    long described = header("LONG");
    long rank = in.readLong();
    require(
        rank >= 1 && rank <= MAX_RANK && described == 2 * rank + 4,
        "is no vector: %d axes, described by %d numbers".formatted(rank, described));
    long longest = 1;
    for (int axis = 0; axis < rank; axis++) {
      long side = in.readLong();
      require(side == 1 || longest == 1, "is a matrix and no vector");
      longest = side == 1 ? longest : side;
    }
    require(
        longest == count, "has %d values, the specification needs %d".formatted(longest, count));
    for (long rest = 1 + rank; rest < described; rest++) {
      in.readLong();
    }
  }

  private long header(String type) throws IOException {
    String mode = in.readUTF();
    require(MODES.contains(mode), "is not in the format of ND4J 1.0.0-beta4 and later");
    long count = in.readLong();
    String found = in.readUTF();
    require(type.equals(found), "holds %s, the specification needs %s".formatted(found, type));
    return count;
  }

  private void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new UnreadableModelException(name + " " + otherwise);
    }
  }
}
