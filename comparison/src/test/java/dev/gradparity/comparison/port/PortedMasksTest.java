package dev.gradparity.comparison.port;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A label mask goes the whole way: into both classes, and into the test that compares them. */
class PortedMasksTest {

  private static final int OUTPUTS = 3;

  private record Masked(NetworkSpec spec, int columns) {}

  private static final List<Masked> NETWORKS =
      List.of(
          new Masked(network(LossKind.MCXENT, ActivationKind.SOFTMAX), 1),
          new Masked(
              network(LossKind.MCXENT, ActivationKind.SOFTMAX)
                  .withLoss(new LossSpec(LossKind.MCXENT, List.of(0.5, 1.0, 2.0), 1e-5)),
              1),
          new Masked(
              network(LossKind.MSE, ActivationKind.IDENTITY)
                  .withReduction(Reduction.SUM)
                  .withDtype(DType.FLOAT32),
              1),
          new Masked(network(LossKind.COSINE_PROXIMITY, ActivationKind.IDENTITY), 1),
          new Masked(
              network(LossKind.SPARSE_MCXENT, ActivationKind.SOFTMAX).withDtype(DType.FLOAT32), 1),
          new Masked(network(LossKind.XENT, ActivationKind.SIGMOID), OUTPUTS),
          new Masked(network(LossKind.MCXENT, ActivationKind.SOFTMAX).withTimeSteps(3), 1),
          new Masked(network(LossKind.XENT, ActivationKind.SIGMOID).withTimeSteps(3), OUTPUTS),
          new Masked(network(LossKind.POISSON, ActivationKind.SIGMOID), OUTPUTS),
          new Masked(
              network(LossKind.MSE, ActivationKind.TANH)
                  .withRegularisation(Regularisation.l2(0.01)),
              OUTPUTS),
          // The library's gradients under such a mask are registered deviations.
          new Masked(network(LossKind.MSE, ActivationKind.SOFTMAX), OUTPUTS));

  @TempDir private static Path root;
  private static Projects projects;
  private static final List<Path> FOLDERS = new ArrayList<>();

  private static NetworkSpec network(LossKind loss, ActivationKind output) {
    return new NetworkSpec(
        "masked",
        DType.FLOAT64,
        Shape.of(4),
        List.of(new LayerSpec(5, ActivationKind.TANH), new LayerSpec(OUTPUTS, output)),
        loss,
        Reduction.MEAN,
        new UpdaterSpec.Nesterovs(0.1, 0.9),
        0,
        7);
  }

  @BeforeAll
  static void writeAndCompileAll() throws IOException {
    projects = new Projects(root);
    for (int k = 0; k < NETWORKS.size(); k++) {
      Masked network = NETWORKS.get(k);
      NetworkSpec named = network.spec().withName("masked " + k);
      FOLDERS.add(projects.write(named, network.columns(), "project" + k));
    }
    projects.compile(FOLDERS);
  }

  static Stream<Integer> networks() {
    return Stream.iterate(0, k -> k + 1).limit(NETWORKS.size());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void bothSidesLeaveOutTheSameLabels(int k) throws IOException, ReflectiveOperationException {
    projects.assertPasses(FOLDERS.get(k), NETWORKS.get(k).toString(), 4);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void noLineIsLongerThanAHundredColumns(int k) throws IOException {
    try (Stream<Path> files = Files.walk(FOLDERS.get(k))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Files.readString(file)
            .lines()
            .forEach(line -> assertTrue(line.length() <= 100, file + ": " + line));
      }
    }
  }

  @Test
  void aSideThatForgetsItsMaskFailsTheTest() throws IOException, ReflectiveOperationException {
    Projects faulty = new Projects(root.resolve("faulty"));
    String[] lines = {"    leaveOut(dz2, mask);\n", "    net.setLayerMaskArrays(null, mask);\n"};
    String[] classes = {"PlainNetwork.java", "NetworkInDl4j.java"};
    List<Path> folders = new ArrayList<>();
    for (int k = 0; k < lines.length; k++) {
      NetworkSpec spec = NETWORKS.get(0).spec().withName("faulty " + k);
      Path folder = faulty.write(spec, 1, "faulty" + k);
      String classFolder = "src/main/java/" + PortNames.of(spec).folder();
      Path file = folder.resolve(classFolder).resolve(classes[k]);
      String text = Files.readString(file);
      assertTrue(text.contains(lines[k]), text);
      Files.writeString(file, text.replace(lines[k], ""));
      folders.add(folder);
    }
    faulty.compile(folders);

    for (Path folder : folders) {
      assertTrue(faulty.test(folder).getTestsFailedCount() > 0, folder::toString);
    }
  }

  @Test
  void masksOfOutputsThatTheLibraryThrowsAtAreRefusedByName() {
    for (LossKind loss :
        new LossKind[] {LossKind.MCXENT, LossKind.NEGATIVELOGLIKELIHOOD, LossKind.SPARSE_MCXENT}) {
      Refusals.assertRefused(
          network(loss, ActivationKind.SOFTMAX),
          OUTPUTS,
          "data.labelMask: Deeplearning4j's " + loss.specName());
    }
    Refusals.assertRefused(
        network(LossKind.COSINE_PROXIMITY, ActivationKind.IDENTITY), OUTPUTS, "data.labelMask: ");
  }
}
