package dev.gradparity.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers whose weights are a row, in files of the library's own. */
class RowFormModelFileTest {

  private static final double[] X = {1, -2, 0.5, 3, 0, 1};
  private static final double[] Y = {1, 0, -1};

  @TempDir private Path directory;

  private static NetworkSpec spec(boolean isShared) {
    LayerForm rectifier = isShared ? LayerForm.PRelu.SHARED : LayerForm.PRelu.PLAIN;
    return new NetworkSpec(
        "model",
        DType.FLOAT64,
        Shape.of(2),
        List.of(
            LayerSpec.of(rectifier, 2, ActivationSpec.of(ActivationKind.IDENTITY)),
            LayerSpec.of(
                new LayerForm.ElementwiseMultiplication(),
                2,
                ActivationSpec.of(ActivationKind.TANH)),
            new LayerSpec(1, ActivationKind.IDENTITY)),
        LossKind.MSE,
        Reduction.MEAN,
        new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8),
        0,
        1);
  }

  private static MultiLayerNetwork library(boolean isShared) {
    PReLULayer.Builder rectifier = new PReLULayer.Builder().inputShape(2);
    if (isShared) {
      rectifier.sharedAxes(1);
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.01))
                .list()
                // It never reads the sigmoid that it is given by default.
                .layer(rectifier.build())
                .layer(
                    new ElementWiseMultiplicationLayer.Builder()
                        .nIn(2)
                        .nOut(2)
                        .activation(Activation.TANH)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(2)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    network.fit(
        new DataSet(Dl4jArrays.of(X, DType.FLOAT64, 3, 2), Dl4jArrays.of(Y, DType.FLOAT64, 3, 1)));
    return network;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFileOfTheLibrarysOwnIsReadAndWrittenAgain(boolean isShared) throws IOException {
    MultiLayerNetwork library = library(isShared);
    Path file = directory.resolve("own.zip");
    ModelSerializer.writeModel(library, file.toFile(), true);

    Dl4jModel model = Dl4jModelFile.read(file, spec(isShared));

    assertEquals(isShared ? 1 : 2, model.parameters().of(1, ParameterKind.WEIGHTS).length);
    assertArrayEquals(
        Dl4jArrays.rowMajor(library.getParam("0_W")),
        model.parameters().of(1, ParameterKind.WEIGHTS));
    assertArrayEquals(
        Dl4jArrays.rowMajor(library.getParam("1_W")),
        model.parameters().of(2, ParameterKind.WEIGHTS));
    assertArrayEquals(
        Dl4jArrays.rowMajor(library.getParam("1_b")), model.parameters().of(2, ParameterKind.BIAS));
    assertEquals(2, model.state().size());

    Path again = directory.resolve("again.zip");
    Dl4jModelFile.write(again, spec(isShared), model);
    MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(again.toFile(), true);
    assertArrayEquals(
        Dl4jArrays.rowMajor(library.params()), Dl4jArrays.rowMajor(restored.params()));
  }
}
