package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.Variation.Kind;
import dev.gradparity.spec.ParameterKind;
import java.util.function.Predicate;

/**
 * z = aW + b.
 *
 * @param linear products and sums
 * @param formulas of the operations
 * @param variation what is done otherwise than the network says
 * @param isVaried whether a variation of this kind is of this layer
 * @param weights W
 * @param bias b; null for none
 */
record DenseErrors(
    LinearErrors linear,
    Formulas formulas,
    Variation variation,
    Predicate<Kind> isVaried,
    Bounded weights,
    Bounded bias)
    implements FormErrors {

  @Override
  public Bounded forward(Bounded input) {
    boolean scalesBias = isVaried.test(Kind.BIAS) && bias != null;
    Bounded used = scalesBias ? linear.scaled(variation.factor(), bias) : bias;
    return formulas.affine(linear, input, weights, used);
  }

  @Override
  public Bounded gradient(ParameterKind kind, Bounded input, Bounded dZ) {
    return switch (kind) {
      case WEIGHTS -> formulas.weightGradient(linear, input.transpose(), dZ);
      case BIAS ->
          isVaried.test(Kind.BIAS_ROW)
              ? linear.row(dZ, variation.factor() == 0 ? 0 : dZ.rows() - 1)
              : linear.columnSums(dZ);
      case GAIN, GAMMA, BETA, MEAN, VARIANCE ->
          throw new IllegalArgumentException("no parameter " + kind.symbol());
    };
  }

  @Override
  public Bounded inputGradient(Bounded input, Bounded dZ) {
    boolean isUntransposed =
        isVaried.test(Kind.UNTRANSPOSED_WEIGHTS) && weights.rows() == weights.columns();
    return formulas.inputGradient(linear, dZ, isUntransposed ? weights : weights.transpose());
  }
}
