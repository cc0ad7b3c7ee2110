package dev.gradparity.benchmarks;

import dev.gradparity.comparison.Allowance;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.CaseFactory;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.numerics.CaseBounds;
import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * One training step of a ReLU network with softmax and cross entropy, always on the same minibatch
 * of random data: forward, loss, backward and update.
 *
 * @param sizes inputs, hidden units, outputs
 * @param batch the examples of the minibatch
 * @param updater such as plain SGD
 */
record TrainingWorkload(List<Integer> sizes, int batch, UpdaterSpec updater) implements Workload {

  /** Large enough for the judge to see a wrong gradient beside the roundings of the parameters. */
  static final UpdaterSpec SGD = new UpdaterSpec.Sgd(0.1);

  static final UpdaterSpec ADAM = new UpdaterSpec.Adam(0.001, 0.9, 0.999, 1e-8);

  static final int JUDGED_STEPS = 3;

  @Override
  public String name() {
    String layers = sizes.stream().map(String::valueOf).collect(Collectors.joining("-"));
    String suffix = updater.equals(SGD) ? "" : "-" + updater.specName();
    return "train-%s-b%d%s".formatted(layers, batch, suffix);
  }

  /**
   * Three products for each layer, but for the gradient by the network's input, which no step
   * needs.
   */
  @Override
  public double flops() {
    double flops = 0;
    for (int l = 1; l < sizes.size(); l++) {
      flops += (l == 1 ? 4.0 : 6.0) * batch * sizes.get(l - 1) * sizes.get(l);
    }
    return flops;
  }

  private NetworkSpec network(DType dtype) {
    List<LayerSpec> layers = new ArrayList<>();
    for (int l = 1; l < sizes.size() - 1; l++) {
      layers.add(new LayerSpec(sizes.get(l), ActivationKind.RELU, WeightInit.RELU));
    }
    layers.add(new LayerSpec(sizes.get(sizes.size() - 1), ActivationKind.SOFTMAX));
    return new NetworkSpec(
        name(),
        dtype,
        Shape.of(sizes.get(0)),
        layers,
        LossKind.MCXENT,
        Reduction.MEAN,
        updater,
        0,
        RandomValues.SEED);
  }

  private CaseFactory cases(DType dtype) {
    Random random = new Random(RandomValues.SEED);
    int outputs = sizes.get(sizes.size() - 1);
    double[] x = random.doubles((long) batch * sizes.get(0), -1, 1).toArray();
    double[] y = new double[batch * outputs];
    for (int i = 0; i < batch; i++) {
      y[i * outputs + random.nextInt(outputs)] = 1;
    }
    return new CaseFactory(network(dtype), new Examples(batch, x, y));
  }

  @Override
  public Case.Training task(DType dtype) {
    return cases(dtype).training(batch, JUDGED_STEPS);
  }

  /** The parameters after each step, by from-scratch's plain loops, within the case's bounds. */
  @Override
  public Expectation expectation(DType dtype) {
    Case.Training task = task(dtype);
    Observation specified = new FromScratchSubject(Kernels.scalar()).observe(task);
    CaseBounds bounds = CaseBounds.of(task);
    List<Expectation.Tensor> tensors = new ArrayList<>();
    for (ObservedTensor tensor : specified.tensors()) {
      Quantity quantity = tensor.name().quantity();
      if (quantity == Quantity.WEIGHTS || quantity == Quantity.BIAS) {
        Allowance allowance = bounds.of(tensor.name()).allowances().get(0);
        tensors.add(
            new Expectation.Tensor(
                tensor.name(),
                tensor.shape(),
                tensor.values(),
                allowance.certain(),
                allowance.kinks()));
      }
    }
    return new Expectation(tensors);
  }

  @Override
  public Optional<Candidate> candidate(Contender contender, DType dtype, int threads) {
    return contender
        .training(cases(dtype).gradient(batch), threads)
        .map(runner -> new Running(this, contender.id(), runner));
  }

  private record Running(TrainingWorkload workload, String id, TrainingRunner runner)
      implements Candidate {

    @Override
    public void run() {
      runner.step();
    }

    @Override
    public Observation observe() {
      List<ObservedTensor> tensors = new ArrayList<>();
      for (int t = 1; t <= JUDGED_STEPS; t++) {
        runner.step();
        ParameterValues now = runner.parameters();
        for (int l = 1; l < workload.sizes.size(); l++) {
          Shape bias = Shape.of(workload.sizes.get(l));
          Shape weights = bias.prepend(workload.sizes.get(l - 1));
          tensors.add(
              new ObservedTensor(
                  TensorName.of(Quantity.WEIGHTS, l).atStep(t), weights, now.weights().get(l - 1)));
          tensors.add(
              new ObservedTensor(
                  TensorName.of(Quantity.BIAS, l).atStep(t), bias, now.biases().get(l - 1)));
        }
      }
      return new Observation(id, tensors);
    }

    @Override
    public boolean isFinite() {
      return runner.parameters().weights().stream()
          .flatMapToDouble(Arrays::stream)
          .allMatch(Double::isFinite);
    }

    @Override
    public void close() {
      runner.close();
    }
  }
}
