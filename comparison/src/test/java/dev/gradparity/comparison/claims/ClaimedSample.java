package dev.gradparity.comparison.claims;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.npz.NpyArray;
import dev.gradparity.comparison.npz.NpzWriter;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A small network 4-5-3, and what from-scratch computes of 6 examples as arrays. */
public final class ClaimedSample {

  /** The network as a specification without data. */
  public static final String SPEC =
      """
      {"name": "sample", "input": 4,
       "layers": [{"units": 5, "activation": "tanh"}, {"units": 3, "activation": "softmax"}],
       "loss": "mcxent", "updater": {"name": "sgd", "learningRate": 0.1}, "l2": 0.01}
      """;

  /** The number of examples. */
  public static final int N = 6;

  private ClaimedSample() {}

  static NetworkSpec network(DType dtype) {
    return Samples.network(
        dtype,
        4,
        LossKind.MCXENT,
        Samples.layer(5, ActivationKind.TANH),
        Samples.layer(3, ActivationKind.SOFTMAX));
  }

  /** Data, parameters, and every tensor of one pass; to be changed as a test needs. */
  public static Map<String, NpyArray> pass() {
    return arrays(Samples.gradient(network(DType.FLOAT64), N));
  }

  /** Data, parameters, and every tensor of a training of three steps. */
  public static Map<String, NpyArray> training() {
    return arrays(Samples.training(network(DType.FLOAT64), N, N, 3));
  }

  private static Map<String, NpyArray> arrays(Case task) {
    Observation observation = Samples.fromScratch().observe(task);
    return CaseArrays.of(task, observation);
  }

  /** Writes arrays to {@code arrays.npz} in a folder. */
  public static Path write(Path folder, Map<String, NpyArray> arrays) throws IOException {
    Path file = folder.resolve("arrays.npz");
    NpzWriter.write(file, arrays, NpzWriter.Compression.STORED);
    return file;
  }
}
