/**
 * The documents' equations: the affine layer, activations, losses, and the network they make.
 *
 * <p>Notation: examples are rows. X is (n, d), W is (d, m), b is (1, m), Y = XW + 1b. A variable dT
 * holds dL/dT and has T's shape. Parameters, gradients and scratch space are types of their own.
 */
package dev.gradparity.nn;
