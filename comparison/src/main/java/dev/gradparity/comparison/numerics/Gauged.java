package dev.gradparity.comparison.numerics;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * A matrix whose every element carries its gauge, to first order and in units of the roundoff, and
 * what the two slopes of ReLU at a kink would change.
 *
 * @param rows n
 * @param columns m
 * @param value the elements, row-major
 * @param gauge the magnitudes whose roundings reach the element, at least 0
 * @param kink how far the element moves when kinks within rounding take their other slope; null
 *     where no kink reaches it
 */
@SuppressWarnings("ArrayRecordComponent") // intermediate values of one walk, never compared
record Gauged(int rows, int columns, double[] value, double[] gauge, double[] kink) {

  /** Values without any error, such as inputs and parameters. */
  static Gauged exact(int rows, int columns, double[] value) {
    return new Gauged(rows, columns, value, new double[value.length], null);
  }

  static Gauged zeros(int rows, int columns) {
    return exact(rows, columns, new double[rows * columns]);
  }

  int size() {
    return rows * columns;
  }

  boolean meetsKink() {
    return kink != null;
  }

  /** A.B: besides the factors' own gauges, |A||B| for the roundings of the product. */
  Gauged times(Gauged b) {
    double[] product = Dense.multiply(rows, columns, b.columns, value, b.value);
    double[] absA = Dense.abs(value);
    double[] absB = Dense.abs(b.value);
    double[] gauges = Dense.multiply(rows, columns, b.columns, Dense.sum(absA, gauge), absB);
    Dense.addInPlace(gauges, Dense.multiply(rows, columns, b.columns, absA, b.gauge));
    double[] kinks = null;
    if (meetsKink()) {
      kinks = Dense.multiply(rows, columns, b.columns, kink, absB);
    }
    if (b.meetsKink()) {
      kinks = Dense.sumOrOther(kinks, Dense.multiply(rows, columns, b.columns, absA, b.kink));
    }
    return new Gauged(rows, b.columns, product, gauges, kinks);
  }

  Gauged transpose() {
    return new Gauged(
        columns,
        rows,
        Dense.transpose(rows, columns, value),
        Dense.transpose(rows, columns, gauge),
        kink == null ? null : Dense.transpose(rows, columns, kink));
  }

  /** A + 1b for an exact row b. */
  Gauged plusRow(double[] b) {
    double[] sums = new double[size()];
    double[] gauges = new double[size()];
    for (int k = 0; k < size(); k++) {
      sums[k] = value[k] + b[k % columns];
      gauges[k] = gauge[k] + Math.abs(sums[k]);
    }
    return new Gauged(rows, columns, sums, gauges, kink);
  }

  /** A + B, element by element. */
  Gauged plus(Gauged b) {
    double[] sums = Dense.sum(value, b.value);
    double[] gauges = Dense.sum(Dense.sum(gauge, b.gauge), Dense.abs(sums));
    return new Gauged(rows, columns, sums, gauges, Dense.sumOrOther(kink, b.kink));
  }

  /** factor A, the factor exact or rounded once. */
  Gauged times(double factor) {
    double[] scaled = new double[size()];
    double[] gauges = new double[size()];
    for (int k = 0; k < size(); k++) {
      scaled[k] = factor * value[k];
      gauges[k] = Math.abs(factor) * gauge[k] + Math.abs(scaled[k]);
    }
    return new Gauged(rows, columns, scaled, gauges, Dense.scaled(Math.abs(factor), kink));
  }

  /** A * B, element by element. */
  Gauged hadamard(Gauged b) {
    double[] products = new double[size()];
    double[] gauges = new double[size()];
    double[] kinks = meetsKink() || b.meetsKink() ? new double[size()] : null;
    for (int k = 0; k < size(); k++) {
      double absA = Math.abs(value[k]);
      double absB = Math.abs(b.value[k]);
      products[k] = value[k] * b.value[k];
      gauges[k] = absA * absB + gauge[k] * absB + absA * b.gauge[k];
      if (kinks != null) {
        double kinkA = kink == null ? 0 : kink[k];
        double kinkB = b.kink == null ? 0 : b.kink[k];
        kinks[k] = kinkA * (absB + kinkB) + absA * kinkB;
      }
    }
    return new Gauged(rows, columns, products, gauges, kinks);
  }

  /** 1^T.A, the sums over axis 0. */
  Gauged columnSums() {
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    return exact(1, rows, ones).times(this);
  }

  /** Values and gauges from this value and this gauge, element by element; kinks stay behind. */
  Gauged mapExactly(DoubleBinaryOperator newValue, DoubleBinaryOperator newGauge) {
    double[] values = new double[size()];
    double[] gauges = new double[size()];
    for (int k = 0; k < size(); k++) {
      values[k] = newValue.applyAsDouble(value[k], gauge[k]);
      gauges[k] = newGauge.applyAsDouble(value[k], gauge[k]);
    }
    return new Gauged(rows, columns, values, gauges, null);
  }
}
