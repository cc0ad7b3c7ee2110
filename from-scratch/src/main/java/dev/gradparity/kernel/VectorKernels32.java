package dev.gradparity.kernel;

import static dev.gradparity.kernel.Lanes32.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Functions in float32 on vector registers. Every bit is the specification's; what is not here is
 * left to its loops. Products are {@link Product32}'s.
 */
final class VectorKernels32 extends ScalarKernels32 {

  /**
   * The elements that an elementary function takes in one call: so few that in a hundred training
   * steps it is called, and compiled, even where a step calls it for one small matrix. Until then
   * every vector is on the heap.
   */
  private static final int BLOCK = 128;

  @Override
  public void sigmoid(int from, int to, float[] z, float[] a) {
    for (int i = from; i < to; i += BLOCK) {
      Sigmoid32.Lanes.map(z, i, Math.min(BLOCK, to - i), a);
    }
  }

  @Override
  public void tanh(int from, int to, float[] z, float[] a) {
    for (int i = from; i < to; i += BLOCK) {
      Tanh32.Lanes.map(z, i, Math.min(BLOCK, to - i), a);
    }
  }

  @Override
  void exp(int from, int to, float[] x) {
    for (int i = from; i < to; i += BLOCK) {
      Exp32.Lanes.map(x, i, Math.min(BLOCK, to - i), x);
    }
  }

  /** Four rows at a time join the chains, which so are read and written a quarter as often. */
  @Override
  public void columnSums(int from, int to, int n, int m, float[] y, float[] sums) {
    int firstRows = n % 4;
    super.columnSums(from, to, firstRows, m, y, sums);
    int end = from + SPECIES.loopBound(to - from);
    for (int row = firstRows * m; row < n * m; row += 4 * m) {
      for (int j = from; j < end; j += SPECIES.length()) {
        FloatVector.fromArray(SPECIES, sums, j)
            .add(FloatVector.fromArray(SPECIES, y, row + j))
            .add(FloatVector.fromArray(SPECIES, y, row + m + j))
            .add(FloatVector.fromArray(SPECIES, y, row + 2 * m + j))
            .add(FloatVector.fromArray(SPECIES, y, row + 3 * m + j))
            .intoArray(sums, j);
      }
      for (int j = end; j < to; j++) {
        sums[j] = sums[j] + y[row + j] + y[row + m + j] + y[row + 2 * m + j] + y[row + 3 * m + j];
      }
    }
  }

  /**
   * The reciprocal of a power of two is exact, and what is neither too small nor too large needs no
   * float64: a difference is rounded to float32 alike from both (Figueroa, When is double rounding
   * innocuous?, 1995), and a power of two moves no bit of it.
   */
  @Override
  public void scaledResiduals(int from, int to, float[] p, float[] y, int divisor, float[] out) {
    if (Integer.bitCount(divisor) != 1) {
      super.scaledResiduals(from, to, p, y, divisor, out);
      return;
    }
    float reciprocal = 1f / divisor;
    float smallest = Float.MIN_NORMAL * divisor;
    int end = from + SPECIES.loopBound(to - from);
    for (int i = from; i < end; i += SPECIES.length()) {
      FloatVector residual =
          FloatVector.fromArray(SPECIES, p, i).sub(FloatVector.fromArray(SPECIES, y, i));
      FloatVector size = residual.abs();
      VectorMask<Float> isExact =
          size.compare(VectorOperators.GE, smallest)
              .and(size.compare(VectorOperators.LE, Float.MAX_VALUE));
      if (isExact.or(residual.compare(VectorOperators.EQ, 0)).allTrue()) {
        residual.mul(reciprocal).intoArray(out, i);
      } else {
        super.scaledResiduals(i, i + SPECIES.length(), p, y, divisor, out);
      }
    }
    super.scaledResiduals(end, to, p, y, divisor, out);
  }

  @Override
  public void addRow(int from, int to, int m, float[] y, float[] b) {
    int whole = SPECIES.loopBound(m);
    for (int row = from * m; row < to * m; row += m) {
      for (int j = 0; j < whole; j += SPECIES.length()) {
        FloatVector.fromArray(SPECIES, y, row + j)
            .add(FloatVector.fromArray(SPECIES, b, j))
            .intoArray(y, row + j);
      }
      for (int j = whole; j < m; j++) {
        y[row + j] += b[j];
      }
    }
  }

  @Override
  public void reluBackward(int from, int to, float[] z, float[] dA, float[] dZ) {
    int i = from;
    for (; i <= to - SPECIES.length(); i += SPECIES.length()) {
      VectorMask<Float> rises = FloatVector.fromArray(SPECIES, z, i).compare(VectorOperators.GT, 0);
      FloatVector.zero(SPECIES)
          .blend(FloatVector.fromArray(SPECIES, dA, i), rises)
          .intoArray(dZ, i);
    }
    super.reluBackward(i, to, z, dA, dZ);
  }

  /** Y += alpha X of rows, in X next to each other and in Y {@code yRow} apart. */
  static void addScaledRows(
      int rows, int columns, float alpha, float[] x, float[] y, int yFrom, int yRow) {
    boolean isOneRow = yRow == columns;
    int length = isOneRow ? rows * columns : columns;
    int count = isOneRow ? 1 : rows;
    FloatVector factor = FloatVector.broadcast(SPECIES, alpha);
    int whole = SPECIES.loopBound(length);
    for (int r = 0; r < count; r++) {
      int from = r * columns;
      int to = yFrom + r * yRow;
      for (int j = 0; j < whole; j += SPECIES.length()) {
        factor
            .fma(
                FloatVector.fromArray(SPECIES, x, from + j),
                FloatVector.fromArray(SPECIES, y, to + j))
            .intoArray(y, to + j);
      }
      for (int j = whole; j < length; j++) {
        y[to + j] = Math.fma(alpha, x[from + j], y[to + j]);
      }
    }
  }

  /**
   * Y += alpha x^T.b of rows and columns, a product of one term: element i of x lies at {@code
   * xFrom + i}, one of b at {@code bFrom + j}.
   */
  static void addScaledOuter(
      int rows,
      int columns,
      float alpha,
      float[] x,
      int xFrom,
      float[] b,
      int bFrom,
      float[] y,
      int yFrom,
      int yRow) {
    for (int i = 0; i < rows; i++) {
      addScaledTerms(columns, alpha, x[xFrom + i], b, bFrom, y, yFrom + i * yRow);
    }
  }

  private static void addScaledTerms(
      int columns, float alpha, float x, float[] b, int bFrom, float[] y, int yFrom) {
    FloatVector factor = FloatVector.broadcast(SPECIES, alpha);
    FloatVector term = FloatVector.broadcast(SPECIES, x);
    FloatVector zero = FloatVector.zero(SPECIES);
    int whole = SPECIES.loopBound(columns);
    for (int j = 0; j < whole; j += SPECIES.length()) {
      FloatVector product = term.fma(FloatVector.fromArray(SPECIES, b, bFrom + j), zero);
      factor.fma(product, FloatVector.fromArray(SPECIES, y, yFrom + j)).intoArray(y, yFrom + j);
    }
    for (int j = whole; j < columns; j++) {
      y[yFrom + j] = Math.fma(alpha, Math.fma(x, b[bFrom + j], 0), y[yFrom + j]);
    }
  }
}
