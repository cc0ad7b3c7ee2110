package dev.gradparity.comparison;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A correct network in another order: sums run backwards, in pairs or shuffled, the mean is taken
 * at the end, functions are the usual formulas, and nothing is fused. Every operation is done in
 * float64 and rounded to the format, which for these operations rounds once.
 */
public final class OtherOrders implements Subject {

  /** In which order a sum is taken. */
  public enum Order {
    REVERSED,
    PAIRWISE,
    SHUFFLED
  }

  private final Order order;
  private final Random random;

  public OtherOrders(Order order, long seed) {
    this.order = order;
    random = new Random(seed);
  }

  @Override
  public String name() {
    return "other orders";
  }

  @Override
  public Observation observe(Case task) {
    return task instanceof Case.Gradient gradient
        ? new Pass(gradient.spec(), gradient.parameters(), gradient.batch()).observation()
        : observeTraining((Case.Training) task);
  }

  private Observation observeTraining(Case.Training task) {
    NetworkSpec spec = task.spec();
    ObservationBuilder builder = new ObservationBuilder(name(), spec);
    List<double[]> parameters = new ArrayList<>();
    task.parameters().weights().forEach(w -> parameters.add(w.clone()));
    task.parameters().biases().forEach(b -> parameters.add(b.clone()));
    List<double[][]> states =
        parameters.stream()
            .map(p -> new double[][] {new double[p.length], new double[p.length]})
            .toList();
    int depth = spec.depth();
    int t = 0;
    for (int[] epoch : task.epochOrders()) {
      for (int from = 0; from < epoch.length && t < task.steps(); from += task.batchSize()) {
        t++;
        int to = Math.min(from + task.batchSize(), epoch.length);
        Examples batch = task.examples().select(Arrays.copyOfRange(epoch, from, to));
        Pass pass =
            new Pass(
                spec,
                new ParameterValues(
                    parameters.subList(0, depth), parameters.subList(depth, 2 * depth)),
                batch);
        builder.addScalar(Quantity.BATCH_SIZE, t, batch.count());
        builder.addScalar(Quantity.LOSS, t, pass.loss);
        for (int p = 0; p < parameters.size(); p++) {
          double[] g = p < depth ? pass.dW[p + 1] : pass.db[p - depth + 1];
          step(spec, parameters.get(p), g, states.get(p), t);
        }
        for (int l = 1; l <= depth; l++) {
          builder.addParameter(ParameterKind.WEIGHTS, l, t, parameters.get(l - 1).clone());
          builder.addParameter(ParameterKind.BIAS, l, t, parameters.get(depth + l - 1).clone());
        }
      }
    }
    return builder.build();
  }

  /** Deeplearning4j's order of operations. */
  private static void step(NetworkSpec spec, double[] theta, double[] g, double[][] state, int t) {
    DType f = spec.dtype();
    double lr = f.round(spec.updater().learningRate().constant());
    for (int k = 0; k < theta.length; k++) {
      if (spec.updater() instanceof UpdaterSpec.Nesterovs nesterovs) {
        double mu = f.round(nesterovs.momentum().constant());
        double kept = f.round(mu * state[0][k]);
        state[0][k] = f.round(kept - f.round(lr * g[k]));
        double update = f.round(kept + f.round(state[0][k] * f.round(-mu - 1)));
        theta[k] = f.round(theta[k] - update);
      } else if (spec.updater() instanceof UpdaterSpec.Adam adam) {
        double beta1 = f.round(adam.beta1());
        double beta2 = f.round(adam.beta2());
        double power1 = f.round(1 - f.round(Math.pow(beta1, t)));
        double power2 = f.round(1 - f.round(Math.pow(beta2, t)));
        double alpha = f.round(f.round(lr * f.round(Math.sqrt(power2))) / power1);
        double[] m = state[0];
        double[] v = state[1];
        m[k] = f.round(f.round(beta1 * m[k]) + f.round(g[k] * f.round(1 - beta1)));
        double square = f.round(f.round(g[k] * g[k]) * f.round(1 - beta2));
        v[k] = f.round(f.round(beta2 * v[k]) + square);
        double root = f.round(f.round(Math.sqrt(v[k])) + f.round(adam.epsilon()));
        theta[k] = f.round(theta[k] - f.round(f.round(m[k] * alpha) / root));
      } else {
        theta[k] = f.round(theta[k] - f.round(lr * g[k]));
      }
    }
  }

  /** One forward and one backward pass; index l is layer l, index 0 the input. */
  private final class Pass {

    private final NetworkSpec spec;
    private final DType f;
    private final ParameterValues parameters;
    private final Examples batch;
    private final int n;
    private final double divisor;
    private final double[][] z;
    private final double[][] a;
    private final double[][] dA;
    private final double[][] dZ;
    private final double[][] dW;
    private final double[][] db;
    private double loss;

    Pass(NetworkSpec spec, ParameterValues parameters, Examples batch) {
      this.spec = spec;
      f = spec.dtype();
      this.parameters = parameters;
      this.batch = batch;
      n = batch.count();
      divisor = spec.reduction().divisor(n);
      int arrays = spec.depth() + 1;
      z = new double[arrays][];
      a = new double[arrays][];
      dA = new double[arrays][];
      dZ = new double[arrays][];
      dW = new double[arrays][];
      db = new double[arrays][];
      forward();
      loss();
      backward();
    }

    private double w(int l, int i, int j) {
      return parameters.weights().get(l - 1)[i * spec.fanOut(l) + j];
    }

    private void forward() {
      a[0] = batch.x();
      for (int l = 1; l <= spec.depth(); l++) {
        int d = spec.fanIn(l);
        int m = spec.fanOut(l);
        z[l] = new double[n * m];
        a[l] = new double[n * m];
        for (int k = 0; k < z[l].length; k++) {
          double[] terms = new double[d];
          for (int i = 0; i < d; i++) {
            terms[i] = f.round(a[l - 1][k / m * d + i] * w(l, i, k % m));
          }
          z[l][k] = f.round(sum(terms) + parameters.biases().get(l - 1)[k % m]);
        }
        activate(l, m);
      }
    }

    private void activate(int l, int m) {
      for (int k = 0; k < z[l].length; k++) {
        double v = z[l][k];
        a[l][k] =
            switch (spec.layer(l).activation().kind()) {
              case IDENTITY -> v;
              case RELU -> Math.max(0, v);
              case SIGMOID -> f.round(1 / f.round(1 + f.round(Math.exp(-v))));
              case TANH -> tanh(v);
              case SOFTMAX -> 0;
              default -> OtherFormulas.value(spec.layer(l).activation(), f, v);
            };
      }
      for (int row = 0;
          spec.layer(l).activation().kind() == ActivationKind.SOFTMAX && row < n * m;
          row += m) {
        double max = Arrays.stream(z[l], row, row + m).max().orElseThrow();
        double[] terms = new double[m];
        for (int j = 0; j < m; j++) {
          terms[j] = f.round(Math.exp(f.round(z[l][row + j] - max)));
        }
        double sum = sum(terms);
        for (int j = 0; j < m; j++) {
          a[l][row + j] = f.round(terms[j] / sum);
        }
      }
    }

    private double tanh(double v) {
      double p = f.round(Math.pow(f.round(Math.E), -2 * Math.abs(v)));
      return Math.signum(v) * f.round(f.round(1 - p) / f.round(1 + p));
    }

    private void loss() {
      double[] p = a[spec.depth()];
      double[] terms = new double[p.length];
      for (int k = 0; k < p.length; k++) {
        double y = batch.y()[k];
        double difference = f.round(p[k] - y);
        double square = f.round(difference * difference);
        terms[k] =
            switch (spec.loss().kind()) {
              case MSE -> f.round(square / spec.outputSize());
              case L2 -> square;
              case HALF_L2 -> square / 2;
              case MCXENT -> -timesLog(y, p[k]);
              case XENT ->
                  -f.round(timesLog(y, p[k]) + timesLog(f.round(1 - y), f.round(1 - p[k])));
              default -> throw new IllegalArgumentException("not here: " + spec.loss().specName());
            };
      }
      loss = sum(terms) / divisor;
      if (!Double.isFinite(loss)) {
        loss = sum(termsFromArguments()) / divisor;
      }
      for (double[] w : parameters.weights()) {
        double[] squares = Arrays.stream(w).map(v -> f.round(v * v)).toArray();
        double norm = f.round(Math.sqrt(sum(squares)));
        loss +=
            spec.regularisation().weights().l2() == 0
                ? 0
                : 0.5 * spec.regularisation().weights().l2() * norm * norm;
      }
    }

    /** Of outputs that have rounded to 0 or 1, as frameworks do that take logits for inputs. */
    private double[] termsFromArguments() {
      double[] v = z[spec.depth()];
      double[] terms = new double[v.length];
      int m = spec.outputSize();
      for (int k = 0; k < terms.length; k++) {
        double y = batch.y()[k];
        if (spec.loss().kind() == LossKind.XENT) {
          double rest = f.round(Math.log1p(f.round(Math.exp(-Math.abs(v[k])))));
          terms[k] = f.round(f.round(Math.max(v[k], 0) - f.round(v[k] * y)) + rest);
        } else if (y != 0) {
          double[] row = Arrays.copyOfRange(v, k - k % m, k - k % m + m);
          double max = Arrays.stream(row).max().orElseThrow();
          double sum =
              sum(Arrays.stream(row).map(e -> f.round(Math.exp(f.round(e - max)))).toArray());
          terms[k] = f.round(y * f.round(f.round(max + f.round(Math.log(sum))) - v[k]));
        }
      }
      return terms;
    }

    private double timesLog(double y, double p) {
      return y == 0 ? 0 : f.round(y * f.round(Math.log(p)));
    }

    /** Everything is the gradient of the batch's sum, divided where it is shown. */
    private void backward() {
      int last = spec.depth();
      double[] p = a[last];
      double[] e = new double[p.length];
      for (int k = 0; k < e.length; k++) {
        double difference = f.round(p[k] - batch.y()[k]);
        e[k] =
            switch (spec.loss().kind()) {
              case MSE -> f.round(2 * difference / spec.outputSize());
              case L2 -> 2 * difference;
              case HALF_L2, XENT, MCXENT -> difference;
              default -> throw new IllegalArgumentException("not here: " + spec.loss().specName());
            };
      }
      boolean fused = spec.loss().kind() == LossKind.XENT || spec.loss().kind() == LossKind.MCXENT;
      for (int l = last; l >= 1; l--) {
        e = fused && l == last ? e : activateBackward(l, e);
        parameterGradients(l, e);
        dZ[l] = divided(e);
        e = inputGradient(l, e);
        dA[l - 1] = divided(e);
      }
    }

    private double[] divided(double[] e) {
      return Arrays.stream(e).map(v -> f.round(v / divisor)).toArray();
    }

    private double[] activateBackward(int l, double[] e) {
      double[] below = new double[e.length];
      int m = spec.fanOut(l);
      for (int k = 0; k < e.length; k++) {
        double v = a[l][k];
        below[k] =
            switch (spec.layer(l).activation().kind()) {
              case IDENTITY -> e[k];
              case RELU -> z[l][k] > 0 ? e[k] : 0;
              case SIGMOID -> f.round(e[k] * f.round(v * f.round(1 - v)));
              case TANH -> f.round(e[k] * f.round(1 - f.round(v * v)));
              case SOFTMAX -> 0;
              default ->
                  f.round(e[k] * OtherFormulas.slope(spec.layer(l).activation(), f, z[l][k]));
            };
      }
      for (int row = 0;
          spec.layer(l).activation().kind() == ActivationKind.SOFTMAX && row < e.length;
          row += m) {
        double[] terms = new double[m];
        for (int j = 0; j < m; j++) {
          terms[j] = f.round(a[l][row + j] * e[row + j]);
        }
        double dot = sum(terms);
        for (int j = 0; j < m; j++) {
          below[row + j] = f.round(a[l][row + j] * f.round(e[row + j] - dot));
        }
      }
      return below;
    }

    private void parameterGradients(int l, double[] e) {
      int d = spec.fanIn(l);
      int m = spec.fanOut(l);
      dW[l] = new double[d * m];
      db[l] = new double[m];
      double l2 = f.round(spec.regularisation().weights().l2());
      for (int k = 0; k < dW[l].length; k++) {
        double[] terms = new double[n];
        for (int i = 0; i < n; i++) {
          terms[i] = f.round(a[l - 1][i * d + k / m] * e[i * m + k % m]);
        }
        double mean = f.round(sum(terms) / divisor);
        dW[l][k] = f.round(mean + f.round(l2 * parameters.weights().get(l - 1)[k]));
      }
      for (int j = 0; j < m; j++) {
        double[] terms = new double[n];
        for (int i = 0; i < n; i++) {
          terms[i] = e[i * m + j];
        }
        db[l][j] = f.round(sum(terms) / divisor);
      }
    }

    private double[] inputGradient(int l, double[] e) {
      int d = spec.fanIn(l);
      int m = spec.fanOut(l);
      double[] below = new double[n * d];
      for (int k = 0; k < below.length; k++) {
        double[] terms = new double[m];
        for (int j = 0; j < m; j++) {
          terms[j] = f.round(e[k / d * m + j] * w(l, k % d, j));
        }
        below[k] = sum(terms);
      }
      return below;
    }

    private double sum(double[] terms) {
      double[] rest = terms.clone();
      if (order == Order.SHUFFLED) {
        for (int k = rest.length - 1; k > 0; k--) {
          int other = random.nextInt(k + 1);
          double swapped = rest[k];
          rest[k] = rest[other];
          rest[other] = swapped;
        }
      }
      if (order == Order.PAIRWISE) {
        return pairwise(rest, 0, rest.length);
      }
      double sum = 0;
      for (int k = rest.length - 1; k >= 0; k--) {
        sum = f.round(sum + rest[k]);
      }
      return sum;
    }

    private double pairwise(double[] terms, int from, int to) {
      if (to - from == 1) {
        return terms[from];
      }
      int middle = (from + to) / 2;
      return f.round(pairwise(terms, from, middle) + pairwise(terms, middle, to));
    }

    private Observation observation() {
      ObservationBuilder builder = new ObservationBuilder(name(), spec);
      for (int l = 1; l <= spec.depth(); l++) {
        builder.addRows(Quantity.PRE_ACTIVATION, l, n, z[l]);
        builder.addRows(Quantity.ACTIVATION, l, n, a[l]);
      }
      builder.addScalar(Quantity.LOSS, 0, loss);
      for (int l = spec.depth(); l >= 1; l--) {
        if (l < spec.depth()) {
          builder.addRows(Quantity.D_ACTIVATION, l, n, dA[l]);
        }
        builder.addRows(Quantity.D_PRE_ACTIVATION, l, n, dZ[l]);
        builder.addGradient(ParameterKind.WEIGHTS, l, dW[l]);
        builder.addGradient(ParameterKind.BIAS, l, db[l]);
      }
      builder.addRows(Quantity.D_INPUT, 0, n, dA[0]);
      return builder.build();
    }
  }
}
