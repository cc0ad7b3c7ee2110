package dev.gradparity.dl4j;

import dev.gradparity.spec.DType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix product by ND4J's BLAS: operands and result lie in ND4J's memory, column by column,
 * which the BLAS takes without copying. A transposed operand is a view; the BLAS is told of it.
 */
public final class Nd4jProduct implements AutoCloseable {

  private final INDArray storedA;
  private final INDArray storedB;
  private final INDArray a;
  private final INDArray b;
  private final INDArray c;

  /**
   * Copies the operands in.
   *
   * @param transposeA whether {@code a} is stored as (inner, rows)
   * @param transposeB whether {@code b} is stored as (columns, inner)
   * @param a row-major, (rows, inner) unless transposed
   * @param b row-major, (inner, columns) unless transposed
   * @throws NativeLibraryMissingException if ND4J cannot run on this host
   */
  public Nd4jProduct(
      DType dtype,
      boolean transposeA,
      boolean transposeB,
      int rows,
      int inner,
      int columns,
      double[] a,
      double[] b) {
    NativeLibrary.require();
    storedA =
        transposeA
            ? Dl4jArrays.columnMajor(a, dtype, inner, rows)
            : Dl4jArrays.columnMajor(a, dtype, rows, inner);
    storedB =
        transposeB
            ? Dl4jArrays.columnMajor(b, dtype, columns, inner)
            : Dl4jArrays.columnMajor(b, dtype, inner, columns);
    this.a = transposeA ? storedA.transpose() : storedA;
    this.b = transposeB ? storedB.transpose() : storedB;
    c = Nd4j.create(Dl4jConventions.type(dtype), new long[] {rows, columns}, 'f');
  }

  /** C = A.B, once. */
  public void run() {
    a.mmuli(b, c);
  }

  /** C, row-major. */
  public double[] result() {
    return Dl4jArrays.rowMajor(c);
  }

  @Override
  public void close() {
    storedA.close();
    storedB.close();
    c.close();
  }
}
