package dev.gradparity.dl4j;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The specification's activations as ND4J operations, written out like their equations. Whoever
 * adds a kind adds it here, or says in a {@link NoSuchOperationException} why it has no place.
 *
 * <p>Matrices hold one example per row; none of the arguments changes.
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

  /** The square of the Frobenius norm. */
  static double squares(INDArray w) {
    return w.mul(w).sumNumber().doubleValue();
  }
}
