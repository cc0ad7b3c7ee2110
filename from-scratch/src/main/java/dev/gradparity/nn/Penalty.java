package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
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

  private final List<Penalised> all = new ArrayList<>();
  private final List<Group> squares = new ArrayList<>();
  private final List<Group> magnitudes = new ArrayList<>();

  /** A parameter and its coefficients. */
  private record Penalised(int layer, ParameterKind kind, Regularisation.Terms terms) {

    Matrix theta(Parameters parameters) {
      return parameters.of(layer, kind);
    }
  }

  /** Parameters that share a coefficient, and so the sum that it multiplies. */
  private record Group(double coefficient, List<Penalised> members) {}

  Penalty(NetworkSpec spec) {
    for (int number = 1; number <= spec.depth(); number++) {
      for (ParameterKind kind : spec.layer(number).parameters()) {
        Regularisation.Terms own = spec.regularisation(number).of(kind);
        if (own.penalises()) {
          Penalised penalised = new Penalised(number, kind, own);
          group(squares, own.l2(), penalised);
          group(magnitudes, own.l1(), penalised);
          all.add(penalised);
        }
      }
    }
  }

  private static void group(List<Group> groups, double coefficient, Penalised member) {
    if (coefficient == 0) {
      return;
    }
    for (Group group : groups) {
      if (group.coefficient == coefficient) {
        group.members.add(member);
        return;
      }
    }
    groups.add(new Group(coefficient, new ArrayList<>(List.of(member))));
  }

  boolean isNone() {
    return all.isEmpty();
  }

  /** Its value, in float64. */
  double value(Kernels kernels, Parameters parameters) {
    double value = 0;
    for (Group group : squares) {
      double sum = 0;
      for (Penalised member : group.members) {
        sum += kernels.sumOfSquares(member.theta(parameters));
      }
      value += group.coefficient / 2 * sum;
    }
    for (Group group : magnitudes) {
      double sum = 0;
      for (Penalised member : group.members) {
        sum += sumOfMagnitudes(member.theta(parameters));
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
  void addGradient(Kernels kernels, Parameters parameters, Gradients gradients) {
    for (Penalised penalised : all) {
      Matrix theta = penalised.theta(parameters);
      Matrix gradient = gradients.of(penalised.layer, penalised.kind);
      double l1 = penalised.terms.l1();
      if (l1 > 0) {
        kernels.zip(theta, gradient, (t, g) -> g + l1 * Math.signum(t), gradient);
      }
      if (penalised.terms.l2() > 0) {
        kernels.addScaled(penalised.terms.l2(), theta, gradient);
      }
    }
  }
}
