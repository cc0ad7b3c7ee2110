package dev.gradparity.benchmarks.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import dev.gradparity.spec.DType;

/** Plain arrays in, plain arrays out. */
final class PyTorchArrays {

  private final NDManager manager;
  private final DataType type;

  PyTorchArrays(NDManager manager, DType dtype) {
    this.manager = manager;
    type = dtype == DType.FLOAT32 ? DataType.FLOAT32 : DataType.FLOAT64;
  }

  DataType type() {
    return type;
  }

  /** A tensor in PyTorch's own memory, which is aligned for its vectors; Java's is not. */
  PtNDArray of(double[] values, long... shape) {
    try (NDArray inJava =
        type == DataType.FLOAT32
            ? manager.create(Float32.of(values), new Shape(shape))
            : manager.create(values, new Shape(shape))) {
      return (PtNDArray) inJava.duplicate();
    }
  }

  static double[] values(PtNDArray tensor) {
    return tensor.getDataType() == DataType.FLOAT32
        ? Float32.widened(tensor.toFloatArray())
        : tensor.toDoubleArray();
  }
}
