package dev.gradparity.dl4j;

import dev.gradparity.spec.ParameterKind;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The forms of layers in plain operations whose weights are a row. */
final class Nd4jRowForms {

  private Nd4jRowForms() {}

  /** Z = X from 0 on, and below it each column by its slope, or all by one. */
  record PRelu(Map<ParameterKind, INDArray> parameters) implements Nd4jForm {

    private INDArray slopes() {
      return parameters.get(ParameterKind.WEIGHTS);
    }

    /** A where X is from 0 on, A times the slopes where X is below, and NaN where X is. */
    private INDArray scaled(INDArray a, INDArray x) {
      INDArray sloped = isShared(x) ? a.mul(slopes()) : a.mulRowVector(slopes());
      return select(x.lt(0), sloped, select(x.gte(0), a, x));
    }

    /** What is not taken is not multiplied by 0 either, which would make NaN of infinity. */
    private static INDArray select(INDArray condition, INDArray then, INDArray otherwise) {
      return Nd4j.exec(
          DynamicCustomOp.builder("select").addInputs(condition, then, otherwise).build())[0];
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
      INDArray sums = select(x.gte(0), Nd4j.zerosLike(x), dZ.mul(x)).sum(true, 0);
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
