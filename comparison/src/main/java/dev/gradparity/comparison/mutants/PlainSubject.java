package dev.gradparity.comparison.mutants;

import dev.gradparity.comparison.CannotComputeException;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The plain network as somebody to be judged, with a fault or without.
 *
 * @param name for reports
 * @param network makes the network of a case
 * @param training makes its training
 */
record PlainSubject(
    String name,
    Function<NetworkSpec, PlainNetwork> network,
    Function<Case.Training, PlainTraining> training)
    implements Subject {

  /** The network without a fault. */
  static final PlainSubject CORRECT =
      new PlainSubject("plain", PlainNetwork::new, PlainTraining::new);

  @Override
  public Observation observe(Case task) {
    requireNoMask(task);
    List<ObservedTensor> tensors =
        task instanceof Case.Gradient gradient
            ? gradient(gradient)
            : training((Case.Training) task);
    return new Observation(name, tensors);
  }

  private static void requireNoMask(Case task) {
    if (task.data().isMasked()) {
      throw new CannotComputeException("the plain network's labels all count", null);
    }
  }

  private List<ObservedTensor> gradient(Case.Gradient task) {
    NetworkSpec spec = task.spec();
    PlainNetwork.Pass pass = network.apply(spec).pass(task.parameters(), task.batch());
    List<ObservedTensor> tensors = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      tensors.add(rows(spec, Quantity.PRE_ACTIVATION, l, pass.z()[l], pass));
      tensors.add(rows(spec, Quantity.ACTIVATION, l, pass.a()[l], pass));
    }
    tensors.add(scalar(Quantity.LOSS, 0, pass.loss()));
    for (int l = spec.depth(); l >= 1; l--) {
      if (l < spec.depth()) {
        tensors.add(rows(spec, Quantity.D_ACTIVATION, l, pass.dA()[l], pass));
      }
      tensors.add(rows(spec, Quantity.D_PRE_ACTIVATION, l, pass.dZ()[l], pass));
      tensors.add(weights(spec, Quantity.D_WEIGHTS, l, 0, pass.dW()[l]));
      tensors.add(bias(spec, Quantity.D_BIAS, l, 0, pass.db()[l]));
    }
    Shape input = spec.input().prepend(pass.examples());
    tensors.add(new ObservedTensor(TensorName.of(Quantity.D_INPUT), input, pass.dA()[0]));
    return tensors;
  }

  private List<ObservedTensor> training(Case.Training task) {
    NetworkSpec spec = task.spec();
    PlainNetwork passes = network.apply(spec);
    PlainTraining steps = training.apply(task);
    List<ObservedTensor> tensors = new ArrayList<>();
    for (int t = 1; t <= task.steps(); t++) {
      Examples batch = steps.batch(t);
      PlainNetwork.Pass pass = passes.pass(steps.values(), batch);
      steps.step(pass, t);
      tensors.add(scalar(Quantity.BATCH_SIZE, t, batch.count()));
      tensors.add(scalar(Quantity.LOSS, t, pass.loss()));
      ParameterValues now = steps.values();
      for (int l = 1; l <= spec.depth(); l++) {
        tensors.addAll(states(spec, ParameterKind.WEIGHTS, l, t, steps.parameter(2 * l - 2)));
        tensors.add(weights(spec, Quantity.WEIGHTS, l, t, now.weights().get(l - 1)));
        tensors.addAll(states(spec, ParameterKind.BIAS, l, t, steps.parameter(2 * l - 1)));
        tensors.add(bias(spec, Quantity.BIAS, l, t, now.biases().get(l - 1)));
      }
    }
    return tensors;
  }

  private static List<ObservedTensor> states(
      NetworkSpec spec, ParameterKind kind, int l, int t, PlainTraining.Parameter parameter) {
    List<double[]> memory = List.of(parameter.first, parameter.second);
    List<TensorName> names = TensorName.states(spec, l, kind);
    List<ObservedTensor> states = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      TensorName name = names.get(k).atStep(t);
      states.add(new ObservedTensor(name, spec.shape(l, kind), memory.get(k).clone()));
    }
    return states;
  }

  private static ObservedTensor rows(
      NetworkSpec spec, Quantity quantity, int l, double[] values, PlainNetwork.Pass pass) {
    Shape shape = Shape.of(pass.examples(), spec.fanOut(l));
    return new ObservedTensor(TensorName.of(quantity, l), shape, values);
  }

  private static ObservedTensor weights(
      NetworkSpec spec, Quantity quantity, int l, int t, double[] values) {
    Shape shape = Shape.of(spec.fanIn(l), spec.fanOut(l));
    return new ObservedTensor(TensorName.of(quantity, l).atStep(t), shape, values);
  }

  private static ObservedTensor bias(
      NetworkSpec spec, Quantity quantity, int l, int t, double[] values) {
    Shape shape = Shape.of(spec.fanOut(l));
    return new ObservedTensor(TensorName.of(quantity, l).atStep(t), shape, values);
  }

  private static ObservedTensor scalar(Quantity quantity, int t, double value) {
    return new ObservedTensor(TensorName.of(quantity).atStep(t), Shape.of(), new double[] {value});
  }
}
