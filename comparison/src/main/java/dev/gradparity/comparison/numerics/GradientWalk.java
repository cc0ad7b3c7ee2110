package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One forward and one backward pass in float64, every value with its bounds.
 *
 * <p>A walk may follow a subject: each operation then starts from what the subject itself observed
 * of its inputs, and its result stands alone. Inputs that were not observed are computed from the
 * nearest that were, and their bounds come along.
 */
final class GradientWalk {

  private final NetworkSpec spec;
  private final Rounding r;
  private final LinearErrors linear;
  private final Function<TensorName, double[]> observed;
  private final Map<TensorName, Bounded> tensors = new LinkedHashMap<>();

  /**
   * A walk through this network.
   *
   * @param observed what a subject observed of a tensor, or null
   */
  GradientWalk(NetworkSpec spec, Rounding r, Function<TensorName, double[]> observed) {
    this.spec = spec;
    this.r = r;
    this.observed = observed;
    linear = new LinearErrors(r);
  }

  /** The network's weights, or biases, as exact matrices. */
  static List<Bounded> exact(NetworkSpec spec, List<double[]> parameters, boolean isBias) {
    List<Bounded> exact = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      int rows = isBias ? 1 : spec.fanIn(l);
      exact.add(Bounded.exact(rows, spec.fanOut(l), parameters.get(l - 1)));
    }
    return exact;
  }

  /** Every tensor of the pass. */
  Map<TensorName, Bounded> over(
      List<Bounded> weights, List<Bounded> biases, Examples batch, boolean withInputGradient) {
    Bounded x = Bounded.exact(batch.count(), spec.inputSize(), batch.x());
    List<Bounded> computedZ = new ArrayList<>();
    List<Bounded> a = new ArrayList<>(List.of(x));
    for (int l = 1; l <= spec.depth(); l++) {
      // The one rounding besides the product's is the addition of the bias.
      Bounded z = linear.product(a.get(l - 1), weights.get(l - 1), biases.get(l - 1), 1);
      computedZ.add(z);
      Bounded followedZ = follow(TensorName.of(Quantity.PRE_ACTIVATION, l), z);
      Bounded computedA = activation(l).forward(followedZ);
      a.add(follow(TensorName.of(Quantity.ACTIVATION, l), computedA));
    }
    int last = spec.depth();
    int divisor = spec.reduction().divisor(batch.count());
    LossErrors loss = new LossErrors(spec.loss(), divisor, r);
    tensors.put(
        TensorName.of(Quantity.LOSS), loss.value(a.get(last), batch.y(), weights, spec.l2()));
    Bounded dZ = loss.backward(activation(last), computedZ.get(last - 1), a.get(last), batch.y());
    for (int l = last; l >= 1; l--) {
      dZ = followGradient(TensorName.of(Quantity.D_PRE_ACTIVATION, l), dZ, divisor);
      addParameterGradients(l, a.get(l - 1), dZ, weights.get(l - 1));
      if (l == 1 && !withInputGradient) {
        break;
      }
      // The one rounding besides the product's is the division by the number of examples.
      Bounded dInput = linear.product(dZ, weights.get(l - 1).transpose(), null, 1);
      if (l == 1) {
        tensors.put(TensorName.of(Quantity.D_INPUT), dInput);
      } else {
        Bounded dA = followGradient(TensorName.of(Quantity.D_ACTIVATION, l - 1), dInput, divisor);
        dZ = activation(l - 1).backward(computedZ.get(l - 2), a.get(l - 1), dA);
      }
    }
    return tensors;
  }

  private void addParameterGradients(int l, Bounded input, Bounded dZ, Bounded weights) {
    Bounded dW = linear.product(input.transpose(), dZ, null, 1);
    tensors.put(
        TensorName.of(Quantity.D_WEIGHTS, l),
        spec.l2() > 0 ? linear.sum(dW, spec.l2(), weights) : dW);
    tensors.put(TensorName.of(Quantity.D_BIAS, l), linear.columnSums(dZ));
  }

  private Bounded follow(TensorName name, Bounded computed) {
    tensors.put(name, computed);
    double[] values = observed.apply(name);
    return values == null || values.length != computed.size()
        ? computed
        : Bounded.exact(computed.rows(), computed.columns(), values);
  }

  /**
   * A subject that divides the gradient of a sum at the end shows this gradient divided already:
   * what it went on with is off by that rounding.
   */
  private Bounded followGradient(TensorName name, Bounded computed, int divisor) {
    Bounded followed = follow(name, computed);
    if (!followed.isExact() || divisor == 1) {
      return followed;
    }
    double[] value = followed.value();
    return Bounded.ofElements(
        r,
        followed.rows(),
        followed.columns(),
        value,
        false,
        (level, k) -> r.gamma(level, 1) * Math.abs(value[k]) + r.tiny());
  }

  private ActivationErrors activation(int layer) {
    return new ActivationErrors(spec.layer(layer).activation(), r);
  }
}
