/**
 * How far two correct computations of one case may differ.
 *
 * <p>The case is walked once in float64, forward and backward. Beside every value goes its gauge:
 * the sum of the magnitudes whose roundings reach it, |A||B| for a product (Higham, Accuracy and
 * Stability of Numerical Algorithms, 2nd ed., section 3.5; LAPACK's BLAS tests use the same gauge).
 * A tolerance, from a table with reasons, times the unit roundoff times the gauge is the bound.
 */
package dev.gradparity.comparison.numerics;
