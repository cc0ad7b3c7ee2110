package dev.gradparity.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How many numbers of float32 go side by side: as many as this machine can; results do not depend
 * on it.
 */
final class Lanes32 {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private Lanes32() {}
}
