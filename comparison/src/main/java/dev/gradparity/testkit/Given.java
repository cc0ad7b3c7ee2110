package dev.gradparity.testkit;

import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;

/**
 * What a network is asked to compute with, as plain arrays. Each call makes new ones, which may be
 * changed at will. In a float32 network all numbers are floats, widened.
 */
public final class Given {

  private final NetworkSpec spec;
  private final ParameterValues parameters;
  private final Examples batch;

  Given(NetworkSpec spec, ParameterValues parameters, Examples batch) {
    this.spec = spec;
    this.parameters = parameters;
    this.batch = batch;
  }

  /** The network. */
  public NetworkSpec spec() {
    return spec;
  }

  /** The number of rows, n: examples, or of sequences the steps of all. */
  public int examples() {
    return batch.count();
  }

  /** X, (n, d): an example is a row, its axes flattened in row-major order. */
  public double[][] x() {
    return Rows.of(batch.x(), batch.count());
  }

  /** Y, (n, C): a label is a row. */
  public double[][] y() {
    return Rows.of(batch.y(), batch.count());
  }

  /** The label mask, (n, 1) or (n, C): 1 for labels that count, else 0; no rows without one. */
  public double[][] labelMask() {
    return batch.isMasked() ? Rows.of(batch.labelMask(), batch.count()) : new double[0][];
  }

  /**
   * W of a layer, (fan-in, fan-out).
   *
   * @param layer from 1
   */
  public double[][] weights(int layer) {
    return Rows.of(
        parameters.of(layer, ParameterKind.WEIGHTS), spec.rows(layer, ParameterKind.WEIGHTS));
  }

  /**
   * g, gamma, beta, or the running mean or variance of a layer, (fan-out).
   *
   * @param layer from 1
   */
  public double[] row(int layer, ParameterKind kind) {
    return parameters.of(layer, kind).clone();
  }

  /**
   * b of a layer, (fan-out).
   *
   * @param layer from 1
   */
  public double[] bias(int layer) {
    return parameters.biases().get(layer - 1).clone();
  }
}
