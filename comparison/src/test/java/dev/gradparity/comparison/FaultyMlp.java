package dev.gradparity.comparison;

import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network in plain loops of float64, with at most one of the faults that hand-written networks
 * have. ReLU in hidden layers, softmax with cross entropy at the end, plain gradient descent.
 */
final class FaultyMlp implements Subject {

  /** What is wrong with it. */
  enum Fault {
    NONE,
    /** z = xW. */
    LOST_BIAS,
    /** The loss leaves the penalty out. */
    LOSS_WITHOUT_PENALTY,
    /** The gradient of the sum, the loss of the mean. */
    MISSING_DIVISOR,
    /** dW without l2 W. */
    GRADIENT_WITHOUT_PENALTY,
    /** db as a mean over the examples. */
    MEAN_OF_BIAS,
    /** dX = dZ.W where W is square. */
    UNTRANSPOSED_WEIGHTS,
    /** dZ = dA where z is below zero. */
    INVERTED_MASK,
    /** dW adds to what the last minibatch left. */
    STALE_BUFFER,
    /** An epoch ends with its last full minibatch. */
    DROPPED_REMAINDER,
    /** theta += learningRate g. */
    ASCENT
  }

  private final Fault fault;

  FaultyMlp(Fault fault) {
    this.fault = fault;
  }

  @Override
  public String name() {
    return "faulty";
  }

  @Override
  public Observation observe(Case task) {
    return task instanceof Case.Gradient gradient
        ? observeGradient(gradient)
        : observeTraining((Case.Training) task);
  }

  private Observation observeGradient(Case.Gradient task) {
    NetworkSpec spec = task.spec();
    Pass pass = new Pass(spec, task.parameters(), task.batch());
    ObservationBuilder builder = new ObservationBuilder(name(), spec);
    int n = task.batch().count();
    for (int l = 1; l <= spec.depth(); l++) {
      builder.addRows(Quantity.PRE_ACTIVATION, l, n, pass.z.get(l));
      builder.addRows(Quantity.ACTIVATION, l, n, pass.a.get(l));
    }
    builder.addScalar(Quantity.LOSS, 0, pass.loss);
    for (int l = spec.depth(); l >= 1; l--) {
      if (l < spec.depth()) {
        builder.addRows(Quantity.D_ACTIVATION, l, n, pass.dA[l]);
      }
      builder.addRows(Quantity.D_PRE_ACTIVATION, l, n, pass.dZ[l]);
      builder.addGradient(ParameterKind.WEIGHTS, l, pass.dW[l]);
      builder.addGradient(ParameterKind.BIAS, l, pass.db[l]);
    }
    builder.addRows(Quantity.D_INPUT, 0, n, pass.dA[0]);
    return builder.build();
  }

  private Observation observeTraining(Case.Training task) {
    NetworkSpec spec = task.spec();
    double rate = ((UpdaterSpec.Sgd) spec.updater()).learningRate().constant();
    ParameterValues now =
        new ParameterValues(
            task.parameters().weights().stream().map(double[]::clone).toList(),
            task.parameters().biases().stream().map(double[]::clone).toList());
    ObservationBuilder builder = new ObservationBuilder(name(), spec);
    List<double[]> stale =
        task.parameters().weights().stream().map(w -> new double[w.length]).toList();
    int t = 0;
    for (Examples batch : minibatches(task)) {
      t++;
      Pass pass = new Pass(spec, now, batch);
      builder.addScalar(Quantity.BATCH_SIZE, t, batch.count());
      builder.addScalar(Quantity.LOSS, t, pass.loss);
      for (int l = 1; l <= spec.depth(); l++) {
        if (fault == Fault.STALE_BUFFER) {
          addScaled(1, stale.get(l - 1), pass.dW[l]);
          System.arraycopy(pass.dW[l], 0, stale.get(l - 1), 0, pass.dW[l].length);
        }
        double step = fault == Fault.ASCENT ? rate : -rate;
        addScaled(step, pass.dW[l], now.weights().get(l - 1));
        addScaled(step, pass.db[l], now.biases().get(l - 1));
        builder.addParameter(ParameterKind.WEIGHTS, l, t, now.weights().get(l - 1).clone());
        builder.addParameter(ParameterKind.BIAS, l, t, now.biases().get(l - 1).clone());
      }
    }
    return builder.build();
  }

  private List<Examples> minibatches(Case.Training task) {
    List<Examples> minibatches = new ArrayList<>();
    // One order more, for a faulty subject that comes to the next epoch early.
    for (int[] order : task.withSteps(2 * task.steps()).epochOrders()) {
      for (int from = 0; from < order.length; from += task.batchSize()) {
        int to = Math.min(from + task.batchSize(), order.length);
        if (fault != Fault.DROPPED_REMAINDER || to - from == task.batchSize()) {
          minibatches.add(task.examples().select(Arrays.copyOfRange(order, from, to)));
        }
      }
    }
    return minibatches.subList(0, task.steps());
  }

  private static void addScaled(double factor, double[] source, double[] target) {
    for (int k = 0; k < target.length; k++) {
      target[k] += factor * source[k];
    }
  }

  /** One forward and one backward pass; index l is layer l, index 0 the input. */
  private final class Pass {

    private final NetworkSpec spec;
    private final ParameterValues parameters;
    private final Examples batch;
    private final List<double[]> z = new ArrayList<>();
    private final List<double[]> a = new ArrayList<>();
    private final double[][] dA;
    private final double[][] dZ;
    private final double[][] dW;
    private final double[][] db;
    private double loss;

    Pass(NetworkSpec spec, ParameterValues parameters, Examples batch) {
      if (spec.loss().kind() != LossKind.MCXENT) {
        throw new IllegalArgumentException("this network knows mcxent alone");
      }
      this.spec = spec;
      this.parameters = parameters;
      this.batch = batch;
      dA = new double[spec.depth() + 1][];
      dZ = new double[spec.depth() + 1][];
      dW = new double[spec.depth() + 1][];
      db = new double[spec.depth() + 1][];
      forward();
      backward();
    }

    private double w(int layer, int i, int j) {
      return parameters.weights().get(layer - 1)[i * spec.fanOut(layer) + j];
    }

    private void forward() {
      z.add(null);
      a.add(batch.x());
      for (int l = 1; l <= spec.depth(); l++) {
        int m = spec.fanOut(l);
        double[] zl = new double[batch.count() * m];
        double[] al = new double[zl.length];
        for (int r = 0; r < batch.count(); r++) {
          double sum = 0;
          for (int j = 0; j < m; j++) {
            double s = fault == Fault.LOST_BIAS ? 0 : parameters.biases().get(l - 1)[j];
            for (int i = 0; i < spec.fanIn(l); i++) {
              s += a.get(l - 1)[r * spec.fanIn(l) + i] * w(l, i, j);
            }
            zl[r * m + j] = s;
            al[r * m + j] = l == spec.depth() ? Math.exp(s) : Math.max(0, s);
            sum += al[r * m + j];
          }
          for (int j = 0; l == spec.depth() && j < m; j++) {
            al[r * m + j] /= sum;
          }
        }
        z.add(zl);
        a.add(al);
      }
      double[] p = a.get(spec.depth());
      for (int k = 0; k < p.length; k++) {
        loss -= batch.y()[k] == 0 ? 0 : batch.y()[k] * Math.log(p[k]) / batch.count();
      }
      if (fault != Fault.LOSS_WITHOUT_PENALTY) {
        for (double[] weights : parameters.weights()) {
          loss +=
              spec.regularisation().weights().l2()
                  / 2
                  * Arrays.stream(weights).map(v -> v * v).sum();
        }
      }
    }

    private void backward() {
      int n = batch.count();
      double[] p = a.get(spec.depth());
      double[] dLast = new double[p.length];
      for (int k = 0; k < p.length; k++) {
        dLast[k] = (p[k] - batch.y()[k]) / (fault == Fault.MISSING_DIVISOR ? 1 : n);
      }
      dZ[spec.depth()] = dLast;
      for (int l = spec.depth(); l >= 1; l--) {
        int d = spec.fanIn(l);
        int m = spec.fanOut(l);
        dW[l] = new double[d * m];
        db[l] = new double[m];
        dA[l - 1] = new double[n * d];
        boolean swapped = fault == Fault.UNTRANSPOSED_WEIGHTS && d == m;
        for (int r = 0; r < n; r++) {
          for (int j = 0; j < m; j++) {
            double dz = dZ[l][r * m + j];
            db[l][j] += fault == Fault.MEAN_OF_BIAS ? dz / n : dz;
            for (int i = 0; i < d; i++) {
              dW[l][i * m + j] += a.get(l - 1)[r * d + i] * dz;
              dA[l - 1][r * d + i] += dz * (swapped ? w(l, j, i) : w(l, i, j));
            }
          }
        }
        if (fault != Fault.GRADIENT_WITHOUT_PENALTY) {
          addScaled(spec.regularisation().weights().l2(), parameters.weights().get(l - 1), dW[l]);
        }
        if (l > 1) {
          dZ[l - 1] = dA[l - 1].clone();
          for (int k = 0; k < dZ[l - 1].length; k++) {
            boolean passes = fault == Fault.INVERTED_MASK ^ z.get(l - 1)[k] > 0;
            dZ[l - 1][k] = passes ? dZ[l - 1][k] : 0;
          }
        }
      }
    }
  }
}
