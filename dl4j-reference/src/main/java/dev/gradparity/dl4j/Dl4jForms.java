package dev.gradparity.dl4j;

import dev.gradparity.spec.DType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.LayerNorm;
import org.nd4j.linalg.api.ops.impl.transforms.custom.LayerNormBp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Single layers of Deeplearning4j that are not dense, in float64. */
public final class Dl4jForms {

  private Dl4jForms() {}

  /** One column after a batch normalisation, in training, whose gamma and beta are locked. */
  public static double[] lockedBatchNorm(double gamma, double beta, double eps, double... column) {
    BatchNormalization layer =
        new BatchNormalization.Builder()
            .lockGammaBeta(true)
            .gamma(gamma)
            .beta(beta)
            .eps(eps)
            .nIn(1)
            .nOut(1)
            .build();
    MultiLayerNetwork network = network(layer, loss());
    INDArray rows = column(column);
    return Dl4jArrays.rowMajor(
        network.getLayer(0).activate(rows, true, LayerWorkspaceMgr.noWorkspaces()));
  }

  /** The score of outputs against 0 under MSE, a sum over the examples. */
  public static double lossLayerSum(double... outputs) {
    MultiLayerNetwork network =
        network(new ActivationLayer(Activation.IDENTITY.getActivationFunction()), loss());
    INDArray labels = column(new double[outputs.length]);
    network.setInput(column(outputs));
    network.setLabels(labels);
    org.deeplearning4j.nn.layers.LossLayer last =
        (org.deeplearning4j.nn.layers.LossLayer) network.getOutputLayer();
    last.setInput(column(outputs), LayerWorkspaceMgr.noWorkspaces());
    last.setLabels(labels);
    return last.computeScore(0, true, LayerWorkspaceMgr.noWorkspaces());
  }

  /**
   * Two numbers normalised as the units of one example are, with a gain of 1.
   *
   * @param bias of either unit
   */
  public static double[] layerNorm(double bias, double first, double second) {
    INDArray result = row(0, 0);
    Nd4j.exec(new LayerNorm(row(first, second), pair(1), pair(bias), result, true, 1));
    return result.toDoubleVector();
  }

  /**
   * The gradient by 1 and 2, which are normalised as the units of one example are, with a gain of
   * 1.
   *
   * @param first the gradient by what has come of the 1
   * @param second the gradient by what has come of the 2
   */
  public static double[] layerNormGradient(double first, double second) {
    INDArray result = row(0, 0);
    Nd4j.exec(
        new LayerNormBp(
            row(1, 2), pair(1), pair(0), row(first, second), result, pair(0), pair(0), true, 1));
    return result.toDoubleVector();
  }

  private static INDArray pair(double both) {
    return Dl4jArrays.of(new double[] {both, both}, DType.FLOAT64, 2);
  }

  private static INDArray row(double first, double second) {
    return Dl4jArrays.of(new double[] {first, second}, DType.FLOAT64, 1, 2);
  }

  /**
   * The score of one output cube(z) against 0 under MSE, as a network computes it with its
   * gradient.
   */
  public static double lossLayerScoreOfCube(double z) {
    MultiLayerNetwork network =
        network(
            new ActivationLayer(Activation.IDENTITY.getActivationFunction()),
            new LossLayer.Builder(LossFunction.MSE).activation(Activation.CUBE).build());
    network.setInput(column(z));
    network.setLabels(column(0));
    network.computeGradientAndScore();
    return network.score();
  }

  /**
   * The score of softmax(z) against 0 under L2 where the first of two outputs does not count, as a
   * network computes it in training.
   */
  public static double maskedSoftmaxScore(double first, double second) {
    MultiLayerNetwork network =
        network(
            new ActivationLayer(Activation.IDENTITY.getActivationFunction()),
            new OutputLayer.Builder(LossFunction.L2)
                .activation(Activation.SOFTMAX)
                .nIn(2)
                .nOut(2)
                .build());
    network.setParam("1_W", Nd4j.eye(2).castTo(DataType.DOUBLE));
    network.setInput(Dl4jArrays.of(new double[] {first, second}, DType.FLOAT64, 1, 2));
    network.setLabels(Dl4jArrays.of(new double[2], DType.FLOAT64, 1, 2));
    network.setLayerMaskArrays(null, Dl4jArrays.of(new double[] {0, 1}, DType.FLOAT64, 1, 2));
    network.computeGradientAndScore();
    return network.score();
  }

  private static LossLayer loss() {
    return new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build();
  }

  private static MultiLayerNetwork network(Layer first, Layer second) {
    NativeLibrary.require();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .miniBatch(false)
                .list()
                .layer(first)
                .layer(second)
                .build());
    network.init();
    return network;
  }

  private static INDArray column(double... values) {
    NativeLibrary.require();
    return Dl4jArrays.of(values, DType.FLOAT64, values.length, 1);
  }
}
