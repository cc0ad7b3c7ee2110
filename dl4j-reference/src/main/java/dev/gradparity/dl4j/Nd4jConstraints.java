package dev.gradparity.dl4j;

import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.Constraint.Axis;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.conditions.Conditions;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The constraints on a parameter as ND4J operations, written out like their equations ({@link
 * Constraint.Rule}).
 */
final class Nd4jConstraints {

  private Nd4jConstraints() {}

  /**
   * Applies those that mean the parameter, one after the other, in place.
   *
   * @param theta (rows, columns)
   */
  static void apply(List<Constraint> constraints, boolean isBias, INDArray theta) {
    for (Constraint constraint : constraints) {
      if (constraint.target().means(isBias)) {
        apply(constraint.rule(), isBias ? Axis.BOTH : constraint.axis(), theta);
      }
    }
  }

  private static void apply(Constraint.Rule rule, Axis axis, INDArray theta) {
    if (rule instanceof Constraint.NonNegative) {
      BooleanIndexing.replaceWhere(theta, 0, Conditions.lessThan(0));
      return;
    }
    // In float64 the squares of float32 neither overflow nor underflow.
    INDArray wide = theta.castTo(DataType.DOUBLE);
    switch (axis) {
      case INPUTS ->
          theta.muliRowVector(factors(rule, wide.norm2(true, 0)).castTo(theta.dataType()));
      case UNITS ->
          theta.muliColumnVector(factors(rule, wide.norm2(true, 1)).castTo(theta.dataType()));
      case BOTH -> theta.muli(factors(rule, wide.norm2(true, 0, 1)).getDouble(0));
    }
  }

  /** What vectors of these norms are multiplied by. */
  private static INDArray factors(Constraint.Rule rule, INDArray norms) {
    if (rule instanceof Constraint.MaxNorm maxNorm) {
      return towards(0, maxNorm.max(), norms);
    }
    if (rule instanceof Constraint.MinMaxNorm norm) {
      INDArray whole = towards(norm.min(), norm.max(), norms);
      return norm.rate() == 1 ? whole : whole.muli(norm.rate()).addi(1 - norm.rate());
    }
    if (rule instanceof Constraint.UnitNorm) {
      return towards(1, 1, norms);
    }
    throw new IllegalArgumentException("no constraint for " + rule);
  }

  /** min(max(n, low), high) / n; of zero it does not matter. */
  private static INDArray towards(double low, double high, INDArray n) {
    INDArray divisors = n.add(n.eq(0).castTo(n.dataType()));
    return Transforms.min(Transforms.max(n, low, true), high, false).divi(divisors);
  }
}
