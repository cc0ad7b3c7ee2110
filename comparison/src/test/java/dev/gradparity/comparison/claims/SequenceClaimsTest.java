package dev.gradparity.comparison.claims;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static dev.gradparity.comparison.InvalidInputs.messageOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays of sequences, whose steps are rows or have an axis of their own. */
class SequenceClaimsTest {

  private static final int STEPS = 3;
  private static final int SEQUENCES = 4;
  private static final NetworkSpec NETWORK =
      ClaimedSample.network(DType.FLOAT64).withTimeSteps(STEPS);

  @TempDir private Path folder;

  private static Map<String, NpyArray> pass() {
    Case task = Samples.gradient(NETWORK, STEPS * SEQUENCES);
    return CaseArrays.of(task, Samples.fromScratch().observe(task));
  }

  private Claims read(Map<String, NpyArray> arrays) throws IOException {
    return ClaimsReader.read(ClaimedSample.write(folder, arrays), NETWORK);
  }

  private static NpyArray reshaped(NpyArray array, int... extents) {
    return new NpyArray(array.dtype(), Shape.of(extents), array.values());
  }

  private Comparison judged(Map<String, NpyArray> arrays) throws IOException {
    Claim claim = read(arrays).perCase().get(0);
    return new Trial(Samples.fromScratch(), claim.subject(), claim.task()).judge();
  }

  @Test
  void stepsMayBeRowsOrHaveAnAxis() throws IOException {
    Map<String, NpyArray> arrays = pass();
    Comparison rows = judged(arrays);
    arrays.replace("x", reshaped(arrays.get("x"), SEQUENCES, STEPS, 4));
    arrays.replace("y", reshaped(arrays.get("y"), SEQUENCES, STEPS, 3));
    arrays.replace("a1", reshaped(arrays.get("a1"), SEQUENCES, STEPS, 5));
    arrays.replace("dx", reshaped(arrays.get("dx"), SEQUENCES, STEPS, 4));
    Comparison axes = judged(arrays);

    for (Comparison comparison : List.of(rows, axes)) {
      assertEquals(Verdict.MATCH, comparison.verdict());
      assertEquals("sample gradient, batch 4", comparison.caseName());
    }
    assertEquals(rows.fingerprint(), axes.fingerprint());
  }

  @Test
  void aSingleColumnMayGoWithoutItsAxis() throws IOException {
    double[] mask = {1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1};
    Map<String, NpyArray> arrays = pass();
    arrays.put("labelMask", new NpyArray(DType.FLOAT64, Shape.of(SEQUENCES, STEPS), mask));
    Case masked = read(arrays).perCase().get(0).task();
    assertArrayEquals(mask, masked.data().labelMask());

    NetworkSpec embedding =
        Samples.network(
                DType.FLOAT64,
                1,
                LossKind.MCXENT,
                LayerSpec.of(
                    new LayerForm.Embedding(5), 4, ActivationSpec.of(ActivationKind.IDENTITY)),
                Samples.layer(3, ActivationKind.SOFTMAX))
            .withTimeSteps(STEPS);
    Case task = Samples.gradient(embedding, STEPS * SEQUENCES);
    arrays = CaseArrays.of(task, Samples.fromScratch().observe(task));
    arrays.replace("x", reshaped(arrays.get("x"), SEQUENCES, STEPS));
    Path file = ClaimedSample.write(folder, arrays);
    Case read = ClaimsReader.read(file, embedding).perCase().get(0).task();
    assertEquals(STEPS * SEQUENCES, read.data().count());
    assertArrayEquals(task.data().x(), read.data().x());
  }

  private double[] labels(String shape, byte[] y) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Map.Entry<String, NpyArray> array : pass().entrySet()) {
      String extents =
          array.getValue().shape().extents().stream()
              .map(extent -> extent + ",")
              .collect(Collectors.joining("", "(", ")"));
      files.put(array.getKey() + ".npy", ArchiveBytes.float64(extents, array.getValue().values()));
    }
    files.put("y.npy", ArchiveBytes.npy("'|u1'", "False", shape, y));
    Path file = Files.write(folder.resolve("labels.npz"), ArchiveBytes.zip(files, false));
    return ClaimsReader.read(file, NETWORK).perCase().get(0).task().data().y();
  }

  /** There are as many outputs as steps: rows of integers are no classes all the same. */
  @Test
  void classesMayHaveAnAxisOfSteps() throws IOException {
    double[] y = Samples.gradient(NETWORK, STEPS * SEQUENCES).data().y();
    byte[] classes = new byte[STEPS * SEQUENCES];
    byte[] rows = new byte[y.length];
    for (int k = 0; k < y.length; k++) {
      if (y[k] == 1) {
        classes[k / 3] = (byte) (k % 3);
        rows[k] = 1;
      }
    }

    assertArrayEquals(y, labels("(12,)", classes));
    assertArrayEquals(y, labels("(4, 3)", classes));
    assertArrayEquals(y, labels("(12, 3)", rows));
  }

  @Test
  void otherAxesAndTornSequencesAreRefused() {
    Map<String, NpyArray> arrays = pass();
    NpyArray x = arrays.get("x");
    arrays.replace("x", reshaped(x, SEQUENCES, 4, STEPS));
    assertMentions(messageOf(() -> read(arrays)), "x", "[4, 4, 3]", "[12, 4] or [4, 3, 4]");

    arrays.replace("x", new NpyArray(DType.FLOAT64, Shape.of(11, 4), new double[44]));
    assertMentions(
        messageOf(() -> read(arrays)), "x", "has 11 rows", "whole sequences of 3 time steps");

    arrays.replace("x", reshaped(x, 4, STEPS * SEQUENCES));
    assertMentions(messageOf(() -> read(arrays)), "x: has the shape [4, 12]; a step is a row");
  }

  /** 2^32 rows, which would be none in an int. */
  @Test
  void moreStepsThanAnArrayCanHoldAreRefused() throws IOException {
    Map<String, NpyArray> arrays = pass();
    arrays.replace("x", reshaped(arrays.get("x"), SEQUENCES, STEPS, 4));
    Path file = ClaimedSample.write(folder, arrays);

    assertMentions(
        messageOf(() -> ClaimsReader.read(file, NETWORK.withTimeSteps(1 << 30))),
        "x: has 4294967296 rows of up to 5 columns, more numbers than an array can hold");
  }
}
