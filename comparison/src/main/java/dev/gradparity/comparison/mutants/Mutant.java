package dev.gradparity.comparison.mutants;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.spec.NetworkSpec;
import java.util.function.Function;

/**
 * The plain network with one fault.
 *
 * @param id a short name
 * @param fault what is wrong, in a phrase
 * @param first the kind of tensor that the fault must be seen in first: of a pass, or of a training
 *     where no pass shows it
 * @param subject the network with the fault
 */
record Mutant(String id, String fault, Quantity first, PlainSubject subject) {

  /** A fault in a forward or backward pass. */
  static Mutant ofPass(
      String id, Quantity first, String fault, Function<NetworkSpec, PlainNetwork> network) {
    return new Mutant(id, fault, first, new PlainSubject(id, network, PlainTraining::new));
  }

  /** A fault in how minibatches are cut or parameters moved. */
  static Mutant ofTraining(
      String id, Quantity first, String fault, Function<Case.Training, PlainTraining> training) {
    return new Mutant(id, fault, first, new PlainSubject(id, PlainNetwork::new, training));
  }
}
