package dev.gradparity.porting;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.testkit.Given;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** What the snippets take for granted: a network in Deeplearning4j with the given parameters. */
final class Twin {

  private Twin() {}

  static INDArray x(Given given) {
    return Nd4j.create(given.x());
  }

  static INDArray y(Given given) {
    return Nd4j.create(given.y());
  }

  /** Z of the first layer, x W + b. */
  static INDArray preActivation(Given given) {
    return x(given).mmul(Nd4j.create(given.weights(1))).addiRowVector(Nd4j.create(given.bias(1)));
  }

  /** The given network, learning by plain gradient descent. */
  static MultiLayerNetwork network(Given given) {
    return network(given, builder -> builder);
  }

  /** The same with something set otherwise. */
  static MultiLayerNetwork network(
      Given given, UnaryOperator<NeuralNetConfiguration.Builder> settings) {
    LayerSpec output = given.spec().layer(2);
    return network(
        given,
        settings,
        hidden(given.spec()),
        output(output.units(), loss(given.spec())).activation(activation(output)));
  }

  /** The same from layers of one's own. */
  static MultiLayerNetwork network(
      Given given,
      UnaryOperator<NeuralNetConfiguration.Builder> settings,
      DenseLayer.Builder hidden,
      OutputLayer.Builder output) {
    NetworkSpec spec = given.spec();
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .updater(new Sgd(learningRate(spec)))
            .l2(spec.regularisation().weights().l2());
    return network(
        given, settings.apply(builder).list().layer(hidden.build()).layer(output.build()).build());
  }

  /** The given network with a layer of one's own between the hidden one and the output. */
  static MultiLayerNetwork network(Given given, Layer between) {
    NetworkSpec spec = given.spec();
    return network(
        given,
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .updater(new Sgd(learningRate(spec)))
            .list()
            .layer(hidden(spec).build())
            .layer(between)
            .layer(
                output(spec.outputSize(), loss(spec)).activation(activation(spec.layer(3))).build())
            .build());
  }

  static DenseLayer.Builder hidden(NetworkSpec spec) {
    return new DenseLayer.Builder()
        .nIn(spec.inputSize())
        .nOut(spec.layer(1).units())
        .activation(activation(spec.layer(1)));
  }

  private static double learningRate(NetworkSpec spec) {
    return spec.updater() instanceof UpdaterSpec.Sgd sgd ? sgd.learningRate().constant() : 1;
  }

  private static Activation activation(LayerSpec layer) {
    return Activation.valueOf(layer.activation().kind().specName().toUpperCase(Locale.ROOT));
  }

  private static ILossFunction loss(NetworkSpec spec) {
    return switch (spec.loss().kind()) {
      case MCXENT -> new LossMCXENT();
      case MSE -> new LossMSE();
      case L2 -> new LossL2();
      default -> throw new IllegalArgumentException("no twin for " + spec.loss());
    };
  }

  /** A network of this configuration, with the given parameters but for slopes and variances. */
  static MultiLayerNetwork network(Given given, MultiLayerConfiguration configuration) {
    MultiLayerNetwork net = new MultiLayerNetwork(configuration);
    net.init();
    DataType type = net.params().dataType();
    for (int l = 1; l <= given.spec().depth(); l++) {
      LayerForm form = given.spec().layer(l).form();
      if (form instanceof LayerForm.Dense) {
        net.setParam(l - 1 + "_W", Nd4j.create(given.weights(l)).castTo(type));
        net.setParam(l - 1 + "_b", Nd4j.create(given.bias(l)).castTo(type));
      } else if (form instanceof LayerForm.BatchNorm) {
        net.setParam(l - 1 + "_gamma", row(given, l, ParameterKind.GAMMA));
        net.setParam(l - 1 + "_beta", row(given, l, ParameterKind.BETA));
        net.setParam(l - 1 + "_mean", row(given, l, ParameterKind.MEAN));
      }
    }
    return net;
  }

  /** What a layer has of a parameter that is a row, (1, units). */
  static INDArray row(Given given, int layer, ParameterKind kind) {
    return Nd4j.create(new double[][] {given.row(layer, kind)});
  }

  /** The same network with another loss. */
  static MultiLayerNetwork network(Given given, ILossFunction loss) {
    LayerSpec output = given.spec().layer(2);
    return network(given, output(output.units(), loss).activation(activation(output)));
  }

  /** The same network with another output layer. */
  static MultiLayerNetwork network(Given given, OutputLayer.Builder output) {
    return network(given, builder -> builder, hidden(given.spec()), output);
  }

  /** An output layer with nothing set but its sizes and its loss. */
  static OutputLayer.Builder output(int units, ILossFunction loss) {
    return new OutputLayer.Builder(loss).nIn(4).nOut(units);
  }

  /** A layer of the network, its gradient divided by the number of examples. */
  static double[][] meanGradient(MultiLayerNetwork net, String parameter, INDArray x) {
    return net.gradient().getGradientFor(parameter).div(x.size(0)).toDoubleMatrix();
  }

  static double[][] rows(double[] rowMajor, int rows) {
    return Nd4j.create(rowMajor, new int[] {rows, rowMajor.length / rows}).toDoubleMatrix();
  }

  /** Forward and backward: {@code net.gradient()} and {@code net.score()} are then set. */
  static void differentiate(MultiLayerNetwork net, INDArray x, INDArray y) {
    net.setInput(x);
    net.setLabels(y);
    net.computeGradientAndScore();
  }
}
