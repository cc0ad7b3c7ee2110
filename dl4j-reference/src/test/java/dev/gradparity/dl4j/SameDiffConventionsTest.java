package dev.gradparity.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.Loss;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** What SameDiff 1.0.0-M2.1 does otherwise than it seems, and the reference goes around. */
class SameDiffConventionsTest {

  private static final double[] P = {1, 2, 3, 4};

  private final SameDiff graph = SameDiff.create();
  private final SDVariable p = graph.var("p", HandNetwork.matrix(P, 2));
  private final INDArray y = Nd4j.zeros(DataType.DOUBLE, 2, 2);
  private final SDVariable labels = graph.placeHolder("y", DataType.DOUBLE, 2, 2);

  private double[] gradient(SDVariable loss) {
    graph.setLossVariables(loss);
    GradientFunctions.create(graph);
    return Dl4jArrays.rowMajor(graph.calculateGradients(Map.of("y", y), "p").get("p"));
  }

  private SDVariable squares() {
    SDVariable one = graph.constant(Nd4j.scalar(DataType.DOUBLE, 1));
    return graph.loss().meanSquaredError(null, labels, p, one, LossReduce.SUM);
  }

  /** d/dp of half the sum of p^2 is p; the operation's derivative is that of the whole. */
  @Test
  void aLossOperationIgnoresTheGradientThatComesFromAboveIt() {
    assertArrayEquals(HandNetwork.scaled(2, P), gradient(squares().div(2)));
  }

  @Test
  void theSameLossInPlainOperationsHasTheRightGradient() {
    assertArrayEquals(P, gradient(graph.math().squaredDifference(p, labels).sum().div(2)));
  }

  /** The copy that is differentiated tries to read the axis as a value of an enumeration. */
  @Test
  void aLogarithmOfSoftmaxHasAGradientOnlyAlongTheLastAxisWithoutBeingTold() {
    SDVariable named = graph.nn().logSoftmax(p, 1).sum();
    assertThrows(RuntimeException.class, () -> gradient(named));

    SameDiffConventionsTest other = new SameDiffConventionsTest();
    double low = 1 - 2 / (1 + Math.E);
    assertArrayEquals(
        new double[] {low, -low, low, -low},
        other.gradient(other.graph.nn().logSoftmax(other.p).sum()),
        1e-15);
  }

  /** Why an embedding multiplies by rows of 1 and 0. */
  @Test
  void theDerivativeOfGatheredRowsIsWrong() {
    SDVariable second = graph.gather(p, graph.constant(Nd4j.createFromArray(1)), 0);
    double[] right = {0, 0, 6, 8};
    assertFalse(Arrays.equals(right, gradient(graph.math().square(second).sum())));

    SameDiffConventionsTest other = new SameDiffConventionsTest();
    SDVariable oneHot =
        other.graph.oneHot(
            other.graph.constant(Nd4j.createFromArray(1)), 2, -1, 1, 0, DataType.DOUBLE);
    assertArrayEquals(right, other.gradient(other.graph.math().square(oneHot.mmul(other.p)).sum()));
  }

  /** What the gradients do not need is not computed, and its place is filled with zero. */
  @Test
  void aTrainingStepReportsALossOfZeroWhereNoGradientNeedsTheLoss() {
    graph.placeHolder("x", DataType.DOUBLE, 2, 2);
    SDVariable loss = graph.math().squaredDifference(p, labels).sum().div(2);
    loss.rename("loss");
    graph.setLossVariables("loss");
    graph.setTrainingConfig(
        TrainingConfig.builder()
            .updater(new Sgd(1))
            .dataSetFeatureMapping("x")
            .dataSetLabelMapping("y")
            .build());
    GradientFunctions.create(graph);
    double[] reported = {Double.NaN};
    graph.fit(
        new DataSet(y, y),
        new BaseListener() {
          @Override
          public boolean isActive(Operation operation) {
            return true;
          }

          @Override
          public void iterationDone(SameDiff model, At at, MultiDataSet data, Loss losses) {
            reported[0] = losses.totalLoss();
          }
        });

    assertEquals(0, reported[0]);
  }
}
