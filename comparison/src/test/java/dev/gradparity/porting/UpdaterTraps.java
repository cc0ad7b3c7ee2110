package dev.gradparity.porting;

import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.testkit.Computed;
import dev.gradparity.testkit.Given;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Steps. */
final class UpdaterTraps {

  private UpdaterTraps() {}

  static List<Trap> all() {
    return List.of(
        new OneNumberIsMomentum(),
        new ClassicalMomentum(),
        new EpsilonInside(),
        new StepsFromZero(),
        new StateSurvives(),
        new AddedInsteadOfSubtracted());
  }

  @About(
      symptom = "The learning rate that I set has no effect.",
      title = "new Nesterovs(x) sets the momentum",
      why =
          """
          The constructor with one number takes the momentum and leaves the learning rate at 0.1. Name
          both: `new Nesterovs(learningRate, momentum)`.""",
      says = "first wrong: W1@1")
  static final class OneNumberIsMomentum implements Trap {

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.with(new UpdaterSpec.Nesterovs(0.01, 0.9));
    }

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [wrong]
      Nesterovs updater = new Nesterovs(0.9);
      // [end]
      MultiLayerNetwork net = Twin.network(given, builder -> builder.updater(updater));
      net.fit(x, y);
      return new Computed().weightsAfter(1, 1, net.getParam("0_W").toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [right]
      Nesterovs updater = new Nesterovs(0.01, 0.9);
      // [end]
      MultiLayerNetwork net = Twin.network(given, builder -> builder.updater(updater));
      net.fit(x, y);
      return new Computed().weightsAfter(1, 1, net.getParam("0_W").toDoubleMatrix());
    }
  }

  @About(
      symptom = "The very first step is too small with momentum.",
      title = "Nesterovs looks ahead",
      why =
          """
          Classical momentum adds v; Nesterov's adds (1 + momentum) v' - momentum v, which makes the first
          step 1 + momentum times as large. In PyTorch that is `nesterov=True`.""",
      says = "first wrong: W1@1")
  static final class ClassicalMomentum implements Trap {

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.with(new UpdaterSpec.Nesterovs(0.01, 0.9));
    }

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Twin.differentiate(net, x, y);
      INDArray g = net.gradient().getGradientFor("0_W").div(x.size(0));
      INDArray w = net.getParam("0_W").dup();
      INDArray v = Nd4j.zeros(DataType.DOUBLE, 5, 4);
      // [wrong]
      INDArray next = v.mul(0.9).sub(g.mul(0.01));
      w.addi(next);
      // [end]
      return new Computed().weightsAfter(1, 1, w.toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Twin.differentiate(net, x, y);
      INDArray g = net.gradient().getGradientFor("0_W").div(x.size(0));
      INDArray w = net.getParam("0_W").dup();
      INDArray v = Nd4j.zeros(DataType.DOUBLE, 5, 4);
      // [right]
      INDArray next = v.mul(0.9).sub(g.mul(0.01));
      w.addi(next.mul(1.9).sub(v.mul(0.9)));
      // [end]
      return new Computed().weightsAfter(1, 1, w.toDoubleMatrix());
    }
  }

  @About(
      symptom = "Adam drifts away from mine, most where gradients are small.",
      title = "Adam adds epsilon outside the bias correction",
      why =
          """
          Deeplearning4j follows the form that ends section 2 of Kingma and Ba: both corrections are in the
          step size, and epsilon is added to the root of the uncorrected moment. PyTorch and the paper's
          algorithm 1 add it to the root of the corrected one: there, epsilon is sqrt(1 - beta2^t) times as
          large in effect.""",
      says = "first wrong: W1@1")
  static final class EpsilonInside implements Trap {

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.with(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-3));
    }

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Twin.differentiate(net, x, y);
      INDArray g = net.gradient().getGradientFor("0_W").div(x.size(0));
      INDArray w = net.getParam("0_W").dup();
      INDArray m = g.mul(1 - 0.9);
      INDArray v = g.mul(g).mul(1 - 0.999);
      double epsilon = 1e-3; // large, to be seen
      // [wrong]
      INDArray root = Transforms.sqrt(v.div(1 - 0.999)).add(epsilon);
      w.subi(m.div(1 - 0.9).mul(0.01).div(root));
      // [end]
      return new Computed().weightsAfter(1, 1, w.toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Twin.differentiate(net, x, y);
      INDArray g = net.gradient().getGradientFor("0_W").div(x.size(0));
      INDArray w = net.getParam("0_W").dup();
      INDArray m = g.mul(1 - 0.9);
      INDArray v = g.mul(g).mul(1 - 0.999);
      double epsilon = 1e-3; // large, to be seen
      // [right]
      double alpha = 0.01 * Math.sqrt(1 - 0.999) / (1 - 0.9);
      w.subi(m.mul(alpha).div(Transforms.sqrt(v).add(epsilon)));
      // [end]
      return new Computed().weightsAfter(1, 1, w.toDoubleMatrix());
    }
  }

  @About(
      symptom = "My Adam is NaN from the first step.",
      title = "t counts from 1 in the corrections",
      why =
          """
          1 - beta^t is 0 at t = 0. Deeplearning4j counts its iterations from 0, and corrects with t + 1.""",
      says = "first wrong: W1@1")
  static final class StepsFromZero implements Trap {

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.with(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8));
    }

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Twin.differentiate(net, x, y);
      INDArray g = net.gradient().getGradientFor("0_W").div(x.size(0));
      INDArray w = net.getParam("0_W").dup();
      INDArray m = g.mul(1 - 0.9);
      INDArray v = g.mul(g).mul(1 - 0.999);
      int iteration = 0;
      // [wrong]
      int t = iteration;
      double alpha = 0.01 * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
      w.subi(m.mul(alpha).div(Transforms.sqrt(v).add(1e-8)));
      // [end]
      return new Computed().weightsAfter(1, 1, w.toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Twin.differentiate(net, x, y);
      INDArray g = net.gradient().getGradientFor("0_W").div(x.size(0));
      INDArray w = net.getParam("0_W").dup();
      INDArray m = g.mul(1 - 0.9);
      INDArray v = g.mul(g).mul(1 - 0.999);
      int iteration = 0;
      // [right]
      int t = iteration + 1;
      double alpha = 0.01 * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
      w.subi(m.mul(alpha).div(Transforms.sqrt(v).add(1e-8)));
      // [end]
      return new Computed().weightsAfter(1, 1, w.toDoubleMatrix());
    }
  }

  @About(
      symptom = "The second run from the same parameters takes another path.",
      title = "setParams does not reset the updater",
      why =
          """
          Momentum and moments stay, and so does the count of iterations. Start from a network that has not
          been trained: `clone()` it before.""",
      says = "first wrong: W1@1")
  static final class StateSurvives implements Trap {

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.with(new UpdaterSpec.Nesterovs(0.01, 0.9));
    }

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      MultiLayerNetwork net = Twin.network(given, b -> b.updater(new Nesterovs(0.01, 0.9)));
      // [wrong]
      INDArray start = net.params().dup();
      net.fit(x, y); // the first run
      net.setParams(start);
      net.fit(x, y); // the second
      // [end]
      return new Computed().weightsAfter(1, 1, net.getParam("0_W").toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      MultiLayerNetwork net = Twin.network(given, b -> b.updater(new Nesterovs(0.01, 0.9)));
      // [right]
      MultiLayerNetwork fresh = net.clone();
      net.fit(x, y);
      net = fresh;
      net.fit(x, y);
      // [end]
      return new Computed().weightsAfter(1, 1, net.getParam("0_W").toDoubleMatrix());
    }
  }

  @About(
      symptom = "The loss grows with every step.",
      title = "params() minus the update",
      why =
          """
          `gradient()` is +dL/dtheta, and after `fit` it holds the update, which was subtracted. A step by
          hand subtracts, too.""",
      says = "first wrong: W1@1")
  static final class AddedInsteadOfSubtracted implements Trap {

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Twin.differentiate(net, x, y);
      INDArray g = net.gradient().getGradientFor("0_W").div(x.size(0));
      INDArray w = net.getParam("0_W").dup();
      // [wrong]
      w.addi(g.mul(0.1));
      // [end]
      return new Computed().weightsAfter(1, 1, w.toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Twin.differentiate(net, x, y);
      INDArray g = net.gradient().getGradientFor("0_W").div(x.size(0));
      INDArray w = net.getParam("0_W").dup();
      // [right]
      w.subi(g.mul(0.1));
      // [end]
      return new Computed().weightsAfter(1, 1, w.toDoubleMatrix());
    }
  }
}
