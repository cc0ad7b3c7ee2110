/**
 * The documents' proofs as executable mathematics: every derivative is built from its definition,
 * and the tests hold it against the closed form and against numerical differentiation.
 *
 * <p>The classes read in the order of the argument:
 *
 * <ol>
 *   <li>{@link dev.gradparity.calculus.MatrixAlgebra}, {@link
 *       dev.gradparity.calculus.SpecialMatrices}, {@link dev.gradparity.calculus.Frobenius}, {@link
 *       dev.gradparity.calculus.Kronecker} and {@link dev.gradparity.calculus.Vec}: the notation.
 *   <li>{@link dev.gradparity.calculus.ProductTheorem}, {@link
 *       dev.gradparity.calculus.AdditionTheorem} and {@link dev.gradparity.calculus.ThreeStages}:
 *       the gradients of Y = XW + 1b, element by element (documents 000 and 001).
 *   <li>{@link dev.gradparity.calculus.AffineGraph}: the same as two nodes (document 003).
 *   <li>{@link dev.gradparity.calculus.DerivativeTensor} and {@link
 *       dev.gradparity.calculus.Jacobian}: what a derivative of a vector is (documents 003 and
 *       004).
 *   <li>{@link dev.gradparity.calculus.TwoLayerNetwork}, {@link
 *       dev.gradparity.calculus.VectorisedGradients} and {@link
 *       dev.gradparity.calculus.DeepLinearNetwork}: whole networks (documents 002 and 004).
 *   <li>{@link dev.gradparity.calculus.CentralDifferences}: the judge that knows none of the above.
 * </ol>
 *
 * <p>Clarity comes before speed throughout; the networks that train are elsewhere. Arguments may be
 * of either format, results are float64. Indices count from 0, the documents' from 1. Nothing here
 * changes its arguments.
 *
 * <p>Notation: dT stands for dL/dT and has T's shape; X is n x d, W is d x m, Y = XW is n x m. A
 * vector is a matrix with one row (documents 002 and 003) or with one column (document 004), and
 * each method says which.
 */
package dev.gradparity.calculus;
