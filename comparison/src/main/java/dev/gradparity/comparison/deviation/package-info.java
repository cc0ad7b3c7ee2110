/**
 * Where Deeplearning4j differs from mathematics by more than rounding: each place with its
 * definition, its true value, a smallest reproducer and the size of the difference.
 */
package dev.gradparity.comparison.deviation;
