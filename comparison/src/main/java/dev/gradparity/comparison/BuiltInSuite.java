package dev.gradparity.comparison;

import dev.gradparity.comparison.data.DataSpec;
import dev.gradparity.comparison.data.ExamplesReader;
import dev.gradparity.comparison.data.TableReader;
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
 * <p>Hidden activations, losses, reductions and the penalty differ from table to table and from depth
 * to depth, so that the suite as a whole meets each of them. The four-layer networks have square
 * layers, where a forgotten transpose fits.
 */
public final class BuiltInSuite {

  /** The seed of a comparison that names none. */
  public static final long DEFAULT_SEED = 42;

  private static final int BATCH = 32;

  private BuiltInSuite() {}

  /**
   * All cases in one format.
   *
   * @param steps of each training; 0 for none
   */
  public static List<Case> cases(DType dtype, int steps, long seed) {
    List<Case> cases = new ArrayList<>();
    for (Problem problem : Problem.values()) {
      for (Depth depth : Depth.values()) {
        NetworkSpec network = problem.network(dtype, seed, depth);
        Examples examples = problem.examples(network);
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
    return cases;
  }

  /** What a network's depth decides: hidden layers, reduction and penalty. */
  private enum Depth {
    ONE(Reduction.MEAN, 0, LossKind.MSE),
    TWO(Reduction.MEAN, 0.01, LossKind.L2, 16),
    FOUR(Reduction.SUM, 0, LossKind.HALF_L2, 12, 12, 12);

    private final Reduction reduction;
    private final double l2;
    private final LossKind squares;
    private final int[] hidden;

    Depth(Reduction reduction, double l2, LossKind squares, int... hidden) {
      this.reduction = reduction;
      this.l2 = l2;
      this.squares = squares;
      this.hidden = hidden;
    }

    /** A sum over the minibatch has a gradient that much larger, and wants smaller steps. */
    List<UpdaterSpec> updaters() {
      double scale = reduction == Reduction.SUM ? 1.0 / BATCH : 1;
      return List.of(
          new UpdaterSpec.Sgd(0.05 * scale),
          new UpdaterSpec.Nesterovs(0.02 * scale, 0.9),
          new UpdaterSpec.Adam(0.005, 0.9, 0.999, 1e-8));
    }
  }

  /** A table, and what a network on it looks like. */
  private enum Problem {
    IRIS("iris", "iris.csv", Shape.of(4), 3, ActivationKind.SOFTMAX),
    WINE("wine", "wine.csv", Shape.of(13), 3, ActivationKind.SOFTMAX),
    BREAST_CANCER("breast cancer", "breast_cancer.csv", Shape.of(30), 1, ActivationKind.SIGMOID),
    DIGITS("digits", "digits.csv.gz", Shape.of(1, 8, 8), 10, ActivationKind.SOFTMAX),
    DIABETES("diabetes", "diabetes.csv", Shape.of(10), 1, ActivationKind.IDENTITY);

    private final String label;
    private final String file;
    private final Shape input;
    private final int outputs;
    private final ActivationKind output;

    Problem(String label, String file, Shape input, int outputs, ActivationKind output) {
      this.label = label;
      this.file = file;
      this.input = input;
      this.outputs = outputs;
      this.output = output;
    }

    Examples examples(NetworkSpec network) {
      DataSpec data = new DataSpec(true, output == ActivationKind.IDENTITY, BATCH);
      return ExamplesReader.of(TableReader.readShipped(file), network, data);
    }

    NetworkSpec network(DType dtype, long seed, Depth depth) {
      List<LayerSpec> layers = new ArrayList<>();
      for (int units : depth.hidden) {
        layers.add(hidden(units, layers.size()));
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
          depth.reduction,
          depth.updaters().get(0),
          depth.l2,
          seed);
    }

    private LossKind loss(Depth depth) {
      return switch (output) {
        case SOFTMAX -> LossKind.MCXENT;
        case SIGMOID -> LossKind.XENT;
        default -> depth.squares;
      };
    }

    /** Hidden layers take turns through the activations, starting elsewhere for each table. */
    private LayerSpec hidden(int units, int turn) {
      return switch ((ordinal() + turn) % 4) {
        case 0 -> new LayerSpec(units, ActivationKind.RELU, WeightInit.RELU);
        case 1 -> new LayerSpec(units, ActivationKind.TANH, WeightInit.XAVIER);
        case 2 -> new LayerSpec(units, ActivationKind.SIGMOID, WeightInit.XAVIER_UNIFORM);
        default -> new LayerSpec(units, ActivationKind.RELU, WeightInit.RELU_UNIFORM);
      };
    }
  }
}
