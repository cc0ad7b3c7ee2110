package dev.gradparity.comparison.port;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.UpdaterState;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.WholeFile;
import dev.gradparity.comparison.input.SpecWriter;
import dev.gradparity.comparison.npz.NpyArray;
import dev.gradparity.comparison.npz.NpzWriter;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network as a Maven project of its own. The same network and parameters give the same bytes.
 *
 * @param spec the network
 * @param maskColumns of the label mask that its examples have: 1, or as many as outputs; 0 where
 *     all labels count
 * @param parameters to start from, in the network's format
 * @param state where the training of the parameters goes on, if that is known
 * @param version of gradparity, whose artifacts the project's test needs
 */
public record Port(
    NetworkSpec spec,
    int maskColumns,
    ParameterValues parameters,
    Optional<UpdaterState> state,
    String version) {

  private static final String PARAMETERS = "parameters.npz";
  private static final String STATE = "updater.npz";

  /**
   * Checks that the network can be ported.
   *
   * @throws InvalidInputException naming what cannot be, and the remedy
   */
  public Port {
    requirePortable(spec, maskColumns);
  }

  /** A network whose examples' labels all count. */
  public Port(
      NetworkSpec spec, ParameterValues parameters, Optional<UpdaterState> state, String version) {
    this(spec, 0, parameters, state, version);
  }

  /**
   * Checks that a network can be ported, before there is room for its parameters.
   *
   * @throws InvalidInputException naming what cannot be, and the remedy
   */
  public static void requirePortable(NetworkSpec spec, int maskColumns) {
    Portability.require(spec);
    Portability.requireMask(spec, maskColumns);
  }

  /** All files but the parameters, by their paths with slashes. */
  Map<String, String> texts() {
    PortNames names = PortNames.of(spec);
    Ported ported = new Ported(spec, names, maskColumns, state.isPresent());
    String main = "src/main/java/" + names.folder() + "/";
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("README.md", PortReadme.text(ported));
    texts.put("pom.xml", PortPom.text(names, version));
    texts.put("spec.json", SpecWriter.text(spec));
    texts.put(main + PortNames.PARAMETERS + ".java", ParametersClass.text(spec, names));
    texts.put(main + PortNames.PLAIN + ".java", PlainClass.text(ported));
    texts.put(main + PortNames.DL4J + ".java", Dl4jClass.text(ported));
    state.ifPresent(
        from ->
            texts.put(main + PortNames.STATE + ".java", UpdaterStateClass.text(spec, names, from)));
    String test = "src/test/java/" + names.folder() + "/" + PortNames.TEST + ".java";
    texts.put(test, TestClass.text(ported));
    return texts;
  }

  private Map<String, NpyArray> arrays() {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    for (ParameterPlace place : ParameterPlace.all(spec)) {
      double[] values = parameters.of(place.layer(), place.kind());
      arrays.put(place.array(), new NpyArray(spec.dtype(), shape(place), values));
    }
    return arrays;
  }

  private static Shape shape(ParameterPlace place) {
    return place.isRow() ? Shape.of(place.columns()) : Shape.of(place.rows(), place.columns());
  }

  private Map<String, NpyArray> remembered(UpdaterState from) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    for (UpdaterStateClass.Remembered remembered : UpdaterStateClass.all(spec)) {
      ParameterPlace place = remembered.place();
      double[] values = from.memory().get(place.layer(), place.kind()).get(remembered.index());
      arrays.put(remembered.array(), new NpyArray(spec.dtype(), shape(place), values));
    }
    arrays.put("iterations", count(from.iterations()));
    arrays.put("epochs", count(from.epochs()));
    return arrays;
  }

  private static NpyArray count(int value) {
    return new NpyArray(DType.FLOAT64, Shape.of(), new double[] {value});
  }

  /**
   * Writes the project, whole or not at all.
   *
   * @param folder one that is not there yet, or an empty one
   * @throws InvalidInputException if it cannot be written there
   */
  public void write(Path folder) {
    Path target = folder.toAbsolutePath().normalize();
    if (target.getFileName() == null) {
      throw new InvalidInputException(folder + ": is no place for a project; name a new folder");
    }
    try {
      requireEmpty(folder, target);
      Files.createDirectories(target.getParent());
      Path unfinished = WholeFile.temporary(target);
      try {
        writeInto(unfinished);
        Files.deleteIfExists(target);
        Files.move(unfinished, target);
      } finally {
        delete(unfinished);
      }
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: the project cannot be written there; give a new folder in a writable one with --out"
                  .formatted(folder)
              + " (%s)".formatted(UserText.reason(e)),
          e);
    }
  }

  private static void requireEmpty(Path folder, Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (Files.isDirectory(target)) {
      try (Stream<Path> inside = Files.list(target)) {
        if (inside.findAny().isEmpty()) {
          return;
        }
      }
    }
    throw new InvalidInputException(
        folder + ": is there already, and nothing is overwritten; give a new folder with --out");
  }

  private void writeInto(Path folder) throws IOException {
    for (Map.Entry<String, String> text : texts().entrySet()) {
      Path file = folder.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue(), StandardCharsets.UTF_8);
    }
    NpzWriter.write(folder.resolve(PARAMETERS), arrays(), NpzWriter.Compression.STORED);
    if (state.isPresent()) {
      NpzWriter.write(folder.resolve(STATE), remembered(state.get()), NpzWriter.Compression.STORED);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
