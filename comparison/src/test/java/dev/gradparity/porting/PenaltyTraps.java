package dev.gradparity.porting;

import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.testkit.Computed;
import dev.gradparity.testkit.Given;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Nesterovs;

/** L2, what is not L2, and clipping. */
final class PenaltyTraps {

  private PenaltyTraps() {}

  static List<Trap> all() {
    return List.of(
        new HalfOfTheSquares(),
        new PenaltyByTheBatch(),
        new WeightDecayIsNotL2(),
        new GlobalNorm());
  }

  @About(
      symptom = "The penalty is half of mine.",
      title = "l2 multiplies half of the squares",
      why =
          """
          Deeplearning4j adds l2/2 times the sum of the squares to the loss and l2 W to the gradient; Keras'
          `regularizers.l2(l2)` adds l2 times the sum, and 2 l2 W. Biases have an `l2Bias` of their own.""",
      says = "the penalty is half")
  static final class HalfOfTheSquares implements Trap {

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.withL2(0.02);
    }

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      double keras = 0.01;
      // [wrong]
      MultiLayerNetwork net = Twin.network(given, builder -> builder.l2(keras));
      // [end]
      Twin.differentiate(net, x, y);
      return new Computed().loss(net.score());
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      double keras = 0.01;
      // [right]
      MultiLayerNetwork net = Twin.network(given, builder -> builder.l2(2 * keras));
      // [end]
      Twin.differentiate(net, x, y);
      return new Computed().loss(net.score());
    }
  }

  @About(
      symptom = "My penalty fades as the minibatch grows.",
      title = "the penalty is not divided by the examples",
      why =
          """
          The sum of the gradients is divided by the number of examples, and l2 W is added after that.
          Who adds it to the sum divides it, too.""",
      says = "the penalty is 1/8")
  static final class PenaltyByTheBatch implements Trap {

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.withL2(0.02);
    }

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      MultiLayerNetwork net = Twin.network(given);
      Twin.differentiate(net, x, y);
      INDArray sum = net.gradient().getGradientFor("0_W");
      INDArray w = net.getParam("0_W");
      double l2 = given.spec().regularisation().weights().l2();
      // [wrong]
      INDArray dW = sum.add(w.mul(l2)).div(x.size(0));
      // [end]
      return new Computed().dW(1, dW.toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      MultiLayerNetwork net = Twin.network(given);
      Twin.differentiate(net, x, y);
      INDArray sum = net.gradient().getGradientFor("0_W");
      INDArray w = net.getParam("0_W");
      double l2 = given.spec().regularisation().weights().l2();
      // [right]
      INDArray dW = sum.div(x.size(0)).add(w.mul(l2));
      // [end]
      return new Computed().dW(1, dW.toDoubleMatrix());
    }
  }

  @About(
      symptom = "With Adam or momentum, weight decay trains another network than L2.",
      title = "weightDecay acts after the updater, l2 before it",
      why =
          """
          `l2` is part of the gradient and goes through momentum and moments; `weightDecay` is subtracted
          from the weights besides, times the learning rate, as in AdamW. For plain gradient descent they are
          the same. PyTorch's `weight_decay` is the first kind, but for AdamW.""",
      says = "computed is wrong")
  static final class WeightDecayIsNotL2 implements Trap {

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.withL2(0.02).with(new UpdaterSpec.Nesterovs(0.1, 0.9));
    }

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Nesterovs updater = new Nesterovs(0.1, 0.9);
      // [wrong]
      MultiLayerNetwork net = Twin.network(given, b -> b.updater(updater).l2(0).weightDecay(0.02));
      // [end]
      for (int t = 1; t <= 3; t++) {
        net.fit(x, y);
      }
      return new Computed().weightsAfter(3, 1, net.getParam("0_W").toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Nesterovs updater = new Nesterovs(0.1, 0.9);
      // [right]
      MultiLayerNetwork net = Twin.network(given, b -> b.updater(updater).l2(0.02));
      // [end]
      for (int t = 1; t <= 3; t++) {
        net.fit(x, y);
      }
      return new Computed().weightsAfter(3, 1, net.getParam("0_W").toDoubleMatrix());
    }
  }

  @About(
      symptom = "The steps agree until a gradient is clipped.",
      title = "gradients are clipped layer by layer",
      why =
          """
          `ClipL2PerLayer` takes the norm over W and b of one layer, and `ClipL2PerParamType` that of each
          array; PyTorch's `clip_grad_norm_` takes one norm over all parameters, for which Deeplearning4j has no
          setting. It clips what is divided by the examples, before l2 is added.""",
      says = "first wrong: W1@1")
  static final class GlobalNorm implements Trap {

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.with(
          new GradientNormalisation(GradientNormalisation.Kind.CLIP_L2_PER_LAYER, 0.1));
    }

    /** 20 weights and 4 biases, then 12 and 3. */
    private static INDArray gradient(MultiLayerNetwork net, Given given) {
      Twin.differentiate(net, Twin.x(given), Twin.y(given));
      return net.gradient().gradient().div(given.examples());
    }

    private static Computed step(MultiLayerNetwork net, INDArray all) {
      INDArray dW = all.get(NDArrayIndex.interval(0, 20)).reshape('f', 5, 4);
      return new Computed()
          .weightsAfter(1, 1, net.getParam("0_W").sub(dW.mul(0.1)).toDoubleMatrix());
    }

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray all = gradient(net, given);
      // [wrong]
      all.muli(Math.min(1, 0.1 / all.norm2Number().doubleValue()));
      // [end]
      return step(net, all);
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray all = gradient(net, given);
      // [right]
      INDArray first = all.get(NDArrayIndex.interval(0, 24)); // W and b of layer 1, views
      INDArray second = all.get(NDArrayIndex.interval(24, 39));
      first.muli(Math.min(1, 0.1 / first.norm2Number().doubleValue()));
      second.muli(Math.min(1, 0.1 / second.norm2Number().doubleValue()));
      // [end]
      return step(net, all);
    }
  }
}
