package dev.gradparity.dl4j;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.Regularisation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The specification's activations as ND4J operations, written out like their equations. Whoever
 * adds a kind adds it here, or says in a {@link NoSuchOperationException} why it has no place.
 *
 * <p>Matrices hold one example per row; no argument changes unless it says so.
 */
final class Nd4jOperations {

  private Nd4jOperations() {}

  /** A = f(Z). */
  static INDArray activation(ActivationSpec activation, INDArray z) {
    NoSuchOperationException.unlessPreset("ND4J", activation);
    return switch (activation.kind()) {
      case IDENTITY -> z.dup();
      case RELU -> Transforms.relu(z, true);
      case SIGMOID -> Transforms.sigmoid(z, true);
      case TANH -> Transforms.tanh(z, true);
      case SOFTMAX -> Transforms.softmax(z, true);
      default -> throw NoSuchOperationException.unwritten("ND4J", activation.kind());
    };
  }

  /** dZ from dA: elementwise dA f'(z), and for softmax a_j (da_j - sum_k a_k da_k). */
  static INDArray activationGradient(ActivationKind kind, INDArray z, INDArray a, INDArray dA) {
    return switch (kind) {
      case IDENTITY -> dA.dup();
      case RELU -> dA.mul(z.gt(0).castTo(z.dataType()));
      case SIGMOID -> dA.mul(a).muli(a.rsub(1));
      case TANH -> dA.mul(a.mul(a).rsubi(1));
      case SOFTMAX -> dA.subColumnVector(a.mul(dA).sum(true, 1)).muli(a);
      default -> throw NoSuchOperationException.unwritten("ND4J", kind);
    };
  }

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
