package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.tensor.Matrix;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The multilayer perceptron (document 002, row S7, for any depth and any minibatch):
 *
 * <pre>
 * A_0 = X      Z_l = A_(l-1).W_l + 1b_l      A_l = f_l(Z_l)      L = loss(A_L, Y) + penalty(W, b)
 * </pre>
 *
 * and its gradient by back-propagation:
 *
 * <pre>
 * dZ_L from the loss      dW_l = A_(l-1)^T.dZ_l + dpenalty/dW_l      db_l likewise, 1^T.dZ_l
 * dA_(l-1) = dZ_l.W_l^T   dZ_l = dA_l * f_l'(Z_l)                    dX = dA_0
 * </pre>
 *
 * <p>A layer of another form than the dense has another Z_l of A_(l-1) ({@link PreActivation}), and
 * dA_(l-1) and its parameters' gradients of that.
 *
 * <p>Stateless: parameters, gradients and scratch space are the caller's.
 */
public final class Mlp {

  private final NetworkSpec spec;
  private final Kernels kernels;
  private final List<Activation> activations;
  private final Loss loss;
  private final Penalty penalty;

  /** The network of this description, computed by these kernels. */
  public Mlp(NetworkSpec spec, Kernels kernels) {
    this.spec = spec;
    this.kernels = kernels;
    activations = spec.layers().stream().map(layer -> Activation.of(layer.activation())).toList();
    loss = Loss.of(spec.loss());
    penalty = new Penalty(spec);
  }

  /** The description. */
  public NetworkSpec spec() {
    return spec;
  }

  /** The kernels that compute it. */
  public Kernels kernels() {
    return kernels;
  }

  /**
   * Computes Z_l and A_l of every layer into the scratch space.
   *
   * @param x (n, d)
   * @param scratch for exactly n examples
   * @throws IllegalArgumentException if a shape or the number of layers does not fit
   */
  public void forward(Parameters parameters, Matrix x, Workspace scratch) {
    requireDepth(parameters.layers().size());
    requireInput(x, scratch);
    Matrix input = x;
    for (int l = 1; l <= spec.depth(); l++) {
      InputDropout dropout = scratch.dropout(l);
      if (dropout != null) {
        input = dropout.forward(kernels, spec, l, scratch.step(), input);
      }
      parameters.preActivation(l).forward(kernels, input, scratch.z(l));
      activation(l).forward(kernels, scratch.z(l), scratch.a(l));
      input = scratch.a(l);
    }
  }

  /**
   * The same in inference: nothing is dropped out, and batch normalisations take their running
   * statistics. No gradient follows it.
   *
   * @throws IllegalArgumentException if a shape or the number of layers does not fit
   */
  public void infer(Parameters parameters, Matrix x, Workspace scratch) {
    requireDepth(parameters.layers().size());
    requireInput(x, scratch);
    Matrix input = x;
    for (int l = 1; l <= spec.depth(); l++) {
      parameters.preActivation(l).infer(kernels, input, scratch.z(l));
      activation(l).forward(kernels, scratch.z(l), scratch.a(l));
      input = scratch.a(l);
    }
  }

  /**
   * The loss after {@link #forward}, the penalty included.
   *
   * @param y (n, C), the labels
   * @throws IllegalArgumentException if labels or their mask do not fit
   */
  public double loss(Parameters parameters, Matrix y, Workspace scratch) {
    requireLabels(y, scratch);
    int last = spec.depth();
    double data =
        loss.of(scratch.labelMask())
            .value(
                kernels,
                activation(last),
                scratch.z(last),
                scratch.a(last),
                y,
                divisor(y),
                scratch.dA(last));
    return penalty.isNone() ? data : data + penalty.value(kernels, parameters);
  }

  /**
   * Computes the gradients after {@link #forward}: those of every layer's parameters, the penalty
   * included.
   *
   * @param x (n, d), the input of the forward pass
   * @param y (n, C), the labels
   * @param gradients overwritten
   * @throws IllegalArgumentException if a shape or the number of layers does not fit
   */
  public void backward(
      Parameters parameters, Matrix x, Matrix y, Workspace scratch, Gradients gradients) {
    backwardData(parameters, x, y, scratch, gradients);
    addPenalty(parameters, gradients);
  }

  /** The same without the penalty: the gradients of the data's loss alone. */
  public void backwardData(
      Parameters parameters, Matrix x, Matrix y, Workspace scratch, Gradients gradients) {
    backwardData(parameters, x, y, scratch, gradients, layer -> true);
  }

  /**
   * The same for some of the layers. Of the others the scratch space has the {@link #input} and
   * dZ_l, of which their gradients are made.
   *
   * @param isWanted by a layer's number, from 1
   */
  public void backwardData(
      Parameters parameters,
      Matrix x,
      Matrix y,
      Workspace scratch,
      Gradients gradients,
      IntPredicate isWanted) {
    requireDepth(gradients.layers().size());
    requireInput(x, scratch);
    requireLabels(y, scratch);
    int last = spec.depth();
    loss.of(scratch.labelMask())
        .backward(
            kernels,
            activation(last),
            scratch.z(last),
            scratch.a(last),
            y,
            divisor(y),
            scratch.dA(last),
            scratch.dZ(last));
    for (int l = last; l >= 1; l--) {
      Matrix input = input(l, x, scratch);
      if (isWanted.test(l)) {
        parameters.preActivation(l).backward(kernels, input, scratch.dZ(l), gradients.ofLayer(l));
      }
      if (l > 1) {
        Matrix dA = scratch.dA(l - 1);
        backwardInput(l, parameters, input, scratch, dA);
        activation(l - 1)
            .backward(kernels, scratch.z(l - 1), scratch.a(l - 1), dA, scratch.dZ(l - 1));
      }
    }
  }

  /** Adds the penalty's gradient to those of the data. */
  public void addPenalty(Parameters parameters, Gradients gradients) {
    if (!penalty.isNone()) {
      penalty.addGradient(kernels, parameters, gradients);
    }
  }

  /**
   * Computes dX into the scratch space after {@link #backward}; training has no use for it.
   *
   * @param x (n, d), the input of the forward pass
   * @throws IllegalArgumentException if its shape does not fit, or an embedding is the first layer
   */
  public void backwardInput(Parameters parameters, Matrix x, Workspace scratch) {
    requireInput(x, scratch);
    backwardInput(1, parameters, input(1, x, scratch), scratch, scratch.dX());
  }

  /** What the layer of this number made Z of: the activation below, after dropout. */
  public static Matrix input(int number, Matrix x, Workspace scratch) {
    InputDropout dropout = scratch.dropout(number);
    if (dropout != null) {
      return dropout.dropped();
    }
    return number == 1 ? x : scratch.a(number - 1);
  }

  private void backwardInput(
      int number, Parameters parameters, Matrix input, Workspace scratch, Matrix dInput) {
    parameters.preActivation(number).backwardInput(kernels, input, scratch.dZ(number), dInput);
    InputDropout dropout = scratch.dropout(number);
    if (dropout != null) {
      dropout.backward(kernels, dInput);
    }
  }

  private void requireDepth(int layers) {
    if (layers != spec.depth()) {
      throw new IllegalArgumentException(
          "the network has %d layers, the parameters or gradients have %d"
              .formatted(spec.depth(), layers));
    }
  }

  /** Not every form meets a product, which would check. */
  private void requireInput(Matrix x, Workspace scratch) {
    requireShape("an input", x, scratch.capacity(), spec.inputSize());
  }

  private void requireLabels(Matrix y, Workspace scratch) {
    requireShape("labels", y, scratch.capacity(), spec.outputSize());
    LabelMask mask = scratch.labelMask();
    mask.requireFits(y);
    if (mask.isPerOutput() && !spec.loss().kind().takesMaskOfOutputs()) {
      throw new IllegalArgumentException(
          "the loss %s needs all outputs of an example: give a label mask one column"
              .formatted(spec.loss().specName()));
    }
  }

  private static void requireShape(String name, Matrix given, int examples, int columns) {
    if (given.rows() != examples || given.columns() != columns) {
      throw new IllegalArgumentException(
          "a scratch space for %d examples needs %s of %d x %d, got %s"
              .formatted(examples, name, examples, columns, given));
    }
  }

  private Activation activation(int number) {
    return activations.get(number - 1);
  }

  private int divisor(Matrix y) {
    return spec.divisor(y.rows());
  }
}
