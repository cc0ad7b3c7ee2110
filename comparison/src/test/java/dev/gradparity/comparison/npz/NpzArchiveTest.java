package dev.gradparity.comparison.npz;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static dev.gradparity.comparison.InvalidInputs.messageOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.spec.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpzArchiveTest {

  @TempDir private Path folder;

  @SuppressWarnings("ArrayRecordComponent") // two results, never compared as one
  private record Contents(NpyHeader header, double[] values) {}

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("arrays.npz"), bytes);
  }

  private Contents read(String entry, byte[] npy, boolean deflated) throws IOException {
    Path file = file(ArchiveBytes.zip(Map.of(entry, npy), deflated));
    try (NpzArchive archive = NpzArchive.open(file)) {
      assertEquals(List.of("a"), List.copyOf(archive.names()));
      return new Contents(archive.header("a"), archive.values("a"));
    }
  }

  private double[] values(String descr, byte[] data, int count) throws IOException {
    byte[] npy = ArchiveBytes.npy("'" + descr + "'", "False", "(" + count + ",)", data);
    return read("a.npy", npy, true).values();
  }

  @ParameterizedTest
  @CsvSource({
    "<f8, 000000000000f83f000000000000f0bf, 1.5, -1",
    ">f8, 3ff8000000000000bff0000000000000, 1.5, -1",
    "<f4, 0000c03f000080ff, 1.5, -Infinity",
    ">f4, 3fc000007fc00000, 1.5, NaN",
    "<f2, 003effc7, 1.5, -7.99609375",
    ">f2, 3e007bff, 1.5, 65504",
    "|i1, 7f80, 127, -128",
    "|u1, 7f80, 127, 128",
    "<i2, ff7f0080, 32767, -32768",
    ">i2, 7fff8000, 32767, -32768",
    "<u2, 01000080, 1, 32768",
    ">u2, 0001ffff, 1, 65535",
    "<i4, ffffff7f00000080, 2147483647, -2147483648",
    ">i4, 00000001ffffffff, 1, -1",
    "<u4, 01000000ffffffff, 1, 4294967295",
    ">u4, 0000000180000000, 1, 2147483648",
    "<i8, 0100000000000000ffffffffffffffff, 1, -1",
    ">i8, 00200000000000008000000000000000, 9007199254740992, -9223372036854775808",
    "<u8, 01000000000000000000000000000080, 1, 9223372036854775808",
    ">u8, 4000000000000000fffffffffffff800, 4611686018427387904, 18446744073709549568",
    "|b1, 0102, 1, 1",
    "<b1, 0001, 0, 1",
  })
  void everyTypeIsReadExactly(String descr, String hex, double first, double second)
      throws IOException {
    assertArrayEquals(
        new double[] {first, second}, values(descr, HexFormat.of().parseHex(hex), 2), 0);
  }

  @ParameterizedTest
  @CsvSource({
    "0000, 0", "8000, -0.0", "0001, 0x1p-24", "03ff, 0x3ffp-24", "0400, 0x1p-14",
    "3c00, 1", "c000, -2", "7c00, Infinity", "fc00, -Infinity", "7e00, NaN"
  })
  void everyKindOfFloat16IsRead(String hex, String expected) throws IOException {
    double value = values(">f2", HexFormat.of().parseHex(hex), 1)[0];

    assertEquals(Double.parseDouble(expected.replace("0x3ffp", "0x3ff.0p")), value);
  }

  @ParameterizedTest
  @CsvSource({
    "<i8, 0100000000002000, 9007199254740993",
    ">i8, 7fffffffffffffff, 9223372036854775807",
    ">u8, 7fffffffffffffff, 9223372036854775807",
    ">u8, ffffffffffffffff, 18446744073709551615",
    ">u8, 8000000000000001, 9223372036854775809",
  })
  void anIntegerThatWouldBeRoundedIsRefused(String descr, String hex, String number) {
    assertMentions(
        messageOf(() -> values(descr, HexFormat.of().parseHex(hex), 1)),
        "arrays.npz: a: holds the integer " + number,
        "give numbers below 2^53");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyVersionIsRead(int major) throws IOException {
    byte[] header =
        "{\"shape\":(1,1,),'fortran_order' : False,\n'descr':'<f8'}  \n"
            .getBytes(StandardCharsets.UTF_8);
    byte[] npy =
        ArchiveBytes.npy(major, 0, header, ArchiveBytes.doubles(ByteOrder.LITTLE_ENDIAN, 5));

    Contents contents = read("a.npy", npy, false);

    assertArrayEquals(new double[] {5}, contents.values());
    assertEquals(Shape.of(1, 1), contents.header().shape());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(); 1",
        "(3,); 3",
        "(3, 2); 6",
        "(1, 3, 2); 6",
        "(3, 1, 2, 2); 12",
        "(1,2,1,3,1); 6"
      })
  void shapesUpToRankFiveAreRead(String shape, int size) throws IOException {
    double[] values = new double[size];
    for (int k = 0; k < size; k++) {
      values[k] = k;
    }

    Contents contents = read("a.npy", ArchiveBytes.float64(shape, values), true);

    assertArrayEquals(values, contents.values());
    assertEquals(size, contents.header().shape().size());
  }

  @Test
  void fortranOrderBecomesRowMajor() throws IOException {
    int[] extents = {2, 3, 4};
    ByteBuffer data = ByteBuffer.allocate(24 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int k = 0; k < extents[2]; k++) {
      for (int j = 0; j < extents[1]; j++) {
        for (int i = 0; i < extents[0]; i++) {
          data.putDouble(100 * i + 10 * j + k);
        }
      }
    }

    double[] values =
        read("a.npy", ArchiveBytes.npy("'<f8'", "True", "(2, 3, 4)", data.array()), true).values();

    Shape shape = Shape.of(extents);
    for (int offset = 0; offset < values.length; offset++) {
      List<Integer> index = shape.indexOf(offset);
      assertEquals(100 * index.get(0) + 10 * index.get(1) + index.get(2), values[offset]);
    }
  }

  @Test
  void anArrayLargerThanABufferIsReadWhole() throws IOException {
    double[] values = new double[100_003];
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.sin(k);
    }

    assertArrayEquals(
        values, read("a.npy", ArchiveBytes.float64("(100003,)", values), true).values());
  }

  @Test
  void theEndingOfANameMayBeMissing() throws IOException {
    assertArrayEquals(new double[] {5}, read("a", ArchiveBytes.float64("()", 5), false).values());
  }

  private NpzArchive fromNumpy(String name) throws IOException {
    try (InputStream in = NpzArchiveTest.class.getResourceAsStream(name)) {
      return NpzArchive.open(file(in.readAllBytes()));
    }
  }

  @Test
  void whatNumpyStoredIsRead() throws IOException {
    try (NpzArchive archive = fromNumpy("stored.npz")) {
      double[] matrix = {0, 0.25, 0.5, 0.75, 1, 1.25};
      assertArrayEquals(matrix, archive.values("a"));
      assertArrayEquals(matrix, archive.values("b"));
      assertArrayEquals(new double[] {-7}, archive.values("c"));
      assertEquals("float32", archive.header("b").type().numpyName());
      assertEquals(ByteOrder.BIG_ENDIAN, archive.header("b").type().order());
      assertEquals(Shape.of(2, 3), archive.header("b").shape());
      assertEquals(true, archive.header("b").fortranOrder());
      assertEquals(Shape.of(), archive.header("c").shape());
    }
  }

  @Test
  void whatNumpyCompressedIsRead() throws IOException {
    try (NpzArchive archive = fromNumpy("compressed.npz")) {
      assertArrayEquals(new double[] {0, 0.25, 0.5, 0.75, 1, 1.25}, archive.values("a"));
      assertArrayEquals(new double[] {1.5, -0.0, Double.POSITIVE_INFINITY}, archive.values("b"));
    }
  }

  @Test
  void whatNumpyStreamedIsRead() throws IOException {
    try (NpzArchive archive = fromNumpy("streamed.npz")) {
      assertArrayEquals(new double[] {1, 0}, archive.values("a"));
      assertArrayEquals(new double[] {0, 255}, archive.values("b"));
      assertEquals("bool", archive.header("a").type().numpyName());
      assertEquals("uint8", archive.header("b").type().numpyName());
    }
  }
}
