package dev.gradparity.comparison;

import dev.gradparity.dl4j.Dl4jModel;
import dev.gradparity.dl4j.Dl4jModelFile;
import dev.gradparity.dl4j.Dl4jNetwork;
import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Parameters;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.train.Minibatches;
import dev.gradparity.train.Trainer;
import dev.gradparity.train.TrainingState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A training that changes implementations on the way: what lies between is a model file. */
final class Moved implements Subject {

  /** Where a training starts, and where it goes on. */
  enum Direction {
    TO_DL4J,
    FROM_DL4J
  }

  private final Direction direction;
  private final int before;
  private final Path file;
  private final UnaryOperator<Dl4jModel> fault;

  /**
   * A training that moves after {@code before} steps.
   *
   * @param fault what happens to the model on the way
   */
  Moved(Direction direction, int before, Path file, UnaryOperator<Dl4jModel> fault) {
    this.direction = direction;
    this.before = before;
    this.file = file;
    this.fault = fault;
  }

  @Override
  public String name() {
    return "moved";
  }

  @Override
  public Observation observe(Case any) {
    Case.Training task = (Case.Training) any;
    NetworkSpec spec = task.spec();
    ObservationBuilder builder = new ObservationBuilder(name(), spec);
    Dl4jModel start = new Dl4jModel(task.parameters(), List.of(), 0, 0);
    boolean toDl4j = direction == Direction.TO_DL4J;
    Dl4jModel left =
        toDl4j ? fromScratch(task, start, before, builder) : dl4j(task, start, before, builder);
    Dl4jModelFile.write(file, spec, left);
    Dl4jModel found = fault.apply(Dl4jModelFile.read(file, spec));
    int rest = task.steps() - before;
    if (toDl4j) {
      dl4j(task, found, rest, builder);
    } else {
      fromScratch(task, found, rest, builder);
    }
    return builder.build();
  }

  private Dl4jModel dl4j(
      Case.Training task, Dl4jModel from, int steps, ObservationBuilder builder) {
    Dl4jNetwork network = new Dl4jNetwork(task.spec());
    boolean isFirst = steps == before;
    if (isFirst) {
      network.setParameters(from.parameters());
    } else {
      network.restore(from);
    }
    int done = isFirst ? 0 : before;
    Examples examples = task.examples();
    network.train(
        Dl4jSubject.examples(examples),
        task.batchSize(),
        task.epochOrders(),
        done,
        steps,
        step ->
            builder.addStep(
                done + step.number(),
                step.examples(),
                step.loss(),
                (l, kind, index) -> step.state().get(index).of(l, kind),
                step.parameters()::of));
    return network.model();
  }

  private Dl4jModel fromScratch(
      Case.Training task, Dl4jModel from, int steps, ObservationBuilder builder) {
    NetworkSpec spec = task.spec();
    boolean isFirst = steps == before;
    Parameters parameters = parameters(spec, from.parameters());
    Trainer trainer = new Trainer(spec, Kernels.scalar(), parameters, task.batchSize());
    Examples examples = task.examples();
    Minibatches minibatches =
        new Minibatches(
            Matrix.of(spec.dtype(), examples.count(), spec.inputSize(), examples.x()),
            Matrix.of(spec.dtype(), examples.count(), spec.outputSize(), examples.y()),
            task.batchSize(),
            spec.seed());
    int done = isFirst ? 0 : before;
    if (!isFirst) {
      trainer.resume(new TrainingState(moments(spec, from.state()), from.iterations()));
      minibatches.skip(before);
    }
    // A count of its own: the trainer's is one of the things that may be wrong.
    int[] step = {done};
    trainer.fit(
        minibatches,
        steps,
        (t, batch, loss, stepped) -> {
          ParameterValues now = values(spec, stepped.parameters()::of);
          ObservationBuilder.States states = FromScratchSubject.remembered(spec, stepped.state());
          builder.addStep(++step[0], batch.size(), loss, states, now::of);
        });
    TrainingState state = trainer.state();
    List<ParameterValues> named = new ArrayList<>();
    for (int s = 0; s < spec.updater().stateNames().size(); s++) {
      named.add(values(spec, named(spec, state.moments(), s)));
    }
    return new Dl4jModel(
        values(spec, trainer.parameters()::of), named, state.steps(), minibatches.epochs());
  }

  /** One of what the updaters remember; zeros of what is remembered nothing of. */
  private static PerParameter.Values<Matrix> named(
      NetworkSpec spec, List<List<Matrix>> moments, int which) {
    Iterator<List<Matrix>> next = moments.iterator();
    PerParameter<Matrix> all =
        PerParameter.of(
            spec,
            (l, kind) -> {
              List<Matrix> of = next.next();
              return which < of.size()
                  ? of.get(which)
                  : Matrix.zeros(spec.dtype(), spec.rows(l, kind), spec.fanOut(l));
            });
    return all::get;
  }

  private static Parameters parameters(NetworkSpec spec, ParameterValues values) {
    Parameters parameters = Parameters.zeros(spec);
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        parameters.of(l, kind).setAll(values.of(l, kind));
      }
    }
    return parameters;
  }

  /** From one entry for each name to one for each parameter. */
  private static List<List<Matrix>> moments(NetworkSpec spec, List<ParameterValues> state) {
    List<Parameters> named = state.stream().map(values -> parameters(spec, values)).toList();
    List<List<Matrix>> moments = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        int layer = l;
        moments.add(
            named.stream()
                .limit(spec.updater(l, kind).stateNames().size())
                .map(values -> values.of(layer, kind))
                .toList());
      }
    }
    return moments;
  }

  private static ParameterValues values(NetworkSpec spec, PerParameter.Values<Matrix> matrices) {
    List<Map<ParameterKind, double[]>> layers = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      Map<ParameterKind, double[]> layer = new EnumMap<>(ParameterKind.class);
      for (ParameterKind kind : spec.layer(l).parameters()) {
        layer.put(kind, matrices.of(l, kind).toArray());
      }
      layers.add(layer);
    }
    return new ParameterValues(layers);
  }
}
