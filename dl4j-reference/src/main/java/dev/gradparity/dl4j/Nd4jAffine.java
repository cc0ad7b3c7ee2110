package dev.gradparity.dl4j;

import dev.gradparity.spec.DType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The affine layer by the ND4J operations that Deeplearning4j's dense layer makes of it (BaseLayer
 * of 1.0.0-M2.1), without the layer around them; arrays in the orders that it uses.
 */
public final class Nd4jAffine implements AutoCloseable {

  private final INDArray x;
  private final INDArray w;
  private final INDArray b;
  private final INDArray dY;
  private final INDArray dYTransposed;
  private final INDArray y;
  private final INDArray dW;
  private final INDArray db;
  private final INDArray dXTransposed;

  /**
   * Copies the operands in.
   *
   * @param x (n, d), row-major
   * @param w (d, m), row-major
   * @param b (m)
   * @param dY (n, m), row-major
   * @throws NativeLibraryMissingException if ND4J cannot run on this host
   */
  public Nd4jAffine(
      DType dtype, int n, int d, int m, double[] x, double[] w, double[] b, double[] dY) {
    NativeLibrary.require();
    this.x = Dl4jArrays.of(x, dtype, n, d);
    this.w = Dl4jArrays.columnMajor(w, dtype, d, m);
    this.b = Dl4jArrays.of(b, dtype, 1, m);
    this.dY = Dl4jArrays.columnMajor(dY, dtype, n, m);
    dYTransposed = this.dY.transpose();
    y = Nd4j.create(Dl4jConventions.type(dtype), new long[] {n, m}, 'f');
    dW = Nd4j.create(Dl4jConventions.type(dtype), new long[] {d, m}, 'f');
    db = Nd4j.create(Dl4jConventions.type(dtype), new long[] {1, m}, 'f');
    dXTransposed = Nd4j.create(Dl4jConventions.type(dtype), new long[] {d, n}, 'f');
  }

  /** Y = X.W + 1b. */
  public void forward() {
    x.mmuli(w, y);
    y.addiRowVector(b);
  }

  /** dW = X^T.dY, db = 1^T.dY, dX^T = W.dY^T. */
  public void backward() {
    Nd4j.gemm(x, dY, dW, true, false, 1, 0);
    dY.sum(db, 0);
    w.mmuli(dYTransposed, dXTransposed);
  }

  /** Y, (n, m), row-major. */
  public double[] y() {
    return Dl4jArrays.rowMajor(y);
  }

  /** dW, (d, m), row-major. */
  public double[] dW() {
    return Dl4jArrays.rowMajor(dW);
  }

  /** db, (m). */
  public double[] db() {
    return Dl4jArrays.rowMajor(db);
  }

  /** dX, (n, d), row-major. */
  public double[] dX() {
    return Dl4jArrays.rowMajor(dXTransposed.transpose());
  }

  @Override
  public void close() {
    for (INDArray array : new INDArray[] {x, w, b, dY, y, dW, db, dXTransposed}) {
      array.close();
    }
  }
}
