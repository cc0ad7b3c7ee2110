package dev.gradparity.comparison.claims;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static dev.gradparity.comparison.InvalidInputs.messageOf;
import static dev.gradparity.comparison.claims.ClaimedSample.N;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.npz.ArchiveBytes;
import dev.gradparity.comparison.npz.NpyArray;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsReaderTest {

  private static final NetworkSpec NETWORK = ClaimedSample.network(DType.FLOAT64);

  @TempDir private Path folder;

  private Claims read(Map<String, NpyArray> arrays) throws IOException {
    return read(arrays, NETWORK);
  }

  private Claims read(Map<String, NpyArray> arrays, NetworkSpec spec) throws IOException {
    return ClaimsReader.read(ClaimedSample.write(folder, arrays), spec);
  }

  private String refusal(Map<String, NpyArray> arrays) {
    return messageOf(() -> read(arrays));
  }

  private static NpyArray reshaped(NpyArray array, int... extents) {
    return new NpyArray(array.dtype(), Shape.of(extents), array.values());
  }

  private static NpyArray float64(Shape shape) {
    return new NpyArray(DType.FLOAT64, shape, new double[shape.size()]);
  }

  @Test
  void whatAnUpdaterRemembersMayBeClaimed() throws IOException {
    NetworkSpec spec = NETWORK.withUpdater(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8));
    Case.Training original = Samples.training(spec, N, N, 2);
    Observation states =
        new Observation(
            "states",
            Samples.fromScratch().observe(original).tensors().stream()
                .filter(tensor -> tensor.name().quantity() == Quantity.STATE)
                .toList());
    Map<String, NpyArray> arrays = CaseArrays.of(original, states);

    Claim claim = read(arrays, spec).perCase().get(0);
    Comparison comparison = new Trial(Samples.fromScratch(), claim.subject(), claim.task()).judge();

    assertEquals(states.fingerprint(), claim.tensors().fingerprint());
    assertEquals(Verdict.MATCH, comparison.verdict());
    assertEquals(2 * 4 * 2, comparison.tensors().size());

    arrays.put("W1.r@1", arrays.get("W1.m@1"));
    assertMentions(messageOf(() -> read(arrays, spec)), "W1.r@1", "is an unknown name", "W1.m@t");
  }

  @Test
  void aPassThatWasWrittenIsTheSameCaseAndTheSameTensors() throws IOException {
    Case.Gradient original = Samples.gradient(NETWORK, N);

    Claims claims = read(ClaimedSample.pass());

    assertEquals(1, claims.perCase().size());
    Claim claim = claims.perCase().get(0);
    Case.Gradient task = (Case.Gradient) claim.task();
    assertArrayEquals(original.batch().x(), task.batch().x());
    assertArrayEquals(original.batch().y(), task.batch().y());
    for (int l = 0; l < 2; l++) {
      assertArrayEquals(original.parameters().weights().get(l), task.parameters().weights().get(l));
      assertArrayEquals(original.parameters().biases().get(l), task.parameters().biases().get(l));
    }
    assertEquals(original.name(), task.name());
    assertEquals("arrays.npz", claim.subject().name());
    assertEquals(
        Samples.fromScratch().observe(original).fingerprint(), claim.tensors().fingerprint());
    assertEquals(List.of(), claims.hints());
  }

  @Test
  void aLabelMaskIsAPartOfTheCase() throws IOException {
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    double[] mask = {1, 0, 1, 1, 0, 1};
    arrays.put("labelMask", new NpyArray(DType.FLOAT64, Shape.of(N), mask));
    Claim claim = read(arrays).perCase().get(0);
    Case.Gradient task = (Case.Gradient) claim.task();
    assertArrayEquals(mask, task.batch().labelMask());
    var comparison = new Trial(Samples.fromScratch(), claim.subject(), task).judge();
    assertEquals(Verdict.MISMATCH, comparison.verdict(), "computed without it");
    Map<String, NpyArray> right = CaseArrays.of(task, Samples.fromScratch().observe(task));
    Claim computedWithIt = read(right).perCase().get(0);
    assertEquals(
        Verdict.MATCH,
        new Trial(Samples.fromScratch(), computedWithIt.subject(), computedWithIt.task())
            .judge()
            .verdict());

    arrays.put(
        "labelMask", new NpyArray(DType.FLOAT64, Shape.of(N), new double[] {1, 0, 2, 1, 0, 1}));
    assertMentions(refusal(arrays), "labelMask", "holds 2.0; give 1 for labels that count");
    arrays.put("labelMask", float64(Shape.of(N, 2)));
    assertMentions(refusal(arrays), "labelMask", "[6, 2]", "[6, 1]");
  }

  @Test
  void aTrainingThatWasWrittenMatchesWhenItIsComputedAgain() throws IOException {
    Claim claim = read(ClaimedSample.training()).perCase().get(0);

    Case.Training task = (Case.Training) claim.task();
    assertEquals("3 steps of sgd, batch 6", task.name());
    var comparison = new Trial(Samples.fromScratch(), claim.subject(), task).judge();
    assertEquals(Verdict.MATCH, comparison.verdict());
    assertEquals(3 * 5, comparison.tensors().size());
  }

  @Test
  void gradientsAndStepsMayBeClaimedAtOnce() throws IOException {
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    ClaimedSample.training().forEach(arrays::putIfAbsent);

    List<Claim> perCase = read(arrays).perCase();

    assertEquals(2, perCase.size());
    assertEquals(13, perCase.get(0).tensors().tensors().size());
    assertEquals(15, perCase.get(1).tensors().tensors().size());
  }

  @Test
  void theLastClaimedStepIsHowFarIsTrained() throws IOException {
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    arrays.keySet().removeIf(name -> !name.matches("x|y|[Wb][12]"));
    arrays.put("W2@1", ClaimedSample.training().get("W2@1"));

    Case task = read(arrays).perCase().get(0).task();

    assertEquals(1, ((Case.Training) task).steps());
    assertEquals("1 step of sgd, batch 6", task.name());
  }

  @Test
  void aClaimKnowsItsOwnCaseOnly() throws IOException {
    Claim claim = read(ClaimedSample.pass()).perCase().get(0);

    assertThrows(
        IllegalArgumentException.class,
        () -> claim.subject().observe(Samples.gradient(NETWORK, N)));
  }

  @Test
  void aBiasMayBeAMatrixOfOneRowAndALossAVector() throws IOException {
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    arrays.computeIfPresent("b1", (name, b1) -> reshaped(b1, 1, 5));
    arrays.computeIfPresent("db2", (name, db2) -> reshaped(db2, 1, 3));
    arrays.computeIfPresent("loss", (name, loss) -> reshaped(loss, 1));

    Claim claim = read(arrays).perCase().get(0);

    assertEquals(
        read(ClaimedSample.pass()).perCase().get(0).tensors().fingerprint(),
        claim.tensors().fingerprint());
  }

  @Test
  void imagesMayBeFlat() throws IOException {
    NetworkSpec images =
        new NetworkSpec(
            "images",
            DType.FLOAT64,
            Shape.of(1, 2, 2),
            NETWORK.layers(),
            LossKind.MCXENT,
            NETWORK.reduction(),
            NETWORK.updater(),
            NETWORK.regularisation().weights().l2(),
            NETWORK.seed());
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    arrays.computeIfPresent("x", (name, x) -> reshaped(x, N, 1, 2, 2));

    Claim claim = read(arrays, images).perCase().get(0);

    ObservedTensor dx =
        claim.tensors().tensors().stream()
            .filter(tensor -> tensor.name().toString().equals("dx"))
            .findFirst()
            .orElseThrow();
    assertEquals(Shape.of(N, 1, 2, 2), dx.shape());
  }

  @Test
  void aSingleOutputMayHaveNoAxis() throws IOException {
    NetworkSpec single =
        Samples.network(DType.FLOAT64, 2, LossKind.MSE, Samples.layer(1, ActivationKind.IDENTITY));
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("x", float64(Shape.of(3, 2)));
    arrays.put("y", float64(Shape.of(3)));
    arrays.put("W1", float64(Shape.of(2, 1)));
    arrays.put("b1", float64(Shape.of(1)));
    arrays.put("a1", float64(Shape.of(3)));

    ObservedTensor a1 = read(arrays, single).perCase().get(0).tensors().tensors().get(0);

    assertEquals(Shape.of(3, 1), a1.shape());
  }

  private Claims readLabels(byte[] y) throws IOException {
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : List.of("x", "W1", "b1", "W2", "b2", "loss")) {
      NpyArray array = arrays.get(name);
      String shape =
          array
              .shape()
              .extents()
              .toString()
              .replace('[', '(')
              .replace("]", ",)")
              .replace("(,", "(");
      files.put(name + ".npy", ArchiveBytes.float64(shape, array.values()));
    }
    files.put("y.npy", y);
    Path file = Files.write(folder.resolve("labels.npz"), ArchiveBytes.zip(files, true));
    return ClaimsReader.read(file, NETWORK);
  }

  @Test
  void integersAreClasses() throws IOException {
    Case task =
        readLabels(ArchiveBytes.npy("'|u1'", "False", "(6,)", new byte[] {0, 2, 1, 1, 0, 2}))
            .perCase()
            .get(0)
            .task();

    assertArrayEquals(
        new double[] {1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1},
        ((Case.Gradient) task).batch().y());
  }

  @Test
  void labelsThatTheLossCannotReadAreRefused() {
    assertMentions(
        messageOf(
            () ->
                readLabels(
                    ArchiveBytes.npy("'|i1'", "False", "(6,)", new byte[] {0, 2, 1, 3, 0, 2}))),
        "labels.npz: y: example 3 has the class 3, where the classes are 0 to 2; change the label");
    assertMentions(
        messageOf(() -> readLabels(ArchiveBytes.float64("(6,)", 0, 1, 2, 0, 1, 2))),
        "y: has the shape [6], but the spec needs [6, 3]");
    double[] y = ClaimedSample.pass().get("y").values().clone();
    y[4] = 0.25;
    assertMentions(
        messageOf(() -> readLabels(ArchiveBytes.float64("(6, 3)", y))),
        "y: example 1 has probabilities whose sum is");
    y[4] = -1;
    assertMentions(
        messageOf(() -> readLabels(ArchiveBytes.float64("(6, 3)", y))),
        "y: example 1 has -1.0, which is not a probability");
  }

  @ParameterizedTest
  @CsvSource({
    "W1, 'this project stores (fan-in, fan-out): pass W1.T'",
    "dW2, 'this project stores (fan-in, fan-out): pass dW2.T'",
    "x, 'an example is a row: pass x.T'",
    "dz1, 'an example is a row: pass dz1.T'",
  })
  void aTransposedArrayIsCalledSo(String name, String remedy) {
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    arrays.computeIfPresent(
        name,
        (n, array) ->
            reshaped(array, array.shape().extents().get(1), array.shape().extents().get(0)));

    assertMentions(refusal(arrays), "arrays.npz: " + name + ": has the shape [", remedy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "y", "W1", "b1", "W2", "b2"})
  void whatACaseNeedsMustBeThere(String name) {
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    arrays.remove(name);

    assertMentions(refusal(arrays), "arrays.npz: " + name + ": is missing; add the ");
  }

  @ParameterizedTest
  @CsvSource({
    "w1, W1?",
    "dw2, dW2?",
    "da2, da1?",
    "W3, W1?",
    "dW0, dW1?",
    "Loss, loss?",
    "X, x?",
    "dx1, d",
    "labels, ''",
    "batch@1, ''",
    "z1@1, z1?",
    "W1@0, W1?",
    "W1@1001, W1?",
    "W1@01, W1?",
    "loss@, loss?",
  })
  void anUnknownNameIsRefusedWithTheNearest(String name, String nearest) {
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    arrays.put(name, float64(Shape.of(1)));

    assertMentions(
        refusal(arrays),
        "arrays.npz: "
            + name
            + ": is an unknown name; did you mean \""
            + nearest.replace("?", "\"?"));
  }

  @Test
  void theNumbersOfAnEmbeddingAreThoseOfItsRows() throws IOException {
    NetworkSpec spec =
        Samples.network(
            DType.FLOAT64,
            1,
            LossKind.MCXENT,
            LayerSpec.of(new LayerForm.Embedding(5), 4, ActivationSpec.of(ActivationKind.IDENTITY)),
            Samples.layer(3, ActivationKind.SOFTMAX));
    Case task = Samples.gradient(spec, N);
    Map<String, NpyArray> arrays = CaseArrays.of(task, Samples.fromScratch().observe(task));
    assertEquals(1, read(arrays, spec).perCase().size());

    for (double bad : new double[] {5, -1, 0.5}) {
      double[] x = arrays.get("x").values().clone();
      x[2] = bad;
      arrays.put("x", new NpyArray(DType.FLOAT64, Shape.of(N, 1), x));
      assertMentions(
          messageOf(() -> read(arrays, spec)),
          "x: holds " + bad + " at [2, 0], which is no row of the embedding; give whole numbers",
          "from 0 to 4");
    }
  }

  @Test
  void moreRowsThanALayerCanHoldAreRefused() throws IOException {
    NetworkSpec wide =
        Samples.network(
            DType.FLOAT64,
            1,
            LossKind.MCXENT,
            Samples.layer(1000, ActivationKind.TANH),
            Samples.layer(3, ActivationKind.SOFTMAX));
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] rows = new byte[4_000_000];
    files.put("x.npy", ArchiveBytes.npy("'|u1'", "False", "(4000000, 1)", rows));
    for (String name : List.of("y", "W1", "b1", "W2", "b2", "loss")) {
      files.put(name + ".npy", ArchiveBytes.float64("()", 0));
    }
    Path file = Files.write(folder.resolve("many.npz"), ArchiveBytes.zip(files, true));

    assertMentions(
        messageOf(() -> ClaimsReader.read(file, wide)),
        "many.npz: x: has 4000000 rows of up to 1000 columns, more numbers than an array can hold");
  }

  @Test
  void nothingClaimedIsRefused() {
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    arrays.keySet().removeIf(name -> !name.matches("x|y|[Wb][12]"));

    assertMentions(refusal(arrays), "arrays.npz: claims nothing; add what you computed");
  }

  @Test
  void dataMustBeFiniteAndClaimsNeedNot() throws IOException {
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    NpyArray dW1 = arrays.get("dW1");
    double[] values = dW1.values().clone();
    values[6] = Double.NaN;
    arrays.put("dW1", new NpyArray(DType.FLOAT64, dW1.shape(), values));
    Claim claim = read(arrays).perCase().get(0);
    assertEquals(
        "dW1",
        new Trial(Samples.fromScratch(), claim.subject(), claim.task())
            .judge()
            .firstMismatch()
            .orElseThrow()
            .name()
            .toString());

    arrays.put("W1", arrays.get("dW1"));
    assertMentions(refusal(arrays), "W1: holds NaN at [1, 1]", "give finite numbers");
  }

  @Test
  void numbersThatTheFormatWouldRoundAreRefused() {
    assertMentions(
        messageOf(() -> read(ClaimedSample.pass(), ClaimedSample.network(DType.FLOAT32))),
        "arrays.npz: x: holds ",
        "which is no float32; round it before you compute, or change the spec's dtype");
  }

  @Test
  void aNarrowerClaimIsReadWithAHint() throws IOException {
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    for (String name : List.of("dW1", "db1")) {
      NpyArray array = arrays.get(name);
      double[] rounded = array.values().clone();
      for (int k = 0; k < rounded.length; k++) {
        rounded[k] = (float) rounded[k];
      }
      arrays.put(name, new NpyArray(DType.FLOAT32, array.shape(), rounded));
    }

    List<String> hints = read(arrays).hints();

    assertEquals(1, hints.size());
    assertMentions(hints.get(0), " and 1 more: computed in float32", "the bounds of float64");
    assertTrue(hints.get(0).contains("dW1") || hints.get(0).contains("db1"));
  }

  @Test
  void anArchiveHasNoPlaceForSeveralMinibatches() {
    Case.Training task = Samples.training(NETWORK, N, 4, 3);

    assertThrows(
        IllegalArgumentException.class,
        () -> CaseArrays.of(task, Samples.fromScratch().observe(task)));
  }
}
