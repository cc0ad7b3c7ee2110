package dev.gradparity.comparison.mutants;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A training by plain loops, each operation a method that a fault can take the place of. Parameters
 * are numbered from 0: W_1, b_1, W_2, b_2 and so on.
 */
class PlainTraining {

  final Case.Training task;
  final NetworkSpec spec;
  final DType f;
  private final List<Parameter> parameters = new ArrayList<>();

  PlainTraining(Case.Training task) {
    this.task = task;
    spec = task.spec();
    f = spec.dtype();
    for (int l = 0; l < spec.depth(); l++) {
      parameters.add(new Parameter(task.parameters().weights().get(l)));
      parameters.add(new Parameter(task.parameters().biases().get(l)));
    }
  }

  /** A parameter and what its updater remembers. */
  static final class Parameter {

    final double[] theta;
    double[] first;
    double[] second;

    Parameter(double[] start) {
      theta = start.clone();
      first = new double[theta.length];
      second = new double[theta.length];
    }
  }

  final Parameter parameter(int number) {
    return parameters.get(number);
  }

  final int parameterCount() {
    return parameters.size();
  }

  /** The parameters as they are now, in arrays of their own. */
  final ParameterValues values() {
    List<double[]> weights = new ArrayList<>();
    List<double[]> biases = new ArrayList<>();
    for (int p = 0; p < parameters.size(); p += 2) {
      weights.add(parameters.get(p).theta.clone());
      biases.add(parameters.get(p + 1).theta.clone());
    }
    return new ParameterValues(weights, biases);
  }

  /** Moves every parameter. */
  final void step(PlainNetwork.Pass pass, int t) {
    beforeStep(t);
    for (int p = 0; p < parameters.size(); p++) {
      update(p, gradient(pass, p), t);
    }
  }

  /** A correct training has nothing to do here. */
  void beforeStep(int t) {}

  final int stepsPerEpoch() {
    int examples = task.examples().count();
    return (examples + task.batchSize() - 1) / task.batchSize();
  }

  /** The order of the examples in the epoch of this step. */
  int[] order(int t) {
    return task.epochOrders().get((t - 1) / stepsPerEpoch());
  }

  /** The minibatch of step t, which counts from 1. */
  Examples batch(int t) {
    return task.examples().select(rows(t));
  }

  /** The examples of the minibatch of step t. */
  int[] rows(int t) {
    int[] order = order(t);
    int from = (t - 1) % stepsPerEpoch() * task.batchSize();
    return Arrays.copyOfRange(order, from, Math.min(from + task.batchSize(), order.length));
  }

  /** The gradient by a parameter. */
  double[] gradient(PlainNetwork.Pass pass, int p) {
    return p % 2 == 0 ? pass.dW()[p / 2 + 1] : pass.db()[p / 2 + 1];
  }

  /** One step of one parameter. */
  void update(int p, double[] g, int t) {
    Parameter parameter = parameter(p);
    if (spec.updater() instanceof UpdaterSpec.Nesterovs nesterovs) {
      nesterovs(nesterovs, parameter, g);
    } else if (spec.updater() instanceof UpdaterSpec.Adam adam) {
      adam(adam, parameter, g, t);
    } else if (spec.updater() instanceof UpdaterSpec.Sgd) {
      sgd(parameter, g);
    } else {
      throw new IllegalArgumentException(
          "the plain network has no updater %s; use sgd, nesterovs or adam"
              .formatted(spec.updater().specName()));
    }
  }

  /** The learning rate in the format of the network. */
  double rate() {
    return f.round(spec.updater().learningRate().constant());
  }

  /** theta -= rate g. */
  void sgd(Parameter p, double[] g) {
    for (int k = 0; k < g.length; k++) {
      p.theta[k] = f.round(p.theta[k] - f.round(rate() * g[k]));
    }
  }

  /** v' = velocity, theta += step of v and v'. */
  final void nesterovs(UpdaterSpec.Nesterovs spec, Parameter p, double[] g) {
    double momentum = f.round(spec.momentum().constant());
    for (int k = 0; k < g.length; k++) {
      double before = p.first[k];
      p.first[k] = f.round(velocity(momentum, before, g[k]));
      p.theta[k] = f.round(p.theta[k] + f.round(nesterovStep(momentum, before, p.first[k])));
    }
  }

  /** v' = momentum v - rate g. */
  double velocity(double momentum, double v, double g) {
    return f.round(momentum * v) - f.round(rate() * g);
  }

  /** (1 + momentum) v' - momentum v. */
  double nesterovStep(double momentum, double before, double after) {
    return f.round(f.round(1 + momentum) * after) - f.round(momentum * before);
  }

  /** theta -= alpha m / denominator. */
  final void adam(UpdaterSpec.Adam spec, Parameter p, double[] g, int t) {
    double alpha = f.round(alpha(spec, t));
    for (int k = 0; k < g.length; k++) {
      p.first[k] = f.round(firstMoment(f.round(spec.beta1()), p.first[k], g[k]));
      p.second[k] = f.round(secondMoment(f.round(spec.beta2()), p.second[k], g[k]));
      double denominator = f.round(denominator(spec, p.second[k], t));
      p.theta[k] = f.round(p.theta[k] - f.round(f.round(alpha * p.first[k]) / denominator));
    }
  }

  /** rate sqrt(1 - beta2^t) / (1 - beta1^t). */
  double alpha(UpdaterSpec.Adam spec, int t) {
    return rate() * Math.sqrt(1 - Math.pow(spec.beta2(), t)) / (1 - Math.pow(spec.beta1(), t));
  }

  /** m' = beta1 m + (1 - beta1) g. */
  double firstMoment(double beta1, double m, double g) {
    return f.round(beta1 * m) + f.round(f.round(1 - beta1) * g);
  }

  /** v' = beta2 v + (1 - beta2) g^2. */
  double secondMoment(double beta2, double v, double g) {
    return f.round(beta2 * v) + f.round(f.round(1 - beta2) * f.round(g * g));
  }

  /** sqrt(v) + epsilon. */
  double denominator(UpdaterSpec.Adam spec, double v, int t) {
    return f.round(Math.sqrt(v)) + f.round(spec.epsilon());
  }
}
