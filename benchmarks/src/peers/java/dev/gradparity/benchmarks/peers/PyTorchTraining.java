package dev.gradparity.benchmarks.peers;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.gradparity.benchmarks.TrainingRunner;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.util.ArrayList;
import java.util.List;

/**
 * The step of {@code nn.Linear}, ReLU and {@code cross_entropy} under autograd: one native call per
 * operation, every tensor freed as soon as PyTorch would free it in Python.
 *
 * <p>A fresh leaf each step, on the memory of the parameter, takes the place of zeroed gradients:
 * backward then hands its own tensor over instead of adding it to one that is there, as {@code
 * zero_grad(set_to_none=True)} has it.
 *
 * <p>How much of this is DJL: to make a tensor that costs PyTorch next to nothing and free it again
 * takes 0.57 us (a native call that makes none: 0.01 us). A step of two layers makes 14 tensors, so
 * that at most 8 us are DJL's: a tenth of the 93 us that 4-16-3 takes in float32 on one core of an
 * AMD EPYC, and nothing to speak of from 784-128-10 on. The same step as a loop in TorchScript,
 * which never returns to Java, is no faster (102 us or more).
 */
final class PyTorchTraining implements TrainingRunner {

  private static final int CLASSES_AXIS = 1;

  private final NDManager manager;
  private final NetworkSpec spec;
  private final PtNDArray x;
  private final PtNDArray minusYOverCount;
  private final PtNDArray seed;
  private final PtNDArray[] parameters;
  private final PtNDArray[] leaves;
  private final PtNDArray[] gradients;
  private final List<PtNDArray> intermediates = new ArrayList<>();
  private final PyTorchOptimizer optimizer;

  PyTorchTraining(NDManager manager, Case.Gradient task) {
    this.manager = manager;
    spec = task.spec();
    PyTorchArrays arrays = new PyTorchArrays(manager, spec.dtype());
    Examples batch = task.batch();
    x = arrays.of(batch.x(), batch.count(), batch.inputSize());
    double[] y = batch.y().clone();
    for (int k = 0; k < y.length; k++) {
      y[k] /= -batch.count();
    }
    minusYOverCount = arrays.of(y, batch.count(), batch.outputSize());
    parameters = new PtNDArray[2 * spec.depth()];
    for (int l = 1; l <= spec.depth(); l++) {
      int inputs = spec.fanIn(l);
      double[] w = ReluClassifier.transposed(task.parameters().weights().get(l - 1), inputs);
      parameters[2 * l - 2] = arrays.of(w, spec.fanOut(l), inputs);
      parameters[2 * l - 1] = arrays.of(task.parameters().biases().get(l - 1), spec.fanOut(l));
    }
    leaves = new PtNDArray[parameters.length];
    gradients = new PtNDArray[parameters.length];
    optimizer = PyTorchOptimizer.of(spec.updater(), manager, parameters);
    seed = arrays.of(new double[] {optimizer.seed()});
  }

  @Override
  public void step() {
    for (int k = 0; k < parameters.length; k++) {
      leaves[k] = JniUtils.detachGradient(parameters[k]);
      JniUtils.attachGradient(leaves[k], true);
    }
    // PyTorch keeps the mode per thread, and DJL turns it off.
    JniUtils.setGradMode(true);
    PtNDArray loss = loss();
    JniUtils.backward(loss, seed, false, false);
    JniUtils.setGradMode(false);
    for (int k = 0; k < parameters.length; k++) {
      gradients[k] = JniUtils.getGradient(leaves[k]);
    }
    optimizer.step(gradients);
    for (int k = 0; k < parameters.length; k++) {
      gradients[k].close();
      leaves[k].close();
    }
    intermediates.forEach(PtNDArray::close);
    intermediates.clear();
  }

  /** The mean over the examples of -sum y ln softmax(z), from the logits z. */
  private PtNDArray loss() {
    PtNDArray a = x;
    for (int l = 1; l <= spec.depth(); l++) {
      PtNDArray z = kept(JniUtils.linear(a, leaves[2 * l - 2], leaves[2 * l - 1]));
      a = l < spec.depth() ? kept(JniUtils.relu(z)) : z;
    }
    PtNDArray logP = kept(JniUtils.logSoftmax(a, CLASSES_AXIS, x.getDataType()));
    return kept(JniUtils.sum(kept(JniUtils.mul(logP, minusYOverCount))));
  }

  private PtNDArray kept(PtNDArray tensor) {
    intermediates.add(tensor);
    return tensor;
  }

  @Override
  public ParameterValues parameters() {
    List<double[]> weights = new ArrayList<>();
    List<double[]> biases = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      double[] w = PyTorchArrays.values(parameters[2 * l - 2]);
      weights.add(ReluClassifier.transposed(w, spec.fanOut(l)));
      biases.add(PyTorchArrays.values(parameters[2 * l - 1]));
    }
    return new ParameterValues(weights, biases);
  }

  @Override
  public void close() {
    optimizer.close();
    manager.close();
  }
}
