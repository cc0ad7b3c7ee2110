package dev.gradparity.comparison.npz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NpzWriterTest {

  @TempDir private Path folder;

  private static Map<String, NpyArray> arrays() {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put(
        "W1@3", new NpyArray(DType.FLOAT64, Shape.of(2, 3), new double[] {1, 2, 3, 4, 5, 0.1}));
    arrays.put("b1", new NpyArray(DType.FLOAT32, Shape.of(2), new double[] {0.1f, Double.NaN}));
    arrays.put("loss", new NpyArray(DType.FLOAT64, Shape.of(), new double[] {-0.0}));
    arrays.put(
        "x",
        new NpyArray(
            DType.FLOAT32, Shape.of(1, 1, 1, 1, 1), new double[] {Double.NEGATIVE_INFINITY}));
    return arrays;
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadBack(NpzWriter.Compression compression) throws IOException {
    Path file = folder.resolve("arrays.npz");

    NpzWriter.write(file, arrays(), compression);

    try (NpzArchive archive = NpzArchive.open(file)) {
      assertEquals(List.copyOf(arrays().keySet()), List.copyOf(archive.names()));
      arrays()
          .forEach(
              (name, array) -> {
                NpyHeader header = archive.header(name);
                assertEquals(array.shape(), header.shape());
                assertEquals(array.dtype().specName(), header.type().numpyName());
                assertEquals(0, header.length() % 64, "elements are aligned");
                assertArrayEquals(array.values(), archive.values(name));
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameArraysGiveTheSameBytes(NpzWriter.Compression compression) throws Exception {
    Path first = folder.resolve("first.npz");
    Path second = folder.resolve("second.npz");

    NpzWriter.write(first, arrays(), compression);
    Thread.sleep(5);
    NpzWriter.write(second, arrays(), compression);

    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    try (ZipFile zip = new ZipFile(first.toFile())) {
      zip.stream().forEach(entry -> assertEquals(1980, entry.getTimeLocal().getYear()));
    }
  }

  /** As numpy.save wrote it. */
  @Test
  void aFileIsTheOneThatNumpyWrites() throws IOException {
    Path file = folder.resolve("arrays.npz");
    NpyArray array = new NpyArray(DType.FLOAT32, Shape.of(2), new double[] {1.5, -2});
    NpzWriter.write(file, Map.of("a", array), NpzWriter.Compression.STORED);

    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }" + " ".repeat(60) + "\n";
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("a.npy"))) {
      assertEquals(
          "934e554d505901007600"
              + HexFormat.of().formatHex(header.getBytes(StandardCharsets.US_ASCII))
              + "0000c03f000000c0",
          HexFormat.of().formatHex(in.readAllBytes()));
    }
  }

  @Test
  void aFileInTheWayIsReplacedAndNothingElseIsLeft() throws IOException {
    Path file = Files.writeString(folder.resolve("arrays.npz"), "old");

    NpzWriter.write(file, arrays(), NpzWriter.Compression.STORED);

    assertTrue(Files.size(file) > 100);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aDirectoryInTheWayStaysAndNothingIsLeft() throws IOException {
    Path directory = Files.createDirectories(folder.resolve("arrays.npz").resolve("mine"));

    assertThrows(
        IOException.class,
        () -> NpzWriter.write(directory.getParent(), arrays(), NpzWriter.Compression.STORED));

    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(directory.getParent()), files.toList());
    }
  }

  @Test
  void anArrayIsWholeAndExact() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new NpyArray(DType.FLOAT64, Shape.of(3), new double[] {1, 2}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new NpyArray(DType.FLOAT32, Shape.of(1), new double[] {0.1}));
  }
}
