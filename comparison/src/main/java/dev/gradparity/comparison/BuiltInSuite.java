package dev.gradparity.comparison;

import static dev.gradparity.spec.ActivationKind.IDENTITY;
import static dev.gradparity.spec.ActivationKind.RELU;
import static dev.gradparity.spec.ActivationKind.SIGMOID;
import static dev.gradparity.spec.ActivationKind.SOFTMAX;
import static dev.gradparity.spec.ActivationKind.TANH;

import dev.gradparity.comparison.data.DataSpec;
import dev.gradparity.comparison.data.ExamplesReader;
import dev.gradparity.comparison.data.Table;
import dev.gradparity.comparison.data.TableReader;
import dev.gradparity.comparison.exact.ExactCases;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.util.ArrayList;
import java.util.List;

/**
 * The cases of a comparison without a specification: five real tables, networks of 1, 2 and 4
 * layers, minibatches of 1 and 32, and training under every updater.
 *
 * <p>Hidden activations, losses, reductions and the penalty differ from table to table and from
 * depth to depth, so that the suite as a whole meets each of them. The four-layer networks have
 * square layers, where a forgotten transpose fits. Last come cases of small integers, on which
 * nothing may round.
 */
public final class BuiltInSuite {

  /** The seed of a comparison that names none. */
  public static final long DEFAULT_SEED = 42;

  private static final int BATCH = 32;

  private static final List<Depth> DEPTHS =
      List.of(
          new Depth(List.of(), Reduction.MEAN, 0, LossKind.MSE),
          new Depth(List.of(16), Reduction.MEAN, 0.01, LossKind.L2),
          new Depth(List.of(12, 12, 12), Reduction.SUM, 0, LossKind.HALF_L2));

  private static final List<Problem> PROBLEMS =
      List.of(
          new Problem("iris", "iris.csv", Shape.of(4), 3, SOFTMAX, 0),
          new Problem("wine", "wine.csv", Shape.of(13), 3, SOFTMAX, 1),
          new Problem("breast cancer", "breast_cancer.csv", Shape.of(30), 1, SIGMOID, 2),
          new Problem("digits", "digits.csv.gz", Shape.of(1, 8, 8), 10, SOFTMAX, 3),
          new Problem("diabetes", "diabetes.csv", Shape.of(10), 1, IDENTITY, 0));

  /** What hidden layers are, in turn. */
  private static final List<Hidden> HIDDEN =
      List.of(
          new Hidden(RELU, WeightInit.RELU),
          new Hidden(TANH, WeightInit.XAVIER),
          new Hidden(SIGMOID, WeightInit.XAVIER_UNIFORM),
          new Hidden(RELU, WeightInit.RELU_UNIFORM));

  private BuiltInSuite() {}

  /**
   * All cases in one format.
   *
   * @param steps of each training; 0 for none
   */
  public static List<Case> cases(DType dtype, int steps, long seed) {
    List<Case> cases = new ArrayList<>();
    for (Problem problem : PROBLEMS) {
      Table table = TableReader.readShipped(problem.file());
      for (Depth depth : DEPTHS) {
        NetworkSpec network = problem.network(dtype, seed, depth);
        Examples examples = problem.examples(table, network);
        CaseFactory factory = new CaseFactory(network, examples);
        cases.add(factory.gradient(1));
        cases.add(factory.gradient(BATCH));
        for (UpdaterSpec updater : depth.updaters()) {
          if (steps > 0) {
            NetworkSpec trained = network.withUpdater(updater);
            cases.add(new CaseFactory(trained, examples).training(BATCH, steps));
          }
        }
      }
    }
    cases.addAll(ExactCases.builtIn(dtype, seed));
    return cases;
  }

  /**
   * What a network's depth decides.
   *
   * @param hidden the units of the hidden layers
   * @param reduction over the examples
   * @param l2 the penalty
   * @param squares the loss of a regression
   */
  private record Depth(List<Integer> hidden, Reduction reduction, double l2, LossKind squares) {

    /** A sum over the minibatch has a gradient that much larger, and wants smaller steps. */
    List<UpdaterSpec> updaters() {
      double scale = reduction == Reduction.SUM ? 1.0 / BATCH : 1;
      return List.of(
          new UpdaterSpec.Sgd(0.05 * scale),
          new UpdaterSpec.Nesterovs(0.02 * scale, 0.9),
          new UpdaterSpec.Adam(0.005, 0.9, 0.999, 1e-8));
    }
  }

  private record Hidden(ActivationKind activation, WeightInit weightInit) {}

  /**
   * A table, and what a network on it looks like.
   *
   * @param label its name in reports
   * @param file the shipped table
   * @param input the shape of an example
   * @param outputs the number of outputs
   * @param output the last activation
   * @param turn where the hidden layers start in {@link #HIDDEN}
   */
  private record Problem(
      String label, String file, Shape input, int outputs, ActivationKind output, int turn) {

    Examples examples(Table table, NetworkSpec network) {
      DataSpec data = new DataSpec(true, output == IDENTITY, BATCH);
      return ExamplesReader.of(table, network, data);
    }

    NetworkSpec network(DType dtype, long seed, Depth depth) {
      List<LayerSpec> layers = new ArrayList<>();
      for (int units : depth.hidden()) {
        Hidden hidden = HIDDEN.get((turn + layers.size()) % HIDDEN.size());
        layers.add(new LayerSpec(units, hidden.activation(), hidden.weightInit()));
      }
      layers.add(new LayerSpec(outputs, output));
      StringBuilder name = new StringBuilder(label + " " + input.size());
      layers.forEach(layer -> name.append('-').append(layer.units()));
      return new NetworkSpec(
          name.toString(),
          dtype,
          input,
          layers,
          loss(depth),
          depth.reduction(),
          depth.updaters().get(0),
          depth.l2(),
          seed);
    }

    private LossKind loss(Depth depth) {
      return switch (output) {
        case SOFTMAX -> LossKind.MCXENT;
        case SIGMOID -> LossKind.XENT;
        default -> depth.squares();
      };
    }
  }
}
