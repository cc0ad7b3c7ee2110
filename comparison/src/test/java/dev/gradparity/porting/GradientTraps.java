package dev.gradparity.porting;

import dev.gradparity.spec.Reduction;
import dev.gradparity.testkit.Computed;
import dev.gradparity.testkit.Given;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Reading gradients and losses out of a network. */
final class GradientTraps {

  private GradientTraps() {}

  static List<Trap> all() {
    return List.of(
        new MinibatchSum(),
        new InputGradient(),
        new SummedLoss(),
        new GradientAfterFit(),
        new LiveView(),
        new PenaltyLeftOut(),
        new ScoreAfterFit());
  }

  @About(
      symptom = "My gradient is 32 times too large.",
      title = "gradient() is the sum over the minibatch",
      why =
          """
          `computeGradientAndScore()` adds the examples up, whatever `miniBatch` says; the updater
          divides by their number before anything else. `score()` is the mean already.""",
      says = "all is 8 times (the number of examples) what it should be")
  static final class MinibatchSum implements Trap {

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [wrong]
      net.setInput(x);
      net.setLabels(y);
      net.computeGradientAndScore();
      INDArray dW = net.gradient().getGradientFor("0_W");
      // [end]
      return new Computed().loss(net.score()).dW(1, dW.toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [right]
      net.setInput(x);
      net.setLabels(y);
      net.computeGradientAndScore();
      INDArray dW = net.gradient().getGradientFor("0_W").div(x.size(0));
      // [end]
      return new Computed().loss(net.score()).dW(1, dW.toDoubleMatrix());
    }
  }

  @About(
      symptom = "The gradient by the input is 32 times too large.",
      title = "the gradient by the input is a sum as well",
      why =
          """
          `calculateGradients` returns the parameters' gradients and the gradient by the input, both
          of the sum of all examples' losses. No updater ever divides the second one.""",
      says = "all is 8 times (the number of examples) what it should be")
  static final class InputGradient implements Trap {

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [wrong]
      INDArray dx = net.calculateGradients(x, y, null, null).getSecond();
      // [end]
      return new Computed().dx(dx.toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [right]
      INDArray dx = net.calculateGradients(x, y, null, null).getSecond().div(x.size(0));
      // [end]
      return new Computed().dx(dx.toDoubleMatrix());
    }
  }

  @About(
      symptom = "Training is 32 times too slow, and the loss is one 32nd of mine.",
      title = "a loss that is summed over the examples needs miniBatch(false)",
      why =
          """
          By default score and update are means over the minibatch. `miniBatch(false)` takes the
          division out of both; the penalties are never divided.""",
      says = "1/8 (by the number of examples)")
  static final class SummedLoss implements Trap {

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.with(Reduction.SUM);
    }

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [wrong]
      MultiLayerNetwork net = Twin.network(given, builder -> builder.miniBatch(true)); // as preset
      net.fit(x, y);
      // [end]
      return new Computed()
          .lossBefore(1, net.score())
          .weightsAfter(1, 1, net.getParam("0_W").toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [right]
      MultiLayerNetwork net = Twin.network(given, builder -> builder.miniBatch(false));
      net.fit(x, y);
      // [end]
      return new Computed()
          .lossBefore(1, net.score())
          .weightsAfter(1, 1, net.getParam("0_W").toDoubleMatrix());
    }
  }

  @About(
      symptom = "My gradient is small, and changes when I change the learning rate.",
      title = "after fit(), gradient() holds the update",
      why =
          """
          The updater works in place on the gradient's array: after `fit` it holds what was
          subtracted from the parameters. Ask for the gradient before the step.""",
      says = "this is the updater's step, not the gradient")
  static final class GradientAfterFit implements Trap {

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [wrong]
      net.fit(x, y);
      INDArray dW = net.gradient().getGradientFor("0_W");
      // [end]
      return new Computed().dW(1, dW.toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [right]
      net.setInput(x);
      net.setLabels(y);
      net.computeGradientAndScore();
      INDArray dW = net.gradient().getGradientFor("0_W").div(x.size(0)); // a new array
      net.fit(x, y);
      // [end]
      return new Computed().dW(1, dW.toDoubleMatrix());
    }
  }

  @About(
      symptom = "The gradient that I kept has changed by itself.",
      title = "gradients and parameters are live views",
      why =
          """
          `gradient()`, `getParam()` and `params()` hand out views of the network's own arrays.
          Whoever keeps one across the next call keeps the next call's numbers: copy with `dup()`.""",
      says = "computed is wrong")
  static final class LiveView implements Trap {

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      net.setInput(x);
      net.setLabels(Twin.y(given));
      // [wrong]
      net.computeGradientAndScore(); // on one minibatch
      INDArray sum = net.gradient().getGradientFor("0_W");
      net.setInput(x.neg()); // on another one: overwrites what sum looks into
      net.computeGradientAndScore();
      // [end]
      return new Computed().dW(1, sum.div(x.size(0)).toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      net.setInput(x);
      net.setLabels(Twin.y(given));
      // [right]
      net.computeGradientAndScore();
      INDArray sum = net.gradient().getGradientFor("0_W").dup();
      net.setInput(x.neg());
      net.computeGradientAndScore();
      // [end]
      return new Computed().dW(1, sum.div(x.size(0)).toDoubleMatrix());
    }
  }

  @About(
      symptom = "The gradients agree until I switch L2 on.",
      title = "gradient() lacks the penalty, score() has it",
      why =
          """
          L1 and L2 enter where the updater works, after the division by the number of examples.
          Add `l2 * W` to what `computeGradientAndScore()` gives, or look at the step instead.""",
      says = "the penalty is left out")
  static final class PenaltyLeftOut implements Trap {

    private static final double L2 = 0.01;

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.withL2(L2);
    }

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Twin.differentiate(net, x, y);
      // [wrong]
      INDArray dW = net.gradient().getGradientFor("0_W").div(x.size(0));
      // [end]
      return new Computed().loss(net.score()).dW(1, dW.toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      double l2 = L2;
      Twin.differentiate(net, x, y);
      // [right]
      INDArray dW = net.gradient().getGradientFor("0_W").div(x.size(0));
      dW.addi(net.getParam("0_W").mul(l2));
      // [end]
      return new Computed().loss(net.score()).dW(1, dW.toDoubleMatrix());
    }
  }

  @About(
      symptom = "My loss curve is one step behind.",
      title = "score() after fit() is the loss before the step",
      why =
          """
          `fit` computes the loss on its way to the gradient, and then moves the parameters. The
          loss after the step takes another forward pass: `score(new DataSet(x, y))`.""",
      says = "computed is wrong")
  static final class ScoreAfterFit implements Trap {

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [wrong]
      net.fit(x, y);
      double lossAfterTheStep = net.score();
      // [end]
      return new Computed().lossBefore(2, lossAfterTheStep);
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [right]
      net.fit(x, y);
      double lossAfterTheStep = net.score(new DataSet(x, y));
      // [end]
      return new Computed().lossBefore(2, lossAfterTheStep);
    }
  }
}
