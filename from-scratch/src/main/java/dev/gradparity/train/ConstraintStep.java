package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.Constraint.Axis;
import dev.gradparity.tensor.Matrix;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Brings a parameter back to its constraint, in place. */
interface ConstraintStep {

  /** Applies the constraint. */
  void apply(Kernels kernels, Matrix theta);

  /** Those of a layer's constraints that mean its biases, or its weights, one after the other. */
  static ConstraintStep of(List<Constraint> constraints, boolean isBias) {
    return constraints.stream()
        .filter(constraint -> constraint.target().means(isBias))
        .map(constraint -> of(constraint, isBias))
        .reduce((kernels, theta) -> {}, ConstraintStep::andThen);
  }

  private ConstraintStep andThen(ConstraintStep next) {
    return (kernels, theta) -> {
      apply(kernels, theta);
      next.apply(kernels, theta);
    };
  }

  private static ConstraintStep of(Constraint constraint, boolean isBias) {
    Constraint.Rule rule = constraint.rule();
    if (rule instanceof Constraint.NonNegative) {
      return (kernels, theta) -> kernels.map(theta, x -> Math.max(0, x), theta);
    }
    DoubleUnaryOperator factor = factor(rule);
    return (kernels, theta) -> scaleByNorms(theta, isBias ? Axis.BOTH : constraint.axis(), factor);
  }

  /** What a vector of this norm is multiplied by; see the rules for the formulas. */
  private static DoubleUnaryOperator factor(Constraint.Rule rule) {
    if (rule instanceof Constraint.MaxNorm maxNorm) {
      return n -> Math.min(1, maxNorm.max() / n);
    }
    if (rule instanceof Constraint.MinMaxNorm minMax) {
      return n -> {
        double clipped = Math.max(minMax.min(), Math.min(minMax.max(), n));
        return minMax.rate() * clipped / n + (1 - minMax.rate());
      };
    }
    if (rule instanceof Constraint.UnitNorm) {
      return n -> 1 / n;
    }
    throw new IllegalArgumentException("no constraint for " + rule);
  }

  /**
   * Multiplies each vector along the axis by a factor of its norm; zero stays zero, and NaN
   * spreads.
   */
  private static void scaleByNorms(Matrix theta, Axis axis, DoubleUnaryOperator factor) {
    double[] largest = new double[vectors(theta, axis)];
    forEach(theta, axis, (i, j, v) -> largest[v] = Math.max(largest[v], Math.abs(theta.get(i, j))));
    // Multiples of the largest, whose squares neither overflow nor, where they count, underflow.
    double[] squares = new double[largest.length];
    forEach(
        theta,
        axis,
        (i, j, v) -> {
          double share = largest[v] == 0 ? 0 : theta.get(i, j) / largest[v];
          squares[v] += share * share;
        });
    forEach(
        theta,
        axis,
        (i, j, v) -> {
          if (largest[v] != 0) {
            double norm = largest[v] * Math.sqrt(squares[v]);
            theta.set(i, j, theta.get(i, j) * factor.applyAsDouble(norm));
          }
        });
  }

  private static int vectors(Matrix theta, Axis axis) {
    return switch (axis) {
      case INPUTS -> theta.columns();
      case UNITS -> theta.rows();
      case BOTH -> 1;
    };
  }

  /** Visits every element with the number of its vector. */
  private static void forEach(Matrix theta, Axis axis, Visitor visitor) {
    for (int i = 0; i < theta.rows(); i++) {
      for (int j = 0; j < theta.columns(); j++) {
        visitor.visit(
            i,
            j,
            switch (axis) {
              case INPUTS -> j;
              case UNITS -> i;
              case BOTH -> 0;
            });
      }
    }
  }

  /** An element and its vector. */
  @FunctionalInterface
  interface Visitor {
    void visit(int i, int j, int vector);
  }
}
