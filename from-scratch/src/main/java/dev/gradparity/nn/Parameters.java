package dev.gradparity.nn;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * W and b of every layer, from the input to the output.
 *
 * @param layers at least one
 */
public record Parameters(List<Affine> layers) {

  /**
   * Copies the list, not the matrices.
   *
   * @throws IllegalArgumentException if there is no layer
   */
  public Parameters {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a network has at least one layer, got none");
    }
  }

  /** Parameters of zeros in the shapes and the format of a network. */
  public static Parameters zeros(NetworkSpec spec) {
    List<Affine> layers = new ArrayList<>();
    for (int number = 1; number <= spec.depth(); number++) {
      layers.add(
          new Affine(
              Matrix.zeros(spec.dtype(), spec.fanIn(number), spec.fanOut(number)),
              Matrix.zeros(spec.dtype(), 1, spec.fanOut(number))));
    }
    return new Parameters(layers);
  }

  /** The layer of this number; layers count from 1, as in the documents. */
  public Affine layer(int number) {
    return layers.get(number - 1);
  }

  /** W1, b1, W2, b2, ...: the matrices themselves, not copies. */
  public List<Matrix> matrices() {
    return layers.stream()
        .<Matrix>mapMulti(
            (layer, sink) -> {
              sink.accept(layer.weights());
              sink.accept(layer.bias());
            })
        .toList();
  }
}
