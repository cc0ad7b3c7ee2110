package dev.gradparity.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingTest {

  private static final int EXAMPLES = 5;
  private static final int BATCH = 2;

  /** Two epochs of 2, 2 and 1 examples. */
  private static final List<int[]> ORDERS =
      List.of(new int[] {3, 0, 4, 1, 2}, new int[] {0, 2, 1, 4, 3});

  private static final int[][] MINIBATCHES = {{3, 0}, {4, 1}, {2}, {0, 2}, {1, 4}, {3}};

  private final double[] x = normal(new Random(1), EXAMPLES * 3);
  private final double[] y = {1, 0, 0, 1, 0, 1, 1, 0, 0, 1};

  @ParameterizedTest
  @EnumSource
  void gradientDescentSubtractsTheGradientOfEachMinibatchBitForBit(Reduction reduction) {
    double rate = 0.25;
    NetworkSpec spec = spec(DType.FLOAT64, reduction, new UpdaterSpec.Sgd(rate));
    Dl4jNetwork observer = initialised(spec);

    List<Dl4jStep> steps = train(initialised(spec), 6);

    assertEquals(6, steps.size());
    for (int s = 0; s < steps.size(); s++) {
      ParameterValues before = observer.parameters();
      Dl4jGradients gradients = on(observer, spec, MINIBATCHES[s]);
      double[] theta = Dl4jConventions.flat(spec, before);
      double[] g = Dl4jConventions.flat(spec, gradients.parameters());
      double[] after = HandNetwork.sum(theta, HandNetwork.scaled(-rate, g));

      Dl4jStep step = steps.get(s);
      assertEquals(s + 1, step.number());
      assertEquals(MINIBATCHES[s].length, step.examples());
      assertEquals(gradients.loss(), step.loss());
      assertArrayEquals(after, flat(spec, step.parameters()));
      observer.setParameters(step.parameters().weights(), step.parameters().biases());
    }
  }

  @Test
  void nesterovsAndAdamFollowTheSpecificationsFormulas() {
    UpdaterSpec.Nesterovs nesterovs = new UpdaterSpec.Nesterovs(0.1, 0.9);
    double[] v = new double[Dl4jConventions.parameterCount(spec(nesterovs))];
    assertFollows(
        nesterovs,
        (theta, g, i, t) -> {
          double old = v[i];
          v[i] = 0.9 * old - 0.1 * g;
          return theta + 1.9 * v[i] - 0.9 * old;
        });

    UpdaterSpec.Adam adam = new UpdaterSpec.Adam(0.05, 0.9, 0.99, 1e-4);
    double[] m = new double[v.length];
    double[] w = new double[v.length];
    assertFollows(
        adam,
        (theta, g, i, t) -> {
          m[i] = 0.9 * m[i] + 0.1 * g;
          w[i] = 0.99 * w[i] + 0.01 * g * g;
          double alpha = 0.05 * Math.sqrt(1 - Math.pow(0.99, t)) / (1 - Math.pow(0.9, t));
          return theta - alpha * m[i] / (Math.sqrt(w[i]) + 1e-4);
        });
  }

  private interface Rule {
    double next(double theta, double gradient, int index, int t);
  }

  private void assertFollows(UpdaterSpec updater, Rule rule) {
    NetworkSpec spec = spec(updater);
    Dl4jNetwork observer = initialised(spec);
    for (Dl4jStep step : train(initialised(spec), 6)) {
      double[] theta = flat(spec, observer.parameters());
      Dl4jGradients gradients = on(observer, spec, MINIBATCHES[step.number() - 1]);
      double[] g = Dl4jConventions.flat(spec, gradients.parameters());
      for (int i = 0; i < theta.length; i++) {
        theta[i] = rule.next(theta[i], g[i], i, step.number());
      }
      assertArrayEquals(theta, flat(spec, step.parameters()), 1e-14);
      observer.setParameters(step.parameters().weights(), step.parameters().biases());
    }
  }

  @Test
  void trainingStopsWithinAnEpochAndTheUpdaterCarriesOn() {
    NetworkSpec spec = spec(new UpdaterSpec.Adam(0.05, 0.9, 0.99, 1e-8));
    List<Dl4jStep> whole = train(initialised(spec), 6);

    Dl4jNetwork network = initialised(spec);
    assertEquals(2, train(network, 2).size());
    int[] rest = {2, 0, 2, 1, 4};
    network.gradients(x, y, EXAMPLES);
    network.train(x, y, EXAMPLES, 1, List.of(rest), 1, step -> {});

    assertArrayEquals(flat(spec, whole.get(2).parameters()), flat(spec, network.parameters()));
  }

  @Test
  void aStepsParametersAreACopyRoundedToTheFormat() {
    NetworkSpec spec = spec(DType.FLOAT32, Reduction.MEAN, new UpdaterSpec.Sgd(0.1));

    List<Dl4jStep> steps = train(initialised(spec), 2);

    double[] first = flat(spec, steps.get(0).parameters());
    for (int i = 0; i < first.length; i++) {
      assertEquals((float) first[i], first[i]);
    }
    assertEquals(false, first[0] == flat(spec, steps.get(1).parameters())[0]);
  }

  @Test
  void whatCannotBeTrainedIsRefusedBeforeTheFirstStep() {
    Dl4jNetwork network = initialised(spec(new UpdaterSpec.Sgd(0.1)));

    assertEquals(
        "steps: 2 epochs of 3 minibatches make at most 6 steps, got 7: pass more epochs",
        refusal(() -> train(network, 7)));
    assertEquals(
        "epochOrders[0]: a row from 0 to 4 is needed, got 5",
        refusal(() -> train(network, List.of(new int[] {0, 1, 2, 3, 5}))));
    assertEquals(
        "epochOrders[0]: one row for each of the 5 examples is needed, got 1 rows",
        refusal(() -> train(network, List.of(new int[] {0}))));
    assertEquals(
        "batchSize: at least 1 is needed, got 0",
        refusal(() -> network.train(x, y, EXAMPLES, 0, ORDERS, 1, step -> {})));
  }

  private static String refusal(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }

  private List<Dl4jStep> train(Dl4jNetwork network, int steps) {
    List<Dl4jStep> seen = new ArrayList<>();
    network.train(x, y, EXAMPLES, BATCH, ORDERS, steps, seen::add);
    return seen;
  }

  private void train(Dl4jNetwork network, List<int[]> orders) {
    network.train(x, y, EXAMPLES, BATCH, orders, 1, step -> {});
  }

  private Dl4jGradients on(Dl4jNetwork network, NetworkSpec spec, int[] rows) {
    double[] xs = new double[rows.length * spec.inputSize()];
    double[] ys = new double[rows.length * spec.outputSize()];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(x, rows[r] * 3, xs, r * 3, 3);
      System.arraycopy(y, rows[r] * 2, ys, r * 2, 2);
    }
    return network.gradients(xs, ys, rows.length);
  }

  private static Dl4jNetwork initialised(NetworkSpec spec) {
    Dl4jNetwork network = new Dl4jNetwork(spec);
    double[] theta = normal(new Random(7), Dl4jConventions.parameterCount(spec));
    ParameterValues parameters = Dl4jConventions.unflattened(spec, theta);
    network.setParameters(parameters.weights(), parameters.biases());
    return network;
  }

  private static double[] flat(NetworkSpec spec, ParameterValues parameters) {
    return Dl4jConventions.flat(spec, parameters);
  }

  private static NetworkSpec spec(UpdaterSpec updater) {
    return spec(DType.FLOAT64, Reduction.MEAN, updater);
  }

  private static NetworkSpec spec(DType dtype, Reduction reduction, UpdaterSpec updater) {
    return new NetworkSpec(
        "trained",
        dtype,
        Shape.of(3),
        List.of(new LayerSpec(4, ActivationKind.TANH), new LayerSpec(2, ActivationKind.SOFTMAX)),
        LossKind.MCXENT,
        reduction,
        updater,
        0.01,
        1);
  }

  private static double[] normal(Random random, int length) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }
}
