package dev.gradparity.dl4j;

import static dev.gradparity.dl4j.HandNetwork.EXAMPLES;
import static dev.gradparity.dl4j.HandNetwork.matrix;
import static dev.gradparity.dl4j.HandNetwork.raw;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** What Deeplearning4j's losses compute, and what they clip; the library alone. */
class ScoreConventionsTest {

  private static final double TOLERANCE = 1e-14;

  /** Four examples' labels for the probabilities that {@link #constantOutput} sets. */
  private static final double[] ONE_HOT = {1, 0, 0, 1, 0, 1, 0, 1};

  @ParameterizedTest
  @CsvSource({"true, 7.25, 3.625", "false, 29, 14.5"})
  void squaresAreSummedUnhalvedAndOnlyMseDividesByTheOutputs(
      boolean miniBatch, double l2Score, double mseScore) {
    assertEquals(l2Score, score(raw(miniBatch, new Sgd(1), 0), HandNetwork.Y));
    assertEquals(
        mseScore,
        score(raw(miniBatch, new Sgd(1), 0, new LossMSE(), Activation.IDENTITY), HandNetwork.Y));
  }

  @ParameterizedTest
  @CsvSource({"true, 7.25", "false, 29"})
  void theL2TermIsHalfTheSquaredWeightsAndNeverDivided(boolean miniBatch, double data) {
    assertEquals(
        data + 0.5 / 2 * HandNetwork.SQUARED_WEIGHTS,
        score(raw(miniBatch, new Sgd(1), 0.5), HandNetwork.Y),
        TOLERANCE * HandNetwork.SQUARED_WEIGHTS);
  }

  @Test
  void rowWeightsOfOneHalfHalveScoreAndGradient() {
    ILossFunction half = new LossL2(Nd4j.createFromArray(0.5, 0.5).reshape(1, 2));
    MultiLayerNetwork network = raw(false, new Sgd(1), 0, half, Activation.IDENTITY);

    assertEquals(HandNetwork.SUM_OF_SQUARES / 2, score(network, HandNetwork.Y));
    assertArrayEquals(
        HandNetwork.scaled(0.5, HandNetwork.FLAT_GRADIENT),
        Dl4jArrays.rowMajor(network.gradient().gradient()));
  }

  /** Of two examples alike one is masked: half the score, not all of it. */
  @ParameterizedTest
  @CsvSource({"true, 0.5", "false, 1"})
  void anExampleThatIsMaskedStillCountsInTheMean(boolean miniBatch, double share) {
    MultiLayerNetwork network = raw(miniBatch, new Sgd(1), 0);
    double[] x = Arrays.copyOf(HandNetwork.X, 2 * HandNetwork.X.length / EXAMPLES);
    System.arraycopy(x, 0, x, x.length / 2, x.length / 2);
    double[] y = Arrays.copyOf(HandNetwork.Y, 2 * HandNetwork.Y.length / EXAMPLES);
    System.arraycopy(y, 0, y, y.length / 2, y.length / 2);
    double one =
        network.score(
            new DataSet(
                matrix(Arrays.copyOf(x, x.length / 2), 1),
                matrix(Arrays.copyOf(y, y.length / 2), 1)));
    INDArray mask = Nd4j.createFromArray(1.0, 0.0).reshape(2, 1);
    double masked = network.score(new DataSet(matrix(x, 2), matrix(y, 2), null, mask));

    assertTrue(one > 0);
    assertEquals(share * one, masked);
  }

  @Test
  void fitScoresTheParametersBeforeTheStep() {
    MultiLayerNetwork network = raw(true, new Sgd(0.125), 0);

    network.fit(matrix(HandNetwork.X, EXAMPLES), matrix(HandNetwork.Y, EXAMPLES));

    assertEquals(7.25, network.score());
  }

  @Test
  void multiClassCrossEntropyIsSummedAndFusedWithSoftmaxToPMinusY() {
    // p = (3/4, 1/4) for every example: one is labelled 0, three are labelled 1.
    MultiLayerNetwork network =
        constantOutput(new LossMCXENT(0, null), Activation.SOFTMAX, Math.log(3), 0);

    assertEquals(-Math.log(0.75) - 3 * Math.log(0.25), score(network, ONE_HOT), TOLERANCE);
    assertArrayEquals(new double[] {4 * 0.75 - 1, 4 * 0.25 - 3}, biasGradient(network), TOLERANCE);
  }

  @Test
  void binaryCrossEntropyIsSummedOverTheOutputs() {
    // p = (3/4, 1/2) for every example.
    MultiLayerNetwork network =
        constantOutput(new LossBinaryXENT(0.0), Activation.SIGMOID, Math.log(3), 0);

    assertEquals(
        -Math.log(0.75) - 3 * Math.log(0.25) - 4 * Math.log(0.5),
        score(network, ONE_HOT),
        TOLERANCE);
    assertArrayEquals(new double[] {4 * 0.75 - 1, 4 * 0.5 - 3}, biasGradient(network), TOLERANCE);
  }

  @Test
  void binaryCrossEntropyClipsProbabilitiesToOneInAHundredThousandUnlessToldOtherwise() {
    // p = 1 / (1 + exp(20)), about 2e-9: the label 1 costs 20, clipped -ln(1e-5).
    double z = -20;
    double[] labels = {1, 1, 1, 1, 1, 1, 1, 1};

    assertEquals(
        8 * -Math.log(1e-5),
        score(constantOutput(new LossBinaryXENT(), Activation.SIGMOID, z, z), labels),
        1e-12);
    MultiLayerNetwork unclipped = constantOutput(new LossBinaryXENT(0.0), Activation.SIGMOID, z, z);
    assertEquals(8 * Math.log1p(Math.exp(-z)), score(unclipped, labels), 1e-12);
    double p = 1 / (1 + Math.exp(-z));
    assertArrayEquals(new double[] {4 * (p - 1), 4 * (p - 1)}, biasGradient(unclipped), 1e-12);
  }

  @Test
  void clippingSpoilsTheGradientOfBinaryCrossEntropyToo() {
    MultiLayerNetwork clipped = constantOutput(new LossBinaryXENT(), Activation.SIGMOID, -20, -20);
    score(clipped, new double[] {1, 1, 1, 1, 1, 1, 1, 1});

    // sigmoid'(z) / 1e-5 instead of 1.
    double slope = 1 / (1 + Math.exp(20)) / (1 + Math.exp(-20));
    assertEquals(-4 * slope / 1e-5, biasGradient(clipped)[0], 1e-12);
  }

  @Test
  void multiClassCrossEntropyClipsTheScoreAtTenToTheMinusTenButNotTheGradient() {
    double[] wrong = {0, 1, 0, 1, 0, 1, 0, 1};
    MultiLayerNetwork clipped = constantOutput(new LossMCXENT(), Activation.SOFTMAX, 30, 0);
    MultiLayerNetwork unclipped =
        constantOutput(new LossMCXENT(0, null), Activation.SOFTMAX, 30, 0);

    assertEquals(4 * -Math.log(1e-10), score(clipped, wrong), 1e-12);
    assertEquals(4 * 30, score(unclipped, wrong), 1e-11);
    assertArrayEquals(biasGradient(unclipped), biasGradient(clipped));
    assertEquals(4, biasGradient(clipped)[0], 1e-11);
  }

  @Test
  void unclippedLossesAreNotANumberWhereAProbabilityRoundsToZeroOrOne() {
    // Both labels are right, so that the loss in exact arithmetic is nearly zero.
    double[] right = {1, 0, 1, 0, 1, 0, 1, 0};
    MultiLayerNetwork softmax = constantOutput(new LossMCXENT(0, null), Activation.SOFTMAX, 800, 0);
    assertTrue(Double.isNaN(score(softmax, right)));
    assertArrayEquals(new double[] {0, 0}, biasGradient(softmax));

    MultiLayerNetwork sigmoid = constantOutput(new LossBinaryXENT(0.0), Activation.SIGMOID, 40, 0);
    assertTrue(Double.isNaN(score(sigmoid, right)));
    assertTrue(Double.isNaN(biasGradient(sigmoid)[0]));
  }

  /** A network whose pre-activations are (first, second) for every example. */
  private static MultiLayerNetwork constantOutput(
      ILossFunction loss, Activation output, double first, double second) {
    MultiLayerNetwork network = raw(false, new Sgd(1), 0, loss, output);
    network.getParam("1_W").assign(0);
    network.setParam("1_b", Nd4j.createFromArray(first, second));
    return network;
  }

  private static double score(MultiLayerNetwork network, double[] labels) {
    network.setInput(matrix(HandNetwork.X, EXAMPLES));
    network.setLabels(matrix(labels, EXAMPLES));
    network.computeGradientAndScore();
    return network.score();
  }

  /** The gradient of the output's biases: the batch sum of dL/dz. */
  private static double[] biasGradient(MultiLayerNetwork network) {
    INDArray gradient = network.gradient().getGradientFor("1_b");
    return Dl4jArrays.rowMajor(gradient);
  }
}
