package dev.gradparity.nn;

import dev.gradparity.tensor.Matrix;
import java.util.List;

/**
 * dW and db of every layer, from the input to the output.
 *
 * @param layers at least one
 */
public record Gradients(List<AffineGradient> layers) {

  /**
   * Copies the list, not the matrices.
   *
   * @throws IllegalArgumentException if there is no layer
   */
  public Gradients {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a network has at least one layer, got none");
    }
  }

  /** Gradients of zeros in the shapes of these parameters. */
  public static Gradients zeros(Parameters parameters) {
    return new Gradients(parameters.layers().stream().map(AffineGradient::zeros).toList());
  }

  /** The layer of this number; layers count from 1, as in the documents. */
  public AffineGradient layer(int number) {
    return layers.get(number - 1);
  }

  /** dW1, db1, dW2, db2, ...: the matrices themselves, not copies. */
  public List<Matrix> matrices() {
    return layers.stream()
        .<Matrix>mapMulti(
            (layer, sink) -> {
              sink.accept(layer.dW());
              sink.accept(layer.db());
            })
        .toList();
  }
}
