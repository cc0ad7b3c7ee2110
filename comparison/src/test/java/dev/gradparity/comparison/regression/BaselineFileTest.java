package dev.gradparity.comparison.regression;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static dev.gradparity.comparison.InvalidInputs.assertReadable;
import static dev.gradparity.comparison.InvalidInputs.messageOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.DType;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineFileTest {

  private static final Baseline BASELINE = Recordings.baseline();

  @TempDir private Path folder;

  private static byte[] bytes(Baseline baseline) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BaselineWriter.write(out, baseline);
    return out.toByteArray();
  }

  private String refusal(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("baseline.gz"), content);
    String message = messageOf(() -> BaselineReader.read(file));
    assertTrue(message.startsWith(file + ": "), message);
    return message;
  }

  private static void assertSame(Observation expected, Observation actual) {
    assertEquals(expected.subject(), actual.subject());
    assertEquals(expected.fingerprint(), actual.fingerprint());
    for (int i = 0; i < expected.tensors().size(); i++) {
      ObservedTensor before = expected.tensors().get(i);
      ObservedTensor after = actual.tensors().get(i);
      assertEquals(before.name(), after.name());
      assertArrayEquals(before.values(), after.values());
    }
  }

  @Test
  void everyBitComesBack() throws IOException {
    Baseline read = BaselineReader.read(new ByteArrayInputStream(bytes(BASELINE)), Long.MAX_VALUE);

    assertEquals(BASELINE.environment(), read.environment());
    assertEquals(BASELINE.options(), read.options());
    assertEquals(4, read.cases().size());
    for (int i = 0; i < 4; i++) {
      assertEquals(BASELINE.cases().get(i).identity(), read.cases().get(i).identity());
      assertSame(BASELINE.cases().get(i).fixed(), read.cases().get(i).fixed());
      assertSame(BASELINE.cases().get(i).library(), read.cases().get(i).library());
    }
  }

  @Test
  void everyKindOfNumberComesBackWhateverItWasPredictedFrom() {
    double[] edges = {
      0.0,
      -0.0,
      1,
      -1,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      Double.MAX_VALUE,
      -Double.MAX_VALUE,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NaN,
      Math.PI,
      Float.MIN_VALUE,
      Float.MAX_VALUE,
      (float) Math.E
    };
    double[] floats = new Random(5).doubles(edges.length).map(v -> (float) v - 0.5f).toArray();
    for (double[] values : List.of(edges, floats)) {
      NumberCoding coding = NumberCoding.of(values);
      assertEquals(values == edges ? NumberCoding.FLOAT64 : NumberCoding.FLOAT32, coding);
      assertArrayEquals(values, coding.decode(coding.encode(values, null), null));
      assertArrayEquals(values, coding.decode(coding.encode(values, edges), edges));
      assertArrayEquals(values, coding.decode(coding.encode(values, floats), floats));
    }
  }

  @Test
  void aFileIsWrittenWholeInPlaceOfAnOldOne() throws IOException {
    Path file = Files.writeString(folder.resolve("baseline.gz"), "old");

    BaselineWriter.requireWritable(file);
    assertEquals("old", Files.readString(file));
    BaselineWriter.write(file, BASELINE);

    assertArrayEquals(bytes(BASELINE), Files.readAllBytes(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() {
    Path file = folder.resolve("missing/baseline.gz");

    assertMentions(
        messageOf(() -> BaselineWriter.requireWritable(file)), file.toString(), "--save");
    assertMentions(messageOf(() -> BaselineWriter.requireWritable(folder)), "is a directory");
    assertMentions(messageOf(() -> BaselineWriter.write(file, BASELINE)), file.toString());
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    Path file = folder.resolve("none.gz");

    assertMentions(messageOf(() -> BaselineReader.read(file)), file.toString(), "no such file");
    assertMentions(messageOf(() -> BaselineReader.read(folder)), folder.toString());
  }

  @Test
  void whatIsNoBaselineIsSaidToBeNone() throws IOException {
    assertMentions(refusal("{}".getBytes(StandardCharsets.UTF_8)), "is no baseline");
    assertMentions(refusal(new byte[0]), "ends too early");
    assertMentions(refusal(packed(out -> out.writeBytes("something else, packed"))), "no baseline");
  }

  @Test
  void aFileThatEndsTooEarlyIsRefusedWhereverItEnds() throws IOException {
    byte[] whole = bytes(BASELINE);
    for (int length = 0; length < whole.length; length += 1 + length / 7) {
      refusal(Arrays.copyOf(whole, length));
    }
    refusal(Arrays.copyOf(whole, whole.length - 1));
  }

  /** A bit that only fills up a byte may change; no number may. */
  @Test
  void aChangedByteIsRefusedOrChangesNothing() throws IOException {
    byte[] whole = bytes(BASELINE);
    int refused = 0;
    for (int at = 0; at < whole.length; at += 1 + whole.length / 300) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x10;
      Path file = Files.write(folder.resolve("baseline.gz"), changed);
      try {
        assertArrayEquals(bytes(BASELINE), bytes(BaselineReader.read(file)));
      } catch (InvalidInputException e) {
        assertReadable(e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 250, "only " + refused);
  }

  @Test
  void aChangedNumberInsideIsRefusedByItsCheckSum() throws IOException {
    byte[] content = unpacked(bytes(BASELINE));
    byte[] changed = content.clone();
    changed[content.length - 40] ^= 1;

    assertMentions(refusal(packed(out -> out.write(changed))), "check sum");
    byte[] longer = Arrays.copyOf(content, content.length + 1);
    assertMentions(refusal(packed(out -> out.write(longer))), "follows after its end");
  }

  @Test
  void anotherVersionIsNamed() throws IOException {
    assertMentions(
        refusal(claiming(out -> out.writeInt(7))),
        "the format's version 7",
        "reads version 1",
        "--save");
  }

  @Test
  void claimsBeyondReasonAreRefusedBeforeAnythingIsAllocated() throws IOException {
    List<Claim> claims = new ArrayList<>();
    claims.add(out -> ints(out, 1, Integer.MAX_VALUE));
    claims.add(out -> ints(out, 1, -1));
    claims.add(out -> ints(out, 1, 1, Integer.MAX_VALUE));
    claims.add(out -> ints(out, 1, 1, -5));
    claims.add(out -> ints(out, 1, 0, 0, 2_000_000_000));
    claims.add(out -> tensor(out, "no such", 2, 3, 8));
    claims.add(out -> tensor(out, "dW", 2, 3, 5));
    claims.add(out -> tensor(out, "dW", 2_000_000_000, 2_000_000_000, 8));
    claims.add(out -> tensor(out, "dW", 0, 3, 8));
    claims.add(out -> tensor(out, "dW", -1, 3, 8));
    claims.add(out -> tensor(out, "dW", 8000, 8000, 8));
    for (Claim claim : claims) {
      refusal(claiming(claim));
    }
  }

  @Test
  void aBombIsDefused() throws IOException {
    byte[] zeros = new byte[1 << 20];
    byte[] bomb =
        claiming(
            out -> {
              ints(out, 1, 0, 0, 1);
              text(out, "n", "t", "float64", "i", "s");
              ints(out, 1_000_000);
              for (int i = 0; i < 20; i++) {
                text(out, "dW");
                ints(out, i, 0);
                out.writeByte(1);
                ints(out, zeros.length / 8);
                out.writeByte(8);
                out.write(zeros);
              }
            });
    assertTrue(bomb.length < 100_000);

    IOException refusal =
        assertThrows(
            IOException.class,
            () -> BaselineReader.read(new ByteArrayInputStream(bomb), 16L << 20));
    assertMentions(refusal.getMessage(), "unpacks to more than 16 MB");
  }

  @Test
  void aTensorThatOccursTwiceIsRefused() throws IOException {
    TensorName name = TensorName.of(Quantity.LOSS);
    Observation twice =
        new Observation("s", List.of(Samples.vector(name, 1), Samples.vector(name.atStep(1), 1)));
    BaselineCase recorded = new BaselineCase("n", "t", DType.FLOAT64, "i", twice, twice);
    byte[] content = unpacked(bytes(new Baseline(Map.of(), Map.of(), List.of(recorded))));
    int at = new String(content, StandardCharsets.ISO_8859_1).indexOf("loss") + 4 + 7;
    assertEquals(0, content[at]);
    String doubled =
        new String(content, StandardCharsets.ISO_8859_1)
            .replace("loss\0\0\0\0\0\0\0\1", "loss\0\0\0\0\0\0\0\0");

    assertMentions(
        refusal(packed(out -> out.write(doubled.getBytes(StandardCharsets.ISO_8859_1)))),
        "observed loss twice");
  }

  /** What follows a file's first words. */
  private interface Claim {
    void write(DataOutputStream out) throws IOException;
  }

  private static void ints(DataOutputStream out, int... numbers) throws IOException {
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  private static void text(DataOutputStream out, String... texts) throws IOException {
    for (String text : texts) {
      out.writeInt(text.length());
      out.writeBytes(text);
    }
  }

  private static void tensor(DataOutputStream out, String symbol, int rows, int columns, int width)
      throws IOException {
    ints(out, 1, 0, 0, 1);
    text(out, "network", "task", "float64", "inputs", "subject");
    ints(out, 1);
    text(out, symbol);
    ints(out, 1, 0);
    out.writeByte(2);
    ints(out, rows, columns);
    out.writeByte(width);
    out.writeLong(0);
  }

  private static byte[] claiming(Claim claim) throws IOException {
    return packed(
        out -> {
          out.writeBytes(BaselineWriter.MAGIC);
          claim.write(out);
        });
  }

  private static byte[] packed(Claim claim) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(bytes)))) {
      claim.write(out);
    }
    return bytes.toByteArray();
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
  }
}
