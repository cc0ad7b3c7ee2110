package dev.gradparity.cli;

import static dev.gradparity.comparison.npz.ArchiveBytes.float64;
import static dev.gradparity.comparison.npz.ArchiveBytes.npy;
import static dev.gradparity.comparison.npz.ArchiveBytes.zip;

import dev.gradparity.comparison.claims.ClaimedSample;
import dev.gradparity.comparison.npz.NpyArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Specifications and archives that somebody broke, by accident or not. */
final class MalformedInputs {

  /**
   * One of them.
   *
   * @param what is wrong
   * @param spec the specification's bytes
   * @param archive the archive's bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // written to files, never compared
  record Malformed(String what, byte[] spec, byte[] archive) {

    @Override
    public String toString() {
      return what;
    }
  }

  private static final byte[] SPEC = ClaimedSample.SPEC.getBytes(StandardCharsets.UTF_8);
  private static final String X_SHAPE = "(6, 4)";
  private static final byte[] X_DATA = new byte[6 * 4 * Double.BYTES];

  /** Offsets in an entry of zip's directory, whose signature is PK12. */
  private static final int FLAGS = 8;

  private static final int METHOD = 10;
  private static final int CRC = 16;
  private static final int COMPRESSED_SIZE = 20;
  private static final int SIZE = 24;
  private static final int LOCAL_HEADER = 42;

  private final List<Malformed> all = new ArrayList<>();

  private MalformedInputs() {}

  static List<Malformed> all() {
    MalformedInputs inputs = new MalformedInputs();
    inputs.truncations();
    inputs.specs();
    MalformedNpy.all().forEach(inputs::x);
    inputs.names();
    inputs.directories();
    inputs.strangers();
    inputs.damage();
    inputs.bombs();
    inputs.contents();
    return inputs.all;
  }

  private void archive(String what, byte[] archive) {
    all.add(new Malformed(what, SPEC, archive));
  }

  /** A good archive's files. */
  static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Map.Entry<String, NpyArray> array : ClaimedSample.pass().entrySet()) {
      String shape =
          array.getValue().shape().extents().stream()
              .map(extent -> extent + ",")
              .collect(Collectors.joining("", "(", ")"));
      files.put(array.getKey() + ".npy", float64(shape, array.getValue().values()));
    }
    return files;
  }

  private static Map<String, byte[]> with(String name, byte[] file) {
    Map<String, byte[]> files = files();
    files.put(name, file);
    return files;
  }

  private void x(String what, byte[] npy) {
    archive("x with " + what, zip(with("x.npy", npy), all.size() % 2 == 0));
  }

  private void truncations() {
    byte[] archive = zip(files(), true);
    for (int part = 0; part < 40; part++) {
      int length = (int) ((long) archive.length * part / 40);
      archive("archive cut after %d bytes".formatted(length), Arrays.copyOf(archive, length));
    }
    byte[] good = zip(files(), false);
    for (int part = 0; part < 40; part++) {
      // The last two bytes are the closing brace and the end of the line.
      int length = (SPEC.length - 2) * part / 39;
      all.add(new Malformed("spec cut after " + length, Arrays.copyOf(SPEC, length), good));
    }
  }

  private void specs() {
    byte[] good = zip(files(), false);
    byte[] invalidUtf8 = SPEC.clone();
    invalidUtf8[10] = (byte) 0xFF;
    all.add(new Malformed("spec in no UTF-8", invalidUtf8, good));
    all.add(new Malformed("archive as spec", good, good));
    Map<String, String> replacements = new LinkedHashMap<>();
    replacements.put("\"units\": 5", "\"units\": -5");
    replacements.put("\"units\": 3", "\"units\": 4");
    replacements.put("\"input\": 4", "\"input\": [4, 0]");
    replacements.put("\"mcxent\"", "\"cross_entropy\"");
    replacements.put("tanh", "arctan");
    replacements.put("\"l2\"", "\"weight_decay\"");
    replacements.put("\"l2\": 0.01", "\"l2\": NaN");
    replacements.put("0.1}", "-0.1}");
    replacements.put("\"sample\"", "\"\\u0007\"");
    replacements.forEach(
        (part, replacement) ->
            all.add(
                new Malformed(
                    "spec with " + replacement,
                    ClaimedSample.SPEC.replace(part, replacement).getBytes(StandardCharsets.UTF_8),
                    good)));
  }

  private void names() {
    byte[] scalar = float64("()", 1);
    for (String name :
        List.of(
            "../x.npy",
            "../../../../etc/passwd",
            "..\\x.npy",
            "/x.npy",
            "/etc/cron.d/x",
            "C:\\x.npy",
            "C:x.npy",
            "sub/x.npy",
            "sub/",
            "x.npy/",
            "./loss.npy",
            "x",
            ".npy",
            "loss.npy.npy",
            "arr_0.npy",
            "dW3.npy",
            "loss1.npy",
            "W1@0.npy",
            "W1@1001.npy",
            "W1@-1.npy",
            "dW1@2.npy",
            "\n\u001b[2Jx.npy",
            "\u0000.npy",
            "n".repeat(10_000) + ".npy",
            "\u00e9\u202e.npy")) {
      String shown = name.length() > 60 ? "10,000 letters" : name.replaceAll("\\p{C}", "?");
      archive("the name " + shown, zip(with(name, scalar), false));
    }
    byte[] twice = zip(with("q.npy", scalar), false);
    archive("an array twice", replaced(twice, "q.npy", "x.npy"));
    byte[] noUtf8 = zip(with("\u00e9.npy", scalar), false);
    archive("a name in no UTF-8", replaced(noUtf8, "\u00c3", "\u00ff"));
  }

  /** Exchanges all occurrences of these Latin-1 bytes. */
  private static byte[] replaced(byte[] bytes, String part, String replacement) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace(part, replacement)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Changes an entry of an archive's directory; they count from 0. */
  private static byte[] directory(byte[] archive, int entry, Consumer<ByteBuffer> change) {
    byte[] changed = archive.clone();
    int at = -1;
    for (int k = 0; k <= entry; k++) {
      at = signature(changed, "PK\1\2", at + 1);
    }
    change.accept(
        ByteBuffer.wrap(changed, at, changed.length - at).slice().order(ByteOrder.LITTLE_ENDIAN));
    return changed;
  }

  private static int signature(byte[] archive, String signature, int from) {
    return new String(archive, StandardCharsets.ISO_8859_1).indexOf(signature, from);
  }

  private void directories() {
    byte[] good = zip(files(), true);
    archive("encryption", directory(good, 0, entry -> entry.putShort(FLAGS, (short) 9)));
    for (int method : new int[] {1, 9, 12, 93, 99}) {
      archive(
          "compression method " + method,
          directory(good, 0, entry -> entry.putShort(METHOD, (short) method)));
    }
    archive("stored for deflated", directory(good, 0, entry -> entry.putShort(METHOD, (short) 0)));
    archive("a wrong checksum", directory(good, 0, entry -> entry.putInt(CRC, 1)));
    archive("a larger size", directory(good, 0, entry -> entry.putInt(SIZE, 1 << 20)));
    archive("a size of -2", directory(good, 0, entry -> entry.putInt(SIZE, -2)));
    archive("no compressed byte", directory(good, 0, entry -> entry.putInt(COMPRESSED_SIZE, 0)));
    archive(
        "compressed bytes beyond the end",
        directory(good, 0, entry -> entry.putInt(COMPRESSED_SIZE, 1 << 30)));
    archive("a header beyond the end", directory(good, 0, e -> e.putInt(LOCAL_HEADER, 1 << 30)));
    archive("a header amid the data", directory(good, 0, e -> e.putInt(LOCAL_HEADER, 50)));
    archive("a broken directory", directory(good, 2, entry -> entry.put(0, (byte) 'Q')));
    // dx lies where x does, which is larger than all the rest.
    Map<String, byte[]> large = with("x.npy", npy("'<f8'", "False", "(60, 4)", new byte[1920]));
    int dx = new ArrayList<>(large.keySet()).indexOf("dx.npy");
    archive(
        "overlapping arrays",
        directory(
            zip(large, false),
            dx,
            entry ->
                entry.putInt(COMPRESSED_SIZE, 2048).putInt(SIZE, 2048).putInt(LOCAL_HEADER, 0)));
    int end = signature(good, "PK\5\6", 0);
    // The numbers of entries, at 8 and 10, say nothing that the directory does not say itself.
    for (int field = 12; field < 20; field += 2) {
      byte[] changed = good.clone();
      changed[end + field + 1] ^= 0x5A;
      archive("the directory's end broken at " + field, changed);
    }
    Map<String, byte[]> many = files();
    for (int k = 0; k < 10_000; k++) {
      many.put("W1@" + k, new byte[0]);
    }
    archive("more than 10,000 arrays", zip(many, false));
  }

  private void strangers() {
    byte[] random = new byte[5_000];
    new Random(3).nextBytes(random);
    archive("random bytes", random);
    archive("an array alone", float64(X_SHAPE, new double[24]));
    archive("a pickle", "\u0080\4\u0095".getBytes(StandardCharsets.ISO_8859_1));
    archive("HDF5", "\u0089HDF\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
    archive("gzip", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
    archive("text", "1.0, 2.0\n".getBytes(StandardCharsets.UTF_8));
    archive("an archive of nothing", zip(Map.of(), false));
    archive("an archive in an archive", zip(Map.of("arrays.npz", zip(files(), true)), false));
    archive("a spec", SPEC);
  }

  /** Flips bits of compressed data, past which no checksum may let anything. */
  private void damage() {
    Random random = new Random(17);
    byte[] good = zip(files(), true);
    for (int flip = 0; flip < 12; flip++) {
      byte[] damaged = good.clone();
      // Some bits of the first byte are padding, which means nothing.
      int from = 30 + "x.npy".length() + 1;
      int at = from + 12 * flip + random.nextInt(12);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      archive("a bit of x flipped at " + at, damaged);
    }
  }

  private void bombs() {
    byte[] zeros = npy("'<f8'", "False", "(1500000, 4)", new byte[48_000_000]);
    archive("6 million zeros", zip(with("x.npy", zeros), true));
    byte[] falses = npy("'|b1'", "False", "(2000000, 4)", new byte[8_000_000]);
    archive("8 million bytes of false", zip(with("x.npy", falses), true));
    x("more zeros than its shape", npy("'<f8'", "False", X_SHAPE, new byte[20_000_000]));
    byte[] more = npy("'<f8'", "False", X_SHAPE, new byte[20_000_000]);
    int honest = npy("'<f8'", "False", X_SHAPE, X_DATA).length;
    archive(
        "more zeros than it declares",
        directory(zip(with("x.npy", more), true), 0, entry -> entry.putInt(SIZE, honest)));
    byte[] less = npy("'<f8'", "False", X_SHAPE, new byte[X_DATA.length / 2]);
    archive(
        "fewer zeros than it declares",
        directory(zip(with("x.npy", less), true), 0, entry -> entry.putInt(SIZE, honest)));
    Map<String, byte[]> many = files();
    for (int step = 1; step <= 500; step++) {
      many.put("W1@" + step + ".npy", npy("'<f8'", "False", "(10000,)", new byte[80_000]));
    }
    archive("500 arrays of 10,000 zeros", zip(many, true));
  }

  private void contents() {
    for (String name : List.of("x", "y", "W1", "b1", "W2", "b2")) {
      Map<String, byte[]> files = files();
      files.remove(name + ".npy");
      archive("no " + name, zip(files, false));
    }
    Map<String, byte[]> nothing = files();
    nothing.keySet().removeIf(name -> !name.matches("(x|y|[Wb][12])\\.npy"));
    archive("nothing claimed", zip(nothing, false));
    for (String name : List.of("W1", "b1", "W2", "b2", "loss", "dW1", "db2", "dx", "z1", "a2")) {
      archive(
          "one axis too many for " + name,
          zip(with(name + ".npy", float64("(1, 1, 1)", 1)), false));
    }
    double[] values = new double[24];
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      values[13] = bad;
      x("a %s".formatted(bad), float64(X_SHAPE, values));
      archive(
          "W1 with " + bad,
          zip(with("W1.npy", float64("(4, 5)", Arrays.copyOf(values, 20))), false));
      archive(
          "y with " + bad, zip(with("y.npy", float64("(6, 3)", Arrays.copyOf(values, 18))), false));
    }
    archive("labels of zeros", zip(with("y.npy", float64("(6, 3)", new double[18])), false));
    byte[] classes = {0, 1, 2, 0, 1, 3};
    archive("a class too many", zip(with("y.npy", npy("'|u1'", "False", "(6,)", classes)), true));
    byte[] large = new byte[X_DATA.length];
    Arrays.fill(large, (byte) 0x7F);
    x("integers of 63 bits", npy("'<i8'", "False", X_SHAPE, large));
  }
}
