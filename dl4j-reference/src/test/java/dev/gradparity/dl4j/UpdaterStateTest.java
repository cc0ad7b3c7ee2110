package dev.gradparity.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an updater remembers, parameter by parameter, and the epochs that it hears of. */
class UpdaterStateTest {

  private static final double TOLERANCE = 1e-15;
  private static final List<double[]> WEIGHTS =
      List.of(new double[] {0.5, -1, 2, 0.25, 1, -0.5}, new double[] {1, -2, 0.75});
  private static final List<double[]> BIASES =
      List.of(new double[] {0.1, 0.2, 0.3}, new double[] {-0.4});
  private static final double[] X = {1, -2, 0.5, 3, 0, 1};
  private static final double[] Y = {1, 0, -1};

  private static NetworkSpec spec(UpdaterSpec updater) {
    return new NetworkSpec(
        "state",
        DType.FLOAT64,
        Shape.of(2),
        List.of(new LayerSpec(3, ActivationKind.TANH), new LayerSpec(1, ActivationKind.IDENTITY)),
        LossKind.MSE,
        Reduction.MEAN,
        updater,
        0,
        1);
  }

  private static Dl4jNetwork network(UpdaterSpec updater) {
    Dl4jNetwork network = new Dl4jNetwork(spec(updater));
    network.setParameters(WEIGHTS, BIASES);
    return network;
  }

  private static List<Dl4jStep> train(Dl4jNetwork network, int batchSize, int steps) {
    List<Dl4jStep> heard = new ArrayList<>();
    List<int[]> orders = Collections.nCopies(steps, new int[] {0, 1, 2});
    network.train(X, Y, 3, batchSize, orders, steps, heard::add);
    return heard;
  }

  /** After one step m = (1 - b1) g and v = (1 - b2) g^2, in the shapes of the parameters. */
  @Test
  void adamsMomentsLieAtTheirParameters() {
    UpdaterSpec adam = new UpdaterSpec.Adam(0.1, 0.75, 0.5, 1e-8);
    Dl4jGradients g = network(adam).gradients(X, Y, 3);
    List<ParameterValues> state = train(network(adam), 3, 1).get(0).state();

    assertEquals(2, state.size());
    for (int l = 0; l < 2; l++) {
      assertMoments(g.dW().get(l), state.get(0).weights().get(l), state.get(1).weights().get(l));
      assertMoments(g.db().get(l), state.get(0).biases().get(l), state.get(1).biases().get(l));
    }
  }

  private static void assertMoments(double[] g, double[] m, double[] v) {
    assertEquals(g.length, m.length);
    assertEquals(g.length, v.length);
    for (int k = 0; k < g.length; k++) {
      assertEquals(0.25 * g[k], m[k], TOLERANCE);
      assertEquals(0.5 * g[k] * g[k], v[k], TOLERANCE);
    }
  }

  @Test
  void everyUpdaterShowsTheStateThatItsSpecificationNames() {
    for (UpdaterSpec updater : UpdaterSpec.defaults()) {
      List<ParameterValues> state = train(network(updater), 3, 2).get(1).state();

      assertEquals(updater.stateNames().size(), state.size(), updater.specName());
      for (ParameterValues named : state) {
        assertEquals(6, named.weights().get(0).length);
        assertTrue(named.weights().get(0)[0] != 0, updater.specName());
        assertTrue(named.biases().get(1)[0] != 0, updater.specName());
      }
    }
  }

  /** At a rate of 1e-300 from the second epoch on, nothing moves any more. */
  @Test
  void theNumberOfTheEpochReachesTheSchedule() {
    Schedule falls = new Schedule.Exponential(ScheduleType.EPOCH, 0.1, 1e-299);
    List<Dl4jStep> steps = train(network(new UpdaterSpec.Sgd(falls)), 2, 4);
    double[] bias =
        steps.stream().mapToDouble(step -> step.parameters().biases().get(1)[0]).toArray();

    assertTrue(bias[0] != bias[1]);
    assertEquals(bias[1], bias[2]);
    assertEquals(bias[1], bias[3]);
  }
}
