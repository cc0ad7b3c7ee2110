package dev.gradparity.comparison.regression;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.WholeFile;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a baseline to one file, whole or not at all. The project's {@code docs/regress.md}
 * describes the format.
 */
public final class BaselineWriter {

  /** What the file's content, unpacked, begins with. */
  static final String MAGIC = "gradparity-baseline\n";

  /** Goes up when an older reader would misread the file. */
  static final int VERSION = 1;

  private final DataOutputStream out;

  private BaselineWriter(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  /**
   * Makes sure, before anything is computed, that the file can be written.
   *
   * @throws InvalidInputException if it cannot
   */
  public static void requireWritable(Path file) {
    try {
      WholeFile.requireWritable(file);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /**
   * Writes the file, in place of one that may be there.
   *
   * @throws InvalidInputException if that is impossible
   */
  public static void write(Path file, Baseline baseline) {
    try {
      WholeFile.write(file, out -> write(out, baseline));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  static void write(OutputStream file, Baseline baseline) throws IOException {
    try (GZIPOutputStream packed = new GZIPOutputStream(new Unclosed(file), 1 << 16)) {
      DigestOutputStream digested = new DigestOutputStream(packed, BaselineCase.sha256());
      BufferedOutputStream buffered = new BufferedOutputStream(digested, 1 << 16);
      new BaselineWriter(buffered).write(baseline);
      buffered.flush();
      digested.on(false);
      packed.write(digested.getMessageDigest().digest());
    }
  }

  private void write(Baseline baseline) throws IOException {
    out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
    out.writeInt(VERSION);
    write(baseline.environment());
    write(baseline.options());
    out.writeInt(baseline.cases().size());
    for (BaselineCase recorded : baseline.cases()) {
      text(recorded.network());
      text(recorded.task());
      text(recorded.dtype().specName());
      text(recorded.inputs());
      write(recorded.fixed(), new Predictions(null));
      write(recorded.library(), new Predictions(recorded.fixed()));
    }
  }

  private void write(Map<String, String> map) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      text(entry.getKey());
      text(entry.getValue());
    }
  }

  private void write(Observation observation, Predictions predictions) throws IOException {
    text(observation.subject());
    out.writeInt(observation.tensors().size());
    for (ObservedTensor tensor : observation.tensors()) {
      text(symbol(tensor.name()));
      out.writeInt(tensor.name().layer());
      out.writeInt(tensor.name().step());
      out.writeByte(tensor.shape().rank());
      for (int extent : tensor.shape().extents()) {
        out.writeInt(extent);
      }
      NumberCoding coding = NumberCoding.of(tensor.values());
      out.writeByte(coding.width());
      out.write(coding.encode(tensor.values(), predictions.of(tensor.name(), tensor.shape())));
      predictions.observed(tensor);
    }
  }

  /** Such as W, or W.m of what is remembered of it. */
  static String symbol(TensorName name) {
    return new TensorName(name.quantity(), 0, 0, name.remembered()).toString();
  }

  private void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static InvalidInputException unwritable(Path file, IOException cause) {
    return new InvalidInputException(
        "%s: cannot be written; give a file in a writable folder with --save (%s)"
            .formatted(file, UserText.reason(cause)),
        cause);
  }

  /** Lets the packer end its stream and leaves the file to who opened it. */
  private static final class Unclosed extends FilterOutputStream {

    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
