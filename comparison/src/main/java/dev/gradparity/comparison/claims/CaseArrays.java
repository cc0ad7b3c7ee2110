package dev.gradparity.comparison.claims;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.npz.NpyArray;
import dev.gradparity.comparison.npz.NpzArchive;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** A case and what a subject computed for it as named arrays, which {@link ClaimsReader} reads. */
public final class CaseArrays {

  private CaseArrays() {}

  /**
   * The arrays of a case.
   *
   * @param claims those of the case's tensors that are to be judged
   * @throws IllegalArgumentException if the case is a training of more than one minibatch, or from
   *     an updater's state, for which an archive has no place
   */
  public static Map<String, NpyArray> of(Case task, Observation claims) {
    Examples batch = batch(task);
    NetworkSpec spec = task.spec();
    DType dtype = spec.dtype();
    int n = batch.count();
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("x", new NpyArray(dtype, spec.input().prepend(n), batch.x()));
    arrays.put("y", new NpyArray(dtype, Shape.of(n, spec.outputSize()), batch.y()));
    if (batch.isMasked()) {
      arrays.put(
          ArrayNames.LABEL_MASK,
          new NpyArray(dtype, Shape.of(n, batch.maskColumns()), batch.labelMask()));
    }
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).form().parameters()) {
        arrays.put(
            kind.symbol() + l,
            new NpyArray(dtype, spec.shape(l, kind), task.parameters().of(l, kind)));
      }
    }
    for (ObservedTensor tensor : claims.tensors()) {
      if (tensor.name().quantity() != Quantity.BATCH_SIZE) {
        // Whoever computed it may have done so in a wider format than the network's.
        NpyArray array = new NpyArray(DType.FLOAT64, tensor.shape(), tensor.values());
        arrays.put(tensor.name().toString(), array);
      }
    }
    return arrays;
  }

  /** The examples of a case whose arrays an archive holds. */
  public static Examples examples(NpzArchive archive, NetworkSpec spec) {
    double[] x = archive.values("x");
    boolean isMasked = archive.names().contains(ArrayNames.LABEL_MASK);
    double[] mask = isMasked ? archive.values(ArrayNames.LABEL_MASK) : new double[0];
    return new Examples(x.length / spec.inputSize(), x, archive.values("y"), mask);
  }

  private static Examples batch(Case task) {
    if (task instanceof Case.Gradient gradient) {
      return gradient.batch();
    }
    if (task instanceof Case.Training training
        && training.batchSize() >= training.examples().count()
        && training.before().isEmpty()) {
      return training.examples();
    }
    throw new IllegalArgumentException("no archive holds the minibatches of " + task.name());
  }
}
