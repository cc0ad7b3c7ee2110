package dev.gradparity.dl4j;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The specification's losses as ND4J operations, value and gradient written out like their
 * equations ({@link LossKind}).
 *
 * <p>Outputs p and labels y hold one example per row; neither changes. A quotient or a logarithm
 * that counts for nothing because its label is 0 is taken of another number: 0 times infinity is
 * not 0.
 */
final class Nd4jLosses {

  private Nd4jLosses() {}

  /**
   * The sum over all examples of the loss, of clipped probabilities where it has them clipped.
   *
   * @param mask 1 for each output that counts, else 0; null where all do
   */
  static double sum(LossSpec loss, INDArray p, INDArray y, INDArray mask) {
    double clip = loss.clip();
    INDArray read = clip == 0 ? p : Nd4j.math().clipByValue(p, clip, 1 - clip);
    return counted(mask, weighted(loss, terms(loss.kind(), read, y))).sumNumber().doubleValue();
  }

  /**
   * dZ of the last layer from its output, for the sum over all examples of the loss. After the
   * activation whose logarithm it is made for, a divergence needs no quotient.
   */
  static INDArray outputGradient(
      LossSpec loss, ActivationSpec activation, INDArray z, INDArray p, INDArray y, INDArray mask) {
    if (isDivergence(loss.kind())) {
      if (activation.kind() == ActivationKind.SOFTMAX) {
        INDArray g = counted(mask, weighted(loss, slopesByLogarithm(loss.kind(), p, y)));
        return g.sub(p.mulColumnVector(g.sum(true, 1)));
      }
      if (activation.kind() == ActivationKind.SIGMOID) {
        return counted(
            mask,
            loss.kind() == LossKind.XENT
                ? weighted(loss, p.sub(y))
                : weighted(loss, slopesByLogarithm(loss.kind(), p, y)).muli(p.rsub(1)));
      }
    }
    INDArray dP = counted(mask, weighted(loss, slopes(loss.kind(), p, y)));
    return Nd4jActivations.gradient(activation, z, p, dP);
  }

  /** The outputs' shares times their weights, in place. */
  private static INDArray weighted(LossSpec loss, INDArray shares) {
    if (loss.weights().isEmpty()) {
      return shares;
    }
    double[] weights = loss.weights().stream().mapToDouble(Double::doubleValue).toArray();
    return shares.muliRowVector(
        Nd4j.createFromArray(weights).castTo(shares.dataType()).reshape(1, weights.length));
  }

  /** 0 for what does not count, in place. */
  private static INDArray counted(INDArray mask, INDArray shares) {
    return mask == null ? shares : shares.muli(mask);
  }

  /** Whether it is a sum of y ln p and the like. */
  private static boolean isDivergence(LossKind kind) {
    return switch (kind) {
      case XENT,
          MCXENT,
          NEGATIVELOGLIKELIHOOD,
          SPARSE_MCXENT,
          KL_DIVERGENCE,
          RECONSTRUCTION_CROSSENTROPY,
          POISSON ->
          true;
      default -> false;
    };
  }

  /** Each output's share of the loss. */
  private static INDArray terms(LossKind kind, INDArray p, INDArray y) {
    return switch (kind) {
      case MSE, SQUARED_LOSS -> squares(p.sub(y)).divi(p.columns());
      case L2 -> squares(p.sub(y));
      case HALF_L2 -> squares(p.sub(y)).divi(2);
      case L1 -> Transforms.abs(p.sub(y), false);
      case MEAN_ABSOLUTE_ERROR -> Transforms.abs(p.sub(y), false).divi(p.columns());
      case MEAN_ABSOLUTE_PERCENTAGE_ERROR ->
          Transforms.abs(p.sub(y).divi(y), false).muli(100).divi(p.columns());
      case MEAN_SQUARED_LOGARITHMIC_ERROR -> squares(logarithmicErrors(p, y)).divi(p.columns());
      case HINGE -> missingMargins(p, y);
      case SQUARED_HINGE -> squares(missingMargins(p, y));
      case WASSERSTEIN -> y.mul(p).divi(p.columns());
      case COSINE_PROXIMITY -> units(p).muli(units(y)).negi();
      case MULTI_LABEL -> pairs(p, y).sum(2);
      case POISSON -> p.sub(timesLog(y, p));
      case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY -> timesLog(y, y).subi(timesLog(y, p));
      case XENT -> timesLog(y, p).addi(timesLog(y.rsub(1), p.rsub(1))).negi();
      case MCXENT, NEGATIVELOGLIKELIHOOD, SPARSE_MCXENT -> timesLog(y, p).negi();
    };
  }

  /** dP. Where the loss has a kink, it is 0. */
  private static INDArray slopes(LossKind kind, INDArray p, INDArray y) {
    return switch (kind) {
      case MSE, SQUARED_LOSS -> p.sub(y).muli(2).divi(p.columns());
      case L2 -> p.sub(y).muli(2);
      case HALF_L2 -> p.sub(y);
      case L1 -> Transforms.sign(p.sub(y), false);
      case MEAN_ABSOLUTE_ERROR -> Transforms.sign(p.sub(y), false).divi(p.columns());
      case MEAN_ABSOLUTE_PERCENTAGE_ERROR ->
          Transforms.sign(p.sub(y), false)
              .muli(100)
              .divi(Transforms.abs(y, true))
              .divi(p.columns());
      case MEAN_SQUARED_LOGARITHMIC_ERROR ->
          logarithmicErrors(p, y).muli(2).divi(p.add(1)).divi(p.columns());
      case HINGE -> Transforms.sign(missingMargins(p, y), false).muli(y).negi();
      case SQUARED_HINGE -> missingMargins(p, y).muli(y).muli(-2);
      case WASSERSTEIN -> y.div(p.columns());
      case COSINE_PROXIMITY -> cosineSlopes(p, y);
      case MULTI_LABEL -> {
        INDArray pairs = pairs(p, y);
        yield pairs.sum(1).subi(pairs.sum(2));
      }
      case POISSON -> over(y, p).rsubi(1);
      case KL_DIVERGENCE,
          RECONSTRUCTION_CROSSENTROPY,
          MCXENT,
          NEGATIVELOGLIKELIHOOD,
          SPARSE_MCXENT ->
          over(y, p).negi();
      case XENT -> over(y.rsub(1), p.rsub(1)).subi(over(y, p));
    };
  }

  /** A divergence's derivative by ln p: p dP. */
  private static INDArray slopesByLogarithm(LossKind kind, INDArray p, INDArray y) {
    return switch (kind) {
      case POISSON -> p.sub(y);
      case XENT -> over(y.rsub(1), p.rsub(1)).muli(p).subi(y);
      default -> y.neg();
    };
  }

  private static INDArray squares(INDArray x) {
    return x.mul(x);
  }

  /** ln(1 + p) - ln(1 + y), of copies: the library puts the logarithms in the argument's place. */
  private static INDArray logarithmicErrors(INDArray p, INDArray y) {
    return Nd4j.math().log1p(p.dup()).subi(Nd4j.math().log1p(y.dup()));
  }

  /** max(0, 1 - y p). */
  private static INDArray missingMargins(INDArray p, INDArray y) {
    return Transforms.relu(y.mul(p).rsubi(1), false);
  }

  /** (u (u.v) - v) / |p| with the unit vectors u of p and v of y, and 0 where p is zero. */
  private static INDArray cosineSlopes(INDArray p, INDArray y) {
    INDArray u = units(p);
    INDArray v = units(y);
    INDArray cosines = u.mul(v).sum(true, 1);
    INDArray lengths = p.norm2(true, 1);
    return u.mulColumnVector(cosines)
        .subi(v)
        .muliColumnVector(Transforms.sign(lengths, true))
        .diviColumnVector(orOne(lengths));
  }

  /** x / |x|, or x itself where it is zero. */
  private static INDArray units(INDArray x) {
    return x.divColumnVector(orOne(x.norm2(true, 1)));
  }

  /**
   * e^(p_l - p_k) / pairs for the labels k that an example has and l that it has not, else 0:
   * [examples, k, l]. Other exponentials might be infinite and are not taken.
   */
  private static INDArray pairs(INDArray p, INDArray y) {
    int n = p.rows();
    int c = p.columns();
    INDArray isPair = y.reshape(n, c, 1).mul(y.rsub(1).reshape(n, 1, c));
    INDArray differences = p.reshape(n, 1, c).sub(p.reshape(n, c, 1));
    INDArray counts = isPair.sum(true, 1, 2);
    return Transforms.exp(differences.muli(isPair), false).muli(isPair).divi(orOne(counts));
  }

  /** y ln p, and 0 where y is 0. */
  private static INDArray timesLog(INDArray y, INDArray p) {
    return Transforms.log(p.add(isZero(y)), false).muli(y);
  }

  /** y / p, and 0 where y is 0. */
  private static INDArray over(INDArray y, INDArray p) {
    return y.div(p.add(isZero(y)));
  }

  /** The same numbers, and 1 for 0. */
  private static INDArray orOne(INDArray x) {
    return x.add(isZero(x));
  }

  private static INDArray isZero(INDArray x) {
    return x.eq(0).castTo(x.dataType());
  }
}
