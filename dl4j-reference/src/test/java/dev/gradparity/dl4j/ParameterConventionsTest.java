package dev.gradparity.dl4j;

import static dev.gradparity.dl4j.HandNetwork.EXAMPLES;
import static dev.gradparity.dl4j.HandNetwork.FLAT;
import static dev.gradparity.dl4j.HandNetwork.FLAT_GRADIENT;
import static dev.gradparity.dl4j.HandNetwork.matrix;
import static dev.gradparity.dl4j.HandNetwork.raw;
import static dev.gradparity.dl4j.HandNetwork.scaled;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.UpdaterSpec;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/** How Deeplearning4j stores and hands out parameters and gradients; the library alone. */
class ParameterConventionsTest {

  @Test
  void parametersAreWThenBLayerByLayerWithWColumnByColumn() {
    MultiLayerNetwork network = raw(true, new Sgd(1), 0);

    assertArrayEquals(FLAT, network.params().dup().data().asDouble());
    INDArray w1 = network.getParam("0_W");
    assertEquals('f', w1.ordering());
    assertEquals(-2, w1.getDouble(0, 1));
    assertEquals(4, w1.getDouble(1, 0));
    assertArrayEquals(new long[] {3}, network.getParam("0_b").shape());
  }

  @Test
  void gradientsAreLaidOutLikeParameters() {
    MultiLayerNetwork network = observed(true);

    assertArrayEquals(FLAT_GRADIENT, Dl4jArrays.rowMajor(network.gradient().gradient()));
    assertArrayEquals(
        HandNetwork.DW1, Dl4jArrays.rowMajor(network.gradient().getGradientFor("0_W")));
  }

  @Test
  void thePackingOfTheAdapterIsThatLayout() {
    NetworkSpec spec =
        HandNetwork.spec(DType.FLOAT64, LossKind.L2, Reduction.MEAN, new UpdaterSpec.Sgd(1), 0);

    assertArrayEquals(
        FLAT,
        Dl4jConventions.flat(
            spec,
            new ParameterValues(
                List.of(HandNetwork.W1, HandNetwork.W2), List.of(HandNetwork.B1, HandNetwork.B2))));
    assertArrayEquals(
        HandNetwork.DW2, Dl4jConventions.unflattened(spec, FLAT_GRADIENT).weights().get(1));
    assertArrayEquals(
        HandNetwork.DB2, Dl4jConventions.unflattened(spec, FLAT_GRADIENT).biases().get(1));
  }

  @Test
  void getParamAndGradientHandOutLiveViews() {
    MultiLayerNetwork network = observed(true);
    INDArray weights = network.getParam("0_W");
    INDArray gradient = network.gradient().gradient();

    network.params().putScalar(0, 99);
    assertEquals(99, weights.getDouble(0, 0));

    network.setInput(matrix(scaled(0, HandNetwork.X), EXAMPLES));
    network.computeGradientAndScore();
    assertEquals(0, gradient.getDouble(0));
  }

  @Test
  void setParamTakesAnyShapeButSetParamTableDoesNot() {
    MultiLayerNetwork network = raw(true, new Sgd(1), 0);
    INDArray transposed = network.getParam("0_W").dup().transpose();

    network.setParam("0_W", transposed);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            network.setParamTable(
                Map.of(
                    "0_W", transposed,
                    "0_b", network.getParam("0_b"),
                    "1_W", network.getParam("1_W"),
                    "1_b", network.getParam("1_b"))));
  }

  @Test
  void networksOverOneVectorShareTheirParameters() {
    MultiLayerNetwork first = raw(true, new Sgd(1), 0);
    MultiLayerNetwork second = new MultiLayerNetwork(first.getLayerWiseConfigurations().clone());
    second.init(first.params(), false);

    second.fit(matrix(HandNetwork.X, EXAMPLES), matrix(HandNetwork.Y, EXAMPLES));

    assertSame(first.params(), second.params());
    assertEquals(FLAT[0] - FLAT_GRADIENT[0] / EXAMPLES, first.getParam("0_W").getDouble(0, 0));
  }

  @Test
  void aNetworkIsFloatUnlessToldOtherwise() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new OutputLayer.Builder().nIn(2).nOut(2).build())
                .build());
    network.init();

    assertEquals(DataType.FLOAT, network.params().dataType());
    assertEquals(DataType.DOUBLE, raw(true, new Sgd(1), 0).params().dataType());
  }

  private static MultiLayerNetwork observed(boolean miniBatch) {
    MultiLayerNetwork network = raw(miniBatch, new Sgd(1), 0);
    network.setInput(matrix(HandNetwork.X, EXAMPLES));
    network.setLabels(matrix(HandNetwork.Y, EXAMPLES));
    network.computeGradientAndScore();
    return network;
  }
}
