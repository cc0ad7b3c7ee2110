package dev.gradparity.dl4j;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.shade.jackson.core.JsonProcessingException;

/**
 * Deeplearning4j's own model file, the zip of {@code ModelSerializer}: the configuration with its
 * counts of iterations and epochs, the vector of parameters, the vector of the updater's state.
 *
 * <p>Files are written by the library. They are read without it: it would load classes that the
 * configuration names and, from entries that networks do not need, Java objects.
 */
public final class Dl4jModelFile {

  private static final String UPDATER_STATE = ModelSerializer.UPDATER_BIN;

  /** A layer takes some two thousand bytes, and an entry of a schedule's table thirty. */
  private static final int MAX_CONFIGURATION = 16 << 20;

  private Dl4jModelFile() {}

  /**
   * Writes a file that {@code ModelSerializer.restoreMultiLayerNetwork} reads. A file that is there
   * is replaced when the new one is complete.
   *
   * <p>AdaBelief is written under the library's name, which the library restores without the
   * updater alone: its own AdaBelief cannot take a state.
   *
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   * @throws ModelFileException if the file cannot be written
   */
  public static void write(Path file, NetworkSpec spec, Dl4jModel model) {
    Dl4jNetwork network = new Dl4jNetwork(spec);
    network.restore(model);
    try {
      Path directory = file.toAbsolutePath().getParent();
      Path unfinished = Files.createTempFile(directory, file.getFileName().toString(), ".tmp");
      try {
        try (OutputStream out = Files.newOutputStream(unfinished)) {
          ModelSerializer.writeModel(network.forLibrary(), out, true);
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new ModelFileException(file, "cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a file that {@code ModelSerializer.writeModel} wrote, with the updater's state.
   *
   * @param spec the network that the file must hold; names, seeds and initial weights may differ
   * @throws ModelFileException if it is no such file, or holds another network
   */
  public static Dl4jModel read(Path file, NetworkSpec spec) {
    Dl4jNetwork network = new Dl4jNetwork(spec);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ConfigurationTree configuration = configuration(zip);
      ConfigurationTree expected = ConfigurationTree.of(network.configuration());
      Optional<String> difference = configuration.differenceFrom(expected);
      if (difference.isPresent()) {
        throw new UnreadableModelException("another network: " + difference.get());
      }
      network.restore(
          vector(zip, ModelSerializer.COEFFICIENTS_BIN, spec, network.parameterCount()),
          state(zip, spec, network.stateCount()),
          configuration.count("iterationCount"),
          configuration.count("epochCount"));
      return network.model();
    } catch (JsonProcessingException e) {
      throw new ModelFileException(
          file, "the configuration is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      // The zip reader takes a name that it cannot decode for a bad argument.
      throw new ModelFileException(
          file, "cannot be read as a Deeplearning4j model: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the parameters alone, with neither configuration nor updater's state nor native code.
   *
   * @param spec whose shapes and format the parameters must have
   * @throws ModelFileException if it is no such file, or holds other parameters
   */
  public static ParameterValues readParameters(Path file, NetworkSpec spec) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      int count = Dl4jConventions.parameterCount(spec);
      double[] flat = vector(zip, ModelSerializer.COEFFICIENTS_BIN, spec, count);
      return Dl4jConventions.unflattened(spec, flat);
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelFileException(
          file, "cannot be read as a Deeplearning4j model: " + e.getMessage(), e);
    }
  }

  private static ConfigurationTree configuration(ZipFile zip) throws IOException {
    try (InputStream in = open(zip, ModelSerializer.CONFIGURATION_JSON)) {
      byte[] json = in.readNBytes(MAX_CONFIGURATION + 1);
      if (json.length > MAX_CONFIGURATION) {
        throw new UnreadableModelException(
            "the configuration has more than %d bytes".formatted(MAX_CONFIGURATION));
      }
      return ConfigurationTree.of(json);
    }
  }

  private static double[] state(ZipFile zip, NetworkSpec spec, int count) throws IOException {
    if (count > 0 && zip.getEntry(UPDATER_STATE) == null) {
      throw new UnreadableModelException(
          "it was saved without the updater's state; save it with saveUpdater = true");
    }
    return count == 0 ? new double[0] : vector(zip, UPDATER_STATE, spec, count);
  }

  private static double[] vector(ZipFile zip, String name, NetworkSpec spec, int count)
      throws IOException {
    try (InputStream in = open(zip, name)) {
      return Nd4jBinary.read(name, in, spec.dtype(), count);
    }
  }

  private static InputStream open(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new UnreadableModelException("it has no entry " + name);
    }
    return zip.getInputStream(entry);
  }
}
