package dev.gradparity.comparison;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Gradients;
import dev.gradparity.nn.LabelMask;
import dev.gradparity.nn.LayerGradient;
import dev.gradparity.nn.Mlp;
import dev.gradparity.nn.Parameters;
import dev.gradparity.nn.Workspace;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.train.Minibatches;
import dev.gradparity.train.Trainer;
import dev.gradparity.train.TrainingState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The implementation from first principles. */
public final class FromScratchSubject implements Subject {

  private static final String NAME = "from-scratch";

  private final Kernels kernels;

  /** The implementation on these kernels. */
  public FromScratchSubject(Kernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Origin origin() {
    return Origin.FROM_SCRATCH;
  }

  @Override
  public Observation observe(Case task) {
    if (task instanceof Case.Gradient gradient) {
      return observeGradient(gradient);
    }
    if (task instanceof Case.Training training) {
      return observeTraining(training);
    }
    throw new IllegalArgumentException("cannot compute " + task);
  }

  private Observation observeGradient(Case.Gradient task) {
    NetworkSpec spec = task.spec();
    Parameters parameters = parameters(task);
    Matrix x = matrix(spec, task.batch().count(), task.batch().x());
    Matrix y = matrix(spec, task.batch().count(), task.batch().y());
    Mlp mlp = new Mlp(spec, kernels);
    Workspace scratch = new Workspace(spec, x.rows());
    scratch.setLabelMask(labelMask(spec, task.batch()));
    Gradients gradients = Gradients.zeros(parameters);
    mlp.forward(parameters, x, scratch);
    double loss = mlp.loss(parameters, y, scratch);
    mlp.backward(parameters, x, y, scratch, gradients);
    if (spec.hasInputGradient()) {
      mlp.backwardInput(parameters, x, scratch);
    }
    return observation(spec, x.rows(), scratch, loss, gradients);
  }

  private static Observation observation(
      NetworkSpec spec, int examples, Workspace scratch, double loss, Gradients gradients) {
    ObservationBuilder builder = new ObservationBuilder(NAME, spec);
    for (int l = 1; l <= spec.depth(); l++) {
      builder.addRows(Quantity.PRE_ACTIVATION, l, examples, scratch.z(l).toArray());
      builder.addRows(Quantity.ACTIVATION, l, examples, scratch.a(l).toArray());
    }
    builder.addScalar(Quantity.LOSS, 0, loss);
    for (int l = spec.depth(); l >= 1; l--) {
      if (l < spec.depth()) {
        builder.addRows(Quantity.D_ACTIVATION, l, examples, scratch.dA(l).toArray());
      }
      builder.addRows(Quantity.D_PRE_ACTIVATION, l, examples, scratch.dZ(l).toArray());
      LayerGradient ofLayer = gradients.ofLayer(l);
      builder.addGradients(l, kind -> ofLayer.of(kind).toArray());
    }
    if (spec.hasInputGradient()) {
      builder.addRows(Quantity.D_INPUT, 0, examples, scratch.dX().toArray());
    }
    return builder.build();
  }

  private Observation observeTraining(Case.Training task) {
    NetworkSpec spec = task.spec();
    Examples examples = task.examples();
    Minibatches minibatches =
        new Minibatches(
            matrix(spec, examples.count(), examples.x()),
            matrix(spec, examples.count(), examples.y()),
            labelMask(spec, examples),
            task.batchSize(),
            epoch -> TrainingOrder.epoch(task, epoch));
    Trainer trainer = new Trainer(spec, kernels, parameters(task), task.batchSize());
    task.before().ifPresent(before -> resume(spec, trainer, minibatches, before));
    ObservationBuilder builder = new ObservationBuilder(NAME, spec);
    trainer.fit(
        minibatches,
        task.steps(),
        (t, batch, loss, stepped) ->
            builder.addStep(
                t - task.stepsBefore(),
                batch.size(),
                loss,
                remembered(spec, stepped.state()),
                (l, kind) -> stepped.parameters().of(l, kind).toArray()));
    return builder.build();
  }

  /** The state that a trainer lists by the parameters that move, in the order of all. */
  static ObservationBuilder.States remembered(NetworkSpec spec, TrainingState state) {
    Iterator<List<Matrix>> moments = state.moments().iterator();
    PerParameter<List<Matrix>> all =
        PerParameter.of(
            spec, (l, kind) -> spec.layer(l).settings().frozen() ? List.of() : moments.next());
    return (l, kind, index) -> all.get(l, kind).get(index).toArray();
  }

  private static void resume(
      NetworkSpec spec, Trainer trainer, Minibatches minibatches, UpdaterState before) {
    List<List<Matrix>> moments = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      if (!spec.layer(l).settings().frozen()) {
        for (ParameterKind kind : spec.layer(l).parameters()) {
          int rows = spec.rows(l, kind);
          moments.add(
              before.memory().get(l, kind).stream().map(m -> matrix(spec, rows, m)).toList());
        }
      }
    }
    trainer.resume(new TrainingState(moments, before.iterations()));
    while (minibatches.epochs() < before.epochs()) {
      minibatches.skip(1);
    }
  }

  /** The case's parameters in this implementation's own storage; each call gives new ones. */
  public static Parameters parameters(Case task) {
    Parameters parameters = Parameters.zeros(task.spec());
    for (int l = 1; l <= task.spec().depth(); l++) {
      for (ParameterKind kind : task.spec().layer(l).form().parameters()) {
        parameters.of(l, kind).setAll(task.parameters().of(l, kind));
      }
    }
    return parameters;
  }

  private static LabelMask labelMask(NetworkSpec spec, Examples examples) {
    return examples.isMasked()
        ? LabelMask.of(matrix(spec, examples.count(), examples.labelMask()))
        : LabelMask.NONE;
  }

  private static Matrix matrix(NetworkSpec spec, int rows, double[] values) {
    return Matrix.of(spec.dtype(), rows, values.length / rows, values);
  }
}
