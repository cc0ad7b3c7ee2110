package dev.gradparity.porting;

import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.testkit.Computed;
import dev.gradparity.testkit.Given;
import java.util.List;
import org.deeplearning4j.nn.conf.distribution.ConstantDistribution;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Layers between the dense ones: batch normalisation, the rectifier that learns. */
final class LayerTraps {

  private static final Setting BATCH_NORM =
      Setting.CLASSIFIER.through(
          LayerForm.BatchNorm.PRESET, LayerForm.BatchNorm.PRESET.weightInit());

  private LayerTraps() {}

  static List<Trap> all() {
    return List.of(
        new OutputByRunningStatistics(),
        new DecayIsKept(),
        new VarianceOfSample(),
        new SlopeOfEachInput());
  }

  private static BatchNormalization.Builder batchNorm() {
    return new BatchNormalization.Builder().nIn(4).nOut(4);
  }

  @About(
      symptom = "Behind a batch normalisation, activations and score(data) are not those of fit().",
      title = "output() normalises by the running mean and variance",
      why =
          """
          `fit` normalises by the minibatch's own mean and variance. `output(x)`, `feedForward(x)` and
          `score(data)` are inference, and take the running ones, which start at 0 and 1; with `true` as
          their last argument they compute as `fit` does, dropout included. PyTorch's `model.train()` and
          `model.eval()` are the same two.""",
      says = "first wrong: a3")
  static final class OutputByRunningStatistics implements Trap {

    @Override
    public Setting setting() {
      return BATCH_NORM;
    }

    @Override
    public Computed wrong(Given given) {
      MultiLayerNetwork net = Twin.network(given, batchNorm().build());
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [wrong]
      INDArray p = net.output(x);
      double loss = net.score(new DataSet(x, y));
      // [end]
      return new Computed().a(3, p.toDoubleMatrix()).loss(loss);
    }

    @Override
    public Computed right(Given given) {
      MultiLayerNetwork net = Twin.network(given, batchNorm().build());
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [right]
      INDArray p = net.output(x, true);
      double loss = net.score(new DataSet(x, y), true);
      // [end]
      return new Computed().a(3, p.toDoubleMatrix()).loss(loss);
    }
  }

  @About(
      symptom = "After a few steps the running mean is the last minibatch's.",
      title = "decay is what the running statistics keep",
      why =
          """
          running = decay running + (1 - decay) batch. Keras' `momentum` is the same number, PyTorch's is
          1 - decay: its 0.1 is `decay(0.9)`, the preset. The parameters are `mean` and, unless
          `useLogStd(false)`, `log10stdev`, the decimal logarithm of the running deviation, in place of `var`.""",
      says = "first wrong: mean2@1")
  static final class DecayIsKept implements Trap {

    @Override
    public Setting setting() {
      return BATCH_NORM;
    }

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [wrong]
      BatchNormalization layer =
          new BatchNormalization.Builder().nIn(4).nOut(4).decay(0.1).build(); // momentum=0.1
      // [end]
      return trained(Twin.network(given, layer), x, y);
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      INDArray y = Twin.y(given);
      // [right]
      BatchNormalization layer = new BatchNormalization.Builder().nIn(4).nOut(4).decay(0.9).build();
      // [end]
      return trained(Twin.network(given, layer), x, y);
    }

    private static Computed trained(MultiLayerNetwork net, INDArray x, INDArray y) {
      net.fit(x, y);
      return new Computed().meanAfter(1, 2, net.getParam("1_mean").reshape(4).toDoubleVector());
    }
  }

  @About(
      symptom = "What I normalise is too small by a few per cent, by fewer with more examples.",
      title = "var() and std() divide by n - 1",
      why =
          """
          `a.var(0)` is NumPy's `a.var(axis=0, ddof=1)`; `a.var(false, 0)` divides by n. Batch and layer
          normalisation divide by n, as in Deeplearning4j and PyTorch; PyTorch's running variance divides by
          n - 1, Deeplearning4j's by n.""",
      says = "first wrong: a2")
  static final class VarianceOfSample implements Trap {

    @Override
    public Setting setting() {
      return BATCH_NORM;
    }

    @Override
    public Computed wrong(Given given) {
      INDArray a = Transforms.tanh(Twin.preActivation(given));
      INDArray gamma = Twin.row(given, 2, ParameterKind.GAMMA);
      INDArray beta = Twin.row(given, 2, ParameterKind.BETA);
      // [wrong]
      INDArray deviation = Transforms.sqrt(a.var(0).add(1e-5));
      INDArray normalised = a.subRowVector(a.mean(0)).diviRowVector(deviation);
      INDArray z = normalised.muliRowVector(gamma).addiRowVector(beta);
      // [end]
      return new Computed().a(2, z.toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      INDArray a = Transforms.tanh(Twin.preActivation(given));
      INDArray gamma = Twin.row(given, 2, ParameterKind.GAMMA);
      INDArray beta = Twin.row(given, 2, ParameterKind.BETA);
      // [right]
      INDArray deviation = Transforms.sqrt(a.var(false, 0).add(1e-5));
      INDArray normalised = a.subRowVector(a.mean(0)).diviRowVector(deviation);
      INDArray z = normalised.muliRowVector(gamma).addiRowVector(beta);
      // [end]
      return new Computed().a(2, z.toDoubleMatrix());
    }
  }

  @About(
      symptom = "My parametric rectifier starts as a plain ReLU.",
      title = "a PReLU layer has a slope for each input, from 0 on",
      why =
          """
          PyTorch's `PReLU()` has one slope, 0.25 at first. That is `sharedAxes(1)` and a constant here; the
          preset is a slope for each input, all 0. In inference the layer
          [writes over its input](deviations.md#prelu-inference): give `output` a copy where it is the first.""",
      says = "first wrong: a2")
  static final class SlopeOfEachInput implements Trap {

    @Override
    public Setting setting() {
      return Setting.CLASSIFIER.through(LayerForm.PRelu.SHARED, new Distribution.Constant(0.25));
    }

    @Override
    public Computed wrong(Given given) {
      INDArray x = Twin.x(given);
      // [wrong]
      PReLULayer rectifier = new PReLULayer.Builder().inputShape(4).build();
      // [end]
      MultiLayerNetwork net = Twin.network(given, rectifier);
      return new Computed().a(2, net.feedForward(x, true).get(2).toDoubleMatrix());
    }

    @Override
    public Computed right(Given given) {
      INDArray x = Twin.x(given);
      double slope = given.weights(2)[0][0];
      // [right]
      PReLULayer rectifier =
          new PReLULayer.Builder()
              .inputShape(4)
              .sharedAxes(1)
              .weightInit(new ConstantDistribution(slope))
              .build();
      // [end]
      MultiLayerNetwork net = Twin.network(given, rectifier);
      return new Computed().a(2, net.feedForward(x, true).get(2).toDoubleMatrix());
    }
  }
}
