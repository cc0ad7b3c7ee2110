package dev.gradparity.comparison;

import dev.gradparity.dl4j.Nd4jGradients;
import dev.gradparity.dl4j.Nd4jReference;
import dev.gradparity.dl4j.NoSuchOperationException;
import java.util.function.Supplier;

/** What a network on ND4J, without Deeplearning4j's layers, makes of a case. */
final class ReferenceObservation {

  private ReferenceObservation() {}

  /**
   * Builds the case's network and lets it compute.
   *
   * @param subject the name in reports
   */
  static Observation of(String subject, Supplier<Nd4jReference> construction, Case task) {
    return computed(() -> observe(subject, construction.get(), task));
  }

  /**
   * What a library computes.
   *
   * @throws CannotComputeException if it has no such operation
   */
  static <T> T computed(Supplier<T> computation) {
    try {
      return computation.get();
    } catch (NoSuchOperationException e) {
      throw new CannotComputeException(e.getMessage(), e);
    }
  }

  private static Observation observe(String subject, Nd4jReference network, Case task) {
    network.setParameters(task.parameters());
    ObservationBuilder builder = new ObservationBuilder(subject, task.spec());
    if (task instanceof Case.Gradient gradient) {
      addGradient(network, gradient, builder);
    } else if (task instanceof Case.Training training) {
      training.before().ifPresent(before -> network.restore(Dl4jSubject.model(training, before)));
      addTraining(network, training, builder);
    } else {
      throw new IllegalArgumentException("cannot compute " + task);
    }
    return builder.build();
  }

  private static void addGradient(
      Nd4jReference network, Case.Gradient task, ObservationBuilder builder) {
    int depth = task.spec().depth();
    int examples = task.batch().count();
    Nd4jGradients pass = network.gradients(Dl4jSubject.examples(task.batch()));
    for (int l = 1; l <= depth; l++) {
      builder.addRows(Quantity.PRE_ACTIVATION, l, examples, pass.z().get(l - 1));
      if (l == depth && !pass.usesOutput()) {
        builder.addUnusedActivation(l, examples, pass.a().get(l - 1));
      } else {
        builder.addRows(Quantity.ACTIVATION, l, examples, pass.a().get(l - 1));
      }
    }
    builder.addScalar(Quantity.LOSS, 0, pass.loss());
    for (int l = depth; l >= 1; l--) {
      if (l < depth) {
        builder.addRows(Quantity.D_ACTIVATION, l, examples, pass.dA().get(l - 1));
      }
      builder.addRows(Quantity.D_PRE_ACTIVATION, l, examples, pass.dZ().get(l - 1));
      int layer = l;
      builder.addGradients(l, kind -> pass.parameters().of(layer, kind));
    }
    if (task.spec().hasInputGradient()) {
      builder.addRows(Quantity.D_INPUT, 0, examples, pass.dx());
    }
  }

  private static void addTraining(
      Nd4jReference network, Case.Training task, ObservationBuilder builder) {
    network.train(
        Dl4jSubject.examples(task.examples()),
        task.batchSize(),
        task.epochOrders(),
        task.steps(),
        step -> Dl4jSubject.addStep(builder, step));
  }
}
