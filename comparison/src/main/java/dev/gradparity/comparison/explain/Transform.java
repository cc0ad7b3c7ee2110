package dev.gradparity.comparison.explain;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.numerics.Replay;
import dev.gradparity.spec.ParameterValues;
import java.util.Arrays;
import java.util.List;

/** What may have been done to a right tensor on its way out. */
sealed interface Transform {

  /** Whether the tensor claimed is the right one so transformed, within its bounds. */
  boolean gives(ObservedTensor claimed, Replay replay, Case task);

  /** Multiplied by a factor, and rounded once or twice for it. */
  record Factor(double factor) implements Transform {

    @Override
    public boolean gives(ObservedTensor claimed, Replay replay, Case task) {
      Replay.Local right = replay.find(claimed.name()).orElseThrow();
      double[] values = claimed.values();
      if (values.length != right.value().length) {
        return false;
      }
      double u = 2 * task.spec().dtype().unitRoundoff();
      for (int k = 0; k < values.length; k++) {
        double value = factor * right.value()[k];
        double allowed = Math.abs(factor) * right.allowed()[k];
        if (!Double.isFinite(allowed)
            || !Deviations.agrees(values[k], value, allowed + u * (Math.abs(value) + allowed))) {
          return false;
        }
      }
      return true;
    }
  }

  /** A matrix whose elements stand in column-major order; if it is square, the transposed. */
  record ColumnMajor() implements Transform {

    @Override
    public boolean gives(ObservedTensor claimed, Replay replay, Case task) {
      Replay.Local right = replay.find(claimed.name()).orElseThrow();
      int n = right.rows();
      int size = right.value().length;
      int m = size / n;
      if (n == 1 || m == 1 || claimed.values().length != size) {
        return false;
      }
      double[] moved = new double[size];
      double[] allowed = new double[size];
      for (int k = 0; k < size; k++) {
        moved[k % m * n + k / m] = right.value()[k];
        allowed[k % m * n + k / m] = right.allowed()[k];
      }
      return finite(allowed) && Deviations.agrees(claimed.values(), moved, allowed);
    }
  }

  /** Columns, or rows, in another order; the order is found. */
  record Permuted(boolean columns) implements Transform {

    @Override
    public boolean gives(ObservedTensor claimed, Replay replay, Case task) {
      Replay.Local right = replay.find(claimed.name()).orElseThrow();
      int n = right.rows();
      int size = right.value().length;
      int m = size / n;
      int lines = columns ? m : n;
      if (lines < 2 || claimed.values().length != size || !finite(right.allowed())) {
        return false;
      }
      boolean[] taken = new boolean[lines];
      for (int line = 0; line < lines; line++) {
        int from = source(claimed.values(), right, line, taken, m, size);
        if (from < 0) {
          return false;
        }
        taken[from] = true;
      }
      return true;
    }

    private int source(
        double[] claimed, Replay.Local right, int line, boolean[] taken, int m, int size) {
      for (int other = 0; other < taken.length; other++) {
        if (!taken[other] && isLine(claimed, right, line, other, m, size)) {
          return other;
        }
      }
      return -1;
    }

    private boolean isLine(
        double[] claimed, Replay.Local right, int line, int other, int m, int size) {
      int length = columns ? size / m : m;
      for (int i = 0; i < length; i++) {
        int to = columns ? i * m + line : line * m + i;
        int from = columns ? i * m + other : other * m + i;
        if (!Deviations.agrees(claimed[to], right.value()[from], right.allowed()[from])) {
          return false;
        }
      }
      return true;
    }
  }

  /** dZ itself in the place of db, without the sum over its rows. */
  record NotReduced() implements Transform {

    @Override
    public boolean gives(ObservedTensor claimed, Replay replay, Case task) {
      return claimed.name().quantity() == Quantity.D_BIAS
          && replay
              .find(TensorName.of(Quantity.D_PRE_ACTIVATION, claimed.name().layer()))
              .filter(dZ -> dZ.rows() > 1 && finite(dZ.allowed()))
              .filter(dZ -> Deviations.agrees(claimed, dZ))
              .isPresent();
    }
  }

  /** A parameter as it was before the step. */
  record BeforeTheStep() implements Transform {

    @Override
    public boolean gives(ObservedTensor claimed, Replay replay, Case task) {
      TensorName name = claimed.name();
      boolean isBias = name.quantity() == Quantity.BIAS;
      if (name.step() == 0 || !(isBias || name.quantity() == Quantity.WEIGHTS)) {
        return false;
      }
      if (name.step() > 1) {
        return replay
            .find(name.atStep(name.step() - 1))
            .filter(before -> Deviations.agrees(claimed, before))
            .isPresent();
      }
      ParameterValues start = task.parameters();
      List<double[]> values = isBias ? start.biases() : start.weights();
      return Arrays.equals(claimed.values(), values.get(name.layer() - 1));
    }
  }

  private static boolean finite(double[] allowed) {
    return Arrays.stream(allowed).allMatch(Double::isFinite);
  }
}
