package dev.gradparity.dl4j;

import dev.gradparity.spec.ParameterKind;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The forms of layers in plain operations whose weights are a row. */
final class Nd4jRowForms {

  private Nd4jRowForms() {}

  /** Z = X from 0 on, and below it each column by its slope, or all by one. */
  record PRelu(Map<ParameterKind, INDArray> parameters) implements Nd4jForm {

    private INDArray slopes() {
      return parameters.get(ParameterKind.WEIGHTS);
    }

    /** 1 where X is below 0, and 0 elsewhere. */
    private static INDArray isLeft(INDArray x) {
      return x.lt(0).castTo(x.dataType());
    }

    /** A, and times the slopes where X is below 0. */
    private INDArray scaled(INDArray a, INDArray x) {
      INDArray isLeft = isLeft(x);
      INDArray left = a.mul(isLeft);
      INDArray sloped = isShared(x) ? left.mul(slopes()) : left.mulRowVector(slopes());
      return a.mul(isLeft.rsub(1)).addi(sloped);
    }

    private boolean isShared(INDArray x) {
      return slopes().length() == 1 && x.columns() > 1;
    }

    @Override
    public INDArray forward(INDArray x) {
      return scaled(x, x);
    }

    @Override
    public Map<ParameterKind, INDArray> gradients(INDArray x, INDArray dZ) {
      INDArray sums = dZ.mul(x).muli(isLeft(x)).sum(true, 0);
      return Map.of(ParameterKind.WEIGHTS, isShared(x) ? sums.sum(true, 1) : sums);
    }

    @Override
    public INDArray inputGradient(INDArray x, INDArray dZ) {
      return scaled(dZ, x);
    }
  }

  /** Z = X * W + 1b, each column by its weight. */
  record ElementwiseMultiplication(Map<ParameterKind, INDArray> parameters) implements Nd4jForm {

    private INDArray weights() {
      return parameters.get(ParameterKind.WEIGHTS);
    }

    @Override
    public INDArray forward(INDArray x) {
      return x.mulRowVector(weights()).addiRowVector(parameters.get(ParameterKind.BIAS));
    }

    @Override
    public Map<ParameterKind, INDArray> gradients(INDArray x, INDArray dZ) {
      return Map.of(
          ParameterKind.WEIGHTS, dZ.mul(x).sum(true, 0), ParameterKind.BIAS, dZ.sum(true, 0));
    }

    @Override
    public INDArray inputGradient(INDArray x, INDArray dZ) {
      return dZ.mulRowVector(weights());
    }
  }
}
