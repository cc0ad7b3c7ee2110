/**
 * How far two correct computations of one case may differ: a running error analysis (Higham,
 * Accuracy and Stability of Numerical Algorithms, 2nd ed., sections 3.1 to 3.5).
 *
 * <p>A walk in float64 goes through the case once, forward and backward. Every value carries a
 * bound that holds for certain and one that holds with a stated probability. No operation has a
 * tolerance: all follows from the unit roundoff, the lengths of sums, and the ulps of {@link
 * dev.gradparity.comparison.numerics.FunctionUlps}. The derivation is in {@code docs/numerics.md}.
 */
package dev.gradparity.comparison.numerics;
