package dev.gradparity.benchmarks.peers;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.gradparity.benchmarks.ProductForm;
import dev.gradparity.benchmarks.ProductRunner;
import dev.gradparity.benchmarks.ProductTask;

/**
 * {@code torch.matmul}; a transposed operand is a view that its BLAS reads in place. PyTorch makes
 * a new C each time: the old one goes first, so that its memory is taken again.
 */
final class PyTorchProduct implements ProductRunner {

  private final NDManager manager;
  private final PtNDArray left;
  private final PtNDArray right;
  private PtNDArray c;

  PyTorchProduct(NDManager manager, ProductTask task) {
    this.manager = manager;
    PyTorchArrays arrays = new PyTorchArrays(manager, task.dtype());
    int inner = task.inner();
    left =
        task.form() == ProductForm.TN
            ? transposed(arrays.of(task.a(), inner, task.rows()))
            : arrays.of(task.a(), task.rows(), inner);
    right =
        task.form() == ProductForm.NT
            ? transposed(arrays.of(task.b(), task.columns(), inner))
            : arrays.of(task.b(), inner, task.columns());
    c = arrays.of(new double[task.rows() * task.columns()], task.rows(), task.columns());
  }

  private static PtNDArray transposed(PtNDArray matrix) {
    return JniUtils.transpose(matrix, 0, 1);
  }

  @Override
  public void run() {
    c.close();
    c = JniUtils.matmul(left, right);
  }

  @Override
  public double[] result() {
    return PyTorchArrays.values(c);
  }

  @Override
  public void close() {
    manager.close();
  }
}
