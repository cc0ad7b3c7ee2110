package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.ParameterValues;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A training in float64, step by step, every parameter with its bounds.
 *
 * <p>Alone, it lets the bounds of the parameters grow through every later step. Following a
 * subject, it starts each step from the parameters that the subject observed after the last; the
 * updater's state, which nobody observes, is computed along the subject's own path.
 */
final class TrainingWalk {

  private final Case.Training task;
  private final NetworkSpec spec;
  private final Rounding r;
  private final List<UpdaterErrors> weights;
  private final List<UpdaterErrors> biases;
  private final Variation variation;
  private final Formulas formulas;
  private final OtherGradients otherGradients;

  private TrainingWalk(
      Case.Training task,
      List<UpdaterErrors> weights,
      List<UpdaterErrors> biases,
      Variation variation,
      Formulas formulas) {
    this.task = task;
    spec = variation.spec(task.spec());
    r = variation.rounding(spec);
    this.variation = variation;
    this.formulas = formulas;
    otherGradients = new OtherGradients(variation, r);
    this.weights = new ArrayList<>(weights);
    this.biases = new ArrayList<>(biases);
  }

  /** A training that has not stepped yet. */
  static TrainingWalk of(Case.Training task) {
    return of(task, Variation.NONE, Formulas.TRUE);
  }

  /** A training that does something otherwise than its case says, by formulas of its own. */
  static TrainingWalk of(Case.Training task, Variation variation, Formulas formulas) {
    NetworkSpec spec = variation.spec(task.spec());
    Rounding r = variation.rounding(spec);
    ParameterValues start = task.parameters();
    return new TrainingWalk(
        task,
        updaters(spec, r, GradientWalk.exact(spec, start.weights(), false), false),
        updaters(spec, r, GradientWalk.exact(spec, start.biases(), true), true),
        variation,
        formulas);
  }

  private static List<UpdaterErrors> updaters(
      NetworkSpec spec, Rounding r, List<Bounded> parameters, boolean isBias) {
    List<UpdaterErrors> updaters = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      updaters.add(UpdaterErrors.start(r, spec.updater(l, isBias), parameters.get(l - 1)));
    }
    return updaters;
  }

  /** The minibatches of a training, in order. */
  static List<Examples> minibatches(Case.Training task) {
    List<Examples> minibatches = new ArrayList<>();
    for (int[] order : task.epochOrders()) {
      for (int from = 0;
          from < order.length && minibatches.size() < task.steps();
          from += task.batchSize()) {
        int to = Math.min(from + task.batchSize(), order.length);
        minibatches.add(task.examples().select(Arrays.copyOfRange(order, from, to)));
      }
    }
    return minibatches;
  }

  TrainingWalk copy() {
    return new TrainingWalk(task, weights, biases, variation, formulas);
  }

  /**
   * One step.
   *
   * @param t its number, from 1
   * @return the minibatch's size, the loss before the step and the parameters after it
   */
  Map<TensorName, Bounded> step(int t, Examples batch) {
    List<Bounded> nowWeights = thetas(weights);
    List<Bounded> nowBiases = thetas(biases);
    Map<TensorName, Bounded> pass = pass(nowWeights, nowBiases, batch);
    Map<TensorName, Bounded> used =
        otherGradients.of(pass, nowWeights, nowBiases, (w, b) -> pass(w, b, batch));
    Map<TensorName, Bounded> tensors = new LinkedHashMap<>();
    tensors.put(
        TensorName.of(Quantity.BATCH_SIZE).atStep(t),
        Bounded.exact(1, 1, new double[] {batch.count()}));
    TensorName loss = TensorName.of(Quantity.LOSS);
    tensors.put(loss.atStep(t), pass.get(loss));
    for (int l = 1; l <= spec.depth(); l++) {
      step(weights, l, false, used.get(TensorName.of(Quantity.D_WEIGHTS, l)), t);
      tensors.put(weightsName(l, t), weights.get(l - 1).theta());
      if (spec.layer(l).settings().hasBias()) {
        step(biases, l, true, used.get(TensorName.of(Quantity.D_BIAS, l)), t);
        tensors.put(biasName(l, t), biases.get(l - 1).theta());
      }
    }
    return tensors;
  }

  private Map<TensorName, Bounded> pass(List<Bounded> w, List<Bounded> b, Examples batch) {
    return GradientWalk.forStep(spec, r, variation, formulas)
        .over(w, b, variation.batch(spec, batch), false);
  }

  /** The updater's step beside the decay, then the constraints. */
  private void step(List<UpdaterErrors> updaters, int l, boolean isBias, Bounded g, int t) {
    LayerSettings settings = spec.layer(l).settings();
    if (settings.frozen()) {
      return;
    }
    Regularisation.Terms terms = spec.regularisation(l).of(isBias);
    UpdaterErrors before = updaters.get(l - 1);
    int epoch = task.epochOf(t);
    UpdaterSpec moving = formulas.updater(before.spec(), l, isBias, t, epoch);
    UpdaterErrors moved = before.step(moving, g, terms, t, epoch);
    Bounded theta =
        formulas.constrained(new LayerStepErrors(r), settings, l, isBias, moved.theta());
    updaters.set(l - 1, moved.at(theta));
  }

  /** Goes on from a subject's parameters after step t, where it observed them. */
  void follow(int t, Function<TensorName, double[]> observed) {
    for (int l = 1; l <= spec.depth(); l++) {
      follow(weights, l, observed.apply(weightsName(l, t)));
      follow(biases, l, observed.apply(biasName(l, t)));
    }
  }

  private static void follow(List<UpdaterErrors> updaters, int l, double[] values) {
    UpdaterErrors updater = updaters.get(l - 1);
    Bounded theta = updater.theta();
    if (values != null && values.length == theta.size()) {
      updaters.set(l - 1, updater.at(Bounded.exact(theta.rows(), theta.columns(), values)));
    }
  }

  private static TensorName weightsName(int l, int t) {
    return TensorName.of(Quantity.WEIGHTS, l).atStep(t);
  }

  private static TensorName biasName(int l, int t) {
    return TensorName.of(Quantity.BIAS, l).atStep(t);
  }

  private static List<Bounded> thetas(List<UpdaterErrors> updaters) {
    return updaters.stream().map(UpdaterErrors::theta).toList();
  }
}
