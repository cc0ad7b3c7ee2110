package dev.gradparity.benchmarks;

import dev.gradparity.spec.DType;

/**
 * The affine layer Y = XW + 1b and the gradient that comes back to it; row-major, exact in the
 * format.
 *
 * @param dtype the format
 * @param n examples
 * @param d inputs
 * @param m outputs
 * @param x (n, d)
 * @param w (d, m)
 * @param b (m)
 * @param dY (n, m)
 */
@SuppressWarnings("ArrayRecordComponent") // plain data on its way to the contenders, never compared
public record AffineTask(
    DType dtype, int n, int d, int m, double[] x, double[] w, double[] b, double[] dY) {}
