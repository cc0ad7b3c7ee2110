package dev.gradparity.kernel;

import jdk.incubator.vector.VectorSpecies;

/**
 * How many numbers of float64 go side by side: as many as {@link VectorWidth} says; results do not
 * depend on it.
 */
final class Lanes64 {

  static final VectorSpecies<Double> SPECIES = VectorWidth.float64();

  private Lanes64() {}
}
