package dev.gradparity.benchmarks;

/** An affine layer that is ready to run. */
public interface AffineRunner extends AutoCloseable {

  /** Y = XW + 1b. */
  void forward();

  /** dW = X^T.dY, db = 1^T.dY and dX = dY.W^T. */
  void backward();

  /** Y as it is now, row-major. */
  double[] y();

  /** dW as it is now, row-major. */
  double[] dW();

  /** db as it is now. */
  double[] db();

  /** dX as it is now, row-major. */
  double[] dX();

  @Override
  void close();
}
