package dev.gradparity.porting;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.testkit.Computed;
import dev.gradparity.testkit.Given;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What a network is unless told otherwise. */
final class PresetTraps {

  private PresetTraps() {}

  static List<Trap> all() {
    return List.of(
        new OutputIsSoftmax(),
        new DenseIsSigmoid(),
        new NetworkIsFloat(),
        new GeluOfAnotherName(),
        new OutputInTrainingMode(),
        new SharedParameters());
  }

  @About(
      symptom = "My regression only predicts numbers between 0 and 1 that sum to 1.",
      title = "an output layer is softmax unless it is told otherwise itself",
      why =
          """
          `OutputLayer.Builder` presets softmax, and the activation given for the whole network does not
          reach it.""",
      says = "first wrong: a2")
  static final class OutputIsSoftmax implements Trap {

    @Override
    public Setting setting() {
      return Setting.REGRESSION;
    }

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [wrong]
      MultiLayerNetwork net =
          Twin.network(
              given,
              builder -> builder.activation(Activation.IDENTITY),
              Twin.hidden(given.spec()),
              new OutputLayer.Builder(new LossMSE()).nIn(4).nOut(3));
      // [end]
      Twin.differentiate(net, x, y);
      return new Computed().a(2, net.output(x).toDoubleMatrix()).loss(net.score());
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [right]
      MultiLayerNetwork net =
          Twin.network(
              given,
              builder -> builder,
              Twin.hidden(given.spec()),
              new OutputLayer.Builder(new LossMSE())
                  .nIn(4)
                  .nOut(3)
                  .activation(Activation.IDENTITY));
      // [end]
      Twin.differentiate(net, x, y);
      return new Computed().a(2, net.output(x).toDoubleMatrix()).loss(net.score());
    }
  }

  @About(
      symptom = "The hidden layer never leaves 0 to 1.",
      title = "a dense layer is sigmoid unless told otherwise",
      why =
          """
          Keras and PyTorch leave a dense layer linear; Deeplearning4j makes it a sigmoid.""",
      says = "first wrong: a1")
  static final class DenseIsSigmoid implements Trap {

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      // [wrong]
      DenseLayer.Builder hidden = new DenseLayer.Builder().nIn(5).nOut(4);
      // [end]
      MultiLayerNetwork net =
          Twin.network(
              given,
              builder -> builder,
              hidden,
              Twin.output(3, new LossMCXENT()).activation(Activation.SOFTMAX));
      return new Computed().a(1, net.feedForward(x).get(1).toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      // [right]
      DenseLayer.Builder hidden =
          new DenseLayer.Builder().nIn(5).nOut(4).activation(Activation.TANH);
      // [end]
      MultiLayerNetwork net =
          Twin.network(
              given,
              builder -> builder,
              hidden,
              Twin.output(3, new LossMCXENT()).activation(Activation.SOFTMAX));
      return new Computed().a(1, net.feedForward(x).get(1).toDoubleMatrix());
    }
  }

  @About(
      symptom = "All agrees to seven digits and not one more.",
      title = "a network is float32 unless told otherwise",
      why =
          """
          The arrays' own type does not matter: the network converts what it is given. Say
          `dataType(DataType.DOUBLE)`.""",
      says = "all of it is computed in float32")
  static final class NetworkIsFloat implements Trap {

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [wrong]
      MultiLayerNetwork net =
          Twin.network(given, builder -> builder.dataType(DataType.FLOAT)); // as preset
      // [end]
      Twin.differentiate(net, x.castTo(net.params().dataType()), y.castTo(net.params().dataType()));
      return new Computed().dW(1, Twin.meanGradient(net, "0_W", x));
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [right]
      MultiLayerNetwork net = Twin.network(given, builder -> builder.dataType(DataType.DOUBLE));
      // [end]
      Twin.differentiate(net, x.castTo(net.params().dataType()), y.castTo(net.params().dataType()));
      return new Computed().dW(1, Twin.meanGradient(net, "0_W", x));
    }
  }

  @About(
      symptom = "The hidden layer differs in the third digit, with an activation of the same name.",
      title = "GELU is z sigmoid(1.702 z)",
      why =
          """
          PyTorch's and Keras' `gelu` is z Phi(z), or its approximation by a tanh; Deeplearning4j's is the one
          by a sigmoid (Hendrycks and Gimpel 2016, section 2), and `new ActivationGELU(true)`, by the tanh,
          [cubes its coefficient](deviations.md#gelu-precise-cubic). HARDSIGMOID is 0.2 z + 0.5 between 0 and
          1, as Keras 2 has it, and z/6 + 1/2 in PyTorch. [All formulas](spec.md#activations).""",
      says = "first wrong: a1")
  static final class GeluOfAnotherName implements Trap {

    @Override
    public Setting setting() {
      // In float64, Deeplearning4j's 1.702 is still the float32 nearest to it.
      return Setting.of(LossKind.MCXENT, ActivationKind.GELU, ActivationKind.SOFTMAX)
          .with(DType.FLOAT32);
    }

    @Override
    public Computed wrong(Given given) {
      INDArray z = Twin.preActivation(given);
      // [wrong]
      INDArray u = z.add(z.mul(z).muli(z).muli(0.044715)).muli(Math.sqrt(2 / Math.PI));
      INDArray a = z.mul(Transforms.tanh(u).addi(1)).divi(2);
      // [end]
      return new Computed().a(1, a.toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      INDArray z = Twin.preActivation(given);
      // [right]
      INDArray a = z.mul(Transforms.sigmoid(z.mul(1.702)));
      // [end]
      return new Computed().a(1, a.toDoubleMatrix());
    }
  }

  @About(
      symptom = "Every call gives another output.",
      title = "output(x, true) drops units, and dropOut(p) is what is kept",
      why =
          """
          `dropOut(p)` is the probability to keep an input of the layer, where PyTorch and Keras give the
          probability to lose it. It acts in training alone: ask for `output(x)` or `feedForward(x, false)`.""",
      says = "first wrong: a2")
  static final class OutputInTrainingMode implements Trap {

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net =
          Twin.network(
              given,
              builder -> builder,
              Twin.hidden(given.spec()),
              Twin.output(3, new LossMCXENT()).activation(Activation.SOFTMAX).dropOut(0.1));
      INDArray x = Twin.x(given);
      // [wrong]
      INDArray p = net.output(x, true);
      // [end]
      return new Computed().a(2, p.toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net =
          Twin.network(
              given,
              builder -> builder,
              Twin.hidden(given.spec()),
              Twin.output(3, new LossMCXENT()).activation(Activation.SOFTMAX).dropOut(0.1));
      INDArray x = Twin.x(given);
      // [right]
      INDArray p = net.output(x, false);
      // [end]
      return new Computed().a(2, p.toDoubleMatrix());
    }
  }

  @About(
      symptom = "Training the copy trains the original.",
      title = "networks over one vector share their parameters",
      why =
          """
          `init(params, false)` takes the very array; `init(params, true)` and `clone()` copy it.""",
      says = "first wrong: loss")
  static final class SharedParameters implements Trap {

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [wrong]
      MultiLayerNetwork copy = new MultiLayerNetwork(net.getLayerWiseConfigurations().clone());
      copy.init(net.params(), false);
      copy.fit(x, y);
      // [end]
      return new Computed().loss(net.score(new DataSet(x, y)));
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [right]
      MultiLayerNetwork copy = new MultiLayerNetwork(net.getLayerWiseConfigurations().clone());
      copy.init(net.params(), true);
      copy.fit(x, y);
      // [end]
      return new Computed().loss(net.score(new DataSet(x, y)));
    }
  }
}
