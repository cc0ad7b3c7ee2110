package dev.gradparity.comparison.model;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.UpdaterState;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.npz.NpzArchive;
import dev.gradparity.dl4j.Dl4jModel;
import dev.gradparity.dl4j.Dl4jModelFile;
import dev.gradparity.dl4j.ModelFileException;
import dev.gradparity.dl4j.NativeLibraryMissingException;
import dev.gradparity.dl4j.NoSuchOperationException;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.PerParameter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What Deeplearning4j saved: the zip of {@code ModelSerializer}, or a configuration in JSON alone.
 *
 * @param spec the network
 * @param parameters empty where there is a configuration alone
 * @param state of the updater; empty where it was not saved, cannot be read, or has not stepped
 * @param hints what the file has besides, which is left out
 */
public record ModelFile(
    NetworkSpec spec,
    Optional<ParameterValues> parameters,
    Optional<UpdaterState> state,
    List<String> hints) {

  /** All elements in their widest type, and room for the configuration. */
  private static final long MOST_BYTES = 8L * NpzArchive.MOST_ELEMENTS + (1 << 26);

  /** Below this, how much an archive inflates does not matter. */
  private static final int HARMLESS_ELEMENTS = 1 << 22;

  /** Trained parameters hardly deflate; those of a fresh network have zeros for biases. */
  private static final int MOST_ELEMENTS_PER_BYTE = 16;

  private static final int MOST_ENTRIES = 1000;

  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final Set<String> NORMALIZERS = Set.of("normalizer.bin", "preprocessor.bin");
  private static final Set<String> OTHERS =
      Set.of(CONFIGURATION, COEFFICIENTS, "updaterState.bin", "updater.bin", "noParams.marker");

  private static final String REMEDY = "save the model again with ModelSerializer.writeModel";

  /** Copies the list. */
  public ModelFile {
    hints = List.copyOf(hints);
  }

  /**
   * Reads a file. No class is loaded by a name that it gives, nothing of it is unpacked to disk,
   * and no memory is taken for what it claims before that fits the network.
   *
   * @throws InvalidInputException naming the place and the remedy, if it is of no use
   */
  public static ModelFile read(Path file) {
    long bytes = bytesOf(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      int first = in.read();
      if (first == 'P') {
        return zip(file, bytes);
      }
      while (first == ' ' || first == '\n' || first == '\r' || first == '\t') {
        first = in.read();
      }
      if (first != '{') {
        throw refused(
            file,
            "is neither a zip of ModelSerializer nor a configuration in JSON",
            "give what ModelSerializer.writeModel or MultiLayerConfiguration.toJson wrote");
      }
      byte[] json = Files.readAllBytes(requireSmall(file, bytes));
      NetworkSpec spec = ModelConfiguration.read(file.toString(), name(file), json);
      return new ModelFile(spec, Optional.empty(), Optional.empty(), List.of());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InvalidInputException unreadable(Path file, IOException e) {
    return new InvalidInputException(
        "%s: cannot be read as a Deeplearning4j model (%s); %s"
            .formatted(file, UserText.reason(e), REMEDY),
        e);
  }

  private static InvalidInputException refused(Path file, String what, String remedy) {
    return new InvalidInputException(file + ": " + what + "; " + remedy);
  }

  private static Path requireSmall(Path file, long bytes) {
    if (bytes > ModelConfiguration.MOST_BYTES) {
      throw refused(
          file,
          "has %d bytes, more than the %d of a configuration that are read"
              .formatted(bytes, ModelConfiguration.MOST_BYTES),
          "give a smaller network");
    }
    return file;
  }

  private static long bytesOf(Path file) {
    if (!Files.exists(file)) {
      throw refused(file, "there is no such file", "give a model that Deeplearning4j saved");
    }
    if (!Files.isRegularFile(file)) {
      throw refused(file, "is no regular file", "give a model that Deeplearning4j saved");
    }
    try {
      long bytes = Files.size(file);
      if (bytes == 0 || bytes > MOST_BYTES) {
        throw refused(
            file,
            bytes == 0
                ? "is empty"
                : "has %d bytes, more than the %d that are read".formatted(bytes, MOST_BYTES),
            bytes == 0 ? REMEDY : "give a smaller network");
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The file's name without its ending. */
  private static String name(Path file) {
    String name = UserText.oneLine(file.getFileName().toString());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static ModelFile zip(Path file, long bytes) throws IOException {
    byte[] json;
    boolean hasNormalizer;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Map<String, ZipEntry> entries = entries(file, zip);
      hasNormalizer = entries.keySet().stream().anyMatch(NORMALIZERS::contains);
      for (String name : List.of(CONFIGURATION, COEFFICIENTS)) {
        if (!entries.containsKey(name)) {
          throw refused(file, "it has no entry " + name, REMEDY);
        }
      }
      try (InputStream in = zip.getInputStream(entries.get(CONFIGURATION))) {
        json = in.readNBytes(ModelConfiguration.MOST_BYTES + 1);
      }
    } catch (IllegalArgumentException e) {
      // The library announces some malformed directories as illegal arguments.
      throw new InvalidInputException(
          "%s: is no sound zip (%s); %s".formatted(file, e.getMessage(), REMEDY), e);
    }
    if (json.length > ModelConfiguration.MOST_BYTES) {
      throw refused(
          file,
          "the configuration has more than the %d bytes that are read"
              .formatted(ModelConfiguration.MOST_BYTES),
          "give a smaller network");
    }
    NetworkSpec spec = ModelConfiguration.read(file.toString(), name(file), json);
    requireHarmless(file, spec, bytes);
    ParameterValues parameters = parameters(file, spec);
    List<String> hints = new ArrayList<>();
    if (hasNormalizer) {
      hints.add(
          file
              + ": has a normalizer as well, which is left out; shift and scale the features"
              + " before the network sees them");
    }
    return new ModelFile(spec, Optional.of(parameters), state(file, spec, hints), hints);
  }

  /** What cannot be read is left out, and that is said: parameters are of use alone. */
  private static Optional<UpdaterState> state(Path file, NetworkSpec spec, List<String> hints) {
    Dl4jModel model;
    try {
      model = Dl4jModelFile.read(file, spec);
    } catch (ModelFileException | NoSuchOperationException | NativeLibraryMissingException e) {
      hints.add("%s; its updater starts afresh".formatted(UserText.oneLine(e.getMessage())));
      return Optional.empty();
    }
    if (model.iterations() == 0) {
      return Optional.empty();
    }
    PerParameter<List<double[]>> memory =
        PerParameter.of(spec, (l, kind) -> remembered(spec, model, l, kind));
    return Optional.of(new UpdaterState(memory, model.iterations(), model.epochs()));
  }

  private static List<double[]> remembered(
      NetworkSpec spec, Dl4jModel model, int l, ParameterKind kind) {
    List<double[]> memory = new ArrayList<>();
    for (int k = 0; k < spec.updater(l, kind).stateNames().size(); k++) {
      memory.add(model.state().get(k).of(l, kind));
    }
    return memory;
  }

  private static Map<String, ZipEntry> entries(Path file, ZipFile zip) {
    if (zip.size() > MOST_ENTRIES) {
      throw refused(file, "has %d entries, more than a model has".formatted(zip.size()), REMEDY);
    }
    Map<String, ZipEntry> entries = new HashMap<>();
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      String name = entry.getName();
      boolean isKnown = OTHERS.contains(name) || NORMALIZERS.contains(name);
      // What users add to a model lies in a folder of its own, and is not looked at.
      boolean isAdded = name.startsWith("objects/") && !name.contains("..");
      if (!isKnown && !isAdded) {
        throw refused(
            file,
            "has an entry \"%s\", which is no part of a model".formatted(UserText.excerpt(name)),
            REMEDY);
      }
      if (entries.put(name, entry) != null) {
        throw refused(file, "has the entry %s twice".formatted(name), REMEDY);
      }
    }
    return entries;
  }

  private static void requireHarmless(Path file, NetworkSpec spec, long bytes) {
    long count = spec.parameterCount();
    if (count > NpzArchive.MOST_ELEMENTS) {
      throw refused(
          file,
          "has %d parameters, more than the %d that are read"
              .formatted(count, NpzArchive.MOST_ELEMENTS),
          "give a smaller network");
    }
    if (count > HARMLESS_ELEMENTS && count > MOST_ELEMENTS_PER_BYTE * bytes) {
      throw refused(
          file,
          "its %d bytes would inflate like a zip bomb".formatted(bytes),
          "save the model uncompressed");
    }
  }

  private static ParameterValues parameters(Path file, NetworkSpec spec) {
    ParameterValues parameters;
    try {
      parameters = Dl4jModelFile.readParameters(file, spec);
    } catch (ModelFileException e) {
      throw new InvalidInputException(e.getMessage() + "; " + REMEDY, e);
    }
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        requireFinite(file, l, kind.symbol(), parameters.of(l, kind));
      }
    }
    return new ParameterValues(parameters.layers());
  }

  private static void requireFinite(Path file, int layer, String name, double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw refused(
            file,
            "layer %d: %s holds %s".formatted(layer, name, value),
            "give a model whose training did not diverge");
      }
    }
  }
}
