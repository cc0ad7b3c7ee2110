package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.Constraint.Axis;
import dev.gradparity.tensor.Matrix;
import java.util.function.DoubleUnaryOperator;

/** Brings a parameter back to its constraint, in place. */
interface ConstraintStep {

  /** Applies the constraint. */
  void apply(Kernels kernels, Matrix theta);

  /** The constraint on a parameter of a layer. */
  static ConstraintStep of(Constraint constraint, boolean isBias) {
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
      return n -> n > maxNorm.max() ? maxNorm.max() / n : 1;
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

  /** Multiplies each vector along the axis by a factor of its norm; zero stays zero. */
  private static void scaleByNorms(Matrix theta, Axis axis, DoubleUnaryOperator factor) {
    double[] squares = new double[vectors(theta, axis)];
    forEach(theta, axis, (i, j, v) -> squares[v] += theta.get(i, j) * theta.get(i, j));
    forEach(
        theta,
        axis,
        (i, j, v) -> {
          if (squares[v] > 0) {
            double scaled = theta.get(i, j) * factor.applyAsDouble(Math.sqrt(squares[v]));
            theta.set(i, j, scaled);
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
