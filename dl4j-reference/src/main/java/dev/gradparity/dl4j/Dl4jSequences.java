package dev.gradparity.dl4j;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sequences of T time steps between the specification's rows and the library's arrays.
 *
 * <ul>
 *   <li>The specification has a row for each step, those of one sequence side by side: row n T + t.
 *   <li>The library is given and gives [N, features, T]; its {@link RnnToFeedForwardPreProcessor}
 *       makes rows of that, step by step: row t N + n.
 *   <li>It divides by N, the size of axis 0 of the labels: what an {@code OutputLayer} with labels
 *       of two axes divides by is N T.
 * </ul>
 *
 * Where the specification has no sequences, rows stay rows.
 */
final class Dl4jSequences {

  private Dl4jSequences() {}

  /**
   * Leaves it to the library where its preprocessors go, before the first dense layer and before
   * the last one. A first layer of another type would keep three axes, which not every type
   * understands: embeddings and batch normalisations throw, and a softmax is one over the steps.
   */
  static void declare(ListBuilder layers, NetworkSpec spec) {
    if (spec.reduction() == Reduction.SUM && spec.depth() > 1) {
      throw new NoSuchOperationException(
          "Deeplearning4j",
          "reduction",
          Reduction.SUM.specName(),
          "without miniBatch, it tells its preprocessors of sequences that every minibatch is one"
              + " example, and throws; use mean");
    }
    if (spec.layer(1).form() instanceof LayerForm.Dense) {
      layers.setInputType(InputType.recurrent(spec.inputSize(), spec.timeSteps()));
    } else {
      layers.inputPreProcessor(0, new RnnToFeedForwardPreProcessor());
      layers.inputPreProcessor(spec.depth() - 1, new FeedForwardToRnnPreProcessor());
    }
  }

  /**
   * The last layer of parameters; without an input type, it does not know which axis is which.
   *
   * @throws NoSuchOperationException for one that drops out, or has no bias
   */
  static RnnOutputLayer.Builder outputLayer(NetworkSpec spec) {
    if (spec.layer(spec.depth()).form().dropOut() < 1) {
      throw new NoSuchOperationException(
          "Deeplearning4j",
          "dropOut",
          "of the last layer",
          "its RnnOutputLayer may drop out of a copy of its input, and then scores the input; put a layer"
              + " of type dropout before it");
    }
    if (!spec.layer(spec.depth()).settings().hasBias()) {
      throw new NoSuchOperationException(
          "Deeplearning4j",
          "hasBias",
          "false",
          "the output of its RnnOutputLayer throws without a bias; give the last layer one, or let a"
              + " layer of type loss follow it");
    }
    return new RnnOutputLayer.Builder().dataFormat(RNNFormat.NCW);
  }

  /** A last layer without parameters. */
  static RnnLossLayer.Builder lossLayer() {
    return new RnnLossLayer.Builder().dataFormat(RNNFormat.NCW);
  }

  /**
   * The library's array of rows.
   *
   * @param values row-major
   * @return (rows, columns), or [N, columns, T]
   */
  static INDArray of(NetworkSpec spec, double[] values, int rows) {
    int columns = values.length / rows;
    if (!spec.hasSequences()) {
      return Dl4jArrays.of(values, spec.dtype(), rows, columns);
    }
    return Dl4jArrays.of(values, spec.dtype(), spec.examples(rows), spec.timeSteps(), columns)
        .permute(0, 2, 1)
        .dup('c');
  }

  /**
   * A mask of rows.
   *
   * @return (rows, 1), or (N, T)
   */
  static INDArray ofRows(NetworkSpec spec, double[] mask) {
    return Dl4jArrays.of(mask, spec.dtype(), spec.examples(mask.length), spec.timeSteps());
  }

  /**
   * The rows of an array of the library's, row-major.
   *
   * @param array (N, columns, T), or rows step by step
   */
  static double[] rows(NetworkSpec spec, INDArray array) {
    return Dl4jArrays.rowMajor(spec.hasSequences() ? byExample(spec, array) : array);
  }

  /** The inverse of {@link #rows}: an array of the same shape. */
  static INDArray like(NetworkSpec spec, INDArray array, double[] rows) {
    INDArray like = Dl4jArrays.of(new double[rows.length], spec.dtype(), array.shape());
    INDArray target = spec.hasSequences() ? byExample(spec, like) : like;
    target.assign(Dl4jArrays.of(rows, spec.dtype(), target.shape()));
    return like;
  }

  /** A view (N, T, columns). */
  private static INDArray byExample(NetworkSpec spec, INDArray array) {
    if (array.rank() == 3) {
      return array.permute(0, 2, 1);
    }
    long steps = spec.timeSteps();
    long examples = array.size(0) / steps;
    return array.reshape('c', steps, examples, array.size(1)).permute(1, 0, 2);
  }
}
