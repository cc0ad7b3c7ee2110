package dev.gradparity.dl4j;

import dev.gradparity.spec.DType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * First weights, and the format of the array that they came in.
 *
 * @param format of the array; not always the one that was asked for
 * @param values (fan-in, fan-out), row-major; float32 widened exactly
 */
// Plain data on its way out of the library; nobody compares or hashes the record as a whole.
@SuppressWarnings("ArrayRecordComponent")
public record DrawnWeights(DType format, double[] values) {

  static DrawnWeights of(INDArray weights) {
    DType format = weights.dataType() == DataType.DOUBLE ? DType.FLOAT64 : DType.FLOAT32;
    return new DrawnWeights(format, Dl4jArrays.rowMajor(weights));
  }
}
