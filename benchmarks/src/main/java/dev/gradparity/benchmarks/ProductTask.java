package dev.gradparity.benchmarks;

import dev.gradparity.spec.DType;

/**
 * A product and its operands.
 *
 * @param form which operand is transposed
 * @param dtype the format of all three matrices; the operands' values are exact in it
 * @param rows of C
 * @param inner the length of the sums
 * @param columns of C
 * @param a row-major as the form stores it: (rows, inner), for TN (inner, rows)
 * @param b row-major as the form stores it: (inner, columns), for NT (columns, inner)
 */
@SuppressWarnings("ArrayRecordComponent") // plain data on its way to the contenders, never compared
public record ProductTask(
    ProductForm form, DType dtype, int rows, int inner, int columns, double[] a, double[] b) {}
