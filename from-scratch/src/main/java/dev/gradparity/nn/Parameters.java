package dev.gradparity.nn;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.tensor.Matrix;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What every layer makes Z with, from the input to the output: W and b of a dense one.
 *
 * @param layers at least one
 */
public record Parameters(List<PreActivation> layers) {

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
    return new Parameters(
        IntStream.rangeClosed(1, spec.depth())
            .mapToObj(number -> PreActivation.zeros(spec, number))
            .toList());
  }

  /**
   * The dense layer of this number; layers count from 1, as in the documents.
   *
   * @throws IllegalArgumentException if it is of another form
   */
  public Affine layer(int number) {
    if (preActivation(number) instanceof Affine affine) {
      return affine;
    }
    throw new IllegalArgumentException("layer " + number + " is not dense");
  }

  /** What the layer of this number makes Z with. */
  public PreActivation preActivation(int number) {
    return layers.get(number - 1);
  }

  /**
   * The parameter itself, not a copy.
   *
   * @throws IllegalArgumentException if the layer of this number has no such parameter
   */
  public Matrix of(int number, ParameterKind kind) {
    return preActivation(number).parameter(kind);
  }

  /** W1, b1, W2, b2, ...: the matrices themselves, not copies. */
  public List<Matrix> matrices() {
    return layers.stream().map(PreActivation::matrices).flatMap(List::stream).toList();
  }
}
