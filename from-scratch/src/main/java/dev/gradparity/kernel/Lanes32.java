package dev.gradparity.kernel;

import jdk.incubator.vector.VectorSpecies;

/**
 * How many numbers of float32 go side by side: as many as {@link VectorWidth} says; results do not
 * depend on it.
 */
final class Lanes32 {

  static final VectorSpecies<Float> SPECIES = VectorWidth.float32();

  private Lanes32() {}
}
