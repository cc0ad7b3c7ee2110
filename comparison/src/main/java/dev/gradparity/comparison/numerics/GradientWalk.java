package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.ParameterValues;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One forward and one backward pass in float64, every value with its gauge. */
final class GradientWalk {

  private final NetworkSpec spec;
  private final double kinkWidth;
  private final Map<TensorName, Gauged> tensors = new LinkedHashMap<>();

  private GradientWalk(NetworkSpec spec, double kinkWidth) {
    this.spec = spec;
    this.kinkWidth = kinkWidth;
  }

  /**
   * Every tensor of the pass.
   *
   * @param kinkWidth a ReLU's argument this many times its gauge from zero may lie on either side
   */
  static Map<TensorName, Gauged> over(
      NetworkSpec spec, ParameterValues parameters, Examples batch, double kinkWidth) {
    List<Gauged> weights = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      weights.add(Gauged.exact(spec.fanIn(l), spec.fanOut(l), parameters.weights().get(l - 1)));
    }
    return new GradientWalk(spec, kinkWidth).walk(weights, parameters.biases(), batch);
  }

  private Map<TensorName, Gauged> walk(
      List<Gauged> weights, List<double[]> biases, Examples batch) {
    Gauged x = Gauged.exact(batch.count(), spec.inputSize(), batch.x());
    Gauged a = x;
    for (int l = 1; l <= spec.depth(); l++) {
      Gauged z = a.times(weights.get(l - 1)).plusRow(biases.get(l - 1));
      a = activation(l).forward(z);
      put(Quantity.PRE_ACTIVATION, l, z);
      put(Quantity.ACTIVATION, l, a);
    }
    int last = spec.depth();
    GaugedLoss loss = new GaugedLoss(spec.loss(), spec.reduction().divisor(batch.count()));
    put(Quantity.LOSS, 0, withPenalty(loss.value(a, batch.y()), weights));
    Gauged z = get(Quantity.PRE_ACTIVATION, last);
    Gauged dZ = loss.backward(activation(last), z, a, batch.y());
    for (int l = last; l >= 1; l--) {
      Gauged input = l == 1 ? x : get(Quantity.ACTIVATION, l - 1);
      put(Quantity.D_PRE_ACTIVATION, l, dZ);
      Gauged dW = input.transpose().times(dZ);
      put(Quantity.D_WEIGHTS, l, dW.plus(weights.get(l - 1).times(spec.l2())));
      put(Quantity.D_BIAS, l, dZ.columnSums());
      Gauged dInput = dZ.times(weights.get(l - 1).transpose());
      if (l == 1) {
        put(Quantity.D_INPUT, 0, dInput);
      } else {
        put(Quantity.D_ACTIVATION, l - 1, dInput);
        dZ = activation(l - 1).backward(get(Quantity.PRE_ACTIVATION, l - 1), input, dInput);
      }
    }
    return tensors;
  }

  private Gauged withPenalty(Gauged loss, List<Gauged> weights) {
    double squares = 0;
    for (Gauged w : weights) {
      for (double v : w.value()) {
        squares += v * v;
      }
    }
    double penalty = spec.l2() / 2 * squares;
    return loss.plus(new Gauged(1, 1, new double[] {penalty}, new double[] {penalty}, null));
  }

  private GaugedActivation activation(int layer) {
    return new GaugedActivation(spec.layer(layer).activation(), kinkWidth);
  }

  private Gauged get(Quantity quantity, int layer) {
    return tensors.get(TensorName.of(quantity, layer));
  }

  private void put(Quantity quantity, int layer, Gauged tensor) {
    tensors.put(TensorName.of(quantity, layer), tensor);
  }
}
