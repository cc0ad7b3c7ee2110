package dev.gradparity.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.spec.UpdaterSpec;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** The updaters' formulas and the builders' presets; the library alone. */
class UpdaterConventionsTest {

  private static final double TOLERANCE = 1e-15;

  private static final double[] FIRST = {2, -4, 0.5};
  private static final double[] SECOND = {-1, -2, 3};

  @Test
  void aNumberAloneSetsNesterovsMomentumNotItsLearningRate() {
    Nesterovs nesterovs = new Nesterovs(0.3);

    assertEquals(0.3, nesterovs.getMomentum());
    assertEquals(0.1, nesterovs.getLearningRate());
  }

  @Test
  void nesterovsUpdateIsMomentumTimesOldVelocityMinusOnePlusMomentumTimesNew() {
    double rate = 0.25;
    double mu = 0.5;
    double[][] updates =
        twoUpdates(Dl4jConventions.updater(new UpdaterSpec.Nesterovs(rate, mu)), 3);

    for (int i = 0; i < FIRST.length; i++) {
      double v1 = -rate * FIRST[i];
      double v2 = mu * v1 - rate * SECOND[i];
      assertEquals(-(1 + mu) * v1, updates[0][i], TOLERANCE);
      assertEquals(mu * v1 - (1 + mu) * v2, updates[1][i], TOLERANCE);
    }
  }

  @Test
  void adamCorrectsTheBiasInItsStepSizeAndAddsEpsilonOutside() {
    double rate = 0.25;
    double b1 = 0.75;
    double b2 = 0.5;
    // Large enough to show on which side of the root and of the correction it stands.
    double eps = 0.125;
    double[][] updates =
        twoUpdates(Dl4jConventions.updater(new UpdaterSpec.Adam(rate, b1, b2, eps)), 6);

    for (int i = 0; i < FIRST.length; i++) {
      double m1 = (1 - b1) * FIRST[i];
      double v1 = (1 - b2) * FIRST[i] * FIRST[i];
      double alpha1 = rate * Math.sqrt(1 - b2) / (1 - b1);
      assertEquals(alpha1 * m1 / (Math.sqrt(v1) + eps), updates[0][i], TOLERANCE);
      double m2 = b1 * m1 + (1 - b1) * SECOND[i];
      double v2 = b2 * v1 + (1 - b2) * SECOND[i] * SECOND[i];
      double alpha2 = rate * Math.sqrt(1 - b2 * b2) / (1 - b1 * b1);
      assertEquals(alpha2 * m2 / (Math.sqrt(v2) + eps), updates[1][i], TOLERANCE);
    }
  }

  @Test
  void sgdScalesByTheLearningRate() {
    double[][] updates = twoUpdates(Dl4jConventions.updater(new UpdaterSpec.Sgd(0.25)), 0);

    assertArrayEquals(HandNetwork.scaled(0.25, FIRST), updates[0]);
    assertArrayEquals(HandNetwork.scaled(0.25, SECOND), updates[1]);
  }

  @Test
  void anOutputLayerPresetsSoftmaxAndIgnoresTheNetworksActivationWhereADenseLayerTakesIt() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .activation(Activation.TANH)
            .list()
            .layer(new DenseLayer.Builder().nIn(2).nOut(3).build())
            .layer(new OutputLayer.Builder().nIn(3).nOut(2).build())
            .build();

    assertEquals(new ActivationTanH(), activation(configuration, 0));
    assertEquals(new ActivationSoftmax(), activation(configuration, 1));
    OutputLayer output = (OutputLayer) configuration.getConf(1).getLayer();
    assertEquals(LossMCXENT.class, output.getLossFn().getClass());
  }

  @Test
  void aDenseLayerIsSigmoidUnlessToldOtherwise() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(new DenseLayer.Builder().nIn(2).nOut(3).build())
            .layer(new OutputLayer.Builder().nIn(3).nOut(2).build())
            .build();

    assertEquals(new ActivationSigmoid(), activation(configuration, 0));
  }

  private static IActivation activation(MultiLayerConfiguration configuration, int layer) {
    return ((BaseLayer) configuration.getConf(layer).getLayer()).getActivationFn();
  }

  /** What the updater makes of the gradient FIRST in iteration 0 and SECOND in iteration 1. */
  private static double[][] twoUpdates(IUpdater config, int stateSize) {
    assertEquals(stateSize, config.stateSize(FIRST.length));
    INDArray state = stateSize == 0 ? null : Nd4j.zeros(DataType.DOUBLE, 1, stateSize);
    GradientUpdater<?> updater = config.instantiate(state, true);
    if (state != null) {
      updater.setStateViewArray(state, new long[] {1, FIRST.length}, 'c', true);
    }
    INDArray first = Nd4j.createFromArray(FIRST).reshape(1, FIRST.length);
    INDArray second = Nd4j.createFromArray(SECOND).reshape(1, SECOND.length);
    updater.applyUpdater(first, 0, 0);
    updater.applyUpdater(second, 1, 0);
    return new double[][] {Dl4jArrays.rowMajor(first), Dl4jArrays.rowMajor(second)};
  }
}
