package dev.gradparity.dl4j;

import static dev.gradparity.dl4j.HandNetwork.EXAMPLES;
import static dev.gradparity.dl4j.HandNetwork.FLAT;
import static dev.gradparity.dl4j.HandNetwork.FLAT_GRADIENT;
import static dev.gradparity.dl4j.HandNetwork.matrix;
import static dev.gradparity.dl4j.HandNetwork.raw;
import static dev.gradparity.dl4j.HandNetwork.scaled;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/** Which gradient Deeplearning4j shows where: batch sums, and what the updater makes of them. */
class GradientConventionsTest {

  private static final double L2 = 0.5;
  private static final double[] FLAT_WEIGHTS = {
    1, 4, -2, 5, 3, -6, 0, 0, 0, 1, 0, 3, 2, -1, 1, 0, 0
  };

  private final INDArray features = matrix(HandNetwork.X, EXAMPLES);
  private final INDArray labels = matrix(HandNetwork.Y, EXAMPLES);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyObservedGradientIsTheBatchSumWithoutL2WhateverMiniBatchSays(boolean miniBatch) {
    MultiLayerNetwork network = raw(miniBatch, new Sgd(1), L2);

    observe(network);
    assertArrayEquals(FLAT_GRADIENT, flatGradient(network));

    INDArray dx = network.calculateGradients(features, labels, null, null).getSecond();
    assertArrayEquals(HandNetwork.DX, Dl4jArrays.rowMajor(dx));
    assertArrayEquals(FLAT_GRADIENT, Dl4jArrays.rowMajor(network.getGradientsViewArray()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aListenerSeesTheBatchSumBeforeTheUpdater(boolean miniBatch) {
    MultiLayerNetwork network = raw(miniBatch, new Sgd(1), L2);
    double[][] seen = new double[1][];
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onGradientCalculation(Model model) {
            seen[0] = Dl4jArrays.rowMajor(model.gradient().gradient());
          }
        });

    network.fit(features, labels);

    assertArrayEquals(FLAT_GRADIENT, seen[0]);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theUpdaterDividesByTheExamplesAndThenAddsTheL2Term(boolean miniBatch) {
    MultiLayerNetwork network = raw(miniBatch, new Sgd(1), L2);
    observe(network);

    network
        .getUpdater()
        .update(network, network.gradient(), 0, 0, EXAMPLES, LayerWorkspaceMgr.noWorkspaces());

    assertArrayEquals(
        HandNetwork.sum(
            scaled(miniBatch ? 1.0 / EXAMPLES : 1, FLAT_GRADIENT), scaled(L2, FLAT_WEIGHTS)),
        flatGradient(network));
  }

  @Test
  void afterFitTheGradientIsTheUpdateAndTheParametersHaveMovedAgainstIt() {
    double learningRate = 0.125;
    MultiLayerNetwork network = raw(true, new Sgd(learningRate), L2);

    network.fit(features, labels);

    double[] update =
        scaled(
            learningRate,
            HandNetwork.sum(scaled(1.0 / EXAMPLES, FLAT_GRADIENT), scaled(L2, FLAT_WEIGHTS)));
    assertArrayEquals(update, flatGradient(network));
    assertArrayEquals(
        HandNetwork.sum(FLAT, scaled(-1, update)), Dl4jArrays.rowMajor(network.params()));
  }

  @ParameterizedTest
  @CsvSource({"true, 4", "false, 1"})
  void withoutMiniBatchTheNetworkBelievesInOneExample(boolean miniBatch, int examples) {
    MultiLayerNetwork network = raw(miniBatch, new Sgd(1), 0);

    network.setInput(features);

    assertEquals(examples, network.getInputMiniBatchSize());
  }

  @Test
  void theWalkThroughTheLayersSeesWhatTheNetworkComputes() {
    MultiLayerNetwork network = raw(true, new Sgd(1), L2);
    network.getLayerWiseConfigurations().setTrainingWorkspaceMode(WorkspaceMode.NONE);
    network.getLayerWiseConfigurations().setInferenceWorkspaceMode(WorkspaceMode.NONE);

    BackwardWalk walk = BackwardWalk.of(network, features, labels, null);

    assertArrayEquals(FLAT_GRADIENT, Dl4jArrays.rowMajor(walk.flatGradient()));
    assertEquals(2, walk.epsilons().size());
    assertArrayEquals(HandNetwork.DX, Dl4jArrays.rowMajor(walk.epsilons().get(0)));
    assertArrayEquals(HandNetwork.DA1, Dl4jArrays.rowMajor(walk.epsilons().get(1)));
    assertArrayEquals(HandNetwork.A1, Dl4jArrays.rowMajor(walk.activations().get(0)));
    assertArrayEquals(HandNetwork.A2, Dl4jArrays.rowMajor(walk.activations().get(1)));
  }

  private void observe(MultiLayerNetwork network) {
    network.setInput(features);
    network.setLabels(labels);
    network.computeGradientAndScore();
  }

  private static double[] flatGradient(MultiLayerNetwork network) {
    return Dl4jArrays.rowMajor(network.gradient().gradient());
  }
}
