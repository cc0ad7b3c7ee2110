package dev.gradparity.kernel;

import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The width of the vector kernels' registers: the machine's, or the one that the system property
 * {@value #PROPERTY} forces (64, 128, 256 or 512 bits). It decides the speed and nothing else.
 */
final class VectorWidth {

  static final String PROPERTY = "gradparity.vector.bits";

  private static final VectorShape SHAPE = shape();

  private VectorWidth() {}

  private static VectorShape shape() {
    Integer bits = Integer.getInteger(PROPERTY);
    return bits == null ? VectorShape.preferredShape() : VectorShape.forBitSize(bits);
  }

  static int bits() {
    return SHAPE.vectorBitSize();
  }

  static VectorSpecies<Float> float32() {
    return VectorSpecies.of(float.class, SHAPE);
  }

  static VectorSpecies<Double> float64() {
    return VectorSpecies.of(double.class, SHAPE);
  }
}
