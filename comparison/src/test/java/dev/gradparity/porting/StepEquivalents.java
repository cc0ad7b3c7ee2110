package dev.gradparity.porting;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Parameters;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.testkit.Computed;
import dev.gradparity.testkit.Given;
import dev.gradparity.train.Minibatch;
import dev.gradparity.train.Trainer;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The guide's rows of one training step. */
final class StepEquivalents {

  private StepEquivalents() {}

  static List<Equivalent> all() {
    return List.of(new Descent(), new Momentum(), new Moments());
  }

  static final class Descent implements Equivalent {

    @Override
    public String title() {
      return "A step of gradient descent: W - 0.1 dW";
    }

    @Override
    public Computed fromScratch(Given given) {
      Kernels kernels = Kernels.scalar();
      Parameters parameters = Hand.parameters(given);
      Matrix x = Hand.x(given);
      Matrix y = Hand.y(given);
      // [from-scratch]
      Trainer trainer = new Trainer(given.spec(), kernels, parameters, x.rows());
      trainer.step(new Minibatch(x, y));
      // [end]
      return new Computed().weightsAfter(1, 2, Hand.rows(parameters.layer(2).weights()));
    }

    @Override
    public Computed dl4j(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [dl4j]
      // .updater(new Sgd(0.1)) in the configuration
      net.fit(x, y);
      // [end]
      return new Computed().weightsAfter(1, 2, net.getParam("1_W").toDoubleMatrix());
    }

    @Override
    public Computed nd4j(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      INDArray w1 = Nd4j.create(given.weights(1));
      INDArray b1 = Nd4j.create(given.bias(1));
      INDArray w2 = Nd4j.create(given.weights(2));
      INDArray b2 = Nd4j.create(given.bias(2));
      INDArray a1 = Transforms.tanh(x.mmul(w1).addiRowVector(b1));
      INDArray p = Transforms.softmax(a1.mmul(w2).addiRowVector(b2));
      INDArray dz2 = p.sub(y).divi(x.size(0));
      // [nd4j]
      w2.subi(a1.transpose().mmul(dz2).muli(0.1));
      // [end]
      return new Computed().weightsAfter(1, 2, w2.toDoubleMatrix());
    }
  }

  static final class Momentum implements Equivalent {

    @Override
    public String title() {
      return "A step of Nesterov's momentum";
    }

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.with(new UpdaterSpec.Nesterovs(0.1, 0.9));
    }

    @Override
    public Computed fromScratch(Given given) {
      Kernels kernels = Kernels.scalar();
      Parameters parameters = Hand.parameters(given);
      Matrix x = Hand.x(given);
      Matrix y = Hand.y(given);
      // [from-scratch]
      // "updater": {"name": "nesterovs", "learningRate": 0.1, "momentum": 0.9} in the spec
      Trainer trainer = new Trainer(given.spec(), kernels, parameters, x.rows());
      trainer.step(new Minibatch(x, y));
      // [end]
      return new Computed().weightsAfter(1, 2, Hand.rows(parameters.layer(2).weights()));
    }

    @Override
    public Computed dl4j(Given given) {
      MultiLayerNetwork net =
          Twin.network(given, builder -> builder.updater(new Nesterovs(0.1, 0.9)));
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [dl4j]
      // .updater(new Nesterovs(0.1, 0.9)) in the configuration
      net.fit(x, y);
      // [end]
      return new Computed().weightsAfter(1, 2, net.getParam("1_W").toDoubleMatrix());
    }

    @Override
    public Computed nd4j(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      INDArray w1 = Nd4j.create(given.weights(1));
      INDArray b1 = Nd4j.create(given.bias(1));
      INDArray w2 = Nd4j.create(given.weights(2));
      INDArray b2 = Nd4j.create(given.bias(2));
      INDArray a1 = Transforms.tanh(x.mmul(w1).addiRowVector(b1));
      INDArray p = Transforms.softmax(a1.mmul(w2).addiRowVector(b2));
      INDArray dz2 = p.sub(y).divi(x.size(0));
      INDArray v = w2.like();
      // [nd4j]
      INDArray next = v.mul(0.9).sub(a1.transpose().mmul(dz2).muli(0.1));
      w2.addi(next.mul(1 + 0.9).subi(v.mul(0.9)));
      v.assign(next);
      // [end]
      return new Computed().weightsAfter(1, 2, w2.toDoubleMatrix());
    }
  }

  static final class Moments implements Equivalent {

    @Override
    public String title() {
      return "A step of Adam";
    }

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.with(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8));
    }

    @Override
    public Computed fromScratch(Given given) {
      Kernels kernels = Kernels.scalar();
      Parameters parameters = Hand.parameters(given);
      Matrix x = Hand.x(given);
      Matrix y = Hand.y(given);
      // [from-scratch]
      // "updater": {"name": "adam", "learningRate": 0.01} in the spec
      Trainer trainer = new Trainer(given.spec(), kernels, parameters, x.rows());
      trainer.step(new Minibatch(x, y));
      // [end]
      return new Computed().weightsAfter(1, 2, Hand.rows(parameters.layer(2).weights()));
    }

    @Override
    public Computed dl4j(Given given) {
      MultiLayerNetwork net = Twin.network(given, builder -> builder.updater(new Adam(0.01)));
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [dl4j]
      // .updater(new Adam(0.01)) in the configuration
      net.fit(x, y);
      // [end]
      return new Computed().weightsAfter(1, 2, net.getParam("1_W").toDoubleMatrix());
    }

    @Override
    public Computed nd4j(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      INDArray w1 = Nd4j.create(given.weights(1));
      INDArray b1 = Nd4j.create(given.bias(1));
      INDArray w2 = Nd4j.create(given.weights(2));
      INDArray b2 = Nd4j.create(given.bias(2));
      INDArray a1 = Transforms.tanh(x.mmul(w1).addiRowVector(b1));
      INDArray p = Transforms.softmax(a1.mmul(w2).addiRowVector(b2));
      INDArray dz2 = p.sub(y).divi(x.size(0));
      INDArray m = w2.like();
      INDArray v = w2.like();
      int t = 1;
      // [nd4j]
      INDArray g = a1.transpose().mmul(dz2);
      m.muli(0.9).addi(g.mul(1 - 0.9));
      v.muli(0.999).addi(g.mul(g).muli(1 - 0.999));
      double alpha = 0.01 * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
      w2.subi(m.mul(alpha).divi(Transforms.sqrt(v).addi(1e-8)));
      // [end]
      return new Computed().weightsAfter(1, 2, w2.toDoubleMatrix());
    }
  }
}
