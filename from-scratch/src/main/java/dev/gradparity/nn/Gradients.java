package dev.gradparity.nn;

import dev.gradparity.spec.ParameterKind;
import dev.gradparity.tensor.Matrix;
import java.util.List;

/**
 * The gradients of every layer's parameters, from the input to the output: dW and db of a dense
 * one.
 *
 * @param layers at least one
 */
public record Gradients(List<LayerGradient> layers) {

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
    return new Gradients(parameters.layers().stream().map(PreActivation::zeroGradient).toList());
  }

  /**
   * The dense layer of this number; layers count from 1, as in the documents.
   *
   * @throws IllegalArgumentException if it is of another form
   */
  public AffineGradient layer(int number) {
    if (ofLayer(number) instanceof AffineGradient affine) {
      return affine;
    }
    throw new IllegalArgumentException("layer " + number + " is not dense");
  }

  /** Those of the layer of this number. */
  public LayerGradient ofLayer(int number) {
    return layers.get(number - 1);
  }

  /**
   * The gradient by a parameter itself, not a copy.
   *
   * @throws IllegalArgumentException if the layer of this number has no such parameter
   */
  public Matrix of(int number, ParameterKind kind) {
    return ofLayer(number).of(kind);
  }

  /** dW1, db1, dW2, db2, ...: the matrices themselves, not copies. */
  public List<Matrix> matrices() {
    return layers.stream().map(LayerGradient::matrices).flatMap(List::stream).toList();
  }
}
