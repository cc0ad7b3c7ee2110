package dev.gradparity.comparison.claims;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static dev.gradparity.comparison.InvalidInputs.messageOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.npz.NpyArray;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
  void otherAxesAndTornSequencesAreRefused() {
    Map<String, NpyArray> arrays = pass();
    NpyArray x = arrays.get("x");
    arrays.replace("x", reshaped(x, SEQUENCES, 4, STEPS));
    assertMentions(messageOf(() -> read(arrays)), "x", "[4, 4, 3]", "[12, 4] or [4, 3, 4]");

    arrays.replace("x", new NpyArray(DType.FLOAT64, Shape.of(11, 4), new double[44]));
    assertMentions(
        messageOf(() -> read(arrays)), "x", "has 11 rows", "whole sequences of 3 time steps");
  }
}
