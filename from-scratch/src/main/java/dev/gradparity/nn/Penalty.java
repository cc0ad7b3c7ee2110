package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The sum of l1 |theta|_1 + l2/2 |theta|^2 over all parameters, each with the coefficients of its
 * layer, and its gradient l1 sign(theta) + l2 theta. At zero, where |theta| has none, sign is 0:
 * the subgradient of least norm.
 */
final class Penalty {

  /** By position in {@link Parameters#matrices}. */
  private final List<Regularisation.Terms> terms = new ArrayList<>();

  private final List<Group> squares = new ArrayList<>();
  private final List<Group> magnitudes = new ArrayList<>();

  /** Parameters that share a coefficient, and so the sum that it multiplies. */
  private record Group(double coefficient, List<Integer> positions) {}

  Penalty(NetworkSpec spec) {
    for (int number = 1; number <= spec.depth(); number++) {
      for (boolean isBias : new boolean[] {false, true}) {
        Regularisation.Terms own = spec.regularisation(number).of(isBias);
        group(squares, own.l2(), terms.size());
        group(magnitudes, own.l1(), terms.size());
        terms.add(own);
      }
    }
  }

  private static void group(List<Group> groups, double coefficient, int position) {
    if (coefficient == 0) {
      return;
    }
    for (Group group : groups) {
      if (group.coefficient == coefficient) {
        group.positions.add(position);
        return;
      }
    }
    groups.add(new Group(coefficient, new ArrayList<>(List.of(position))));
  }

  boolean isNone() {
    return squares.isEmpty() && magnitudes.isEmpty();
  }

  /** Its value, in float64. */
  double value(Kernels kernels, List<Matrix> parameters) {
    double value = 0;
    for (Group group : squares) {
      double sum = 0;
      for (int position : group.positions) {
        sum += kernels.sumOfSquares(parameters.get(position));
      }
      value += group.coefficient / 2 * sum;
    }
    for (Group group : magnitudes) {
      double sum = 0;
      for (int position : group.positions) {
        sum += sumOfMagnitudes(parameters.get(position));
      }
      value += group.coefficient * sum;
    }
    return value;
  }

  private static double sumOfMagnitudes(Matrix theta) {
    double sum = 0;
    for (int i = 0; i < theta.rows(); i++) {
      for (int j = 0; j < theta.columns(); j++) {
        sum += Math.abs(theta.get(i, j));
      }
    }
    return sum;
  }

  /** Adds its gradient by each parameter to that of the data. */
  void addGradient(Kernels kernels, List<Matrix> parameters, List<Matrix> gradients) {
    for (int position = 0; position < terms.size(); position++) {
      Matrix theta = parameters.get(position);
      Matrix gradient = gradients.get(position);
      double l1 = terms.get(position).l1();
      if (l1 > 0) {
        kernels.zip(theta, gradient, (t, g) -> g + l1 * Math.signum(t), gradient);
      }
      if (terms.get(position).l2() > 0) {
        kernels.addScaled(terms.get(position).l2(), theta, gradient);
      }
    }
  }
}
