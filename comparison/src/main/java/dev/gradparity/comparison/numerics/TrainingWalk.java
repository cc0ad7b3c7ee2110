package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.numerics.Variation.Kind;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A training in float64, step by step, every parameter with its bounds.
 *
 * <p>Alone, it lets the bounds of the parameters, and of what updaters remember of them, grow
 * through every later step. Following a subject, it starts each step from the parameters and the
 * state that the subject observed after the last; a state that it did not observe is computed along
 * the subject's own path.
 */
final class TrainingWalk {

  private final Case.Training task;
  private final NetworkSpec spec;
  private final Rounding r;
  private PerParameter<UpdaterErrors> updaters;
  private final Variation variation;
  private final Formulas formulas;
  private final OtherGradients otherGradients;

  private TrainingWalk(
      Case.Training task,
      PerParameter<UpdaterErrors> updaters,
      Variation variation,
      Formulas formulas) {
    this.task = task;
    spec = variation.spec(task.spec());
    r = variation.rounding(spec);
    this.variation = variation;
    this.formulas = formulas;
    otherGradients = new OtherGradients(variation, r);
    this.updaters = updaters;
  }

  /** A training that has not stepped yet. */
  static TrainingWalk of(Case.Training task) {
    return of(task, Variation.NONE, Formulas.TRUE);
  }

  /** A training that does something otherwise than its case says, by formulas of its own. */
  static TrainingWalk of(Case.Training task, Variation variation, Formulas formulas) {
    NetworkSpec spec = variation.spec(task.spec());
    Rounding r = variation.rounding(spec);
    PerParameter<Bounded> start = GradientWalk.exact(spec, task.parameters());
    return new TrainingWalk(
        task,
        PerParameter.of(spec, (l, kind) -> start(task, spec, r, l, kind, start.get(l, kind))),
        variation,
        formulas);
  }

  /** Another updater than the case's, which a variation may have, begins with nothing. */
  private static UpdaterErrors start(
      Case.Training task, NetworkSpec spec, Rounding r, int l, ParameterKind kind, Bounded theta) {
    UpdaterSpec updater = spec.updater(l, kind);
    boolean goesOn =
        task.before().isPresent()
            && !spec.layer(l).settings().frozen()
            && updater.getClass() == task.spec().updater(l, kind).getClass();
    return goesOn
        ? UpdaterErrors.after(r, updater, theta, task.before().get().memory().get(l, kind))
        : UpdaterErrors.start(r, updater, theta);
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
    return new TrainingWalk(task, updaters, variation, formulas);
  }

  /**
   * One step.
   *
   * @param t its number, from 1
   * @return the minibatch's size, the loss before the step, and after it, of each parameter in
   *     turn, what is remembered of it and what it became
   */
  Map<TensorName, Bounded> step(int t, Examples batch) {
    PerParameter<Bounded> now = updaters.map(UpdaterErrors::theta);
    int made = task.stepsBefore() + t - 1;
    Map<TensorName, Bounded> pass = pass(now, made, batch);
    Map<TensorName, Bounded> used = otherGradients.of(pass, now, p -> pass(p, made, batch));
    Map<TensorName, Bounded> tensors = new LinkedHashMap<>();
    tensors.put(
        TensorName.of(Quantity.BATCH_SIZE).atStep(t),
        Bounded.exact(1, 1, new double[] {batch.count()}));
    TensorName loss = TensorName.of(Quantity.LOSS);
    tensors.put(loss.atStep(t), pass.get(loss));
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        step(l, kind, used.get(TensorName.of(Quantity.gradientOf(kind), l)), t);
        UpdaterErrors after = updaters.get(l, kind);
        List<TensorName> states = TensorName.states(spec, l, kind);
        for (int k = 0; k < states.size(); k++) {
          tensors.put(states.get(k).atStep(t), after.state().get(k));
        }
        tensors.put(TensorName.of(Quantity.of(kind), l).atStep(t), after.theta());
      }
    }
    return tensors;
  }

  private Map<TensorName, Bounded> pass(
      PerParameter<Bounded> parameters, int step, Examples batch) {
    return GradientWalk.forStep(spec, r, variation, formulas)
        .over(parameters, step, variation.batch(spec, batch), false);
  }

  /** The updater's step beside the decay, then the constraints. */
  private void step(int l, ParameterKind kind, Bounded g, int t) {
    LayerSettings settings = spec.layer(l).settings();
    if (settings.frozen()) {
      UpdaterErrors kept = updaters.get(l, kind);
      boolean isOutput = l == spec.depth();
      Bounded theta = formulas.frozen(l, kind, isOutput, kept.theta(), g);
      updaters = updaters.with(l, kind, kept.at(theta));
      return;
    }
    Regularisation.Terms terms = variation.inStep(spec.regularisation(l), kind);
    LayerStepErrors errors = new LayerStepErrors(r);
    boolean isConstrainedBefore = variation.is(Kind.CONSTRAINT_BEFORE_STEP);
    UpdaterErrors before = formulas.remembered(updaters.get(l, kind));
    if (isConstrainedBefore) {
      before = before.at(errors.constrained(settings, before.theta(), kind.isBias()));
    }
    int epoch = task.epochOf(t);
    int number = task.stepsBefore() + t;
    UpdaterSpec moving = formulas.updater(before.spec(), l, kind, number, epoch);
    UpdaterErrors moved = before.step(moving, g, terms, number, epoch);
    Bounded theta =
        isConstrainedBefore
            ? moved.theta()
            : formulas.constrained(errors, settings, l, kind, moved.theta());
    updaters = updaters.with(l, kind, moved.at(theta));
  }

  /** Goes on from a subject's parameters and state after step t, where it observed them. */
  void follow(int t, Function<TensorName, double[]> observed) {
    updaters = PerParameter.of(spec, (l, kind) -> followed(l, kind, t, observed));
  }

  private UpdaterErrors followed(
      int l, ParameterKind kind, int t, Function<TensorName, double[]> observed) {
    UpdaterErrors updater = updaters.get(l, kind);
    List<TensorName> names = TensorName.states(spec, l, kind);
    List<Bounded> states = new ArrayList<>(updater.state());
    for (int k = 0; k < names.size(); k++) {
      states.set(k, followed(states.get(k), observed.apply(names.get(k).atStep(t))));
    }
    TensorName theta = TensorName.of(Quantity.of(kind), l).atStep(t);
    return updater.moved(
        followed(updater.theta(), observed.apply(theta)), Collections.unmodifiableList(states));
  }

  /** Null stands for what the subject did not observe. */
  private static Bounded followed(Bounded computed, double[] observed) {
    return observed != null && observed.length == computed.size()
        ? Bounded.exact(computed.rows(), computed.columns(), observed)
        : computed;
  }
}
