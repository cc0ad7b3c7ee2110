package dev.gradparity.dl4j;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossCosineProximity;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMAPE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossMSLE;
import org.nd4j.linalg.lossfunctions.impl.LossMultiLabel;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;
import org.nd4j.linalg.lossfunctions.impl.LossPoisson;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;
import org.nd4j.linalg.lossfunctions.impl.LossWasserstein;

/**
 * The library's losses, which take their labels and settings in ways of their own.
 *
 * <ul>
 *   <li>Its enumeration makes {@code SQUARED_LOSS} a {@code LossMSE} and {@code
 *       RECONSTRUCTION_CROSSENTROPY} a {@code LossKLD}.
 *   <li>L2 comes unhalved, so half of it is weighted per output, which scales score and gradient
 *       alike and rounds nothing.
 *   <li>Clipping is off unless the specification has it: where a probability rounds to 0 (or, for
 *       XENT, to 1) the library's answer is then infinite or NaN, as its formulas are. A {@code
 *       LossNegativeLogLikelihood} cannot be told so but by its setter.
 *   <li>{@code LossMultiLabel} makes arrays of ND4J's default type, float32, and throws where the
 *       network's is another.
 *   <li>{@code LossSparseMCXENT} reads one number of a class for each example.
 * </ul>
 */
final class Dl4jLosses {

  private Dl4jLosses() {}

  /** The loss of this network. */
  static ILossFunction of(NetworkSpec spec) {
    LossSpec loss = spec.loss();
    INDArray weights = weights(spec, 1);
    return switch (loss.kind()) {
      case MSE -> new LossMSE(weights);
      case L2 -> new LossL2(weights);
      case HALF_L2 -> new LossL2(weights(spec, 0.5));
      case L1 -> new LossL1(weights);
      case MEAN_ABSOLUTE_ERROR -> new LossMAE(weights);
      case MEAN_ABSOLUTE_PERCENTAGE_ERROR -> new LossMAPE(weights);
      case MEAN_SQUARED_LOGARITHMIC_ERROR -> new LossMSLE(weights);
      case HINGE -> new LossHinge();
      case SQUARED_HINGE -> new LossSquaredHinge();
      case WASSERSTEIN -> new LossWasserstein();
      case COSINE_PROXIMITY -> new LossCosineProximity();
      case MULTI_LABEL -> multiLabel(spec);
      case POISSON -> new LossPoisson();
      case KL_DIVERGENCE -> LossFunction.KL_DIVERGENCE.getILossFunction();
      case RECONSTRUCTION_CROSSENTROPY ->
          LossFunction.RECONSTRUCTION_CROSSENTROPY.getILossFunction();
      case SQUARED_LOSS ->
          weights == null ? LossFunction.SQUARED_LOSS.getILossFunction() : new LossMSE(weights);
      case XENT -> new LossBinaryXENT(loss.clip(), weights);
      case MCXENT -> new LossMCXENT(loss.clip(), weights);
      case NEGATIVELOGLIKELIHOOD -> {
        LossNegativeLogLikelihood function = new LossNegativeLogLikelihood(weights);
        function.setSoftmaxClipEps(loss.clip());
        yield function;
      }
      case SPARSE_MCXENT -> new LossSparseMCXENT(loss.clip(), weights);
    };
  }

  private static ILossFunction multiLabel(NetworkSpec spec) {
    if (spec.dtype() != DType.FLOAT32) {
      throw new NoSuchOperationException(
          "Deeplearning4j",
          "loss",
          spec.loss().specName(),
          "LossMultiLabel mixes arrays of ND4J's default type with those of "
              + spec.dtype().specName()
              + ", and throws; use float32");
    }
    return new LossMultiLabel();
  }

  /** The weights times a factor, as a row; null where all are 1. */
  private static INDArray weights(NetworkSpec spec, double factor) {
    if (spec.loss().weights().isEmpty() && factor == 1) {
      return null;
    }
    double[] weights = new double[spec.outputSize()];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = factor * spec.loss().weight(j);
    }
    return Dl4jArrays.of(weights, spec.dtype(), 1, weights.length);
  }

  /**
   * Refuses a mask of single outputs where the library throws in the midst of a pass. Of one
   * output, and of one example, it takes a mask of examples for one of outputs.
   *
   * @param batchSize the size of the minibatches, the last one aside
   * @throws NoSuchOperationException if the loss takes none
   */
  static void requireMaskTaken(NetworkSpec spec, Dl4jExamples examples, int batchSize) {
    ActivationKind output = spec.layer(spec.depth()).activation().kind();
    boolean takes =
        switch (spec.loss().kind()) {
          case COSINE_PROXIMITY, MULTI_LABEL, SPARSE_MCXENT -> false;
          case MCXENT, NEGATIVELOGLIKELIHOOD -> output != ActivationKind.SOFTMAX;
          default -> true;
        };
    int count = examples.count();
    boolean isMasked = examples.labelMask().length > 0;
    boolean isOfClasses = spec.loss().kind().labels().isOfClasses();
    boolean isOne = spec.outputSize() == 1 || batchSize == 1 || count % batchSize == 1;
    boolean isTakenForOutputs = isMasked && isOfClasses && isOne;
    if (!takes && (examples.labelMask().length > count || isTakenForOutputs)) {
      throw new NoSuchOperationException(
          "Deeplearning4j",
          "loss",
          spec.loss().specName(),
          "it takes no label mask of single outputs after " + output.specName());
    }
  }

  /**
   * The label mask, a row for each example; of sequences (N, T), or [N, outputs, T]. Null where all
   * labels count.
   */
  static INDArray mask(NetworkSpec spec, Dl4jExamples examples) {
    double[] mask = examples.labelMask();
    if (mask.length == 0) {
      return null;
    }
    return mask.length == examples.count()
        ? Dl4jSequences.ofRows(spec, mask)
        : Dl4jSequences.of(spec, mask, examples.count());
  }

  /** The same with an element for each output. */
  static INDArray maskOfOutputs(NetworkSpec spec, Dl4jExamples examples) {
    double[] mask = examples.labelMask();
    if (mask.length == 0) {
      return null;
    }
    int outputs = spec.outputSize();
    double[] ofOutputs = new double[examples.count() * outputs];
    Arrays.setAll(ofOutputs, k -> mask[mask.length == ofOutputs.length ? k : k / outputs]);
    return Dl4jArrays.of(ofOutputs, spec.dtype(), examples.count(), outputs);
  }

  /**
   * The labels as the loss reads them, those of sequences [N, outputs, T].
   *
   * @param y [examples, output size]
   */
  static INDArray labels(NetworkSpec spec, double[] y, int examples) {
    int outputs = spec.outputSize();
    if (spec.loss().kind() != LossKind.SPARSE_MCXENT) {
      return Dl4jSequences.of(spec, y, examples);
    }
    double[] classes = new double[examples];
    for (int k = 0; k < y.length; k++) {
      classes[k / outputs] += y[k] * (k % outputs);
    }
    return Dl4jSequences.of(spec, classes, examples);
  }
}
