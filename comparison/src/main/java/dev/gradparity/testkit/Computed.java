package dev.gradparity.testkit;

import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.ParameterKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a network computed, under the names that the reports use. All of it is judged; what is left
 * out is not. Layers and steps count from 1; an example is a row, and W is (fan-in, fan-out).
 */
public final class Computed {

  private static final Pattern STATE = Pattern.compile("([a-zA-Z]+)([1-9][0-9]{0,3})[.]([a-z]+)");

  private final Map<TensorName, double[][]> arrays = new LinkedHashMap<>();

  /** The loss of the minibatch, reduced as the spec says, penalties included. */
  public Computed loss(double loss) {
    return add(TensorName.of(Quantity.LOSS), new double[][] {{loss}});
  }

  /** Z of a layer, before the activation, (n, fan-out). */
  public Computed z(int layer, double[][] z) {
    return add(TensorName.of(Quantity.PRE_ACTIVATION, layer), z);
  }

  /** A of a layer, the activation's value, (n, fan-out). */
  public Computed a(int layer, double[][] a) {
    return add(TensorName.of(Quantity.ACTIVATION, layer), a);
  }

  /** dL/dZ of a layer, (n, fan-out). */
  public Computed dz(int layer, double[][] dz) {
    return add(TensorName.of(Quantity.D_PRE_ACTIVATION, layer), dz);
  }

  /** dL/dA of a layer below the last, (n, fan-out). */
  public Computed da(int layer, double[][] da) {
    return add(TensorName.of(Quantity.D_ACTIVATION, layer), da);
  }

  /** dL/dW of a layer, (fan-in, fan-out), penalties included. */
  public Computed dW(int layer, double[][] dW) {
    return add(TensorName.of(Quantity.D_WEIGHTS, layer), dW);
  }

  /** dL/db of a layer, (fan-out). */
  public Computed db(int layer, double[] db) {
    return add(TensorName.of(Quantity.D_BIAS, layer), new double[][] {db});
  }

  /** dL/dg of a layer with layer norm, (fan-out), penalties included. */
  public Computed dg(int layer, double[] dg) {
    return add(TensorName.of(Quantity.D_GAIN, layer), new double[][] {dg});
  }

  /** dL/dgamma of a batch normalisation, (fan-out). */
  public Computed dgamma(int layer, double[] dgamma) {
    return add(TensorName.of(Quantity.D_GAMMA, layer), new double[][] {dgamma});
  }

  /** dL/dbeta of a batch normalisation, (fan-out). */
  public Computed dbeta(int layer, double[] dbeta) {
    return add(TensorName.of(Quantity.D_BETA, layer), new double[][] {dbeta});
  }

  /** dL/dX, (n, d). */
  public Computed dx(double[][] dx) {
    return add(TensorName.of(Quantity.D_INPUT), dx);
  }

  /** W of a layer after a training step on the minibatch, (fan-in, fan-out). */
  public Computed weightsAfter(int step, int layer, double[][] weights) {
    return add(TensorName.of(Quantity.WEIGHTS, layer).atStep(step), weights);
  }

  /** b of a layer after a training step on the minibatch, (fan-out). */
  public Computed biasAfter(int step, int layer, double[] bias) {
    return add(TensorName.of(Quantity.BIAS, layer).atStep(step), new double[][] {bias});
  }

  /** g of a layer with layer norm after a training step, (fan-out). */
  public Computed gainAfter(int step, int layer, double[] gain) {
    return add(TensorName.of(Quantity.GAIN, layer).atStep(step), new double[][] {gain});
  }

  /** gamma of a batch normalisation after a training step, (fan-out). */
  public Computed gammaAfter(int step, int layer, double[] gamma) {
    return add(TensorName.of(Quantity.GAMMA, layer).atStep(step), new double[][] {gamma});
  }

  /** beta of a batch normalisation after a training step, (fan-out). */
  public Computed betaAfter(int step, int layer, double[] beta) {
    return add(TensorName.of(Quantity.BETA, layer).atStep(step), new double[][] {beta});
  }

  /** The running mean of a batch normalisation after a training step, (fan-out). */
  public Computed meanAfter(int step, int layer, double[] mean) {
    return add(TensorName.of(Quantity.MEAN, layer).atStep(step), new double[][] {mean});
  }

  /** The running variance of a batch normalisation after a training step, (fan-out). */
  public Computed varianceAfter(int step, int layer, double[] variance) {
    return add(TensorName.of(Quantity.VARIANCE, layer).atStep(step), new double[][] {variance});
  }

  /**
   * What the updater remembers of a parameter after a training step, in the parameter's shape.
   *
   * @param array such as W1.m of Adam
   * @throws IllegalArgumentException if it is no such name
   */
  public Computed stateAfter(int step, String array, double[][] rows) {
    Matcher matcher = STATE.matcher(array);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(array + " is no state of a parameter, such as W1.m");
    }
    ParameterKind kind =
        Arrays.stream(ParameterKind.values())
            .filter(other -> other.symbol().equals(matcher.group(1)))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException(array + ": there is no such parameter"));
    int layer = Integer.parseInt(matcher.group(2));
    return add(TensorName.ofState(kind, layer, matcher.group(3)).atStep(step), rows);
  }

  /** The loss of the minibatch before a training step. */
  public Computed lossBefore(int step, double loss) {
    return add(TensorName.of(Quantity.LOSS).atStep(step), new double[][] {{loss}});
  }

  private Computed add(TensorName name, double[][] rows) {
    if (arrays.put(name, rows) != null) {
      throw new IllegalArgumentException(name + " was given twice");
    }
    return this;
  }

  Map<TensorName, double[][]> arrays() {
    return arrays;
  }
}
