package dev.gradparity.comparison.regression;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Subject;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.ParameterKind;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A case as two subjects computed it.
 *
 * @param network the network's name
 * @param task what was done with it
 * @param dtype the format
 * @param inputs SHA-256, in hexadecimal, of the parameters and the data it starts from
 * @param fixed what the subject observed that must never move by a bit
 * @param library what the subject observed that may move within rounding
 */
public record BaselineCase(
    String network,
    String task,
    DType dtype,
    String inputs,
    Observation fixed,
    Observation library) {

  /** Lets both subjects compute a case. */
  public static BaselineCase observe(Case task, Subject fixed, Subject library) {
    return new BaselineCase(
        task.spec().name(),
        task.name(),
        task.spec().dtype(),
        inputsOf(task),
        fixed.observe(task),
        library.observe(task));
  }

  /** The name in reports. */
  public String name() {
    return network + " " + task + ", " + dtype.specName();
  }

  /** What tells cases apart: their names, and the numbers that they start from. */
  public String identity() {
    return name() + ", " + inputs;
  }

  /** The {@link #identity()} that a baseline of this case has. */
  public static String identity(Case task) {
    return task.spec().name()
        + " "
        + task.name()
        + ", "
        + task.spec().dtype().specName()
        + ", "
        + inputsOf(task);
  }

  private static String inputsOf(Case task) {
    MessageDigest digest = sha256();
    task.parameters().weights().forEach(w -> digest.update(bits(w)));
    task.parameters().biases().forEach(b -> digest.update(bits(b)));
    for (Map<ParameterKind, double[]> layer : task.parameters().layers()) {
      for (ParameterKind kind : ParameterKind.values()) {
        if (kind != ParameterKind.WEIGHTS
            && kind != ParameterKind.BIAS
            && layer.containsKey(kind)) {
          digest.update(bits(layer.get(kind)));
        }
      }
    }
    Examples examples = task.data();
    digest.update(bits(examples.x()));
    digest.update(bits(examples.y()));
    digest.update(bits(examples.labelMask()));
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static byte[] bits(double[] values) {
    ByteBuffer bits = ByteBuffer.allocate(Double.BYTES * values.length);
    for (double value : values) {
      bits.putDouble(value);
    }
    return bits.array();
  }
}
