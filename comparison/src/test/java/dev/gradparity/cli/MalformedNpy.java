package dev.gradparity.cli;

import static dev.gradparity.comparison.npz.ArchiveBytes.float64;
import static dev.gradparity.comparison.npz.ArchiveBytes.npy;
import static dev.gradparity.comparison.npz.ArchiveBytes.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arrays of 6 examples with 4 features, in files that somebody broke. */
final class MalformedNpy {

  private static final String X_SHAPE = "(6, 4)";
  private static final byte[] X_DATA = new byte[6 * 4 * Double.BYTES];

  private final Map<String, byte[]> all = new LinkedHashMap<>();

  private MalformedNpy() {}

  /** The files by what is wrong with them. */
  static Map<String, byte[]> all() {
    MalformedNpy malformed = new MalformedNpy();
    malformed.headers();
    malformed.types();
    malformed.shapes();
    malformed.sizes();
    return malformed.all;
  }

  private static byte[] good() {
    return float64(X_SHAPE, new double[24]);
  }

  private void headers() {
    byte[] good = good();
    for (int at : new int[] {0, 1, 5}) {
      byte[] wrongMagic = good.clone();
      wrongMagic[at] ^= 0x20;
      all.put("the wrong magic at " + at, wrongMagic);
    }
    byte[] dictionary =
        "{'descr': '<f8', 'fortran_order': False, 'shape': (6, 4), }\n"
            .getBytes(StandardCharsets.UTF_8);
    for (int[] version : new int[][] {{0, 0}, {4, 0}, {9, 0}, {255, 0}, {1, 1}, {2, 7}}) {
      all.put(
          "version %d.%d".formatted(version[0], version[1]),
          npy(version[0], version[1], dictionary, X_DATA));
    }
    for (int length : new int[] {200, 10_001, 65_535}) {
      byte[] longHeader = good.clone();
      ByteBuffer.wrap(longHeader).order(ByteOrder.LITTLE_ENDIAN).putShort(8, (short) length);
      all.put("a header of %d bytes that are not there".formatted(length), longHeader);
    }
    for (int length : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
      byte[] huge = npy(2, 0, dictionary, X_DATA);
      ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putInt(8, length);
      all.put("a header of %d bytes".formatted(length), huge);
    }
    byte[] invalidUtf8 = dictionary.clone();
    invalidUtf8[3] = (byte) 0xC0;
    all.put("bad UTF-8", npy(3, 0, invalidUtf8, X_DATA));
    for (String header :
        List.of(
            "",
            "{}",
            "{'descr': '<f8', 'fortran_order': False}",
            "{'descr': '<f8', 'shape': (6, 4)}",
            "{'fortran_order': False, 'shape': (6, 4)}",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (6, 4), 'shape': (6, 4)}",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (6, 4), 'more': 1}",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (6, 4)} + 1",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (6, 4)",
            "{'descr': '<f8', 'fortran_order': 0, 'shape': (6, 4)}",
            "{'descr': '<f8', 'fortran_order': 'False', 'shape': (6, 4)}",
            "{'descr': '<f8, 'fortran_order': False, 'shape': (6, 4)}",
            "{'descr': '\\x3cf8', 'fortran_order': False, 'shape': (6, 4)}",
            "{descr: '<f8', 'fortran_order': False, 'shape': (6, 4)}",
            "__import__('os').system('true')",
            "{'descr': __import__('os').name, 'fortran_order': False, 'shape': (6, 4)}",
            "\0".repeat(64),
            "(".repeat(9_000))) {
      String shown = header.length() > 90 ? header.substring(0, 5) + "..." : header;
      all.put(
          "the header " + shown.replace('\0', '0'),
          npy(1, 0, header.getBytes(StandardCharsets.UTF_8), X_DATA));
    }
  }

  private void types() {
    for (String descr :
        List.of(
            "'|O'",
            "'|O8'",
            "[('a', '<f4'), ('b', '<f4')]",
            "('<f8', (2,))",
            "[('a', '|O')]",
            "'<c16'",
            "'<U3'",
            "'|S8'",
            "'<M8[ns]'",
            "'|V2'",
            "'<f16'",
            "'<f3'",
            "'<i16'",
            "'<u0'",
            "'|f8'",
            "'=f8'",
            "'f8'",
            "''",
            "'<f99999999999'",
            "8",
            "None")) {
      all.put("the dtype " + descr, npy(descr, "False", X_SHAPE, X_DATA));
    }
  }

  private void shapes() {
    for (String shape :
        List.of(
            "()",
            "(24,)",
            "24",
            "[6, 4]",
            "(6 4)",
            "(6, 4",
            "(6, -4)",
            "(-6, -4)",
            "(0, 4)",
            "(6, 0)",
            "(6.0, 4)",
            "('6', 4)",
            "(6, 5)",
            "(4, 6)",
            "(7, 4)",
            "(6, 2, 2)",
            "(1, 1, 1, 1, 6, 4)",
            "(6, 4, " + "1, ".repeat(500) + ")",
            "(4294967296, 4294967296)",
            "(2147483648, 2)",
            "(3037000500, 3037000500)",
            "(6148914691236517206, 4)",
            "(99999999999999999999999999999999, 4)",
            "(100000000, 4)")) {
      String shown = shape.length() > 60 ? shape.substring(0, 20) + "..." : shape;
      all.put("the shape " + shown, npy("'<f8'", "False", shape, X_DATA));
    }
  }

  private void sizes() {
    all.put("no byte at all", new byte[0]);
    all.put("a header alone", npy("'<f8'", "False", X_SHAPE, new byte[0]));
    all.put("a byte less", npy("'<f8'", "False", X_SHAPE, new byte[X_DATA.length - 1]));
    all.put("a byte more", npy("'<f8'", "False", X_SHAPE, new byte[X_DATA.length + 1]));
    all.put("a smaller type", npy("'<f4'", "False", X_SHAPE, X_DATA));
    all.put("an archive in it", zip(Map.of("x.npy", good()), true));
  }
}
