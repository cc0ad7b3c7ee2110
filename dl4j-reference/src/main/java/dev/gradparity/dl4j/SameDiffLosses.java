package dev.gradparity.dl4j;

import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The specification's losses as operations of a graph ({@link LossKind}); their derivatives are the
 * library's.
 *
 * <p>The derivative of the library's loss operations takes no notice of what follows them: whatever
 * the loss is multiplied by, its gradient stays the same. So they must come last, with their own
 * reduction, and all losses that can be written without them are.
 */
final class SameDiffLosses {

  private final SameDiff graph;
  private final DataType type;
  private final LossSpec loss;
  private final boolean hasSequences;

  /** The columns of p. */
  private final int outputs;

  /** For one network. */
  SameDiffLosses(SameDiff graph, DataType type, NetworkSpec spec) {
    this.graph = graph;
    this.type = type;
    loss = spec.loss();
    hasSequences = spec.hasSequences();
    outputs = spec.outputSize();
  }

  /**
   * The loss of a minibatch, reduced, without clipping, which has no part in the gradient.
   *
   * @param z of the last layer
   * @param p of the last layer, after its activation
   * @param mask 1 for what counts, else 0, of {@link #maskShape}; null where all does
   * @param examples their number, a scalar
   */
  SDVariable differentiable(
      Reduction reduction,
      SDVariable z,
      SDVariable p,
      SDVariable y,
      SDVariable mask,
      SDVariable examples) {
    boolean isFused = isOfSoftmax(loss.kind());
    // Of a single number, the library's own operation throws; its mean is over the rows.
    if (isFused && outputs > 1 && loss.weights().isEmpty() && mask == null && !hasSequences) {
      return softmaxCrossEntropy(reduction, z, y);
    }
    // Given its axis, the library's logarithm of softmax cannot be copied, and so not
    // differentiated.
    SDVariable terms = isFused ? graph.nn().logSoftmax(z).mul(y).neg() : terms(p, y);
    return reduced(reduction, terms, mask, examples);
  }

  /**
   * The loss of clipped probabilities, by the same arguments; the graph must not differentiate it.
   */
  SDVariable clipped(
      Reduction reduction, SDVariable p, SDVariable y, SDVariable mask, SDVariable examples) {
    SDVariable read = graph.math().clipByValue(p, loss.clip(), 1 - loss.clip());
    SDVariable terms = isOfSoftmax(loss.kind()) ? timesLog(y, read).neg() : terms(read, y);
    return reduced(reduction, terms, mask, examples);
  }

  private SDVariable reduced(
      Reduction reduction, SDVariable terms, SDVariable mask, SDVariable examples) {
    SDVariable weighted = loss.weights().isEmpty() ? terms : terms.mul(weights());
    SDVariable sum = (mask == null ? weighted : weighted.mul(mask)).sum();
    return reduction == Reduction.MEAN ? sum.div(examples) : sum;
  }

  /** The shape of a label mask beside the terms: a loss of rows has no others. */
  static long[] maskShape(LossSpec loss, int outputs) {
    return switch (loss.kind()) {
      case COSINE_PROXIMITY -> new long[] {-1, 1};
      case MULTI_LABEL -> new long[] {-1, 1, 1};
      default -> new long[] {-1, outputs};
    };
  }

  /**
   * Whether the loss is computed from the last activation. The cross entropy over softmax starts
   * from z instead, unless it clips: through p, the derivative is a difference of numbers near 1.
   */
  static boolean usesOutput(LossSpec loss) {
    return !isOfSoftmax(loss.kind()) || loss.clip() != 0;
  }

  private static boolean isOfSoftmax(LossKind kind) {
    return kind.takesClip() && kind != LossKind.XENT;
  }

  private SDVariable softmaxCrossEntropy(Reduction reduction, SDVariable z, SDVariable y) {
    LossReduce own =
        switch (reduction) {
          case SUM -> LossReduce.SUM;
          case MEAN -> LossReduce.MEAN_BY_NONZERO_WEIGHT_COUNT;
        };
    SDVariable one = graph.constant(Nd4j.scalar(type, 1));
    return graph.loss().softmaxCrossEntropy(null, y, z, one, own, 0);
  }

  private SDVariable weights() {
    double[] weights = loss.weights().stream().mapToDouble(Double::doubleValue).toArray();
    return graph.constant(Nd4j.createFromArray(weights).castTo(type).reshape(1, weights.length));
  }

  /** Each output's share of the loss, or what has the same sum. */
  private SDVariable terms(SDVariable p, SDVariable y) {
    return switch (loss.kind()) {
      case MSE, SQUARED_LOSS -> graph.math().squaredDifference(p, y).div(outputs);
      case L2 -> graph.math().squaredDifference(p, y);
      case HALF_L2 -> graph.math().squaredDifference(p, y).div(2);
      case L1 -> graph.math().abs(p.sub(y));
      case MEAN_ABSOLUTE_ERROR -> graph.math().abs(p.sub(y)).div(outputs);
      case MEAN_ABSOLUTE_PERCENTAGE_ERROR ->
          graph.math().abs(p.sub(y).div(y)).mul(100).div(outputs);
      case MEAN_SQUARED_LOGARITHMIC_ERROR ->
          graph.math().squaredDifference(graph.math().log1p(p), graph.math().log1p(y)).div(outputs);
      case HINGE -> missingMargins(p, y);
      case SQUARED_HINGE -> graph.math().square(missingMargins(p, y));
      case WASSERSTEIN -> y.mul(p).div(outputs);
      case COSINE_PROXIMITY -> cosines(p, y).neg();
      case MULTI_LABEL -> pairs(p, y);
      case POISSON -> p.sub(timesLog(y, p));
      case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY -> timesLog(y, y).sub(timesLog(y, p));
      case XENT -> timesLog(y, p).add(timesLog(y.rsub(1), p.rsub(1))).neg();
      case MCXENT, NEGATIVELOGLIKELIHOOD, SPARSE_MCXENT ->
          throw new IllegalStateException(loss.specName() + " is computed from z");
    };
  }

  /** max(0, 1 - y p), whose derivative at 0 is 0. */
  private SDVariable missingMargins(SDVariable p, SDVariable y) {
    return graph.nn().relu(y.mul(p).rsub(1), 0);
  }

  /** p.y / (|p| |y|) for each example; without an angle 0, and so is its derivative. */
  private SDVariable cosines(SDVariable p, SDVariable y) {
    SDVariable pSquares = sumOfOutputs(graph.math().square(p));
    SDVariable ySquares = sumOfOutputs(graph.math().square(y));
    // The sign of a sum of squares is 1, or 0 with the derivative 0.
    SDVariable isLong = graph.math().sign(pSquares);
    SDVariable lengths =
        graph.math().sqrt(pSquares.add(isLong.rsub(1))).mul(graph.math().sqrt(orOne(ySquares)));
    return sumOfOutputs(p.mul(y)).mul(isLong).div(lengths);
  }

  /** A column; the library's sum along an axis of one number throws. */
  private SDVariable sumOfOutputs(SDVariable x) {
    return outputs == 1 ? x : x.sum(true, 1);
  }

  /** e^(p_l - p_k) / pairs for the labels k that an example has and l that it has not, else 0. */
  private SDVariable pairs(SDVariable p, SDVariable y) {
    SDVariable isPair = graph.expandDims(y, 2).mul(graph.expandDims(y.rsub(1), 1));
    SDVariable differences = graph.expandDims(p, 1).sub(graph.expandDims(p, 2));
    SDVariable counts = isPair.sum(true, 1, 2);
    return graph.math().exp(differences.mul(isPair)).mul(isPair).div(orOne(counts));
  }

  /** y ln p; where y is 0 it is 0, and its derivative, whatever p: p + 1 is not 0. */
  private SDVariable timesLog(SDVariable y, SDVariable p) {
    return graph.math().log(p.add(isZero(y))).mul(y);
  }

  /** The same number, or 1 for 0. */
  private SDVariable orOne(SDVariable x) {
    return x.add(isZero(x));
  }

  /** Of labels alone: the library does not differentiate a comparison. */
  private SDVariable isZero(SDVariable y) {
    return y.eq(0).castTo(type);
  }
}
