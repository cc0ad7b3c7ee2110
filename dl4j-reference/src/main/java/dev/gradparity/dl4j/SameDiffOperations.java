package dev.gradparity.dl4j;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The specification's functions as operations of a graph; their derivatives are the library's.
 * Whoever adds a kind adds it here, or says in a {@link NoSuchOperationException} why it has no
 * place.
 */
final class SameDiffOperations {

  private final SameDiff graph;
  private final DataType type;

  SameDiffOperations(SameDiff graph, DataType type) {
    this.graph = graph;
    this.type = type;
  }

  /** A = f(Z), one example per row. */
  SDVariable activation(ActivationKind kind, String name, SDVariable z) {
    return switch (kind) {
      case IDENTITY -> graph.identity(name, z);
      case RELU -> graph.nn().relu(name, z, 0);
      case SIGMOID -> graph.nn().sigmoid(name, z);
      case TANH -> graph.nn().tanh(name, z);
      case SOFTMAX -> graph.nn().softmax(name, z, 1);
    };
  }

  /**
   * The loss of a minibatch, reduced.
   *
   * @param z of the last layer
   * @param p of the last layer, after its activation
   * @param outputs the columns of p
   * @param examples the number of rows, a scalar
   */
  SDVariable loss(
      LossSpec loss,
      Reduction reduction,
      SDVariable z,
      SDVariable p,
      SDVariable y,
      int outputs,
      SDVariable examples) {
    if (!loss.isPlain()) {
      throw new NoSuchOperationException(
          "SameDiff", "loss", loss.specName(), "weights and clipping are Deeplearning4j's own");
    }
    if (!usesOutput(loss)) {
      return softmaxCrossEntropy(reduction, z, y);
    }
    SDVariable sum =
        switch (loss.kind()) {
          case MSE, SQUARED_LOSS -> squares(p, y).div(outputs);
          case L2 -> squares(p, y);
          case HALF_L2 -> squares(p, y).div(2);
          case XENT -> timesLog(y, p).add(timesLog(y.rsub(1), p.rsub(1))).sum().neg();
          default ->
              throw new NoSuchOperationException(
                  "SameDiff", "loss", loss.specName(), "its formula is not written out here");
        };
    return reduction == Reduction.MEAN ? sum.div(examples) : sum;
  }

  /**
   * Whether the loss is computed from the last activation. The operation for the cross entropy over
   * softmax starts from z instead: through p, the derivative is a difference of numbers near 1.
   */
  static boolean usesOutput(LossSpec loss) {
    return loss.kind() == LossKind.XENT || !loss.kind().takesClip();
  }

  /**
   * The derivative of the library's loss operations takes no notice of what follows them: whatever
   * the loss is multiplied by, its gradient stays the same. So they must come last, with their own
   * reduction, and all losses that can be written without them are.
   */
  private SDVariable softmaxCrossEntropy(Reduction reduction, SDVariable z, SDVariable y) {
    LossReduce own =
        switch (reduction) {
          case SUM -> LossReduce.SUM;
          case MEAN -> LossReduce.MEAN_BY_NONZERO_WEIGHT_COUNT;
        };
    return graph.loss().softmaxCrossEntropy(null, y, z, constant(1), own, 0);
  }

  private SDVariable squares(SDVariable p, SDVariable y) {
    return graph.math().squaredDifference(p, y).sum();
  }

  /** y ln p; where y is 0 it is 0, and its derivative, whatever p: p + 1 is not 0. */
  private SDVariable timesLog(SDVariable y, SDVariable p) {
    return graph.math().log(p.add(y.eq(0).castTo(type))).mul(y);
  }

  /** A scalar of the graph's own type; one made without a type is of the library's default. */
  /** l1 |theta|_1 + l2/2 |theta|^2; null where there is none. */
  SDVariable penalty(Regularisation.Terms terms, SDVariable theta) {
    SDVariable magnitudes =
        terms.l1() > 0 ? graph.math().abs(theta).sum().mul(constant(terms.l1())) : null;
    SDVariable squares =
        terms.l2() > 0 ? theta.mul(theta).sum().mul(constant(terms.l2() / 2)) : null;
    return plus(magnitudes, squares);
  }

  /** The sum; null is nothing. */
  static SDVariable plus(SDVariable a, SDVariable b) {
    if (a == null) {
      return b;
    }
    return b == null ? a : a.add(b);
  }

  SDVariable constant(double value) {
    return graph.constant(Nd4j.scalar(type, value));
  }
}
