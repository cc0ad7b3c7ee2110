package dev.gradparity.comparison.data;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.UserText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads comma-separated numbers, gzipped where the name ends in {@code .gz}. A first line with
 * anything but numbers in it is a header, and skipped.
 */
public final class TableReader {

  private static final List<String> SHIPPED =
      List.of("iris.csv", "wine.csv", "breast_cancer.csv", "digits.csv.gz", "diabetes.csv");

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private TableReader() {}

  /** The names of the tables that ship with the project. */
  public static List<String> shipped() {
    return SHIPPED;
  }

  /** Reads a table that ships with the project. */
  public static Table readShipped(String name) {
    try (InputStream stream = TableReader.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalArgumentException("no table " + name + " among " + SHIPPED);
      }
      return parse(name, stream);
    } catch (IOException e) {
      throw new UncheckedIOException("the shipped table " + name + " cannot be read", e);
    }
  }

  /**
   * Reads a table from a file.
   *
   * @throws InvalidInputException if it cannot be read or is not a table of finite numbers
   */
  public static Table read(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      return parse(file.toString(), stream);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          "%s: there is no such file; give a path relative to the spec file, or one of the shipped"
                  .formatted(file)
              + " tables "
              + String.join(", ", SHIPPED),
          e);
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: cannot be read as %scomma-separated text (%s)"
              .formatted(file, isGzipped(file.toString()) ? "gzipped " : "", UserText.reason(e)),
          e);
    }
  }

  private static Table parse(String source, InputStream stream) throws IOException {
    InputStream plain = isGzipped(source) ? new GZIPInputStream(stream) : stream;
    List<Table.Row> rows = new ArrayList<>();
    try (BufferedReader reader =
            withoutByteOrderMark(new InputStreamReader(plain, StandardCharsets.UTF_8));
        CSVParser parser = CSVFormat.DEFAULT.parse(reader)) {
      for (CSVRecord record : parser) {
        if (record.getRecordNumber() > 1 || isNumeric(record)) {
          rows.add(new Table.Row(parser.getCurrentLineNumber(), numbers(source, record, parser)));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return table(source, rows);
  }

  private static boolean isGzipped(String source) {
    return source.endsWith(".gz");
  }

  /** A mark left in front would make a header of the first row. */
  private static BufferedReader withoutByteOrderMark(Reader reader) throws IOException {
    BufferedReader buffered = new BufferedReader(reader);
    buffered.mark(1);
    if (buffered.read() != BYTE_ORDER_MARK) {
      buffered.reset();
    }
    return buffered;
  }

  private static Table table(String source, List<Table.Row> rows) {
    if (rows.isEmpty()) {
      throw new InvalidInputException(source + ": holds no row of numbers; give at least one");
    }
    int columns = rows.get(0).values().length;
    for (Table.Row row : rows) {
      if (row.values().length != columns) {
        throw new InvalidInputException(
            "%s, line %d: has %d columns where line %d has %d; give every row the same number"
                .formatted(source, row.line(), row.values().length, rows.get(0).line(), columns));
      }
    }
    return new Table(source, columns, rows);
  }

  private static boolean isNumeric(CSVRecord record) {
    for (String cell : record) {
      try {
        Double.parseDouble(cell);
      } catch (NumberFormatException e) {
        return false;
      }
    }
    return true;
  }

  private static double[] numbers(String source, CSVRecord record, CSVParser parser) {
    double[] values = new double[record.size()];
    for (int column = 0; column < values.length; column++) {
      String cell = record.get(column);
      String place =
          "%s, line %d, column %d".formatted(source, parser.getCurrentLineNumber(), column + 1);
      try {
        values[column] = Double.parseDouble(cell);
      } catch (NumberFormatException e) {
        throw new InvalidInputException(
            "%s: \"%s\" is not a number; give numbers separated by commas"
                .formatted(place, UserText.excerpt(cell)),
            e);
      }
      if (!Double.isFinite(values[column])) {
        throw new InvalidInputException(
            "%s: %s is not finite; remove the row or fill in a number"
                .formatted(place, UserText.excerpt(cell)));
      }
    }
    return values;
  }
}
