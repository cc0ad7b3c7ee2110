package dev.gradparity.comparison.data;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static dev.gradparity.comparison.InvalidInputs.messageOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {

  @TempDir private Path folder;

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private Path csv(String content) throws IOException {
    return file("table.csv", content.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzipped(String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void assertRows(Table table, double[]... rows) {
    assertEquals(rows.length, table.rows().size());
    for (int i = 0; i < rows.length; i++) {
      assertArrayEquals(rows[i], table.rows().get(i).values());
    }
  }

  private String refused(String content) throws IOException {
    Path file = csv(content);
    String message = messageOf(() -> TableReader.read(file));
    assertMentions(message, file.toString());
    return message;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,2\n3,-4.5e1\n",
        "1,2\n3,-4.5e1",
        "1,2\r\n3,-4.5e1\r\n",
        "\"1\",\"2\"\n\"3\",\"-4.5e1\"\n",
        "\n1,2\n\n\n3,-4.5e1\n\n",
        " 1 , 2\n3,\t-4.5e1 \n",
        "a,b\n1,2\n3,-4.5e1\n",
        "150,setosa\n1,2\n3,-4.5e1\n",
        "\uFEFF1,2\n3,-4.5e1\n",
        "\uFEFF\"1\",2\n3,-4.5e1\n",
        "\uFEFFa,b\r\n1,2\r\n3,-4.5e1\r\n",
      })
  void numbersAreReadRowByRow(String content) throws IOException {
    Table table = TableReader.read(csv(content));

    assertEquals(2, table.columns());
    assertRows(table, new double[] {1, 2}, new double[] {3, -45});
  }

  @Test
  void rowsKnowTheirLines() throws IOException {
    Table table = TableReader.read(csv("a,b\n1,2\n\n3,4\n"));

    assertEquals(Arrays.asList(2L, 4L), table.rows().stream().map(Table.Row::line).toList());
  }

  @Test
  void aNameEndingInGzIsUnpacked() throws IOException {
    assertRows(TableReader.read(file("table.csv.gz", gzipped("x,y\n1,2\n"))), new double[] {1, 2});
  }

  @Test
  void aRaggedRowNamesBothLines() throws IOException {
    assertMentions(refused("1,2,3\n4,5,6\n7,8\n"), "line 3", "has 2 columns where line 1 has 3");
    assertMentions(refused("1,2,3\n4,5,6,\n"), "line 2", "column 4");
  }

  @ParameterizedTest
  @CsvSource({
    "oops, \"oops\" is not a number",
    "'', \"\" is not a number",
    "1 2, \"1 2\" is not a number",
    "NaN, NaN is not finite",
    "-Infinity, -Infinity is not finite",
    "1e999, 1e999 is not finite",
  })
  void aCellThatIsNoFiniteNumberIsNamed(String cell, String reason) throws IOException {
    assertMentions(refused("1,2\n3,4\n5," + cell + "\n"), "line 3", "column 2", reason);
    assertMentions(refused("1,2\r\n\r\n" + cell + ",4"), "line 3", "column 1", reason);
  }

  @Test
  void inTheFirstLineNaNIsNoHeader() throws IOException {
    assertMentions(refused("NaN,2\n3,4\n"), "line 1, column 1", "NaN is not finite");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "a,b\n", "\uFEFF", "\uFEFFa,b\n"})
  void aTableWithoutRowsIsRefused(String content) throws IOException {
    assertMentions(refused(content), "holds no row of numbers");
  }

  @Test
  void aMissingFileIsNamedWithTheShippedOnes() {
    Path missing = folder.resolve("missing.csv");

    assertMentions(
        messageOf(() -> TableReader.read(missing)),
        missing.toString(),
        "there is no such file",
        "iris.csv, wine.csv, breast_cancer.csv, digits.csv.gz, diabetes.csv");
  }

  @Test
  void aFolderIsNoTable() {
    assertMentions(messageOf(() -> TableReader.read(folder)), folder.toString(), "Is a directory");
  }

  @Test
  void anOpenQuoteIsNamedWithItsLine() throws IOException {
    assertMentions(refused("1,2\n3,\"4\n5,6\n"), "line 2");
    assertMentions(refused("1,2\n3,\"4\"x\n"), "line: 2");
  }

  @Test
  void aFileThatIsNotGzippedMustNotSaySo() throws IOException {
    Path plain = file("plain.csv.gz", "1,2\n".getBytes(StandardCharsets.UTF_8));
    byte[] whole = gzipped("1,2\n3,4\n5,6\n".repeat(1000));
    Path cut = file("cut.csv.gz", Arrays.copyOf(whole, whole.length / 2));

    assertMentions(messageOf(() -> TableReader.read(plain)), plain.toString(), "gzip");
    assertMentions(messageOf(() -> TableReader.read(cut)), cut.toString(), "gzip");
  }

  @Test
  void aTextThatRunsOverLinesIsQuotedOnOne() throws IOException {
    assertMentions(refused("1,2\n3,\"a\nb\tc\u0007\u001b[31m\"\n"), "column 2", "is not a number");
  }

  @Test
  void binaryGarbageIsRefusedInOneLine() throws IOException {
    Random random = new Random(3);
    for (int trial = 0; trial < 200; trial++) {
      byte[] garbage = new byte[1 + random.nextInt(400)];
      random.nextBytes(garbage);
      Path file = file("garbage.csv", garbage);

      assertMentions(messageOf(() -> TableReader.read(file)), file.toString());
    }
  }

  /** As PROVENANCE.md says. */
  @ParameterizedTest
  @CsvSource({
    "iris.csv, 150, 4, 3",
    "wine.csv, 178, 13, 3",
    "breast_cancer.csv, 569, 30, 2",
    "digits.csv.gz, 1797, 64, 10",
    "diabetes.csv, 442, 10, 0",
  })
  void theShippedTablesAreWhole(String name, int rows, int features, int classes) {
    Table table = TableReader.readShipped(name);

    assertEquals(rows, table.rows().size());
    assertEquals(features + 1, table.columns());
    if (classes > 0) {
      double[] labels =
          table.rows().stream()
              .mapToDouble(row -> row.values()[features])
              .distinct()
              .sorted()
              .toArray();
      assertArrayEquals(IntStream.range(0, classes).asDoubleStream().toArray(), labels);
    }
  }

  @Test
  void digitsAreInkFrom0To16() {
    for (Table.Row row : TableReader.readShipped("digits.csv.gz").rows()) {
      double[] pixels = Arrays.copyOf(row.values(), 64);
      assertEquals(0, Arrays.stream(pixels).filter(v -> v < 0 || v > 16 || v % 1 != 0).count());
    }
  }

  @Test
  void onlyShippedTablesAreShipped() {
    assertThrows(IllegalArgumentException.class, () -> TableReader.readShipped("other.csv"));
    assertEquals(5, TableReader.shipped().size());
  }
}
