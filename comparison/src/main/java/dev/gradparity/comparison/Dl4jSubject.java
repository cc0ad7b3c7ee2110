package dev.gradparity.comparison;

import dev.gradparity.dl4j.Dl4jExamples;
import dev.gradparity.dl4j.Dl4jGradients;
import dev.gradparity.dl4j.Dl4jModel;
import dev.gradparity.dl4j.Dl4jNetwork;
import dev.gradparity.dl4j.Dl4jStep;
import dev.gradparity.dl4j.RectifierLimit;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import java.util.ArrayList;
import java.util.List;

/** Deeplearning4j's MultiLayerNetwork. */
public final class Dl4jSubject implements Subject {

  private static final String NAME = "dl4j";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Origin origin() {
    return Origin.DEEPLEARNING4J;
  }

  /**
   * The most rows that a minibatch of a network may have; {@link Integer#MAX_VALUE} for no limit.
   */
  public static int mostExamples(NetworkSpec spec) {
    return RectifierLimit.examples(spec);
  }

  /** The library's batch normalisation of one example subtracts arrays of different shapes. */
  private static void requireTwoExamples(Case task) {
    boolean normalises =
        task.spec().layers().stream()
            .anyMatch(layer -> layer.form() instanceof LayerForm.BatchNorm);
    boolean hasOne =
        task instanceof Case.Training training
            ? training.batchSize() == 1 || training.examples().count() % training.batchSize() == 1
            : ((Case.Gradient) task).batch().count() == 1;
    if (normalises && hasOne) {
      throw new CannotComputeException(
          "Deeplearning4j's batch normalisation throws on a minibatch of one example; choose"
              + " another batch size",
          null);
    }
  }

  @Override
  public Observation observe(Case task) {
    requireTwoExamples(task);
    return ReferenceObservation.computed(() -> observe(new Dl4jNetwork(task.spec()), task));
  }

  private static Observation observe(Dl4jNetwork network, Case task) {
    network.setParameters(task.parameters());
    if (task instanceof Case.Gradient gradient) {
      return observeGradient(network, gradient);
    }
    if (task instanceof Case.Training training) {
      training.before().ifPresent(before -> network.restore(model(training, before)));
      return observeTraining(network, training);
    }
    throw new IllegalArgumentException("cannot compute " + task);
  }

  /** The examples as the library's networks take them. */
  static Dl4jExamples examples(Examples examples) {
    return new Dl4jExamples(examples.count(), examples.x(), examples.y(), examples.labelMask());
  }

  /** Where a training begins, as the library's networks take it. */
  static Dl4jModel model(Case.Training task, UpdaterState before) {
    NetworkSpec spec = task.spec();
    List<ParameterValues> state = new ArrayList<>();
    for (int k = 0; k < spec.updaterWithMostState().stateNames().size(); k++) {
      int index = k;
      state.add(
          ParameterValues.filled(spec, (l, kind) -> remembered(spec, before, l, kind, index)));
    }
    return new Dl4jModel(task.parameters(), state, before.iterations(), before.epochs());
  }

  /** Zeros where the updater remembers less than others. */
  private static double[] remembered(
      NetworkSpec spec, UpdaterState before, int l, ParameterKind kind, int index) {
    List<double[]> memory = before.memory().get(l, kind);
    return index < memory.size() ? memory.get(index) : new double[spec.shape(l, kind).size()];
  }

  private static Observation observeGradient(Dl4jNetwork network, Case.Gradient task) {
    NetworkSpec spec = task.spec();
    Examples batch = task.batch();
    Dl4jGradients gradients = network.gradients(examples(batch));
    ObservationBuilder builder = new ObservationBuilder(NAME, spec);
    for (int l = 1; l <= spec.depth(); l++) {
      double[] a = gradients.activations().get(l - 1);
      if (l == spec.depth() && spec.hasSequences()) {
        // The loss activates rows of its own, in another order of memory; softmax heeds that order.
        builder.addUnusedActivation(l, batch.count(), a);
      } else {
        builder.addRows(Quantity.ACTIVATION, l, batch.count(), a);
      }
    }
    builder.addScalar(Quantity.LOSS, 0, gradients.loss());
    for (int l = spec.depth(); l >= 1; l--) {
      if (l < spec.depth()) {
        builder.addRows(Quantity.D_ACTIVATION, l, batch.count(), gradients.dA().get(l - 1));
      }
      int layer = l;
      builder.addGradients(l, kind -> gradients.parameters().of(layer, kind));
    }
    if (spec.hasInputGradient()) {
      builder.addRows(Quantity.D_INPUT, 0, batch.count(), gradients.dx());
    }
    return builder.build();
  }

  /** What a network of the library's shows of a step. */
  static void addStep(ObservationBuilder builder, Dl4jStep step) {
    builder.addStep(
        step.number(),
        step.examples(),
        step.loss(),
        (l, kind, index) -> step.state().get(index).of(l, kind),
        step.parameters()::of);
  }

  private static Observation observeTraining(Dl4jNetwork network, Case.Training task) {
    Examples examples = task.examples();
    ObservationBuilder builder = new ObservationBuilder(NAME, task.spec());
    network.train(
        examples(examples),
        task.batchSize(),
        task.epochOrders(),
        0,
        task.steps(),
        step -> addStep(builder, step));
    return builder.build();
  }
}
