package dev.gradparity.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How many numbers of float32 go side by side: as many as {@link VectorWidth} says; results do not
 * depend on it.
 */
final class Lanes32 {

  static final VectorSpecies<Float> SPECIES = VectorWidth.float32();

  /**
   * Their class, to cast a vector to before it is stored. HotSpot knows it by profile alone, and
   * trusts that no more after a hundred traps in all that a compiled method has inlined
   * (PerMethodTrapLimit): at the end of a long function the vector would go to the heap.
   */
  static final Class<? extends FloatVector> VECTOR =
      SPECIES.vectorType().asSubclass(FloatVector.class);

  private Lanes32() {}
}
