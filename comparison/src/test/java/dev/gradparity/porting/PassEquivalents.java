package dev.gradparity.porting;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Affine;
import dev.gradparity.nn.Gradients;
import dev.gradparity.nn.Mlp;
import dev.gradparity.nn.Parameters;
import dev.gradparity.nn.Workspace;
import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.testkit.Computed;
import dev.gradparity.testkit.Given;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The guide's rows of one pass: activations, losses, gradients. */
final class PassEquivalents {

  private PassEquivalents() {}

  static List<Equivalent> all() {
    return List.of(
        new Layer(),
        new Output(),
        new CrossEntropy(),
        new AllGradients(),
        new BiasGradient(),
        new InputGradient(),
        new Penalty(),
        new MeanSquares());
  }

  static final class Layer implements Equivalent {

    @Override
    public String title() {
      return "A layer: A = tanh(X.W + 1b)";
    }

    @Override
    public Computed fromScratch(Given given) {
      Kernels kernels = Kernels.scalar();
      Matrix x = Hand.x(given);
      Matrix w = Hand.matrix(given.weights(1));
      Matrix b = Hand.matrix(given.bias(1));
      // [from-scratch]
      Matrix a = Matrix.zeros(DType.FLOAT64, x.rows(), w.columns());
      new Affine(w, b).forward(kernels, x, a);
      kernels.tanh(a, a);
      // [end]
      return new Computed().a(1, Hand.rows(a));
    }

    @Override
    public Computed dl4j(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      // [dl4j]
      INDArray a = net.feedForward(x).get(1); // 0 is the input
      // [end]
      return new Computed().a(1, a.toDoubleMatrix());
    }

    @Override
    public Computed nd4j(Given given) {
      INDArray x = Twin.x(given);
      INDArray w = Nd4j.create(given.weights(1));
      INDArray b = Nd4j.create(given.bias(1));
      // [nd4j]
      INDArray a = Transforms.tanh(x.mmul(w).addiRowVector(b));
      // [end]
      return new Computed().a(1, a.toDoubleMatrix());
    }
  }

  static final class Output implements Equivalent {

    @Override
    public String title() {
      return "The output: P = softmax(A.W + 1b)";
    }

    @Override
    public Computed fromScratch(Given given) {
      Kernels kernels = Kernels.scalar();
      Mlp mlp = new Mlp(given.spec(), kernels);
      Parameters parameters = Hand.parameters(given);
      Matrix x = Hand.x(given);
      Workspace scratch = new Workspace(given.spec(), given.examples());
      // [from-scratch]
      mlp.forward(parameters, x, scratch);
      Matrix p = scratch.a(2);
      // [end]
      return new Computed().a(2, Hand.rows(p));
    }

    @Override
    public Computed dl4j(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      // [dl4j]
      INDArray p = net.output(x);
      // [end]
      return new Computed().a(2, p.toDoubleMatrix());
    }

    @Override
    public Computed nd4j(Given given) {
      INDArray x = Twin.x(given);
      INDArray w1 = Nd4j.create(given.weights(1));
      INDArray b1 = Nd4j.create(given.bias(1));
      INDArray w2 = Nd4j.create(given.weights(2));
      INDArray b2 = Nd4j.create(given.bias(2));
      INDArray a1 = Transforms.tanh(x.mmul(w1).addiRowVector(b1));
      // [nd4j]
      INDArray p = Transforms.softmax(a1.mmul(w2).addiRowVector(b2));
      // [end]
      return new Computed().a(2, p.toDoubleMatrix());
    }
  }

  static final class CrossEntropy implements Equivalent {

    @Override
    public String title() {
      return "The loss: -sum y ln p, averaged over the examples";
    }

    @Override
    public Computed fromScratch(Given given) {
      Kernels kernels = Kernels.scalar();
      Mlp mlp = new Mlp(given.spec(), kernels);
      Parameters parameters = Hand.parameters(given);
      Matrix x = Hand.x(given);
      Matrix y = Hand.y(given);
      Workspace scratch = new Workspace(given.spec(), given.examples());
      // [from-scratch]
      mlp.forward(parameters, x, scratch);
      double loss = mlp.loss(parameters, y, scratch);
      // [end]
      return new Computed().loss(loss);
    }

    @Override
    public Computed dl4j(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [dl4j]
      double loss = net.score(new DataSet(x, y));
      // [end]
      return new Computed().loss(loss);
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
      // [nd4j]
      double loss = -y.mul(Transforms.log(p)).sumNumber().doubleValue() / x.size(0);
      // [end]
      return new Computed().loss(loss);
    }
  }

  static final class AllGradients implements Equivalent {

    @Override
    public String title() {
      return "Every gradient: dZ2 = (P - Y)/n, dW = A^T.dZ, db = 1^T.dZ, dA = dZ.W^T, dZ1 = dA (1 - A^2)";
    }

    @Override
    public Computed fromScratch(Given given) {
      Kernels kernels = Kernels.scalar();
      Mlp mlp = new Mlp(given.spec(), kernels);
      Parameters parameters = Hand.parameters(given);
      Matrix x = Hand.x(given);
      Matrix y = Hand.y(given);
      Workspace scratch = new Workspace(given.spec(), given.examples());
      Gradients gradients = Gradients.zeros(parameters);
      // [from-scratch]
      mlp.forward(parameters, x, scratch);
      mlp.backward(parameters, x, y, scratch, gradients);
      Matrix dW1 = gradients.layer(1).dW();
      Matrix dW2 = gradients.layer(2).dW();
      // [end]
      return new Computed().dW(1, Hand.rows(dW1)).dW(2, Hand.rows(dW2));
    }

    @Override
    public Computed dl4j(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [dl4j]
      net.setInput(x);
      net.setLabels(y);
      net.computeGradientAndScore(); // sums over the examples
      INDArray dW1 = net.gradient().getGradientFor("0_W").div(x.size(0));
      INDArray dW2 = net.gradient().getGradientFor("1_W").div(x.size(0));
      // [end]
      return new Computed().dW(1, dW1.toDoubleMatrix()).dW(2, dW2.toDoubleMatrix());
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
      // [nd4j]
      INDArray dz2 = p.sub(y).divi(x.size(0));
      INDArray dW2 = a1.transpose().mmul(dz2);
      INDArray da1 = dz2.mmul(w2.transpose());
      INDArray dz1 = da1.mul(a1.mul(a1).rsub(1));
      INDArray dW1 = x.transpose().mmul(dz1);
      // [end]
      return new Computed().dW(1, dW1.toDoubleMatrix()).dW(2, dW2.toDoubleMatrix());
    }
  }

  static final class BiasGradient implements Equivalent {

    @Override
    public String title() {
      return "The gradient of a bias: db = 1^T.dZ";
    }

    @Override
    public Computed fromScratch(Given given) {
      Kernels kernels = Kernels.scalar();
      Mlp mlp = new Mlp(given.spec(), kernels);
      Parameters parameters = Hand.parameters(given);
      Matrix x = Hand.x(given);
      Matrix y = Hand.y(given);
      Workspace scratch = new Workspace(given.spec(), given.examples());
      Gradients gradients = Gradients.zeros(parameters);
      // [from-scratch]
      mlp.forward(parameters, x, scratch);
      mlp.backward(parameters, x, y, scratch, gradients); // kernels.columnSums(dZ, db)
      Matrix db = gradients.layer(2).db();
      // [end]
      return new Computed().db(2, db.toArray());
    }

    @Override
    public Computed dl4j(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Twin.differentiate(net, x, y);
      // [dl4j]
      INDArray db = net.gradient().getGradientFor("1_b").div(x.size(0));
      // [end]
      return new Computed().db(2, db.toDoubleVector());
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
      INDArray db = dz2.sum(0);
      // [end]
      return new Computed().db(2, db.toDoubleVector());
    }
  }

  static final class InputGradient implements Equivalent {

    @Override
    public String title() {
      return "The gradient by the input: dX = dZ1.W1^T";
    }

    @Override
    public Computed fromScratch(Given given) {
      Kernels kernels = Kernels.scalar();
      Mlp mlp = new Mlp(given.spec(), kernels);
      Parameters parameters = Hand.parameters(given);
      Matrix x = Hand.x(given);
      Matrix y = Hand.y(given);
      Workspace scratch = new Workspace(given.spec(), given.examples());
      Gradients gradients = Gradients.zeros(parameters);
      // [from-scratch]
      mlp.forward(parameters, x, scratch);
      mlp.backward(parameters, x, y, scratch, gradients);
      mlp.backwardInput(parameters, x, scratch);
      Matrix dx = scratch.dX();
      // [end]
      return new Computed().dx(Hand.rows(dx));
    }

    @Override
    public Computed dl4j(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [dl4j]
      INDArray dx = net.calculateGradients(x, y, null, null).getSecond().div(x.size(0));
      // [end]
      return new Computed().dx(dx.toDoubleMatrix());
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
      INDArray dz1 = dz2.mmul(w2.transpose()).mul(a1.mul(a1).rsub(1));
      INDArray dx = dz1.mmul(w1.transpose());
      // [end]
      return new Computed().dx(dx.toDoubleMatrix());
    }
  }

  static final class Penalty implements Equivalent {

    @Override
    public String title() {
      return "L2: dW + l2 W";
    }

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.withL2(0.02);
    }

    @Override
    public Computed fromScratch(Given given) {
      Kernels kernels = Kernels.scalar();
      Mlp mlp = new Mlp(given.spec(), kernels);
      Parameters parameters = Hand.parameters(given);
      Matrix x = Hand.x(given);
      Matrix y = Hand.y(given);
      Workspace scratch = new Workspace(given.spec(), given.examples());
      Gradients gradients = Gradients.zeros(parameters);
      // [from-scratch]
      // "l2": 0.02 in the spec
      mlp.forward(parameters, x, scratch);
      mlp.backward(parameters, x, y, scratch, gradients);
      // [end]
      return new Computed().dW(2, Hand.rows(gradients.layer(2).dW()));
    }

    @Override
    public Computed dl4j(Given given) {
      MultiLayerNetwork net = Twin.network(given, builder -> builder.updater(new Sgd(1)));
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [dl4j]
      // .l2(0.02) in the configuration
      net.fit(x, y); // under new Sgd(1): what is subtracted is the gradient, penalty included
      INDArray dW = net.gradient().getGradientFor("1_W");
      // [end]
      return new Computed().dW(2, dW.toDoubleMatrix());
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
      INDArray dW = a1.transpose().mmul(dz2).addi(w2.mul(0.02));
      // [end]
      return new Computed().dW(2, dW.toDoubleMatrix());
    }
  }

  static final class MeanSquares implements Equivalent {

    @Override
    public String title() {
      return "Mean squared error: dP = 2 (P - Y) / (C n)";
    }

    @Override
    public Setting setting() {
      return Setting.REGRESSION;
    }

    @Override
    public Computed fromScratch(Given given) {
      Kernels kernels = Kernels.scalar();
      Mlp mlp = new Mlp(given.spec(), kernels);
      Parameters parameters = Hand.parameters(given);
      Matrix x = Hand.x(given);
      Matrix y = Hand.y(given);
      Workspace scratch = new Workspace(given.spec(), given.examples());
      // [from-scratch]
      mlp.forward(parameters, x, scratch);
      double loss = mlp.loss(parameters, y, scratch);
      // [end]
      return new Computed().loss(loss);
    }

    @Override
    public Computed dl4j(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [dl4j]
      // new OutputLayer.Builder(new LossMSE()) in the configuration
      double loss = net.score(new DataSet(x, y));
      // [end]
      return new Computed().loss(loss);
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
      INDArray p = a1.mmul(w2).addiRowVector(b2);
      // [nd4j]
      INDArray difference = p.sub(y);
      double loss = difference.mul(difference).sumNumber().doubleValue() / p.length();
      // [end]
      return new Computed().loss(loss);
    }
  }
}
