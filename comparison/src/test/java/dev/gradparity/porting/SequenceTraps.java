package dev.gradparity.porting;

import dev.gradparity.testkit.Computed;
import dev.gradparity.testkit.Given;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Dense layers over the steps of sequences. */
final class SequenceTraps {

  private static final int STEPS = 4;
  private static final Setting SEQUENCES = Setting.CLASSIFIER.inSequencesOf(STEPS);

  private SequenceTraps() {}

  static List<Trap> all() {
    return List.of(new MeanOverSteps());
  }

  private static MultiLayerNetwork network(Given given, Layer output) {
    return Twin.network(
        given,
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .list()
            .layer(Twin.hidden(given.spec()).build())
            .layer(output)
            .setInputType(InputType.recurrent(given.spec().inputSize(), STEPS))
            .build());
  }

  /** Rows, those of a sequence one after the other, with an axis of the sequences. */
  private static INDArray bySequence(double[][] rows) {
    return Nd4j.create(rows).reshape('c', rows.length / STEPS, STEPS, rows[0].length);
  }

  @About(
      symptom = "With sequences of 4 steps, loss and gradient are a fourth of mine.",
      title = "the mean is over sequences, not over their steps",
      why =
          """
          A sequence is one example: what is divided by is the size of axis 0 of the labels. An
          `RnnOutputLayer` takes them as [N, outputs, steps] and divides the sum over all steps by N; an
          `OutputLayer` behind the same dense layers takes a row for each step, in the order t N + n, and
          divides by N steps. PyTorch's losses divide by all N steps, too.""",
      says = "all is 1/4 (by the number of time steps) of what it should be")
  static final class MeanOverSteps implements Trap {

    @Override
    public Setting setting() {
      return SEQUENCES;
    }

    @Override
    public Computed wrong(Given given) {
      INDArray x = bySequence(given.x()).permute(0, 2, 1); // [N, features, steps]
      INDArray labels = bySequence(given.y()); // [N, steps, outputs]
      // [wrong]
      Layer output =
          new OutputLayer.Builder(LossFunction.MCXENT)
              .activation(Activation.SOFTMAX)
              .nIn(4)
              .nOut(3)
              .build();
      MultiLayerNetwork net = network(given, output); // setInputType(InputType.recurrent(5, 4))
      INDArray y = labels.permute(1, 0, 2).reshape(x.size(0) * 4, 3); // a row for each step
      // [end]
      Twin.differentiate(net, x, y);
      return computed(net, y);
    }

    @Override
    public Computed right(Given given) {
      INDArray x = bySequence(given.x()).permute(0, 2, 1); // [N, features, steps]
      INDArray labels = bySequence(given.y()); // [N, steps, outputs]
      // [right]
      Layer output =
          new RnnOutputLayer.Builder(LossFunction.MCXENT)
              .activation(Activation.SOFTMAX)
              .nIn(4)
              .nOut(3)
              .build();
      MultiLayerNetwork net = network(given, output); // setInputType(InputType.recurrent(5, 4))
      INDArray y = labels.permute(0, 2, 1); // [N, outputs, steps]
      // [end]
      Twin.differentiate(net, x, y);
      return computed(net, y);
    }

    private static Computed computed(MultiLayerNetwork net, INDArray y) {
      return new Computed().loss(net.score()).dW(1, Twin.meanGradient(net, "0_W", y));
    }
  }
}
