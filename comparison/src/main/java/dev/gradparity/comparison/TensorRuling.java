package dev.gradparity.comparison;

import java.util.List;

/**
 * The truth about one tensor that two sides do not agree on.
 *
 * @param name the tensor
 * @param accused how many elements differ by more than their bound; 0 where the shapes differ,
 *     where the comparison had a narrower bound, or where both are wrong alike: then the worst
 *     element is looked at
 * @param wrong which side is wrong in any element that was looked at, or in the shape
 * @param elements the elements that were looked at: the worst first, then others in row-major order
 * @param confirmedDigits the digits in which the arbiter's worst element agrees with a central
 *     difference of its loss; -1 where none was taken
 */
public record TensorRuling(
    TensorName name, int accused, Side wrong, List<ElementRuling> elements, int confirmedDigits) {

  /** Copies the list. */
  public TensorRuling {
    elements = List.copyOf(elements);
  }
}
