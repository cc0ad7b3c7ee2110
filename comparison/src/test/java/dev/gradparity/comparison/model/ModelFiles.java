package dev.gradparity.comparison.model;

import static dev.gradparity.comparison.InvalidInputs.assertReadable;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Files of a model that Deeplearning4j saved by itself, and of what others made of it. */
final class ModelFiles {

  static final String CONFIGURATION = "configuration.json";
  static final String COEFFICIENTS = "coefficients.bin";

  private ModelFiles() {}

  /** As somebody would write it: nothing is said that has a default. */
  static MultiLayerConfiguration configuration() {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .dataType(DataType.DOUBLE)
        .updater(new Adam(0.05))
        .l2(0.001)
        .list()
        .layer(new DenseLayer.Builder().nIn(4).nOut(5).activation(Activation.RELU).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(5)
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build())
        .build();
  }

  static MultiLayerNetwork network() {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration());
    network.init();
    return network;
  }

  /** With a batch normalisation that keeps logarithms, because it is told to or by default. */
  static MultiLayerNetwork normalised(boolean isTold) {
    BatchNormalization.Builder norm = new BatchNormalization.Builder().nIn(5).nOut(5);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder().nIn(4).nOut(5).build())
                .layer(isTold ? norm.useLogStd(true).build() : norm.build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT).nIn(5).nOut(3).build())
                .build());
    network.init();
    return network;
  }

  static byte[] saved(MultiLayerNetwork network) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ModelSerializer.writeModel(network, bytes, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Map<String, byte[]> entries(byte[] zip) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The model with one entry changed. */
  static byte[] with(byte[] model, String entry, UnaryOperator<byte[]> change) {
    Map<String, byte[]> entries = entries(model);
    entries.put(entry, change.apply(entries.get(entry)));
    return zip(entries);
  }

  /** The model with its configuration changed; the change must find its place. */
  static byte[] configured(byte[] model, String old, String other) {
    return with(
        model,
        CONFIGURATION,
        json -> {
          String text = new String(json, StandardCharsets.UTF_8);
          assertTrue(text.contains(old), text);
          return text.replace(old, other).getBytes(StandardCharsets.UTF_8);
        });
  }

  static void assertOneSentence(Path file, String message) {
    assertTrue(message.contains(file.toString() + ": "), message);
    assertTrue(message.contains("; "), message);
    assertReadable(message);
  }

  static Path write(Path folder, byte[] bytes) throws IOException {
    return Files.write(folder.resolve("model.zip"), bytes);
  }
}
