package dev.gradparity.dl4j;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossL2;

/**
 * A 2-3-2 network, relu then identity, with four examples, worked by hand. All numbers are small
 * integers, so that float32 and float64 are both exact, and 2, 3 and 4 cannot be mistaken for one
 * another.
 *
 * <pre>
 *   z1 = [x1 + 4 x2 + 1, -2 x1 + 5 x2 + 2, 3 x1 - 6 x2 + 3]
 *   z2 = [a1 + 3 a3 - 1, 2 a1 - a2 + a3 + 2]
 *
 *   x          z1            a1           z2 = a2     y          e = a2 - y   |e|^2
 *   ( 1, 2)    (10, 10, -6)  (10, 10, 0)  ( 9, 12)    ( 8, 10)   ( 1,  2)      5
 *   ( 3, 1)    ( 8,  1,  6)  ( 8,  1, 6)  (25, 23)    (24, 25)   ( 1, -2)      5
 *   (-2, 0)    (-1,  6, -3)  ( 0,  6, 0)  (-1, -4)    ( 0, -4)   (-1,  0)      1
 *   ( 0, 1)    ( 5,  7, -3)  ( 5,  7, 0)  ( 4,  5)    ( 1,  2)   ( 3,  3)     18
 *
 *   the sum of |e|^2 is 29; its gradients, d2 = 2 e:
 *   d2         dL/da1 = (d1 + 2 d2, -d2, 3 d1 + d2)   d1 (relu)      dL/dx
 *   ( 2,  4)   ( 10, -4, 10)                          (10, -4, 0)    ( 18,  20)
 *   ( 2, -4)   ( -6,  4,  2)                          (-6,  4, 2)    ( -8, -16)
 *   (-2,  0)   ( -2,  0, -6)                          ( 0,  0, 0)    (  0,   0)
 *   ( 6,  6)   ( 18, -6, 24)                          (18, -6, 0)    ( 30,  42)
 * </pre>
 */
final class HandNetwork {

  static final int EXAMPLES = 4;

  static final double[] X = {1, 2, 3, 1, -2, 0, 0, 1};
  static final double[] Y = {8, 10, 24, 25, 0, -4, 1, 2};
  static final double[] W1 = {1, -2, 3, 4, 5, -6};
  static final double[] B1 = {1, 2, 3};
  static final double[] W2 = {1, 2, 0, -1, 3, 1};
  static final double[] B2 = {-1, 2};

  /** W column by column, then b, layer after layer. */
  static final double[] FLAT = {1, 4, -2, 5, 3, -6, 1, 2, 3, 1, 0, 3, 2, -1, 1, -1, 2};

  static final double[] A1 = {10, 10, 0, 8, 1, 6, 0, 6, 0, 5, 7, 0};
  static final double[] A2 = {9, 12, 25, 23, -1, -4, 4, 5};

  /** The sum of |e|^2. */
  static final double SUM_OF_SQUARES = 29;

  /** Of the sum of |e|^2. */
  static final double[] DW1 = {-8, 8, 6, 32, -10, 2};

  static final double[] DB1 = {22, -6, 2};
  static final double[] DW2 = {66, 38, 52, 78, 12, -24};
  static final double[] DB2 = {8, 6};
  static final double[] DA1 = {10, -4, 10, -6, 4, 2, -2, 0, -6, 18, -6, 24};
  static final double[] DX = {18, 20, -8, -16, 0, 0, 30, 42};

  /** All of these gradients, laid out like {@link #FLAT}. */
  static final double[] FLAT_GRADIENT = {
    -8, 32, 8, -10, 6, 2, 22, -6, 2, 66, 52, 12, 38, 78, -24, 8, 6
  };

  /** |W1|^2 + |W2|^2 = 91 + 16. */
  static final double SQUARED_WEIGHTS = 107;

  private HandNetwork() {}

  static NetworkSpec spec(
      DType dtype, LossKind loss, Reduction reduction, UpdaterSpec updater, double l2) {
    return new NetworkSpec(
        "by hand",
        dtype,
        Shape.of(2),
        List.of(new LayerSpec(3, ActivationKind.RELU), new LayerSpec(2, ActivationKind.IDENTITY)),
        loss,
        reduction,
        updater,
        l2,
        7);
  }

  static Dl4jNetwork adapter(NetworkSpec spec) {
    Dl4jNetwork network = new Dl4jNetwork(spec);
    network.setParameters(List.of(W1, W2), List.of(B1, B2));
    return network;
  }

  /** The library alone, without the adapter: float64, the sum-of-squares loss. */
  static MultiLayerNetwork raw(boolean miniBatch, IUpdater updater, double l2) {
    return raw(miniBatch, updater, l2, new LossL2(), Activation.IDENTITY);
  }

  static MultiLayerNetwork raw(
      boolean miniBatch, IUpdater updater, double l2, ILossFunction loss, Activation output) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .miniBatch(miniBatch)
                .updater(updater)
                .l2(l2)
                .list()
                .layer(new DenseLayer.Builder().nIn(2).nOut(3).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder()
                        .nIn(3)
                        .nOut(2)
                        .activation(output)
                        .lossFunction(loss)
                        .build())
                .build());
    network.init();
    network.setParams(Nd4j.createFromArray(FLAT));
    return network;
  }

  static INDArray matrix(double[] rowMajor, int rows) {
    return Nd4j.createFromArray(rowMajor).reshape('c', rows, rowMajor.length / rows);
  }

  static double[] scaled(double factor, double... values) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = factor * values[i];
    }
    return scaled;
  }

  static double[] sum(double[] left, double[] right) {
    double[] sum = new double[left.length];
    for (int i = 0; i < left.length; i++) {
      sum[i] = left[i] + right[i];
    }
    return sum;
  }
}
