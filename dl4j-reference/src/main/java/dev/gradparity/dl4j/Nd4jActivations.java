package dev.gradparity.dl4j;

import dev.gradparity.spec.ActivationSpec;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The specification's activations and their derivatives in ND4J's elementary operations, written
 * out like their equations ({@link dev.gradparity.spec.ActivationKind}). The library's own
 * operations of the same names are Deeplearning4j's and SameDiff's: these are a third opinion.
 *
 * <p>No argument changes. What an element does not take is computed of another number, so that
 * nothing infinite is multiplied by 0.
 */
final class Nd4jActivations {

  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double GELU_SLOPE = 1.702;
  private static final double GELU_CUBIC = 0.044715;
  private static final double TWICE_ROOT = 2 * Math.sqrt(2 / Math.PI);
  private static final double RATIONAL_HEIGHT = 1.7159;
  private static final double RATIONAL_QUARTIC = 1.41645;

  private Nd4jActivations() {}

  /** f(z), element by element but for softmax. */
  static INDArray value(ActivationSpec activation, INDArray z) {
    return switch (activation.kind()) {
      case IDENTITY -> z.dup();
      case RELU -> activation.isPreset() ? positive(z) : clipped(activation, z);
      case SIGMOID -> Transforms.sigmoid(z, true);
      case TANH -> Transforms.tanh(z, true);
      case SOFTMAX -> softmax(z);
      case CUBE -> z.mul(z).muli(z);
      case ELU -> elu(z, activation.parameter("alpha"));
      case GELU -> gated(z, z.mul(GELU_SLOPE));
      case PRECISE_GELU -> gated(z, twiceGaussian(z));
      case HARDSIGMOID -> between(z.mul(0.2).addi(0.5), 0, 1);
      case HARDTANH -> between(z, -1, 1);
      case LEAKYRELU, RRELU -> positive(z).addi(negative(z).muli(leak(activation)));
      case MISH -> Transforms.tanh(softplus(z), false).muli(z);
      case RATIONALTANH -> rationalTanh(z);
      case RECTIFIEDTANH -> positive(Transforms.tanh(z, true));
      case RELU6 -> between(z, 0, 6);
      case SELU -> elu(z, SELU_ALPHA).muli(SELU_SCALE);
      case SOFTPLUS -> softplus(z);
      case SOFTSIGN -> z.div(Transforms.abs(z, true).addi(1));
      case SWISH -> gated(z, z);
      case THRESHOLDEDRELU -> z.mul(isAbove(z, activation.parameter("theta")));
    };
  }

  /** dZ from dA: elementwise dA f'(z), and for softmax a_j (da_j - sum_k a_k da_k). */
  static INDArray gradient(ActivationSpec activation, INDArray z, INDArray a, INDArray dA) {
    return switch (activation.kind()) {
      case IDENTITY -> dA.dup();
      case SOFTMAX -> dA.subColumnVector(a.mul(dA).sum(true, 1)).muli(a);
      default -> slope(activation, z, a).muli(dA);
    };
  }

  /** f'(z) of what works element by element. */
  private static INDArray slope(ActivationSpec activation, INDArray z, INDArray a) {
    return switch (activation.kind()) {
      case IDENTITY -> Nd4j.onesLike(z);
      case RELU -> activation.isPreset() ? isAbove(z, 0) : clippedSlope(activation, z);
      case SIGMOID -> a.mul(a.rsub(1));
      case TANH -> a.mul(a).rsubi(1);
      case SOFTMAX -> throw new IllegalStateException("softmax has no slope of one element");
      case CUBE -> z.mul(z).muli(3);
      case ELU -> eluSlope(z, activation.parameter("alpha"));
      case GELU -> gatedSlope(z, z.mul(GELU_SLOPE), Nd4j.onesLike(z).muli(GELU_SLOPE));
      case PRECISE_GELU -> gatedSlope(z, twiceGaussian(z), twiceGaussianSlope(z));
      case HARDSIGMOID -> isUpTo(Transforms.abs(z, true), 2.5).muli(0.2);
      case HARDTANH -> isUpTo(Transforms.abs(z, true), 1);
      case LEAKYRELU, RRELU -> {
        INDArray isBelow = isBelow(z, 0);
        yield isBelow.rsub(1).addi(isBelow.mul(leak(activation)));
      }
      case MISH -> mishSlope(z);
      case RATIONALTANH -> rationalTanhSlope(z);
      case RECTIFIEDTANH -> a.mul(a).rsubi(1).muli(isAbove(z, 0));
      case RELU6 -> isAbove(z, 0).muli(isBelow(z, 6));
      case SELU -> eluSlope(z, SELU_ALPHA).muli(SELU_SCALE);
      case SOFTPLUS -> Transforms.sigmoid(z, true);
      case SOFTSIGN -> softsignSlope(z);
      case SWISH -> gatedSlope(z, z, Nd4j.onesLike(z));
      case THRESHOLDEDRELU -> isAbove(z, activation.parameter("theta"));
    };
  }

  /** e^(z - max z) / sum e^(z - max z), row by row. */
  private static INDArray softmax(INDArray z) {
    INDArray shares = Transforms.exp(z.subColumnVector(z.max(true, 1)), false);
    return shares.diviColumnVector(shares.sum(true, 1));
  }

  private static INDArray positive(INDArray z) {
    return Transforms.max(z, 0, true);
  }

  private static INDArray negative(INDArray z) {
    return Transforms.min(z, 0, true);
  }

  private static INDArray between(INDArray z, double low, double high) {
    return Transforms.min(Transforms.max(z, low, true), high, false);
  }

  /** 1 or 0. */
  private static INDArray isAbove(INDArray z, double threshold) {
    return z.gt(threshold).castTo(z.dataType());
  }

  private static INDArray isUpTo(INDArray z, double threshold) {
    return z.lte(threshold).castTo(z.dataType());
  }

  private static INDArray isBelow(INDArray z, double threshold) {
    return z.lt(threshold).castTo(z.dataType());
  }

  private static double leak(ActivationSpec activation) {
    return switch (activation.kind()) {
      case RRELU -> (activation.parameter("l") + activation.parameter("u")) / 2;
      default -> activation.parameter("alpha");
    };
  }

  /** min(z, max) from the threshold on, negativeSlope (z - threshold) below. */
  private static INDArray clipped(ActivationSpec activation, INDArray z) {
    double threshold = activation.parameter("threshold");
    INDArray isBelow = isBelow(z, threshold);
    INDArray below = Transforms.min(z, threshold, true).subi(threshold);
    INDArray above = Transforms.min(z, activation.parameter("max"), true);
    return above.muli(isBelow.rsub(1)).addi(below.muli(activation.parameter("negativeSlope")));
  }

  private static INDArray clippedSlope(ActivationSpec activation, INDArray z) {
    double threshold = activation.parameter("threshold");
    INDArray inside = isAbove(z, threshold).muli(isBelow(z, activation.parameter("max")));
    return inside.addi(isUpTo(z, threshold).muli(activation.parameter("negativeSlope")));
  }

  /** z, and alpha (e^z - 1) up to 0; of a copy, for the library works in place. */
  private static INDArray elu(INDArray z, double alpha) {
    return positive(z).addi(Nd4j.math().expm1(negative(z)).muli(alpha));
  }

  private static INDArray eluSlope(INDArray z, double alpha) {
    INDArray ofNegative = Transforms.exp(negative(z), false).muli(alpha);
    return ofNegative.muli(isUpTo(z, 0)).addi(isAbove(z, 0));
  }

  /** z s(g), s the logistic function. */
  private static INDArray gated(INDArray z, INDArray g) {
    return Transforms.sigmoid(g, true).muli(z);
  }

  /** s + z s (1 - s) g'. */
  private static INDArray gatedSlope(INDArray z, INDArray g, INDArray dG) {
    INDArray s = Transforms.sigmoid(g, true);
    return s.rsub(1).muli(s).muli(z).muli(dG).addi(s);
  }

  /** 2 sqrt(2/pi) (z + 0.044715 z^3): (1 + tanh g) / 2 = s(2g). */
  private static INDArray twiceGaussian(INDArray z) {
    return z.mul(z).muli(z).muli(GELU_CUBIC).addi(z).muli(TWICE_ROOT);
  }

  private static INDArray twiceGaussianSlope(INDArray z) {
    return z.mul(z).muli(3 * GELU_CUBIC).addi(1).muli(TWICE_ROOT);
  }

  /** max(0, z) + ln(1 + e^-|z|). */
  private static INDArray softplus(INDArray z) {
    INDArray decay = Transforms.exp(Transforms.abs(z, true).negi(), false);
    return Nd4j.math().log1p(decay).addi(positive(z));
  }

  /** t + z s (1 - t^2), t the tanh of softplus, whose derivative is s. */
  private static INDArray mishSlope(INDArray z) {
    INDArray t = Transforms.tanh(softplus(z), false);
    return t.mul(t).rsubi(1).muli(Transforms.sigmoid(z, true)).muli(z).addi(t);
  }

  /** y + y^2 + 1.41645 y^4 of y = |2z/3|. */
  private static INDArray rational(INDArray y) {
    INDArray square = y.mul(y);
    return square.mul(square).muli(RATIONAL_QUARTIC).addi(square).addi(y);
  }

  private static INDArray rationalTanh(INDArray z) {
    INDArray p = rational(Transforms.abs(z, true).muli(2).divi(3));
    return p.div(p.add(1)).muli(RATIONAL_HEIGHT).muli(Transforms.sign(z, true));
  }

  private static INDArray rationalTanhSlope(INDArray z) {
    INDArray y = Transforms.abs(z, true).muli(2).divi(3);
    INDArray bottom = rational(y).addi(1);
    INDArray top = y.mul(y).muli(y).muli(4 * RATIONAL_QUARTIC).addi(y.mul(2)).addi(1);
    return top.divi(bottom).divi(bottom).muli(RATIONAL_HEIGHT * 2 / 3);
  }

  private static INDArray softsignSlope(INDArray z) {
    INDArray bottom = Transforms.abs(z, true).addi(1);
    return bottom.rdiv(1).divi(bottom);
  }
}
