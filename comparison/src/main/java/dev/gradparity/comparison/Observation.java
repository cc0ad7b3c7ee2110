package dev.gradparity.comparison;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tensors that a subject computed for a case, in data-flow order. */
public final class Observation {

  private final String subject;
  private final Map<TensorName, ObservedTensor> tensors = new LinkedHashMap<>();

  /**
   * An observation of these tensors.
   *
   * @param subject the name of who computed them
   * @throws IllegalArgumentException if a name occurs twice
   */
  public Observation(String subject, List<ObservedTensor> tensors) {
    this.subject = subject;
    for (ObservedTensor tensor : tensors) {
      if (this.tensors.put(tensor.name(), tensor) != null) {
        throw new IllegalArgumentException(subject + " observed " + tensor.name() + " twice");
      }
    }
  }

  /** Who computed the tensors. */
  public String subject() {
    return subject;
  }

  /** The tensors, in data-flow order. */
  public List<ObservedTensor> tensors() {
    return new ArrayList<>(tensors.values());
  }

  /** The tensor of this name, if it was observed. */
  public Optional<ObservedTensor> find(TensorName name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /** SHA-256, in hexadecimal, of the names, shapes and bits of all tensors; NaNs are one. */
  public String fingerprint() {
    MessageDigest digest = sha256();
    for (ObservedTensor tensor : tensors.values()) {
      digest.update((tensor.name() + " " + tensor.shape()).getBytes(StandardCharsets.UTF_8));
      ByteBuffer bits = ByteBuffer.allocate(Double.BYTES * tensor.values().length);
      for (double value : tensor.values()) {
        bits.putLong(Double.doubleToLongBits(value));
      }
      digest.update(bits.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
