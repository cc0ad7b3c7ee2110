package dev.gradparity.comparison.regression;

import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.Shape;
import java.util.List;

/**
 * How far one tensor moved.
 *
 * @param subject whose it is
 * @param name the tensor
 * @param shape its shape in the baseline
 * @param movement what was found
 * @param elements how many elements moved
 * @param ulps the furthest that an element moved, in units in the last place of the larger of its
 *     two values, in the case's format; infinite where NaN or infinity met something else
 * @param index the index of that element; empty for a scalar
 * @param before its value in the baseline
 * @param after its value now
 * @param reason why it is out of bounds or missing; otherwise empty
 */
public record TensorMove(
    String subject,
    TensorName name,
    Shape shape,
    Movement movement,
    int elements,
    double ulps,
    List<Integer> index,
    double before,
    double after,
    String reason) {}
