package dev.gradparity.comparison.port;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.CaseFactory;
import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.input.SpecReader;
import dev.gradparity.comparison.model.ModelFile;
import dev.gradparity.dl4j.Dl4jModelFile;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.Named;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written compiles, passes its own tests, and fails them when a line of it is wrong. */
class PortedProjectsTest {

  private static final List<NetworkSpec> NETWORKS = Networks.all();

  @TempDir private static Path root;
  private static Projects projects;
  private static final List<Path> FOLDERS = new ArrayList<>();

  @BeforeAll
  static void writeAndCompileAll() throws IOException {
    projects = new Projects(root);
    for (int k = 0; k < NETWORKS.size(); k++) {
      // Of one package each: all are compiled together.
      NetworkSpec spec = NETWORKS.get(k);
      FOLDERS.add(projects.write(spec.withName(spec.name() + " of " + k), "project" + k));
    }
    projects.compile(FOLDERS);
  }

  static Stream<Integer> networks() {
    return Stream.iterate(0, k -> k + 1).limit(NETWORKS.size());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyProjectPassesItsOwnTest(int k) throws IOException, ReflectiveOperationException {
    projects.assertPasses(FOLDERS.get(k), NETWORKS.get(k).name(), 4);
  }

  /**
   * What the written class built and the library saved is the network again, setting by setting of
   * the library's configuration, with the same parameters.
   */
  @ParameterizedTest
  @MethodSource("networks")
  void aModelThatTheLibrarySavesIsReadAsTheNetworkItIs(int k)
      throws IOException, ReflectiveOperationException {
    NetworkSpec spec = NETWORKS.get(k);
    Path file = root.resolve("model" + k + ".zip");
    projects.saveModel(FOLDERS.get(k), file);
    if (Networks.cannotBeSaved(spec)) {
      assertThrows(InvalidInputException.class, () -> ModelFile.read(file));
      return;
    }
    ModelFile model = ModelFile.read(file);
    ParameterValues written = CaseFactory.initialParameters(spec);
    ParameterValues read = model.parameters().orElseThrow();

    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).form().parameters()) {
        assertArrayEquals(written.of(l, kind), read.of(l, kind));
      }
    }
    // Compares the file's configuration with that of the network that was read.
    Dl4jModelFile.read(file, model.spec());
  }

  @Test
  void everythingThatASpecificationSaysIsPorted() {
    Set<String> activations = new TreeSet<>();
    Set<String> losses = new TreeSet<>();
    for (NetworkSpec spec : NETWORKS) {
      spec.layers().forEach(layer -> activations.add(layer.activation().kind().specName()));
      losses.add(spec.loss().specName());
    }

    assertEquals(names(ActivationKind.values()), activations);
    assertEquals(names(LossKind.values()), losses);
  }

  private static Set<String> names(Named... values) {
    return Arrays.stream(values)
        .map(Named::specName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** One line of each class, in the way that people get it wrong. */
  @Test
  void aLineThatIsWrongFailsTheTest() throws IOException, ReflectiveOperationException {
    Map<String, List<String>> faults =
        Map.of(
            "PlainNetwork.java",
                List.of("dw1 = product(transposed(x), dz1)", "dw1 = product(transposed(x), da1)"),
            "NetworkInDl4j.java", List.of("Activation.TANH", "Activation.SIGMOID"),
            "Parameters.java",
                List.of(
                    "flat[offset + j * rows + i] = ",
                    "flat[offset + i * parameter[i].length + j] = "));
    NetworkSpec spec = network("schedule fixed");
    Projects faulty = new Projects(root.resolve("faulty"));
    List<Path> folders = new ArrayList<>();
    for (Map.Entry<String, List<String>> fault : faults.entrySet()) {
      String word = fault.getKey().substring(0, 5);
      Path folder = faulty.write(spec.withName("faulty " + word), word);
      String name = PortNames.of(spec.withName("faulty " + word)).folder();
      Path file = folder.resolve("src/main/java/" + name + "/" + fault.getKey());
      String text = Files.readString(file);
      assertTrue(text.contains(fault.getValue().get(0)), text);
      Files.writeString(file, text.replace(fault.getValue().get(0), fault.getValue().get(1)));
      folders.add(folder);
    }
    faulty.compile(folders);

    for (Path folder : folders) {
      assertTrue(faulty.test(folder).getTestsFailedCount() > 0, folder::toString);
    }
  }

  private static NetworkSpec network(String name) {
    return NETWORKS.stream().filter(spec -> spec.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void theSameNetworkGivesTheSameBytes() throws IOException {
    NetworkSpec spec = network("schedule map");
    Projects twice = new Projects(root.resolve("twice"));
    Path one = twice.write(spec, "one");
    Path other = twice.write(spec, "other");
    List<Path> files;
    try (Stream<Path> all = Files.walk(one)) {
      files = all.filter(Files::isRegularFile).toList();
    }

    assertEquals(8, files.size());
    for (Path file : files) {
      assertArrayEquals(
          Files.readAllBytes(file), Files.readAllBytes(other.resolve(one.relativize(file))));
    }
  }

  /** What google-java-format says was checked by hand; the width is what depends on numbers. */
  @ParameterizedTest
  @MethodSource("networks")
  void noLineIsLongerThanAHundredColumns(int k) {
    new Port(NETWORKS.get(k), CaseFactory.initialParameters(NETWORKS.get(k)), Optional.empty(), "1")
        .texts()
        .forEach(
            (file, text) -> {
              if (file.endsWith(".java")) {
                text.lines().forEach(line -> assertTrue(line.length() <= 100, file + ": " + line));
                assertTrue(text.endsWith("}\n"), file);
              }
            });
  }

  /** A call is a second mention. */
  @ParameterizedTest
  @MethodSource("networks")
  void noMethodIsWrittenThatNothingCalls(int k) throws IOException {
    String folder = "src/main/java/" + PortNames.of(SpecReader.readNetwork(spec(k))).folder();
    String text = Files.readString(FOLDERS.get(k).resolve(folder + "/PlainNetwork.java"));

    Matcher methods = Pattern.compile("  private static \\S+ (\\w+)\\(").matcher(text);
    while (methods.find()) {
      String call = "\\b" + methods.group(1) + "\\(";
      assertTrue(Pattern.compile(call).matcher(text).results().count() > 1, methods.group(1));
    }
  }

  private static Path spec(int k) {
    return FOLDERS.get(k).resolve("spec.json");
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theSpecificationIsWrittenAsItIs(int k) {
    NetworkSpec read = SpecReader.readNetwork(spec(k));

    assertEquals(NETWORKS.get(k).withName(read.name()), read);
  }

  @Test
  void whatDeeplearning4jThrowsAtIsRefusedByName() {
    NetworkSpec spec = network("schedule ramp").withDtype(DType.FLOAT64);
    NetworkSpec rrelu =
        spec.withLayers(List.of(new LayerSpec(5, ActivationKind.RRELU), spec.layer(2)));
    List<LayerSpec> many = new ArrayList<>();
    for (int l = 0; l < 200; l++) {
      many.add(new LayerSpec(4, ActivationKind.TANH));
    }
    many.add(spec.layer(2));
    NetworkSpec deep = spec.withLayers(many);

    ActivationSpec identity = ActivationSpec.of(ActivationKind.IDENTITY);
    LayerSpec shared = LayerSpec.of(LayerForm.PRelu.SHARED, 9, identity);
    LayerSpec frozen =
        LayerSpec.of(LayerForm.PRelu.PLAIN, 4, identity).with(LayerSettings.DEFAULT.asFrozen());
    LayerSpec held =
        LayerSpec.of(new LayerForm.Dense(1, true), 5, identity)
            .with(LayerSettings.DEFAULT.with(Constraint.onWeights(new Constraint.UnitNorm())));
    NetworkSpec holding = spec.withLayers(List.of(held, spec.layer(2)));
    NetworkSpec sharing =
        spec.withLayers(List.of(new LayerSpec(9, ActivationKind.TANH), shared, spec.layer(2)));
    NetworkSpec freezing =
        spec.withLayers(List.of(new LayerSpec(4, ActivationKind.TANH), frozen, spec.layer(2)));

    assertAll(
        () -> Refusals.assertRefused(sharing, "layers[1].sharedAxes: Deeplearning4j's PReLULayer"),
        () -> Refusals.assertRefused(freezing, "layers[1].frozen: Deeplearning4j's frozen PReLU"),
        () ->
            Refusals.assertRefused(holding, "layers[0].constraints: Deeplearning4j takes the norm"),
        () -> Refusals.assertRefused(rrelu, "layers[0].activation: Deeplearning4j's rrelu"),
        () -> Refusals.assertRefused(deep, "the network has 201 layers"));
  }
}
