package dev.gradparity.comparison.explain;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Any network in plain loops, every operation rounded to the format, with one convention of its
 * own. It shares no code with those who are to find it out.
 */
final class QuirkyMlp {

  private final Quirk quirk;
  private final NetworkSpec spec;
  private final DType dtype;
  private final int n;
  private final double[] x;
  private final double[] y;
  private final double[] mask;
  private final double l2;
  private double[][] z;
  private double[][] a;
  private double[][] dA;
  private double[][] dZ;
  private double[][] dW;
  private double[][] db;
  private double loss;

  private QuirkyMlp(Quirk quirk, NetworkSpec spec, Examples batch) {
    this.quirk = quirk;
    this.spec = spec;
    dtype = quirk == Quirk.FLOAT32_ARITHMETIC ? DType.FLOAT32 : spec.dtype();
    n = batch.count();
    x = quirk == Quirk.SHIFTED_FEATURES ? shifted(batch.x()) : input(batch.x());
    y = quirk == Quirk.SHIFTED_LABELS ? shifted(batch.y()) : batch.y();
    mask = batch.labelMask();
    l2 =
        quirk == Quirk.FLOAT32_CONSTANTS
            ? (float) spec.regularisation().weights().l2()
            : spec.regularisation().weights().l2();
  }

  private double[] shifted(double[] rows) {
    int m = rows.length / n;
    double[] shifted = new double[rows.length];
    for (int k = 0; k < rows.length; k++) {
      shifted[(k + m) % rows.length] = rows[k];
    }
    return shifted;
  }

  private double[] input(double[] rows) {
    if (quirk != Quirk.COLUMN_MAJOR_INPUT) {
      return rows;
    }
    int height = spec.input().extents().get(0);
    int width = spec.input().extents().get(1);
    double[] moved = new double[rows.length];
    for (int k = 0; k < rows.length; k++) {
      int within = k % (height * width);
      moved[k - within + within % width * height + within / width] = rows[k];
    }
    return moved;
  }

  private double r(double v) {
    return dtype.round(v);
  }

  private QuirkyMlp pass(List<double[]> w, List<double[]> b) {
    int depth = spec.depth();
    z = new double[depth + 1][];
    a = new double[depth + 1][];
    dA = new double[depth + 1][];
    dZ = new double[depth + 1][];
    dW = new double[depth + 1][];
    db = new double[depth + 1][];
    a[0] = x;
    for (int l = 1; l <= depth; l++) {
      forward(l, w.get(l - 1), b.get(l - 1));
    }
    lossOf(w);
    outputGradient();
    for (int l = depth; l >= 1; l--) {
      parameterGradients(l, w.get(l - 1), b.get(l - 1));
      if (l > 1) {
        dZ[l - 1] = backward(l - 1, dA[l - 1]);
      }
    }
    return this;
  }

  private void forward(int l, double[] w, double[] b) {
    int d = spec.fanIn(l);
    int m = spec.fanOut(l);
    z[l] = new double[n * m];
    a[l] = new double[n * m];
    for (int k = 0; k < n * m; k++) {
      double sum = quirk == Quirk.NO_BIAS ? 0 : b[k % m];
      for (int i = 0; i < d; i++) {
        sum = r(sum + r(a[l - 1][k / m * d + i] * w[i * m + k % m]));
      }
      z[l][k] = sum;
      a[l][k] =
          switch (spec.layer(l).activation().kind()) {
            case IDENTITY -> sum;
            case RELU -> Math.max(0, sum);
            case SIGMOID -> r(1 / r(1 + r(Math.exp(-sum))));
            case TANH -> r(Math.tanh(sum));
            case SOFTMAX -> r(Math.exp(sum));
            default -> throw new IllegalArgumentException("has no quirks in " + spec.layer(l));
          };
    }
    for (int row = 0;
        spec.layer(l).activation().kind() == ActivationKind.SOFTMAX && row < n;
        row++) {
      double sum = 0;
      for (int j = 0; j < m; j++) {
        sum = r(sum + a[l][row * m + j]);
      }
      for (int j = 0; j < m; j++) {
        a[l][row * m + j] = r(a[l][row * m + j] / sum);
      }
    }
  }

  private void lossOf(List<double[]> w) {
    double[] p = a[spec.depth()];
    int c = spec.outputSize();
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      double e = r(p[k] - y[k]);
      if (!counts(k)) {
        continue;
      }
      sum =
          r(
              sum
                  + switch (spec.loss().kind()) {
                    case MSE -> r(r(e * e) / c);
                    case L2 -> r(e * e);
                    case HALF_L2 -> r(r(e * e) / 2);
                    case XENT ->
                        r(-r(y[k] * r(Math.log(p[k]))) - r(r(1 - y[k]) * r(Math.log(r(1 - p[k])))));
                    case MCXENT -> y[k] == 0 ? 0 : -r(y[k] * r(Math.log(p[k])));
                    default ->
                        throw new IllegalArgumentException("not here: " + spec.loss().specName());
                  });
    }
    double penalty = 0;
    for (double[] values : w) {
      for (double v : values) {
        penalty = r(penalty + r(v * v));
      }
    }
    boolean isOfCounted = quirk.isOfMasks() && quirk != Quirk.MEAN_OF_COUNTED_IN_GRADIENT;
    double divisor =
        quirk == Quirk.SUM_FOR_MEAN ? 1 : isOfCounted ? counted() : spec.reduction().divisor(n);
    double inLoss = quirk == Quirk.PENALTY_AS_DECAY ? 0 : l2 + QuirkyStep.inLoss(quirk, spec);
    loss = r(r(sum / divisor) + r(r(inLoss / 2) * penalty));
  }

  private boolean counts(int k) {
    int c = spec.outputSize();
    return mask.length == 0 || mask[mask.length == n ? k / c : k] == 1;
  }

  /** What a mean over what counts divides by; the mean squared error divides by outputs already. */
  private double counted() {
    double counted = 0;
    for (double m : mask) {
      counted += m;
    }
    boolean isOverOutputs = mask.length > n && spec.loss().kind() == LossKind.MSE;
    return isOverOutputs ? counted / spec.outputSize() : counted;
  }

  private double outputFactor() {
    return switch (quirk) {
      case MEAN_OF_COUNTED, MEAN_OF_COUNTED_IN_GRADIENT, MEAN_OF_COUNTED_OUTPUTS -> n / counted();
      case SUM_FOR_MEAN, SUM_IN_GRADIENT -> n;
      case TWICE_DIVIDED -> 1.0 / n;
      case TIMES_OUTPUTS -> spec.outputSize();
      case TIMES_BATCH_AND_OUTPUTS -> n * spec.outputSize();
      case DOUBLE -> 2;
      case HALF -> 0.5;
      case NEGATED -> -1;
      default -> 1;
    };
  }

  private void outputGradient() {
    int last = spec.depth();
    double[] p = a[last];
    double divisor = spec.reduction().divisor(n);
    double[] derivative = new double[p.length];
    boolean isEntropy =
        spec.loss().kind() == LossKind.MCXENT || spec.loss().kind() == LossKind.XENT;
    boolean takesDerivative = quirk == Quirk.ELEMENTWISE_SOFTMAX || !isEntropy;
    for (int k = 0; k < p.length; k++) {
      double e = r(p[k] - y[k]);
      double v =
          switch (spec.loss().kind()) {
            case MSE -> r(2 * e / spec.outputSize());
            case L2 -> 2 * e;
            case HALF_L2 -> e;
            case XENT -> e;
            case MCXENT -> takesDerivative ? -r(y[k] / p[k]) : e;
            default -> throw new IllegalArgumentException("not here: " + spec.loss().specName());
          };
      derivative[k] = counts(k) ? r(r(v / divisor) * outputFactor()) : 0;
    }
    dZ[last] = takesDerivative ? backward(last, derivative) : derivative;
  }

  private double[] backward(int l, double[] upper) {
    ActivationKind kind = spec.layer(l).activation().kind();
    boolean isHidden = l < spec.depth();
    if (quirk == Quirk.NO_DERIVATIVE && isHidden) {
      return upper.clone();
    }
    double[] lower = new double[upper.length];
    int m = spec.fanOut(l);
    for (int k = 0; k < lower.length; k++) {
      double v = a[l][k];
      double slope =
          switch (kind) {
            case IDENTITY -> 1;
            case RELU -> v > 0 ? 1 : 0;
            case SIGMOID, SOFTMAX -> r(v * r(1 - v));
            case TANH -> r(1 - r(v * v));
            default -> throw new IllegalArgumentException("has no quirks in " + kind);
          };
      lower[k] = r(upper[k] * slope);
      if (quirk == Quirk.DERIVATIVE_TWICE && isHidden) {
        lower[k] = r(lower[k] * slope);
      }
      if (kind == ActivationKind.SOFTMAX && quirk != Quirk.ELEMENTWISE_SOFTMAX) {
        double dot = 0;
        for (int j = k / m * m; j < k / m * m + m; j++) {
          dot = r(dot + r(upper[j] * a[l][j]));
        }
        lower[k] = r(v * r(upper[k] - dot));
      }
    }
    return lower;
  }

  private void parameterGradients(int l, double[] w, double[] b) {
    int d = spec.fanIn(l);
    int m = spec.fanOut(l);
    dW[l] = new double[d * m];
    db[l] = new double[m];
    dA[l - 1] = new double[n * d];
    for (int row = 0; row < n; row++) {
      for (int j = 0; j < m; j++) {
        double g = dZ[l][row * m + j];
        db[l][j] = row > 0 && quirk == Quirk.FIRST_ROW_OF_BIAS ? db[l][j] : r(db[l][j] + g);
        for (int i = 0; i < d; i++) {
          dW[l][i * m + j] = r(dW[l][i * m + j] + r(a[l - 1][row * d + i] * g));
          boolean swapped = quirk == Quirk.UNTRANSPOSED && d == m;
          double weight = w[swapped ? j * m + i : i * m + j];
          dA[l - 1][row * d + i] = r(dA[l - 1][row * d + i] + r(g * weight));
        }
      }
    }
    double factor =
        switch (quirk) {
          case NO_PENALTY, PENALTY_AS_DECAY, PENALTY_IN_LOSS_AND_AS_DECAY -> 0;
          case PENALTY_TWICE -> 2;
          case PENALTY_BY_BATCH -> 1.0 / n;
          default -> 1;
        };
    for (int k = 0; k < d * m; k++) {
      double own = factor * l2 + QuirkyStep.inGradient(quirk, spec);
      dW[l][k] = r(dW[l][k] + r(r(own) * w[k]));
    }
    for (int j = 0; j < m; j++) {
      db[l][j] = quirk == Quirk.MEAN_OF_BIAS ? r(db[l][j] / n) : db[l][j];
      db[l][j] = quirk == Quirk.PENALTY_ON_BIAS ? r(db[l][j] + r(l2 * b[j])) : db[l][j];
    }
  }

  private double[] shown(double[] gradient, int columns) {
    double[] shown = gradient.clone();
    double rate = spec.updater().learningRate().constant();
    int rows = gradient.length / columns;
    for (int k = 0; k < shown.length; k++) {
      switch (quirk) {
        case UPDATE -> shown[k] = r(rate * gradient[k]);
        case TRANSPOSED -> shown[k % columns * rows + k / columns] = gradient[k];
        case COLUMNS_PERMUTED -> shown[k] = gradient[k / columns * columns + (k + 1) % columns];
        default -> {}
      }
    }
    return shown;
  }

  /** One pass with a quirk. */
  static Observation gradient(Quirk quirk, Case.Gradient task) {
    NetworkSpec spec = task.spec();
    QuirkyMlp mlp =
        new QuirkyMlp(quirk, spec, task.batch())
            .pass(task.parameters().weights(), task.parameters().biases());
    List<ObservedTensor> tensors = new ArrayList<>();
    int n = mlp.n;
    for (int l = 1; l <= spec.depth(); l++) {
      add(tensors, Quantity.PRE_ACTIVATION, l, Shape.of(n, spec.fanOut(l)), mlp.z[l]);
      add(tensors, Quantity.ACTIVATION, l, Shape.of(n, spec.fanOut(l)), mlp.a[l]);
    }
    add(tensors, Quantity.LOSS, 0, Shape.of(), new double[] {mlp.loss});
    for (int l = spec.depth(); l >= 1; l--) {
      int m = spec.fanOut(l);
      if (l < spec.depth()) {
        add(tensors, Quantity.D_ACTIVATION, l, Shape.of(n, m), mlp.dA[l]);
      }
      add(tensors, Quantity.D_PRE_ACTIVATION, l, Shape.of(n, m), mlp.dZ[l]);
      Shape w = Shape.of(spec.fanIn(l), m);
      add(tensors, Quantity.D_WEIGHTS, l, w, mlp.shown(mlp.dW[l], m));
      boolean isUnreduced = quirk == Quirk.UNREDUCED_BIAS;
      add(
          tensors,
          Quantity.D_BIAS,
          l,
          isUnreduced ? Shape.of(n, m) : Shape.of(m),
          isUnreduced ? mlp.dZ[l] : mlp.shown(mlp.db[l], m));
    }
    add(tensors, Quantity.D_INPUT, 0, spec.input().prepend(n), mlp.dA[0]);
    return new Observation("quirky", tensors);
  }

  /** Steps on the whole data. */
  static Observation training(Quirk quirk, Case.Training task) {
    NetworkSpec spec = task.spec();
    double rate = spec.updater().learningRate().constant();
    List<QuirkyStep> weights = new ArrayList<>();
    List<QuirkyStep> biases = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      weights.add(new QuirkyStep(quirk, spec, l, false));
      biases.add(new QuirkyStep(quirk, spec, l, true));
    }
    double used = quirk == Quirk.FLOAT32_CONSTANTS ? (float) rate : rate;
    used = quirk == Quirk.ASCENT ? -used : used;
    List<double[]> w = task.parameters().weights();
    List<double[]> b = task.parameters().biases();
    List<double[]> lastW = w;
    List<double[]> lastB = b;
    QuirkyMlp last = null;
    List<ObservedTensor> tensors = new ArrayList<>();
    for (int t = 1; t <= task.steps(); t++) {
      Examples batch = task.examples().select(task.epochOrders().get(t - 1));
      QuirkyMlp now = new QuirkyMlp(quirk, spec, batch).pass(w, b);
      QuirkyMlp gradient = now;
      if (quirk == Quirk.STALE_PARAMETERS) {
        gradient = new QuirkyMlp(quirk, spec, batch).pass(lastW, lastB);
      } else if (quirk == Quirk.STALE_GRADIENT && last != null) {
        gradient = last;
      } else if (quirk == Quirk.ACCUMULATED && last != null) {
        for (int l = 1; l <= spec.depth(); l++) {
          now.dW[l] = now.plus(now.dW[l], 1, last.dW[l]);
          now.db[l] = now.plus(now.db[l], 1, last.db[l]);
        }
      }
      last = now;
      lastW = w;
      lastB = b;
      List<double[]> nextW = new ArrayList<>();
      List<double[]> nextB = new ArrayList<>();
      for (int l = 1; l <= spec.depth(); l++) {
        nextW.add(weights.get(l - 1).next(w.get(l - 1), gradient.dW[l], used));
        nextB.add(biases.get(l - 1).next(b.get(l - 1), gradient.db[l], used));
      }
      w = nextW;
      b = nextB;
      tensors.add(scalar(TensorName.of(Quantity.BATCH_SIZE).atStep(t), batch.count()));
      tensors.add(scalar(TensorName.of(Quantity.LOSS).atStep(t), now.loss));
      boolean before = quirk == Quirk.BEFORE_THE_STEP;
      for (int l = 1; l <= spec.depth(); l++) {
        int m = spec.fanOut(l);
        double[] shownW = (before ? lastW : w).get(l - 1);
        double[] shownB = (before ? lastB : b).get(l - 1);
        TensorName nameW = TensorName.of(Quantity.WEIGHTS, l).atStep(t);
        tensors.add(new ObservedTensor(nameW, Shape.of(spec.fanIn(l), m), shownW));
        TensorName nameB = TensorName.of(Quantity.BIAS, l).atStep(t);
        tensors.add(new ObservedTensor(nameB, Shape.of(m), shownB));
      }
    }
    return new Observation("quirky", tensors);
  }

  private double[] plus(double[] v, double factor, double[] g) {
    double[] sum = new double[v.length];
    for (int k = 0; k < sum.length; k++) {
      sum[k] = r(v[k] + r(factor * g[k]));
    }
    return sum;
  }

  private static ObservedTensor scalar(TensorName name, double value) {
    return new ObservedTensor(name, Shape.of(), new double[] {value});
  }

  private static void add(
      List<ObservedTensor> tensors, Quantity quantity, int layer, Shape shape, double[] values) {
    tensors.add(new ObservedTensor(TensorName.of(quantity, layer), shape, values));
  }
}
