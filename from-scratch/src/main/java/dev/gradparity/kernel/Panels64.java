package dev.gradparity.kernel;

import static dev.gradparity.kernel.Lanes64.SPECIES;

import jdk.incubator.vector.DoubleVector;

/**
 * Copies blocks of a matrix into panels, which register tiles read front to back: element (k, t) of
 * a panel lies at {@code to + k * step + t}.
 */
final class Panels64 {

  private static final int LANES = SPECIES.length();

  private Panels64() {}

  /**
   * Packs source (k, t) at {@code from + k * row + t}: rows as they lie, by whole vectors, of which
   * one begins {@code next} behind the other. The last may bring what lies behind the row.
   */
  static void copy(
      double[] source,
      int from,
      int row,
      int length,
      int width,
      double[] panel,
      int to,
      int step,
      int next) {
    int vectors = (width + LANES - 1) / LANES;
    int safe = length;
    while (safe > 0 && from + (safe - 1) * row + vectors * LANES > source.length) {
      safe--;
    }
    if (vectors == 4) {
      copyFour(source, from, row, safe, panel, to, step, next);
    } else {
      copyVectors(source, from, row, safe, vectors, panel, to, step, next);
    }
    for (int k = safe; k < length; k++) {
      for (int t = 0; t < width; t++) {
        panel[to + k * step + t / LANES * next + t % LANES] = source[from + k * row + t];
      }
    }
  }

  private static void copyFour(
      double[] source, int from, int row, int length, double[] panel, int to, int step, int next) {
    for (int k = 0; k < length; k++) {
      copyFourVectors(source, from + k * row, panel, to + k * step, next);
    }
  }

  private static void copyFourVectors(
      double[] source, int at, double[] panel, int place, int next) {
    DoubleVector.fromArray(SPECIES, source, at).intoArray(panel, place);
    DoubleVector.fromArray(SPECIES, source, at + LANES).intoArray(panel, place + next);
    DoubleVector.fromArray(SPECIES, source, at + 2 * LANES).intoArray(panel, place + 2 * next);
    DoubleVector.fromArray(SPECIES, source, at + 3 * LANES).intoArray(panel, place + 3 * next);
  }

  private static void copyVectors(
      double[] source,
      int from,
      int row,
      int length,
      int vectors,
      double[] panel,
      int to,
      int step,
      int next) {
    for (int k = 0; k < length; k++) {
      int at = to + k * step;
      for (int t = 0; t < vectors * LANES; t += LANES) {
        DoubleVector.fromArray(SPECIES, source, from + k * row + t).intoArray(panel, at);
        at += next;
      }
    }
  }

  /**
   * Packs source (k, t) at {@code from + k * row + t} into panels four vectors wide, the first at 0
   * and each {@code next} behind the other. A row is read from end to end, as memory likes it best.
   *
   * @param columns of whole panels
   */
  static void copyWide(
      double[] source, int from, int row, int length, int columns, double[] panels, int next) {
    for (int k = 0; k < length; k++) {
      copyRow(source, from + k * row, columns, panels, k * 4 * LANES, next);
    }
  }

  private static void copyRow(
      double[] source, int from, int columns, double[] panels, int to, int next) {
    int place = to;
    for (int at = from; at < from + columns; at += 4 * LANES) {
      copyFourVectors(source, at, panels, place, LANES);
      place += next;
    }
  }

  /** Packs source (k, t) at {@code from + t * row + k}: rows become columns. */
  static void transpose(
      double[] source, int from, int row, int length, int width, double[] panel, int to, int step) {
    int whole = width & -4;
    for (int t = 0; t < whole; t += 4) {
      transposeFour(source, from + t * row, row, length, panel, to + t, step);
    }
    for (int t = whole; t < width; t++) {
      for (int k = 0; k < length; k++) {
        panel[to + k * step + t] = source[from + t * row + k];
      }
    }
  }

  private static void transposeFour(
      double[] source, int from, int row, int length, double[] panel, int to, int step) {
    for (int k = 0; k < length; k++) {
      int at = to + k * step;
      panel[at] = source[from + k];
      panel[at + 1] = source[from + k + row];
      panel[at + 2] = source[from + k + 2 * row];
      panel[at + 3] = source[from + k + 3 * row];
    }
  }
}
