package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.DropoutMask;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.tensor.Matrix;

/**
 * Inverted dropout of a layer's input: what is retained is divided by the probability p of that,
 * what is not is zero (Srivastava et al. 2014, Dropout: a simple way to prevent neural networks
 * from overfitting, sections 4 and 10).
 *
 * @param p the probability to be retained
 * @param mask (n, d), 1 for what is retained and 0 for what is not
 * @param dropped (n, d), the input after dropout
 */
record InputDropout(double p, Matrix mask, Matrix dropped) {

  /** Of the layer of this number; null if it drops nothing out. */
  static InputDropout zeros(NetworkSpec spec, int number, int rows) {
    double p = spec.layer(number).form().dropOut();
    return p == 1
        ? null
        : new InputDropout(
            p,
            Matrix.zeros(spec.dtype(), rows, spec.fanIn(number)),
            Matrix.zeros(spec.dtype(), rows, spec.fanIn(number)));
  }

  InputDropout topRows(int count) {
    return new InputDropout(p, mask.topRows(count), dropped.topRows(count));
  }

  /** The input after dropout by the mask of a step. */
  Matrix forward(Kernels kernels, NetworkSpec spec, int number, int step, Matrix x) {
    boolean[] retained = DropoutMask.retained(spec, number, step, x.rows());
    for (int k = 0; k < retained.length; k++) {
      mask.set(k / x.columns(), k % x.columns(), retained[k] ? 1 : 0);
    }
    scale(kernels, x, dropped);
    return dropped;
  }

  /** The gradient by the input, in the place of that by what dropout left. */
  void backward(Kernels kernels, Matrix dX) {
    scale(kernels, dX, dX);
  }

  private void scale(Kernels kernels, Matrix from, Matrix to) {
    kernels.zip(from, mask, (v, m) -> m == 0 ? 0 : v / p, to);
  }
}
