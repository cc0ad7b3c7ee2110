package dev.gradparity.comparison;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Regularisation;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The lower layers of one network, trained, below a new output layer that alone goes on: in a
 * specification, parameters that are copied and a layer that is frozen; in Deeplearning4j, {@code
 * TransferLearning}.
 */
class TransferTest {

  private static final int EXAMPLES = 12;
  private static final int STEPS = 6;

  private static NetworkSpec teacher() {
    return Samples.network(
            DType.FLOAT64,
            3,
            LossKind.MCXENT,
            layer(4, ActivationKind.TANH),
            layer(3, ActivationKind.SOFTMAX))
        .withRegularisation(Regularisation.NONE);
  }

  /** Two classes instead of three, above the same layer, which stays. */
  private static NetworkSpec student() {
    return Samples.network(
            DType.FLOAT64,
            3,
            LossKind.MCXENT,
            layer(4, ActivationKind.TANH).with(LayerSettings.DEFAULT.asFrozen()),
            layer(2, ActivationKind.SOFTMAX))
        .withRegularisation(Regularisation.NONE);
  }

  private static Map<ParameterKind, double[]> after(Observation observed, int layer) {
    TensorName w = TensorName.of(Quantity.WEIGHTS, layer).atStep(STEPS);
    TensorName b = TensorName.of(Quantity.BIAS, layer).atStep(STEPS);
    return Map.of(
        ParameterKind.WEIGHTS, observed.find(w).orElseThrow().values(),
        ParameterKind.BIAS, observed.find(b).orElseThrow().values());
  }

  /** The student's training from the teacher's first layer. */
  private static Case.Training transferred() {
    Case.Training lesson = Samples.training(teacher(), EXAMPLES, EXAMPLES, STEPS);
    Map<ParameterKind, double[]> learnt = after(Samples.fromScratch().observe(lesson), 1);
    Case.Training plain = Samples.training(student(), EXAMPLES, EXAMPLES, STEPS);
    return new Case.Training(
        "transfer",
        plain.spec(),
        new ParameterValues(List.of(learnt, plain.parameters().layers().get(1))),
        plain.examples(),
        EXAMPLES,
        STEPS);
  }

  @Test
  void transferAgreesWithTheLibrary() {
    Case.Training task = transferred();
    Comparison comparison = new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare();
    assertEquals(Verdict.MATCH, comparison.verdict(), comparison.tensors()::toString);
  }

  /** The library's own way there gives the same network and the same training. */
  @Test
  void transferLearningIsCopyingAndFreezing() {
    Case.Training task = transferred();
    MultiLayerNetwork network =
        new TransferLearning.Builder(libraryTeacher(task))
            .fineTuneConfiguration(
                new FineTuneConfiguration.Builder().updater(new Sgd(0.1)).build())
            .setFeatureExtractor(0)
            .removeOutputLayer()
            .addLayer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(4)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .build())
            .build();
    network.setParam("1_W", matrix(task.parameters().of(2, ParameterKind.WEIGHTS), 4, 2));
    network.setParam("1_b", matrix(task.parameters().of(2, ParameterKind.BIAS), 1, 2));
    for (int step = 0; step < STEPS; step++) {
      Examples batch = task.examples().select(task.epochOrders().get(step));
      network.fit(new DataSet(matrix(batch.x(), EXAMPLES, 3), matrix(batch.y(), EXAMPLES, 2)));
    }
    Observation observed = Samples.fromScratch().observe(task);
    for (int l = 1; l <= 2; l++) {
      INDArray w = network.getParam((l - 1) + "_W");
      assertArrayEquals(
          after(observed, l).get(ParameterKind.WEIGHTS), w.dup('c').data().asDouble(), 1e-15);
    }
  }

  /** A network with the teacher's first layer, whatever its output. */
  private static MultiLayerNetwork libraryTeacher(Case.Training task) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(0.1))
                .list()
                .layer(new DenseLayer.Builder().nIn(3).nOut(4).activation(Activation.TANH).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(4)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    network.setParam("0_W", matrix(task.parameters().of(1, ParameterKind.WEIGHTS), 3, 4));
    network.setParam("0_b", matrix(task.parameters().of(1, ParameterKind.BIAS), 1, 4));
    return network;
  }

  private static INDArray matrix(double[] values, int rows, int columns) {
    return Nd4j.createFromArray(values).reshape('c', rows, columns);
  }
}
