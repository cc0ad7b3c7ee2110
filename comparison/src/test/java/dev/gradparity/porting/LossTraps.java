package dev.gradparity.porting;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.LossKind;
import dev.gradparity.testkit.Computed;
import dev.gradparity.testkit.Given;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** What a loss counts. */
final class LossTraps {

  private LossTraps() {}

  static List<Trap> all() {
    return List.of(
        new MeanOverOutputs(),
        new UnhalvedSquares(),
        new ClippedProbabilities(),
        new ClassNumbers(),
        new LossOnLogits());
  }

  @About(
      symptom = "Loss and gradient are a third of mine, with three outputs.",
      title = "MSE divides by the outputs, L2 does not",
      why =
          """
          `LossMSE` is the mean over the outputs of (p - y)^2, and `LossL2` their sum. Both are then
           averaged over the examples.""",
      says = "by the number of outputs")
  static final class MeanOverOutputs implements Trap {

    @Override
    public Setting setting() {
      return Setting.of(LossKind.L2, ActivationKind.TANH, ActivationKind.IDENTITY);
    }

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [wrong]
      ILossFunction loss = new LossMSE();
      // [end]
      MultiLayerNetwork net = Twin.network(given, loss);
      Twin.differentiate(net, x, y);
      return new Computed().loss(net.score()).dW(1, Twin.meanGradient(net, "0_W", x));
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [right]
      ILossFunction loss = new LossL2();
      // [end]
      MultiLayerNetwork net = Twin.network(given, loss);
      Twin.differentiate(net, x, y);
      return new Computed().loss(net.score()).dW(1, Twin.meanGradient(net, "0_W", x));
    }
  }

  @About(
      symptom = "Loss and gradient are twice mine.",
      title = "L2 is not halved",
      why =
          """
          The textbook's 1/2 (p - y)^2 has no loss of its own: weight each output of `LossL2` by 1/2,
           or halve the learning rate.""",
      says = "twice")
  static final class UnhalvedSquares implements Trap {

    @Override
    public Setting setting() {
      return Setting.of(LossKind.HALF_L2, ActivationKind.TANH, ActivationKind.IDENTITY);
    }

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [wrong]
      ILossFunction loss = new LossL2();
      // [end]
      MultiLayerNetwork net = Twin.network(given, loss);
      Twin.differentiate(net, x, y);
      return new Computed().loss(net.score()).dW(1, Twin.meanGradient(net, "0_W", x));
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [right]
      ILossFunction loss = new LossL2(Nd4j.valueArrayOf(new int[] {1, 3}, 0.5));
      // [end]
      MultiLayerNetwork net = Twin.network(given, loss);
      Twin.differentiate(net, x, y);
      return new Computed().loss(net.score()).dW(1, Twin.meanGradient(net, "0_W", x));
    }
  }

  @About(
      symptom =
          "The loss stops growing, and some gradients vanish, for examples that are badly wrong.",
      title = "XENT clips probabilities at 1e-5",
      why =
          """
          `LossBinaryXENT` moves every probability into [1e-5, 1 - 1e-5], in the loss and in the gradient;
           `LossMCXENT` into [1e-10, 1 - 1e-10], in the loss alone. An epsilon of 0 switches it off.""",
      says = "first wrong: loss")
  static final class ClippedProbabilities implements Trap {

    @Override
    public Setting setting() {
      return Setting.of(LossKind.XENT, ActivationKind.IDENTITY, ActivationKind.SIGMOID).scaled(15);
    }

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given).dup();
      INDArray y = Twin.y(given);
      // [wrong]
      ILossFunction loss = new LossBinaryXENT();
      // [end]
      MultiLayerNetwork net = Twin.network(given, loss);
      Twin.differentiate(net, x, y);
      return new Computed().loss(net.score()).dW(1, Twin.meanGradient(net, "0_W", x));
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given).dup();
      INDArray y = Twin.y(given);
      // [right]
      ILossFunction loss = new LossBinaryXENT(0.0);
      // [end]
      MultiLayerNetwork net = Twin.network(given, loss);
      Twin.differentiate(net, x, y);
      return new Computed().loss(net.score()).dW(1, Twin.meanGradient(net, "0_W", x));
    }
  }

  @About(
      symptom = "Deeplearning4j says that labels and output do not have the same shape.",
      title = "MCXENT wants one column per class",
      why =
          """
          Labels that are class numbers are for `LossSparseMCXENT`, as a column (n, 1); all other losses
           want them one-hot, (n, C).""",
      says = "IllegalArgumentException")
  static final class ClassNumbers implements Trap {

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray classes = Twin.y(given).argMax(1); // (n)
      // [wrong]
      INDArray y = classes.reshape(8, 1).castTo(DataType.DOUBLE);
      Twin.differentiate(net, x, y);
      // [end]
      return new Computed().loss(net.score());
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray classes = Twin.y(given).argMax(1); // (n)
      // [right]
      INDArray y = Nd4j.zeros(DataType.DOUBLE, 8, 3);
      for (int i = 0; i < 8; i++) {
        y.putScalar(i, classes.getInt(i), 1);
      }
      Twin.differentiate(net, x, y);
      // [end]
      return new Computed().loss(net.score());
    }
  }

  @About(
      symptom = "Deeplearning4j refuses my output layer, or its loss is NaN.",
      title = "MCXENT reads probabilities, not logits",
      why =
          """
          PyTorch's `CrossEntropyLoss` and TensorFlow's `from_logits=True` hold the softmax themselves. In
           Deeplearning4j the output layer's activation has to be softmax; the two are fused inside.""",
      says = "LossMCXENT() expects activations to be in the range 0 to 1")
  static final class LossOnLogits implements Trap {

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [wrong]
      Activation output = Activation.IDENTITY;
      // [end]
      MultiLayerNetwork net =
          Twin.network(given, Twin.output(3, new LossMCXENT()).activation(output));
      Twin.differentiate(net, x, y);
      return new Computed().a(2, net.output(x).toDoubleMatrix()).loss(net.score());
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [right]
      Activation output = Activation.SOFTMAX;
      // [end]
      MultiLayerNetwork net =
          Twin.network(given, Twin.output(3, new LossMCXENT()).activation(output));
      Twin.differentiate(net, x, y);
      return new Computed().a(2, net.output(x).toDoubleMatrix()).loss(net.score());
    }
  }
}
