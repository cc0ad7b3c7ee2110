package dev.gradparity.dl4j;

import dev.gradparity.spec.DType;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers of Deeplearning4j whose weights are a row, in networks of one unit, in float64. */
public final class Dl4jRowForms {

  private Dl4jRowForms() {}

  /** The output of a parametric rectifier in the second of two inferences of one array. */
  public static double secondInference(double slope, double x) {
    MultiLayerNetwork network = network(rectifier(), loss());
    network.setParam("0_W", number(slope).reshape(1));
    INDArray features = number(x);
    network.output(features, false);
    return network.output(features, false).getDouble(0);
  }

  /** The gradient by x of a parametric rectifier's output, and that by the slope. */
  public static double[] gradients(double slope, double x) {
    MultiLayerNetwork network = network(rectifier(), loss());
    network.setParam("0_W", number(slope).reshape(1));
    network.initGradientsView();
    network.getLayer(0).setInput(number(x), LayerWorkspaceMgr.noWorkspaces());
    INDArray dX =
        network
            .getLayer(0)
            .backpropGradient(number(1), LayerWorkspaceMgr.noWorkspaces())
            .getSecond();
    return new double[] {dX.getDouble(0), network.getGradientsViewArray().getDouble(0)};
  }

  /**
   * The gradient of MSE by the weight 1 of a dense unit below a frozen parametric rectifier, of x
   * against 0.
   */
  public static double gradientBelowFrozen(double slope, double x) {
    MultiLayerNetwork network =
        network(
            new DenseLayer.Builder().nIn(1).nOut(1).activation(Activation.IDENTITY).build(),
            new FrozenLayerWithBackprop(rectifier()),
            loss());
    network.setParam("0_W", number(1));
    network.setParam("1_W", number(slope).reshape(1));
    network.fit(number(x), number(0));
    return 1 - network.getParam("0_W").getDouble(0);
  }

  /** The mean square of the first slopes of a parametric rectifier of 1000 inputs. */
  public static double meanSquareOfFirstSlopes() {
    PReLULayer layer =
        new PReLULayer.Builder().inputShape(1000).weightInit(WeightInit.XAVIER).build();
    double[] slopes = Dl4jArrays.rowMajor(network(layer, loss()).params());
    return Arrays.stream(slopes).map(w -> w * w).sum() / slopes.length;
  }

  /** The weight 1 of an elementwise multiplication of 0, after a step with a maximal norm. */
  public static double constrainedWeight(double maxNorm) {
    ElementWiseMultiplicationLayer layer =
        new ElementWiseMultiplicationLayer.Builder()
            .nIn(1)
            .nOut(1)
            .activation(Activation.IDENTITY)
            .constrainWeights(new MaxNormConstraint(maxNorm, 0))
            .build();
    MultiLayerNetwork network = network(layer, loss());
    network.setParam("0_W", number(1));
    network.fit(number(0), number(0));
    return network.getParam("0_W").getDouble(0);
  }

  private static PReLULayer rectifier() {
    return new PReLULayer.Builder().inputShape(1).build();
  }

  private static LossLayer loss() {
    return new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build();
  }

  private static MultiLayerNetwork network(Layer... layers) {
    NativeLibrary.require();
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .seed(1)
            .updater(new Sgd(1))
            .list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  private static INDArray number(double value) {
    NativeLibrary.require();
    return Dl4jArrays.of(new double[] {value}, DType.FLOAT64, 1, 1);
  }
}
