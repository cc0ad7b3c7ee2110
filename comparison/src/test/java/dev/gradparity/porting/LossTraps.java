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
import org.nd4j.linalg.ops.transforms.Transforms;

/** What a loss counts. */
final class LossTraps {

  private LossTraps() {}

  static List<Trap> all() {
    return List.of(
        new MeanOverOutputs(),
        new UnhalvedSquares(),
        new ClippedProbabilities(),
        new ClassNumbers(),
        new LossOnLogits(),
        new WeightsOfClasses(),
        new MaskedExamples());
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

  @About(
      symptom =
          "With class weights, loss and gradient differ by a factor, in every minibatch another.",
      title = "class weights are no divisor",
      why =
          """
          `new LossMCXENT(weights)` divides by the number of examples, as without weights. PyTorch's
          `CrossEntropyLoss(weight=...)` divides by the sum of the weights of the examples' classes; there,
          that of Deeplearning4j is `reduction='sum'` over the number of examples.""",
      says = "first wrong: loss")
  static final class WeightsOfClasses implements Trap {

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.weighted(1.0, 2.0, 4.0);
    }

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      INDArray p = Twin.network(given).output(x);
      INDArray weights = Nd4j.create(new double[] {1, 2, 4});
      // [wrong]
      INDArray weighted = y.mulRowVector(weights);
      double sum = -weighted.mul(Transforms.log(p)).sumNumber().doubleValue();
      double loss = sum / weighted.sumNumber().doubleValue();
      // [end]
      return new Computed().loss(loss);
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      INDArray p = Twin.network(given).output(x);
      INDArray weights = Nd4j.create(new double[] {1, 2, 4});
      // [right]
      INDArray weighted = y.mulRowVector(weights);
      double sum = -weighted.mul(Transforms.log(p)).sumNumber().doubleValue();
      double loss = sum / x.size(0);
      // [end]
      return new Computed().loss(loss);
    }
  }

  @About(
      symptom =
          "With a label mask, loss and gradient are too small by the share of what is masked.",
      title = "a masked example still counts in the mean",
      why =
          """
          A label mask takes examples out of the sum and leaves the divisor, the number of all examples of
          the minibatch. PyTorch's `ignore_index` and a mean over the masked loss divide by the number that
          count. Masks are of 1 and 0: as weights, they are
          [applied twice](deviations.md#mask-squared) where they have a column for each output.""",
      says = "the mean is over the labels that count")
  static final class MaskedExamples implements Trap {

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.masked();
    }

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      MultiLayerNetwork net = Twin.network(given);
      INDArray a = net.feedForward(x).get(1);
      INDArray p = net.output(x);
      INDArray mask = Nd4j.create(given.labelMask()); // (n, 1)
      // [wrong]
      INDArray rows = y.mul(Transforms.log(p)).muliColumnVector(mask);
      double loss = -rows.sumNumber().doubleValue() / mask.sumNumber().doubleValue();
      INDArray dz = p.sub(y).muliColumnVector(mask).divi(mask.sumNumber());
      // [end]
      return new Computed().loss(loss).dW(2, a.transpose().mmul(dz).toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      MultiLayerNetwork net = Twin.network(given);
      INDArray a = net.feedForward(x).get(1);
      INDArray p = net.output(x);
      INDArray mask = Nd4j.create(given.labelMask()); // (n, 1)
      // [right]
      INDArray rows = y.mul(Transforms.log(p)).muliColumnVector(mask);
      double loss = -rows.sumNumber().doubleValue() / x.size(0);
      INDArray dz = p.sub(y).muliColumnVector(mask).divi(x.size(0));
      // [end]
      return new Computed().loss(loss).dW(2, a.transpose().mmul(dz).toDoubleMatrix());
    }
  }
}
