package dev.gradparity.dl4j;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.Regularisation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The specification's functions as ND4J operations, written out like their equations. Whoever adds
 * a kind adds it here, or says in a {@link NoSuchOperationException} why it has no place.
 *
 * <p>Matrices hold one example per row; no argument changes unless it says so.
 */
final class Nd4jOperations {

  private Nd4jOperations() {}

  /** A = f(Z). */
  static INDArray activation(ActivationKind kind, INDArray z) {
    return switch (kind) {
      case IDENTITY -> z.dup();
      case RELU -> Transforms.relu(z, true);
      case SIGMOID -> Transforms.sigmoid(z, true);
      case TANH -> Transforms.tanh(z, true);
      case SOFTMAX -> Transforms.softmax(z, true);
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
    };
  }

  /** The sum over all examples of the loss. */
  static double lossSum(LossSpec loss, INDArray p, INDArray y) {
    requirePlain(loss);
    return switch (loss.kind()) {
      case MSE, SQUARED_LOSS -> squares(p, y) / p.columns();
      case L2 -> squares(p, y);
      case HALF_L2 -> squares(p, y) / 2;
      case XENT -> -timesLog(y, p).addi(timesLog(y.rsub(1), p.rsub(1))).sumNumber().doubleValue();
      case MCXENT, NEGATIVELOGLIKELIHOOD, SPARSE_MCXENT ->
          -timesLog(y, p).sumNumber().doubleValue();
      default -> throw lacks(loss);
    };
  }

  private static void requirePlain(LossSpec loss) {
    if (!loss.isPlain()) {
      throw new NoSuchOperationException(
          "ND4J", "loss", loss.specName(), "weights and clipping are Deeplearning4j's own");
    }
  }

  private static NoSuchOperationException lacks(LossSpec loss) {
    return new NoSuchOperationException(
        "ND4J", "loss", loss.specName(), "its formula is not written out here");
  }

  private static double squares(INDArray p, INDArray y) {
    INDArray differences = p.sub(y);
    return differences.muli(differences).sumNumber().doubleValue();
  }

  /** y ln p; where y is 0 it is 0, whatever p: the logarithm of p + 1 is finite. */
  private static INDArray timesLog(INDArray y, INDArray p) {
    return Transforms.log(p.add(y.eq(0).castTo(p.dataType())), false).muli(y);
  }

  /**
   * dZ of the last layer from its output, for the sum over all examples of the loss. With the
   * activation whose inverse link it is, a cross entropy has dZ = p - y.
   */
  static INDArray outputGradient(
      LossSpec loss, ActivationKind activation, INDArray z, INDArray p, INDArray y) {
    return switch (loss.kind()) {
      case MSE, SQUARED_LOSS ->
          activationGradient(activation, z, p, p.sub(y).muli(2).divi(p.columns()));
      case L2 -> activationGradient(activation, z, p, p.sub(y).muli(2));
      case HALF_L2 -> activationGradient(activation, z, p, p.sub(y));
      case XENT, MCXENT, NEGATIVELOGLIKELIHOOD, SPARSE_MCXENT -> p.sub(y);
      default -> throw lacks(loss);
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
