package dev.gradparity.comparison.mutants;

import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Regularisation;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A network by plain loops over row-major arrays, each operation a method that a fault can take the
 * place of. Every result is rounded to the network's format; a network lives as long as a case, so
 * that a fault may remember what it saw.
 *
 * <p>Layers count from 1; n is the number of examples, d a layer's fan-in and m its fan-out.
 */
class PlainNetwork {

  final NetworkSpec spec;
  final DType f;

  PlainNetwork(NetworkSpec spec) {
    requirePlain(spec);
    this.spec = spec;
    f = spec.dtype();
  }

  private static void requirePlain(NetworkSpec spec) {
    double l2 = spec.regularisation().weights().l2();
    if (!spec.regularisation().equals(Regularisation.l2(l2))
        || spec.layers().stream()
            .anyMatch(
                layer ->
                    !layer.form().equals(LayerForm.Dense.PLAIN)
                        || !layer.settings().equals(LayerSettings.DEFAULT))) {
      throw new IllegalArgumentException(
          "the plain network knows dense layers, an l2 penalty on weights and no settings of"
              + " layers");
    }
  }

  /**
   * What one forward and one backward pass computed; index l is layer l.
   *
   * @param examples n
   * @param z (n, m) each
   * @param a (n, m) each; index 0 is the input
   * @param loss the penalty included
   * @param dA (n, m) each; index 0 is the gradient by the input
   * @param dZ (n, m) each
   * @param dW (d, m) each
   * @param db (m) each
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Pass(
      int examples,
      double[][] z,
      double[][] a,
      double loss,
      double[][] dA,
      double[][] dZ,
      double[][] dW,
      double[][] db) {}

  final Pass pass(ParameterValues parameters, Examples batch) {
    int n = batch.count();
    int last = spec.depth();
    double[][] z = new double[last + 1][];
    double[][] a = new double[last + 1][];
    a[0] = batch.x();
    for (int l = 1; l <= last; l++) {
      double[] w = parameters.weights().get(l - 1);
      z[l] = affine(l, n, a[l - 1], w, parameters.biases().get(l - 1));
      a[l] = activation(l, n, z[l]);
    }
    double data = loss(n, a[last], batch.y());
    if (data == Double.POSITIVE_INFINITY && isCrossEntropy()) {
      data = lossFromArguments(n, z[last], batch.y());
    }
    double loss = data + penalty(parameters.weights());
    double[][] dA = new double[last + 1][];
    double[][] dZ = new double[last + 1][];
    double[][] dW = new double[last + 1][];
    double[][] db = new double[last + 1][];
    dZ[last] = outputGradient(n, z[last], a[last], batch.y());
    for (int l = last; l >= 1; l--) {
      double[] w = parameters.weights().get(l - 1);
      dW[l] = weightGradient(l, n, a[l - 1], dZ[l], w);
      db[l] = biasGradient(l, n, dZ[l], parameters.biases().get(l - 1));
      dA[l - 1] = inputGradient(l, n, dZ[l], w);
      if (l > 1) {
        dZ[l - 1] = activationGradient(l - 1, n, z[l - 1], a[l - 1], dA[l - 1]);
      }
    }
    return new Pass(n, z, a, loss, dA, dZ, dW, db);
  }

  /** The sum of x_k y_k for k below this length. */
  double dot(int length, IntToDoubleFunction x, IntToDoubleFunction y) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum = f.round(sum + f.round(x.applyAsDouble(k) * y.applyAsDouble(k)));
    }
    return sum;
  }

  /** Z = A W + 1b. */
  double[] affine(int l, int n, double[] input, double[] w, double[] b) {
    int d = spec.fanIn(l);
    int m = spec.fanOut(l);
    double[] z = new double[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        int row = i * d;
        int column = j;
        double product = dot(d, k -> input[row + k], k -> w[k * m + column]);
        z[i * m + j] = f.round(product + b[j]);
      }
    }
    return z;
  }

  /** A = f(Z). */
  double[] activation(int l, int n, double[] z) {
    ActivationKind kind = kind(l);
    if (kind == ActivationKind.SOFTMAX) {
      return softmax(n, spec.fanOut(l), z);
    }
    return map(z, k -> f.round(value(kind, z[k])));
  }

  private ActivationKind kind(int l) {
    ActivationSpec activation = spec.layer(l).activation();
    if (!activation.isPreset()) {
      throw new IllegalArgumentException("no faults are seeded into " + activation);
    }
    return activation.kind();
  }

  /** f(z) of an activation that works on each element by itself. */
  double value(ActivationKind kind, double z) {
    return switch (kind) {
      case IDENTITY -> z;
      case RELU -> Math.max(0, z);
      case SIGMOID -> 1 / (1 + Math.exp(-z));
      case TANH -> Math.tanh(z);
      default -> throw new IllegalArgumentException("no faults are seeded into " + kind);
    };
  }

  /** exp(z_j - s) / sum_k exp(z_k - s) over each row, whatever the shift s. */
  double[] softmax(int n, int m, double[] z) {
    double[] a = new double[n * m];
    for (int row = 0; row < n * m; row += m) {
      double shift = shift(row, m, z);
      double sum = 0;
      for (int j = row; j < row + m; j++) {
        a[j] = f.round(Math.exp(f.round(z[j] - shift)));
        sum = f.round(sum + a[j]);
      }
      for (int j = row; j < row + m; j++) {
        a[j] = f.round(a[j] / sum);
      }
    }
    return a;
  }

  /** The largest of a row: then no exp overflows, and one of them is 1. */
  double shift(int row, int m, double[] z) {
    double max = z[row];
    for (int j = row + 1; j < row + m; j++) {
      max = Math.max(max, z[j]);
    }
    return max;
  }

  /** What the sum over the examples is divided by. */
  double divisor(int n) {
    return spec.divisor(n);
  }

  /** The loss of a minibatch, without the penalty. */
  double loss(int n, double[] p, double[] y) {
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      sum += f.round(term(p[k], y[k]));
    }
    return sum / divisor(n);
  }

  private boolean isCrossEntropy() {
    return spec.loss().kind() == LossKind.XENT || spec.loss().kind() == LossKind.MCXENT;
  }

  /** A cross entropy whose outputs have rounded to 0 or 1: from z, it is finite. */
  private double lossFromArguments(int n, double[] z, double[] y) {
    int m = spec.outputSize();
    double sum = 0;
    for (int row = 0; row < z.length; row += m) {
      double max = shift(row, m, z);
      double powers = 0;
      for (int j = row; j < row + m; j++) {
        powers += Math.exp(z[j] - max);
      }
      for (int j = row; j < row + m; j++) {
        double softplus = Math.max(z[j], 0) + Math.log1p(Math.exp(-Math.abs(z[j])));
        boolean isBinary = spec.loss().kind() == LossKind.XENT;
        sum += isBinary ? softplus - y[j] * z[j] : y[j] * (max - z[j] + Math.log(powers));
      }
    }
    return sum / divisor(n);
  }

  /** An output's share of the loss of its example. */
  double term(double p, double y) {
    double square = (p - y) * (p - y);
    return switch (spec.loss().kind()) {
      case MSE -> square / spec.outputSize();
      case L2 -> square;
      case HALF_L2 -> square / 2;
      case MCXENT -> -timesLog(y, p);
      case XENT -> -(timesLog(y, p) + timesLog(1 - y, f.round(1 - p)));
      default ->
          throw new IllegalArgumentException(
              "the plain network has no loss " + spec.loss().specName());
    };
  }

  /** y ln p, and 0 where y is 0. */
  double timesLog(double y, double p) {
    return y == 0 ? 0 : y * Math.log(p);
  }

  /** l2/2 |W|^2 over all weights. */
  double penalty(List<double[]> weights) {
    double squares = 0;
    for (double[] w : weights) {
      for (double value : w) {
        squares += value * value;
      }
    }
    return spec.regularisation().weights().l2() / 2 * squares;
  }

  /** dZ of the last layer; p - y where a cross entropy meets its activation. */
  double[] outputGradient(int n, double[] z, double[] p, double[] y) {
    if (isCrossEntropy()) {
      return map(p, k -> f.round((p[k] - y[k]) / divisor(n)));
    }
    double[] dP = map(p, k -> f.round(slope(p[k], y[k]) / divisor(n)));
    return activationGradient(spec.depth(), n, z, p, dP);
  }

  /** d term / dp of the squares. */
  double slope(double p, double y) {
    double difference = p - y;
    return switch (spec.loss().kind()) {
      case MSE -> 2 * difference / spec.outputSize();
      case L2 -> 2 * difference;
      default -> difference;
    };
  }

  /** dZ = f'(Z) applied to dA. */
  double[] activationGradient(int l, int n, double[] z, double[] a, double[] dA) {
    ActivationKind kind = kind(l);
    if (kind == ActivationKind.SOFTMAX) {
      return softmaxGradient(spec.fanOut(l), a, dA);
    }
    return map(
        z,
        k -> {
          double slope = f.round(derivative(kind, z[k], a[k]));
          // Where ReLU is flat, infinity and NaN stop.
          return kind == ActivationKind.RELU && slope == 0 ? 0 : f.round(dA[k] * slope);
        });
  }

  /** f'(z), where a = f(z). */
  double derivative(ActivationKind kind, double z, double a) {
    return switch (kind) {
      case IDENTITY -> 1;
      case RELU -> z > 0 ? 1 : 0;
      case SIGMOID -> a * (1 - a);
      case TANH -> 1 - a * a;
      default -> throw new IllegalArgumentException("no faults are seeded into " + kind);
    };
  }

  /** a_j (dA_j - sum_k a_k dA_k) over each row. */
  double[] softmaxGradient(int m, double[] a, double[] dA) {
    double[] dZ = new double[a.length];
    for (int j = 0; j < a.length; j++) {
      int row = j / m * m;
      double along = dot(m, k -> a[row + k], k -> dA[row + k]);
      dZ[j] = f.round(a[j] * f.round(dA[j] - along));
    }
    return dZ;
  }

  /** dW = A^T dZ + l2 W. */
  double[] weightGradient(int l, int n, double[] input, double[] dZ, double[] w) {
    double[] dW = weightProduct(l, n, input, dZ);
    return map(dW, k -> f.round(dW[k] + f.round(penaltyGradient(l, n, w[k]))));
  }

  /** A^T dZ. */
  double[] weightProduct(int l, int n, double[] input, double[] dZ) {
    int d = spec.fanIn(l);
    int m = spec.fanOut(l);
    double[] dW = new double[d * m];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < m; j++) {
        int row = i;
        int column = j;
        dW[i * m + j] = dot(n, k -> input[k * d + row], k -> dZ[k * m + column]);
      }
    }
    return dW;
  }

  /** What the penalty adds to the gradient by one weight. */
  double penaltyGradient(int l, int n, double w) {
    return f.round(spec.regularisation().weights().l2()) * w;
  }

  /** db = 1^T dZ. */
  double[] biasGradient(int l, int n, double[] dZ, double[] b) {
    int m = spec.fanOut(l);
    return map(b, j -> dot(n, k -> 1, k -> dZ[k * m + j]));
  }

  /** dA = dZ W^T. */
  double[] inputGradient(int l, int n, double[] dZ, double[] w) {
    int d = spec.fanIn(l);
    int m = spec.fanOut(l);
    double[] dA = new double[n * d];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        int example = i * m;
        int row = j * m;
        dA[i * d + j] = dot(m, k -> dZ[example + k], k -> w[row + k]);
      }
    }
    return dA;
  }

  /** An array of the length of another. */
  static double[] map(double[] like, IntToDoubleFunction element) {
    double[] mapped = new double[like.length];
    for (int k = 0; k < mapped.length; k++) {
      mapped[k] = element.applyAsDouble(k);
    }
    return mapped;
  }
}
