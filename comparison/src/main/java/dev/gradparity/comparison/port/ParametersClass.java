package dev.gradparity.comparison.port;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;

/** Writes the class that holds the parameters and maps them to Deeplearning4j's vector and back. */
final class ParametersClass {

  private final NetworkSpec spec;
  private final PortNames names;

  private ParametersClass(NetworkSpec spec, PortNames names) {
    this.spec = spec;
    this.names = names;
  }

  static String text(NetworkSpec spec, PortNames names) {
    return new ParametersClass(spec, names).text();
  }

  private String text() {
    StringBuilder fields = new StringBuilder("\n");
    StringBuilder reads = new StringBuilder();
    StringBuilder puts = new StringBuilder();
    StringBuilder gets = new StringBuilder();
    for (ParameterPlace place : ParameterPlace.all(spec)) {
      String name = place.name();
      fields.append("  /** %s. */\n".formatted(place.remark()));
      fields.append(
          "  final double[][] %s = new double[%d][%d];\n\n"
              .formatted(name, place.rows(), place.columns()));
      reads.append("    read(arrays, \"%s\", parameters.%s);\n".formatted(place.array(), name));
      puts.append("    putColumns(%s, flat, %d);\n".formatted(name, place.offset()));
      gets.append("    getColumns(parameters.%s, flat, %d);\n".formatted(name, place.offset()));
    }
    boolean isFloat = spec.dtype() == DType.FLOAT32;
    return TEMPLATE
        .replace("%PACKAGE%", names.packageName())
        .replace("%FIELDS%", fields.toString())
        .replace("%READS%", reads.toString())
        .replace("%PUTS%", puts.toString())
        .replace("%GETS%", gets.toString())
        .replace("%SIZE%", String.valueOf(ParameterPlace.size(spec)))
        .replace("%GET%", isFloat ? "getFloat" : "getDouble")
        .replace("%TYPE%", isFloat ? "float" : "double");
  }

  private static final String TEMPLATE =
      """
      package %PACKAGE%;

      import java.io.IOException;
      import java.io.InputStream;
      import java.io.UncheckedIOException;
      import java.nio.ByteBuffer;
      import java.nio.ByteOrder;
      import java.util.HashMap;
      import java.util.Map;
      import java.util.zip.ZipEntry;
      import java.util.zip.ZipInputStream;

      /**
       * The parameters of every layer, and their places in Deeplearning4j's one vector: layer by layer
       * in the order of these fields, each W column by column.
       */
      final class Parameters {

        /** The length of the vector. */
        static final int SIZE = %SIZE%;
      %FIELDS%  /** The parameters of parameters.npz, which numpy.load reads as well. */
        static Parameters read() {
          Map<String, ByteBuffer> arrays = arrays("/parameters.npz");
          Parameters parameters = new Parameters();
      %READS%    return parameters;
        }

        /** The arrays of an archive. */
        static Map<String, ByteBuffer> arrays(String resource) {
          Map<String, ByteBuffer> arrays = new HashMap<>();
          try (InputStream in = Parameters.class.getResourceAsStream(resource);
              ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
              arrays.put(entry.getName(), ByteBuffer.wrap(zip.readAllBytes()));
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return arrays;
        }

        /** NumPy's format: 8 bytes that name it, the length of a header, the header, rows of numbers. */
        static void read(Map<String, ByteBuffer> arrays, String name, double[][] parameter) {
          ByteBuffer npy = arrays.get(name + ".npy").order(ByteOrder.LITTLE_ENDIAN);
          npy.position(10 + npy.getShort(8));
          for (double[] row : parameter) {
            for (int j = 0; j < row.length; j++) {
              row[j] = npy.%GET%();
            }
          }
        }

        /** From {@code net.params()}. */
        static Parameters ofFlat(double[] flat) {
          Parameters parameters = new Parameters();
      %GETS%    return parameters;
        }

        /** For {@code net.setParams}. */
        double[] flat() {
          double[] flat = new double[SIZE];
      %PUTS%    return flat;
        }

        /** Row by row would be taken without a word, and be another network. */
        private static void putColumns(double[][] parameter, double[] flat, int offset) {
          int rows = parameter.length;
          for (int i = 0; i < rows; i++) {
            for (int j = 0; j < parameter[i].length; j++) {
              flat[offset + j * rows + i] = parameter[i][j];
            }
          }
        }

        private static void getColumns(double[][] parameter, double[] flat, int offset) {
          int rows = parameter.length;
          for (int i = 0; i < rows; i++) {
            for (int j = 0; j < parameter[i].length; j++) {
              parameter[i][j] = flat[offset + j * rows + i];
            }
          }
        }
      }
      """;
}
