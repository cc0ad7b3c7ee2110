package dev.gradparity.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How many numbers of float64 go side by side: as many as {@link VectorWidth} says; results do not
 * depend on it.
 */
final class Lanes64 {

  static final VectorSpecies<Double> SPECIES = VectorWidth.float64();

  /**
   * Their class, to cast a vector to before it is stored. HotSpot knows it by profile alone, and
   * trusts that no more after a hundred traps in all that a compiled method has inlined
   * (PerMethodTrapLimit): at the end of a long function the vector would go to the heap.
   */
  static final Class<? extends DoubleVector> VECTOR =
      SPECIES.vectorType().asSubclass(DoubleVector.class);

  private Lanes64() {}
}
