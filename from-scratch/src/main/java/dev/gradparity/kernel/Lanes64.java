package dev.gradparity.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How many numbers of float64 go side by side: as many as this machine can; results do not depend
 * on it.
 */
final class Lanes64 {

  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  private Lanes64() {}
}
