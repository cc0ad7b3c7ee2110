package dev.gradparity.comparison.regression;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.UserText;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Named;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads what {@link BaselineWriter} writes, and trusts nothing in it: whatever a file claims, no
 * more is allocated than it has bytes for, and no more is unpacked than a baseline may hold.
 */
public final class BaselineReader {

  private static final long MOST_BYTES = 1L << 30;
  private static final int LONGEST_TEXT = 1 << 16;
  private static final int MOST_ENTRIES = 1000;
  private static final int MOST_CASES = 1_000_000;
  private static final int MOST_TENSORS = 10_000_000;
  private static final int MOST_AXES = 8;
  private static final int MOST_ELEMENTS = 1 << 26;

  /** All that a baseline may hold, by symbol. */
  private static final Map<String, TensorName> KINDS = kinds();

  private final DataInputStream in;

  private BaselineReader(InputStream in) {
    this.in = new DataInputStream(in);
  }

  private static Map<String, TensorName> kinds() {
    Stream<TensorName> quantities =
        Arrays.stream(Quantity.values())
            .filter(quantity -> quantity != Quantity.STATE)
            .map(TensorName::of);
    List<String> states =
        UpdaterSpec.defaults().stream().flatMap(u -> u.stateNames().stream()).distinct().toList();
    Stream<TensorName> remembered =
        Arrays.stream(ParameterKind.values())
            .flatMap(kind -> states.stream().map(state -> TensorName.ofState(kind, 0, state)));
    return Stream.concat(quantities, remembered)
        .collect(Collectors.toMap(BaselineWriter::symbol, Function.identity()));
  }

  /**
   * Reads a file.
   *
   * @throws InvalidInputException if there is none, or it is no whole baseline of this version
   */
  public static Baseline read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, MOST_BYTES);
    } catch (MalformedException e) {
      throw new InvalidInputException(file + ": " + e.getMessage(), e);
    } catch (ZipException e) {
      throw broken(file, "is no baseline, or its bytes have changed (%s)", e);
    } catch (EOFException e) {
      throw broken(file, "ends too early (%s)", e);
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: cannot be read (%s)".formatted(file, UserText.reason(e)), e);
    }
  }

  private static InvalidInputException broken(Path file, String what, IOException e) {
    String reason = what.formatted(e.getMessage() == null ? "end of file" : e.getMessage());
    return new InvalidInputException(
        "%s: %s; write it again with regress --save".formatted(file, reason), e);
  }

  /**
   * Reads a stream.
   *
   * @param most the bytes that it may unpack to
   */
  static Baseline read(InputStream file, long most) throws IOException {
    InputStream unpacked = new GZIPInputStream(new BufferedInputStream(file, 1 << 16), 1 << 16);
    MessageDigest digest = BaselineCase.sha256();
    DigestInputStream digested = new DigestInputStream(new Limited(unpacked, most), digest);
    Baseline baseline = new BaselineReader(digested).baseline();
    byte[] expected = digest.digest();
    digested.on(false);
    if (!Arrays.equals(digested.readNBytes(expected.length), expected)) {
      throw new MalformedException("its check sum is wrong: bytes have changed or are missing");
    }
    if (digested.read() >= 0) {
      throw new MalformedException("something follows after its end");
    }
    return baseline;
  }

  private Baseline baseline() throws IOException {
    byte[] magic = BaselineWriter.MAGIC.getBytes(StandardCharsets.US_ASCII);
    if (!Arrays.equals(in.readNBytes(magic.length), magic)) {
      throw new MalformedException("is no baseline of gradparity; write one with regress --save");
    }
    int version = in.readInt();
    if (version != BaselineWriter.VERSION) {
      throw new MalformedException(
          "has the format's version %d, and this gradparity reads version %d; write it again with"
                  .formatted(version, BaselineWriter.VERSION)
              + " regress --save");
    }
    Map<String, String> environment = map("environment");
    Map<String, String> options = map("options");
    int count = count("cases", MOST_CASES);
    List<BaselineCase> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cases.add(recordedCase());
    }
    return new Baseline(environment, options, cases);
  }

  private Map<String, String> map(String what) throws IOException {
    int count = count("entries of its " + what, MOST_ENTRIES);
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      map.put(text(), text());
    }
    return map;
  }

  private BaselineCase recordedCase() throws IOException {
    String network = text();
    String task = text();
    String dtypeName = text();
    DType dtype =
        Named.find(DType.class, dtypeName)
            .orElseThrow(
                () -> new MalformedException("names an unknown format: " + shown(dtypeName)));
    String inputs = text();
    Observation fixed = observation(new Predictions(null));
    Observation library = observation(new Predictions(fixed));
    return new BaselineCase(network, task, dtype, inputs, fixed, library);
  }

  private Observation observation(Predictions predictions) throws IOException {
    String subject = text();
    int count = count("tensors of a case", MOST_TENSORS);
    List<ObservedTensor> tensors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ObservedTensor tensor = tensor(predictions);
      predictions.observed(tensor);
      tensors.add(tensor);
    }
    try {
      return new Observation(subject, tensors);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("is inconsistent: " + shown(e.getMessage()));
    }
  }

  private ObservedTensor tensor(Predictions predictions) throws IOException {
    String symbol = text();
    TensorName kind = KINDS.get(symbol);
    if (kind == null) {
      throw new MalformedException("names an unknown tensor: " + shown(symbol));
    }
    int layer = in.readInt();
    int step = in.readInt();
    if (layer < 0 || step < 0) {
      throw new MalformedException("counts a layer or a step below zero");
    }
    TensorName name = new TensorName(kind.quantity(), layer, step, kind.remembered());
    Shape shape = shape();
    int width = in.readUnsignedByte();
    NumberCoding coding =
        Arrays.stream(NumberCoding.values())
            .filter(c -> c.width() == width)
            .findFirst()
            .orElseThrow(() -> new MalformedException("has numbers of " + width + " bytes"));
    byte[] bytes = in.readNBytes(shape.size() * width);
    if (bytes.length < shape.size() * width) {
      throw new EOFException("in " + name);
    }
    return new ObservedTensor(name, shape, coding.decode(bytes, predictions.of(name, shape)));
  }

  private Shape shape() throws IOException {
    int rank = in.readUnsignedByte();
    if (rank > MOST_AXES) {
      throw new MalformedException("has a tensor of " + rank + " axes");
    }
    int[] extents = new int[rank];
    long size = 1;
    for (int axis = 0; axis < rank; axis++) {
      extents[axis] = in.readInt();
      size *= Math.max(0, extents[axis]);
      if (extents[axis] < 1 || size > MOST_ELEMENTS) {
        throw new MalformedException(
            "has a tensor whose axis is " + extents[axis] + " or that is too large");
      }
    }
    return Shape.of(extents);
  }

  private int count(String what, int most) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > most) {
      throw new MalformedException("claims " + count + " " + what);
    }
    return count;
  }

  private String text() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST_TEXT) {
      throw new MalformedException("claims a text of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("in a text");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("has a text that is not UTF-8");
    }
  }

  private static String shown(String text) {
    return "\"" + UserText.excerpt(text) + "\"";
  }

  /** The file says something that no baseline says. */
  private static final class MalformedException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /** Refuses to unpack more than a baseline may hold. */
  private static final class Limited extends InputStream {

    private final InputStream in;
    private final long most;
    private long left;

    Limited(InputStream in, long most) {
      this.in = in;
      this.most = most;
      left = most;
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = in.read(bytes, from, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) throws MalformedException {
      left -= read;
      if (left < 0) {
        throw new MalformedException("unpacks to more than %d MB".formatted(most >> 20));
      }
    }
  }
}
