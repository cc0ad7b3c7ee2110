package dev.gradparity.comparison.mutants;

import static dev.gradparity.spec.ActivationKind.IDENTITY;
import static dev.gradparity.spec.ActivationKind.RELU;
import static dev.gradparity.spec.ActivationKind.SIGMOID;
import static dev.gradparity.spec.ActivationKind.SOFTMAX;
import static dev.gradparity.spec.ActivationKind.TANH;
import static dev.gradparity.spec.DType.FLOAT32;
import static dev.gradparity.spec.DType.FLOAT64;
import static dev.gradparity.spec.LossKind.HALF_L2;
import static dev.gradparity.spec.LossKind.L2;
import static dev.gradparity.spec.LossKind.MCXENT;
import static dev.gradparity.spec.LossKind.MSE;
import static dev.gradparity.spec.LossKind.XENT;
import static dev.gradparity.spec.Reduction.MEAN;
import static dev.gradparity.spec.Reduction.SUM;

import dev.gradparity.comparison.mutants.Setting.Numbers;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The cases on which faults have to show. Between them they meet every activation, loss, reduction
 * and updater, square and oblong layers, odd and short minibatches, sequences, kinks, overflow and
 * underflow.
 */
final class Settings {

  private static final UpdaterSpec SGD = new UpdaterSpec.Sgd(0.1);
  private static final UpdaterSpec NESTEROVS = new UpdaterSpec.Nesterovs(0.05, 0.9);
  private static final UpdaterSpec ADAM = new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8);

  private static final long SEED = 20240229;

  /** Draws rows that are far above zero, and rows that are far below it throughout. */
  private static final long FAR_OUT = 43;

  private Settings() {}

  static List<Setting> all() {
    List<Setting> all = new ArrayList<>(passes());
    all.addAll(trainings());
    return all;
  }

  private static List<Setting> passes() {
    return List.of(
        pass(
            of("deep", FLOAT64, MCXENT, MEAN, 0.01, 4, l(6, RELU), l(6, TANH), l(6, SIGMOID))
                .and(3, SOFTMAX),
            Numbers.ORDINARY,
            7),
        pass(
            of("deep", FLOAT32, MCXENT, MEAN, 0.01, 4, l(6, RELU), l(6, TANH), l(6, SIGMOID))
                .and(3, SOFTMAX),
            Numbers.ORDINARY,
            7),
        pass(
            of("wide", FLOAT64, MSE, SUM, 0, 33, l(17, TANH)).and(5, IDENTITY),
            Numbers.ORDINARY,
            9),
        pass(
            of("binary", FLOAT64, XENT, MEAN, 0.1, 3, l(5, RELU)).and(2, SIGMOID),
            Numbers.ORDINARY,
            6),
        pass(
            of("softmax below", FLOAT64, L2, MEAN, 0, 3, l(4, SOFTMAX)).and(4, SOFTMAX),
            Numbers.ORDINARY,
            5),
        pass(
            of("sum", FLOAT64, L2, SUM, 0.01, 4, l(4, RELU)).and(4, IDENTITY), Numbers.ORDINARY, 4),
        pass(
            of("half", FLOAT32, HALF_L2, MEAN, 0, 5, l(5, TANH), l(5, RELU)).and(2, IDENTITY),
            Numbers.ORDINARY,
            8),
        pass(
            of("sequences", FLOAT64, MCXENT, MEAN, 0.01, 3, l(4, TANH))
                .and(3, SOFTMAX)
                .withTimeSteps(3),
            Numbers.ORDINARY,
            4),
        pass(of("single", FLOAT64, HALF_L2, MEAN, 0, 6).and(3, IDENTITY), Numbers.ORDINARY, 1),
        pass(
            of("kinks", FLOAT64, HALF_L2, SUM, 0, 3, l(4, RELU)).and(2, IDENTITY),
            Numbers.WHOLE,
            4),
        pass(
            of("confident", FLOAT64, MCXENT, MEAN, 0, 3, l(4, RELU)).and(3, SOFTMAX),
            Numbers.CONFIDENT,
            6),
        pass(of("confident", FLOAT64, XENT, MEAN, 0, 3).and(2, SIGMOID), Numbers.CONFIDENT, 6),
        pass(
            of("extreme", FLOAT64, MCXENT, MEAN, 0, 3).and(3, SOFTMAX).withSeed(FAR_OUT),
            Numbers.EXTREME,
            6),
        pass(
            of("extreme", FLOAT64, MSE, MEAN, 0, 3, l(4, SIGMOID)).and(2, IDENTITY),
            Numbers.EXTREME,
            6),
        pass(of("tiny", FLOAT32, HALF_L2, MEAN, 0, 3).and(2, IDENTITY), Numbers.TINY, 4),
        pass(
            of("overflow", FLOAT32, HALF_L2, SUM, 0, 1, l(4, IDENTITY)).and(3, RELU),
            Numbers.OVERFLOWING,
            6));
  }

  /** 23 examples in minibatches of 5: the fifth of every epoch has three. */
  private static List<Setting> trainings() {
    List<Setting> trainings = new ArrayList<>();
    for (UpdaterSpec updater : List.of(SGD, NESTEROVS, ADAM)) {
      for (DType dtype : List.of(FLOAT64, FLOAT32)) {
        NetworkSpec classifier =
            of("classifier", dtype, MCXENT, MEAN, 0.01, 4, l(6, RELU)).and(3, SOFTMAX);
        trainings.add(new Setting(classifier.withUpdater(updater), Numbers.ORDINARY, 23, 5, 12));
      }
    }
    NetworkSpec regression =
        of("regression", FLOAT64, MSE, SUM, 0, 3, l(3, TANH), l(3, SIGMOID)).and(2, IDENTITY);
    trainings.add(new Setting(regression, Numbers.ORDINARY, 11, 4, 9));
    trainings.add(new Setting(regression.withUpdater(ADAM), Numbers.ORDINARY, 11, 4, 9));
    return trainings;
  }

  private static Setting pass(NetworkSpec spec, Numbers numbers, int batch) {
    return new Setting(spec, numbers, batch, batch, 0);
  }

  private static LayerSpec l(int units, ActivationKind activation) {
    return new LayerSpec(units, activation);
  }

  private static Hidden of(
      String name,
      DType dtype,
      LossKind loss,
      Reduction reduction,
      double l2,
      int inputs,
      LayerSpec... hidden) {
    return new Hidden(name, dtype, loss, reduction, l2, inputs, List.of(hidden));
  }

  /** A network that still wants its last layer. */
  private record Hidden(
      String name,
      DType dtype,
      LossKind loss,
      Reduction reduction,
      double l2,
      int inputs,
      List<LayerSpec> hidden) {

    NetworkSpec and(int units, ActivationKind activation) {
      List<LayerSpec> layers = new ArrayList<>(hidden);
      layers.add(l(units, activation));
      return new NetworkSpec(name, dtype, Shape.of(inputs), layers, loss, reduction, SGD, l2, SEED);
    }
  }
}
