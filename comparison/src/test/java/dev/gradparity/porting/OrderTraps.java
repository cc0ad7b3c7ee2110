package dev.gradparity.porting;

import dev.gradparity.testkit.Computed;
import dev.gradparity.testkit.Given;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The order of elements. */
final class OrderTraps {

  private OrderTraps() {}

  static List<Trap> all() {
    return List.of(
        new FlatGradient(),
        new DataBuffer(),
        new WeightsOfPyTorch(),
        new FortranFile(),
        new ShiftedLabels(),
        new SumAlongTheWrongAxis(),
        new ElementwiseProduct(),
        new InPlace());
  }

  @About(
      symptom = "My gradient is right in the first element and wrong in the others.",
      title = "parameters and gradients are flattened column by column",
      why =
          """
          The vector of all parameters holds W, then b, of each layer, and W in 'f' order, column by
          column. A `reshape` without an order reads it row by row.""",
      says = "column-major")
  static final class FlatGradient implements Trap {

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Twin.differentiate(net, x, y);
      // [wrong]
      INDArray flat = net.gradient().gradient(); // W, b, W, b
      INDArray dW = flat.get(NDArrayIndex.interval(0, 20)).reshape(5, 4);
      // [end]
      return new Computed().dW(1, dW.div(x.size(0)).toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Twin.differentiate(net, x, y);
      // [right]
      INDArray flat = net.gradient().gradient();
      INDArray dW = flat.get(NDArrayIndex.interval(0, 20)).reshape('f', 5, 4);
      // [end]
      return new Computed().dW(1, dW.div(x.size(0)).toDoubleMatrix());
    }
  }

  @About(
      symptom = "My array has the right numbers in the wrong places.",
      title = "data() is the storage, not the array",
      why =
          """
          `data()` hands out the buffer, in whatever order the array stores it; parameters, and what is
          computed from them, are stored column by column. Ask for elements by `toDoubleMatrix()`,
          `getDouble(i, j)`, or for a copy in row-major order by `dup('c')`.""",
      says = "column-major")
  static final class DataBuffer implements Trap {

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Twin.differentiate(net, x, y);
      INDArray mean = net.gradient().getGradientFor("0_W").div(x.size(0));
      // [wrong]
      double[] dW = mean.data().asDouble();
      // [end]
      return new Computed().dW(1, Twin.rows(dW, 5));
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      Twin.differentiate(net, x, y);
      INDArray mean = net.gradient().getGradientFor("0_W").div(x.size(0));
      // [right]
      double[] dW = mean.dup('c').data().asDouble();
      // [end]
      return new Computed().dW(1, Twin.rows(dW, 5));
    }
  }

  @About(
      symptom = "The network computes something else from the very same weights.",
      title = "W is (nIn, nOut), and setParam takes any shape",
      why =
          """
          PyTorch stores a linear layer as (out, in). `setParam` refills an array of the wrong shape
          without a word; `setParamTable` refuses it. Transpose on the way in.""",
      says = "first wrong: a1")
  static final class WeightsOfPyTorch implements Trap {

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray weight = Nd4j.create(given.weights(1)).transpose(); // (4, 5), as PyTorch has it
      // [wrong]
      net.setParam("0_W", weight.dup('c'));
      // [end]
      return new Computed().a(1, net.feedForward(x).get(1).toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray weight = Nd4j.create(given.weights(1)).transpose(); // (4, 5), as PyTorch has it
      // [right]
      net.setParam("0_W", weight.transpose());
      // [end]
      return new Computed().a(1, net.feedForward(x).get(1).toDoubleMatrix());
    }
  }

  @About(
      symptom = "My features look shuffled.",
      title = "numbers in a row fill an array in the order that you name",
      why =
          """
          What MATLAB, R, Fortran or `order='F'` wrote runs down the columns. `Nd4j.create` and `reshape`
          fill rows first unless told otherwise.""",
      says = "first wrong: a1")
  static final class FortranFile implements Trap {

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      double[] columnByColumn = Twin.x(given).dup('f').data().asDouble();
      // [wrong]
      INDArray x = Nd4j.create(columnByColumn, new int[] {8, 5});
      // [end]
      return new Computed().a(1, net.feedForward(x).get(1).toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      double[] columnByColumn = Twin.x(given).dup('f').data().asDouble();
      // [right]
      INDArray x = Nd4j.create(columnByColumn, new int[] {8, 5}, 'f');
      // [end]
      return new Computed().a(1, net.feedForward(x).get(1).toDoubleMatrix());
    }
  }

  @About(
      symptom = "Training learns nothing beyond the frequencies of the classes.",
      title = "features and labels are matched by their row alone",
      why =
          """
          A header line read as data, a shuffle of one of two arrays, a filter on one of two files: the
          rows then belong to different examples. Shuffle and split a `DataSet`, which keeps them together.""",
      says = "each example has the labels of the one before")
  static final class ShiftedLabels implements Trap {

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [wrong]
      INDArray labels = Nd4j.vstack(y.getRows(7), y.getRows(0, 1, 2, 3, 4, 5, 6)); // one row late
      Twin.differentiate(net, x, labels);
      // [end]
      return new Computed()
          .dW(2, net.gradient().getGradientFor("1_W").div(x.size(0)).toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given);
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [right]
      Twin.differentiate(net, x, y);
      // [end]
      return new Computed()
          .dW(2, net.gradient().getGradientFor("1_W").div(x.size(0)).toDoubleMatrix());
    }
  }

  @About(
      symptom = "The gradient of the bias has as many elements as there are examples.",
      title = "db sums over axis 0",
      why =
          """
          `sum(0)` adds up the rows, `sum(1)` the columns. Where a minibatch has as many examples as the
          layer has outputs, nothing but the numbers will tell.""",
      says = "db2 has 1 rows of 8, but the spec needs 1 of 3")
  static final class SumAlongTheWrongAxis implements Trap {

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray p = Twin.network(given).output(x);
      INDArray dz = p.sub(Twin.y(given)).div(x.size(0));
      // [wrong]
      INDArray db = dz.sum(1);
      // [end]
      return new Computed().db(2, db.toDoubleVector());
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray p = Twin.network(given).output(x);
      INDArray dz = p.sub(Twin.y(given)).div(x.size(0));
      // [right]
      INDArray db = dz.sum(0);
      // [end]
      return new Computed().db(2, db.toDoubleVector());
    }
  }

  @About(
      symptom = "ND4J says that my matrices cannot be multiplied.",
      title = "mul is element by element, mmul is the product",
      why =
          """
          `x.mul(w)` is NumPy's `x * w`, `x.mmul(w)` its `x @ w`.""",
      says = "shapes are not equal and are not broadcastable")
  static final class ElementwiseProduct implements Trap {

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray w = Nd4j.create(given.weights(1));
      INDArray b = Nd4j.create(given.bias(1));
      // [wrong]
      INDArray z = x.mul(w).addRowVector(b);
      // [end]
      return new Computed().a(1, Transforms.tanh(z).toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray w = Nd4j.create(given.weights(1));
      INDArray b = Nd4j.create(given.bias(1));
      // [right]
      INDArray z = x.mmul(w).addRowVector(b);
      // [end]
      return new Computed().a(1, Transforms.tanh(z).toDoubleMatrix());
    }
  }

  @About(
      symptom = "The loss is wrong, but only when I compute the gradient first.",
      title = "methods that end in i work in place",
      why =
          """
          `sub` makes a new array, `subi` overwrites the one it is called on; so do `divi`, `muli`, `addi`
          and the operations of `Transforms` with `false` as their last argument.""",
      says = "first wrong: loss")
  static final class InPlace implements Trap {

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      INDArray p = Twin.network(given).output(x);
      // [wrong]
      INDArray dz = p.subi(y).divi(x.size(0));
      double loss = -y.mul(Transforms.log(Transforms.abs(p))).sumNumber().doubleValue() / x.size(0);
      // [end]
      return new Computed().loss(loss).db(2, dz.sum(0).toDoubleVector());
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      INDArray p = Twin.network(given).output(x);
      // [right]
      INDArray dz = p.sub(y).divi(x.size(0));
      double loss = -y.mul(Transforms.log(p)).sumNumber().doubleValue() / x.size(0);
      // [end]
      return new Computed().loss(loss).db(2, dz.sum(0).toDoubleVector());
    }
  }
}
