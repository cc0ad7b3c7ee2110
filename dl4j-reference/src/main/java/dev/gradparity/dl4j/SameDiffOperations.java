package dev.gradparity.dl4j;

import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.Regularisation;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.transforms.custom.ThresholdRelu;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The specification's activations as operations of a graph; their derivatives are the library's.
 */
final class SameDiffOperations {

  private final SameDiff graph;
  private final DataType type;

  SameDiffOperations(SameDiff graph, DataType type) {
    this.graph = graph;
    this.type = type;
  }

  /** A = f(Z), one example per row. */
  SDVariable activation(ActivationSpec activation, String name, SDVariable z) {
    return switch (activation.kind()) {
      case IDENTITY -> graph.identity(name, z);
      case RELU ->
          activation.isPreset() ? graph.nn().relu(name, z, 0) : clipped(activation, name, z);
      case SIGMOID -> graph.nn().sigmoid(name, z);
      case TANH -> graph.nn().tanh(name, z);
      case SOFTMAX -> graph.nn().softmax(name, z, 1);
      case CUBE -> graph.math().cube(name, z);
      case ELU -> activation.isPreset() ? graph.nn().elu(name, z) : elu(activation, name, z);
      case GELU -> graph.nn().gelu(name, z);
      case PRECISE_GELU -> graph.nn().preciseGelu(name, z);
      case HARDSIGMOID -> graph.nn().hardSigmoid(name, z);
      case HARDTANH -> graph.nn().hardTanh(name, z);
      case LEAKYRELU -> graph.nn().leakyRelu(name, z, activation.parameter("alpha"));
      // The library's own operation cannot be copied, and so not differentiated.
      case MISH -> graph.nn().tanh(graph.nn().softplus(z)).mul(name, z);
      case RATIONALTANH -> graph.math().rationalTanh(name, z);
      case RECTIFIEDTANH -> graph.math().rectifiedTanh(name, z);
      case RELU6 -> graph.nn().relu6(name, z, 0);
      case RRELU -> {
        double slope = (activation.parameter("l") + activation.parameter("u")) / 2;
        // At 0 the derivative of the library's maximum is 1, and that of its rectifier 0.
        SDVariable below = graph.nn().relu(z.neg(), 0).mul(slope);
        yield graph.math().max(z, graph.zerosLike(z)).sub(name, below);
      }
      case SELU -> graph.nn().selu(name, z);
      case SOFTPLUS -> graph.nn().softplus(name, z);
      case SOFTSIGN -> graph.nn().softsign(name, z);
      case SWISH -> graph.nn().swish(name, z);
      case THRESHOLDEDRELU ->
          graph.updateVariableNameAndReference(
              new ThresholdRelu(graph, z, activation.parameter("theta")).outputVariable(), name);
    };
  }

  /**
   * min(z, max) from the threshold on, negativeSlope (z - threshold) below; the slope at the
   * threshold is that of what is below, and at the maximum 0.
   */
  private SDVariable clipped(ActivationSpec activation, String name, SDVariable z) {
    double threshold = activation.parameter("threshold");
    double max = activation.parameter("max");
    SDVariable isAbove = isPositive(z.sub(threshold));
    SDVariable isUpTo = isAbove.rsub(1);
    SDVariable isAt = isUpTo.sub(isPositive(z.rsub(threshold)));
    SDVariable below = z.sub(threshold).mul(activation.parameter("negativeSlope")).mul(isUpTo);
    SDVariable left = below.add(isAt.mul(threshold));
    if (max == Double.POSITIVE_INFINITY) {
      return z.mul(isAbove).add(name, left);
    }
    SDVariable isInside = isAbove.mul(isPositive(z.rsub(max)));
    return z.mul(isInside).add(isAbove.sub(isInside).mul(max)).add(name, left);
  }

  /** z above 0, and alpha (e^z - 1) up to it: the library's operation has an alpha of 1. */
  private SDVariable elu(ActivationSpec activation, String name, SDVariable z) {
    SDVariable isRight = isPositive(z);
    SDVariable left = graph.nn().elu(z.mul(isRight.rsub(1))).mul(activation.parameter("alpha"));
    return z.mul(isRight).add(name, left);
  }

  /** 1 or 0, with the derivative 0: the library does not differentiate a comparison. */
  private SDVariable isPositive(SDVariable z) {
    return graph.nn().relu(graph.math().sign(z), 0);
  }

  /** l1 |theta|_1 + l2/2 |theta|^2; null where there is none. */
  SDVariable penalty(Regularisation.Terms terms, SDVariable theta) {
    SDVariable magnitudes =
        terms.l1() > 0 ? graph.math().abs(theta).sum().mul(constant(terms.l1())) : null;
    SDVariable squares =
        terms.l2() > 0 ? theta.mul(theta).sum().mul(constant(terms.l2() / 2)) : null;
    return plus(magnitudes, squares);
  }

  /** The sum; null is nothing. */
  static SDVariable plus(SDVariable a, SDVariable b) {
    if (a == null) {
      return b;
    }
    return b == null ? a : a.add(b);
  }

  /** A scalar of the graph's own type; one made without a type is of the library's default. */
  SDVariable constant(double value) {
    return graph.constant(Nd4j.scalar(type, value));
  }
}
