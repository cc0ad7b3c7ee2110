package dev.gradparity.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.comparison.model.ModelFile;
import dev.gradparity.dl4j.Dl4jModel;
import dev.gradparity.dl4j.Dl4jModelFile;
import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Parameters;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.train.Minibatch;
import dev.gradparity.train.Trainer;
import dev.gradparity.train.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A model that somebody trained and saved with Deeplearning4j alone goes on on both sides. */
class ImportedTrainingTest {

  private static final int EXAMPLES = 23;
  private static final int BEFORE = 12;
  private static final int STEPS = 22;

  @TempDir private Path folder;
  private Path file;
  private MultiLayerNetwork network;
  private NetworkSpec spec;
  private ParameterValues start;
  private Examples examples;
  private DataSet minibatch;

  @BeforeEach
  void buildAndSave() throws IOException {
    network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.05))
                .l2(0.001)
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(0.1)
                .list()
                .layer(new DenseLayer.Builder().nIn(4).nOut(6).activation(Activation.TANH).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(6)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    file = folder.resolve("model.zip");
    ModelSerializer.writeModel(network, file.toFile(), true);
    ModelFile model = ModelFile.read(file);
    spec = model.spec();
    start = model.parameters().orElseThrow();
    examples = Samples.examples(spec, EXAMPLES);
    minibatch =
        new DataSet(
            Nd4j.createFromArray(examples.x()).reshape(EXAMPLES, 4),
            Nd4j.createFromArray(examples.y()).reshape(EXAMPLES, 3));
  }

  /** Steps of the library's, from number {@code first} on. */
  private void fit(MultiLayerNetwork net, int first, int last, ObservationBuilder builder) {
    for (int t = first; t <= last; t++) {
      net.fit(minibatch);
      addStep(
          builder,
          t,
          net.score(),
          (l, kind) -> net.getParam(l - 1 + "_" + kind.symbol()).dup('c').data().asDouble());
    }
  }

  /** Steps of from-scratch's from what the file holds. */
  private void goOn(Dl4jModel model, boolean withState, ObservationBuilder builder) {
    Parameters parameters = parameters(model.parameters());
    Trainer trainer = new Trainer(spec, Kernels.scalar(), parameters, EXAMPLES);
    if (withState) {
      trainer.resume(new TrainingState(moments(model.state()), model.iterations()));
    }
    Minibatch batch =
        new Minibatch(
            Matrix.of(spec.dtype(), EXAMPLES, 4, examples.x()),
            Matrix.of(spec.dtype(), EXAMPLES, 3, examples.y()));
    for (int t = BEFORE + 1; t <= STEPS; t++) {
      double loss = trainer.step(batch);
      addStep(builder, t, loss, (l, kind) -> parameters.of(l, kind).toArray());
    }
  }

  /** What the library's updater remembers lies in one vector: it is seen in what it leads to. */
  private void addStep(
      ObservationBuilder builder, int t, double loss, PerParameter.Values<double[]> parameters) {
    builder.addScalar(Quantity.BATCH_SIZE, t, EXAMPLES);
    builder.addScalar(Quantity.LOSS, t, loss);
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        builder.addParameter(kind, l, t, parameters.of(l, kind));
      }
    }
  }

  private Parameters parameters(ParameterValues values) {
    Parameters parameters = Parameters.zeros(spec);
    for (int l = 1; l <= spec.depth(); l++) {
      parameters.of(l, ParameterKind.WEIGHTS).setAll(values.of(l, ParameterKind.WEIGHTS));
      parameters.of(l, ParameterKind.BIAS).setAll(values.of(l, ParameterKind.BIAS));
    }
    return parameters;
  }

  /** From one entry for m and one for v to both for each of W1, b1, W2, b2. */
  private List<List<Matrix>> moments(List<ParameterValues> state) {
    List<Matrix> m = parameters(state.get(0)).matrices();
    List<Matrix> v = parameters(state.get(1)).matrices();
    List<List<Matrix>> moments = new ArrayList<>();
    for (int k = 0; k < m.size(); k++) {
      moments.add(List.of(m.get(k), v.get(k)));
    }
    return moments;
  }

  private Comparison compare(boolean withState) throws IOException {
    ObservationBuilder ofLibrary = new ObservationBuilder("dl4j", spec);
    ObservationBuilder moved = new ObservationBuilder("moved", spec);
    MultiLayerNetwork twin = network.clone();
    fit(network, 1, BEFORE, ofLibrary);
    fit(twin, 1, BEFORE, moved);
    ModelSerializer.writeModel(network, file.toFile(), true);
    assertEquals(spec, ModelFile.read(file).spec());

    fit(ModelSerializer.restoreMultiLayerNetwork(file.toFile()), BEFORE + 1, STEPS, ofLibrary);
    goOn(Dl4jModelFile.read(file, spec), withState, moved);

    Case task = new Case.Training("imported", spec, start, examples, EXAMPLES, STEPS);
    Subject left = subject(ofLibrary.build());
    return new Trial(left, subject(moved.build()), task).judge();
  }

  private static Subject subject(Observation observation) {
    return new Subject() {
      @Override
      public String name() {
        return observation.subject();
      }

      @Override
      public Observation observe(Case task) {
        return observation;
      }
    };
  }

  @Test
  void bothSidesTrainOnAlike() throws IOException {
    Comparison comparison = compare(true);

    assertEquals(Verdict.MATCH, comparison.verdict(), () -> comparison.tensors().toString());
    assertEquals(STEPS * 6, comparison.tensors().size());
  }

  @Test
  void aStateThatIsLeftBehindIsFoundAtTheFirstStepAfterTheImport() throws IOException {
    Comparison comparison = compare(false);

    assertEquals(Verdict.MISMATCH, comparison.verdict());
    assertEquals(BEFORE + 1, comparison.firstMismatch().orElseThrow().name().step());
  }
}
