package dev.gradparity.dl4j;

import dev.gradparity.spec.Regularisation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The penalties of a network as ND4J operations. */
final class Nd4jPenalties {

  private Nd4jPenalties() {}

  /** l1 |theta|_1 + l2/2 |theta|^2. */
  static double penalty(Regularisation.Terms terms, INDArray theta) {
    double penalty = 0;
    if (terms.l1() > 0) {
      penalty += terms.l1() * Transforms.abs(theta, true).sumNumber().doubleValue();
    }
    if (terms.l2() > 0) {
      penalty += terms.l2() / 2 * theta.mul(theta).sumNumber().doubleValue();
    }
    return penalty;
  }

  /** Adds l1 sign(theta) + l2 theta in place. */
  static INDArray withPenalty(INDArray gradient, Regularisation.Terms terms, INDArray theta) {
    if (terms.l1() > 0) {
      gradient.addi(Transforms.sign(theta, true).muli(terms.l1()));
    }
    if (terms.l2() > 0) {
      gradient.addi(theta.mul(terms.l2()));
    }
    return gradient;
  }
}
