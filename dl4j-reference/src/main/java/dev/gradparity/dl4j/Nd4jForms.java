package dev.gradparity.dl4j;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerFormCases;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import java.util.EnumMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The forms of layers in plain operations. */
final class Nd4jForms {

  private Nd4jForms() {}

  /** That of the layer of this number, its parameters zero. */
  static Nd4jForm zeros(NetworkSpec spec, int number) {
    Map<ParameterKind, INDArray> parameters = new EnumMap<>(ParameterKind.class);
    for (ParameterKind kind : spec.layer(number).parameters()) {
      int rows = spec.rows(number, kind);
      int columns = spec.columns(number, kind);
      parameters.put(kind, Dl4jArrays.of(new double[rows * columns], spec.dtype(), rows, columns));
    }
    return spec.layer(number).form().match(new Zeros(parameters));
  }

  /** The registry of forms. */
  private record Zeros(Map<ParameterKind, INDArray> parameters)
      implements LayerFormCases<Nd4jForm> {

    @Override
    public Nd4jForm dense(LayerForm.Dense form) {
      return form.hasLayerNorm() ? new Normalised(parameters) : new Dense(parameters);
    }

    @Override
    public Nd4jForm activation(LayerForm.Activation form) {
      return new PassThrough();
    }

    @Override
    public Nd4jForm loss(LayerForm.Loss form) {
      return new PassThrough();
    }

    /** What is dropped out is dropped out of the input, whatever the form. */
    @Override
    public Nd4jForm dropout(LayerForm.Dropout form) {
      return new PassThrough();
    }

    @Override
    public Nd4jForm embedding(LayerForm.Embedding form) {
      return new Embedding(parameters);
    }

    @Override
    public Nd4jForm batchNorm(LayerForm.BatchNorm form) {
      return new BatchNorm(form, parameters);
    }

    @Override
    public Nd4jForm pRelu(LayerForm.PRelu form) {
      return new Nd4jRowForms.PRelu(parameters);
    }

    @Override
    public Nd4jForm elementwiseMultiplication(LayerForm.ElementwiseMultiplication form) {
      return new Nd4jRowForms.ElementwiseMultiplication(parameters);
    }
  }

  /** Z = X. */
  record PassThrough() implements Nd4jForm {

    @Override
    public Map<ParameterKind, INDArray> parameters() {
      return Map.of();
    }

    @Override
    public INDArray forward(INDArray x) {
      return x.dup();
    }

    @Override
    public Map<ParameterKind, INDArray> gradients(INDArray x, INDArray dZ) {
      return Map.of();
    }

    @Override
    public INDArray inputGradient(INDArray x, INDArray dZ) {
      return dZ.dup();
    }
  }

  /** Z = X.W + 1b, or without b. */
  record Dense(Map<ParameterKind, INDArray> parameters) implements Nd4jForm {

    private INDArray weights() {
      return parameters.get(ParameterKind.WEIGHTS);
    }

    @Override
    public INDArray forward(INDArray x) {
      INDArray z = x.mmul(weights());
      INDArray bias = parameters.get(ParameterKind.BIAS);
      return bias == null ? z : z.addiRowVector(bias);
    }

    @Override
    public Map<ParameterKind, INDArray> gradients(INDArray x, INDArray dZ) {
      Map<ParameterKind, INDArray> gradients = new EnumMap<>(ParameterKind.class);
      gradients.put(ParameterKind.WEIGHTS, x.transpose().mmul(dZ));
      if (parameters.containsKey(ParameterKind.BIAS)) {
        gradients.put(ParameterKind.BIAS, dZ.sum(true, 0));
      }
      return gradients;
    }

    @Override
    public INDArray inputGradient(INDArray x, INDArray dZ) {
      return dZ.mmul(weights().transpose());
    }
  }

  /** Z = g (U - mean U) / std U + 1b of U = X.W, where std is 0 without the first term. */
  record Normalised(Map<ParameterKind, INDArray> parameters) implements Nd4jForm {

    private INDArray of(ParameterKind kind) {
      return parameters.get(kind);
    }

    /** Standard deviations, (n, 1), and what is left of U without them. */
    private record Rows(INDArray deviations, INDArray normal) {

      static Rows of(INDArray u) {
        INDArray centred = u.subColumnVector(u.mean(true, 1));
        INDArray deviations = Transforms.sqrt(centred.mul(centred).mean(true, 1), false);
        return new Rows(deviations, centred.divColumnVector(orOne(deviations)));
      }

      private static INDArray orOne(INDArray x) {
        return x.add(x.eq(0).castTo(x.dataType()));
      }

      /** (dN - mean dN - N mean(dN N)) / std, and 0 where std is. */
      INDArray backward(INDArray dNormal) {
        INDArray along = dNormal.mul(normal).mean(true, 1);
        INDArray centred = dNormal.subColumnVector(dNormal.mean(true, 1));
        return centred
            .subi(normal.mulColumnVector(along))
            .diviColumnVector(orOne(deviations))
            .muliColumnVector(Transforms.sign(deviations, true));
      }
    }

    @Override
    public INDArray forward(INDArray x) {
      Rows rows = Rows.of(x.mmul(of(ParameterKind.WEIGHTS)));
      INDArray z = rows.normal().mulRowVector(of(ParameterKind.GAIN));
      INDArray bias = of(ParameterKind.BIAS);
      return bias == null ? z : z.addiRowVector(bias);
    }

    @Override
    public Map<ParameterKind, INDArray> gradients(INDArray x, INDArray dZ) {
      Rows rows = Rows.of(x.mmul(of(ParameterKind.WEIGHTS)));
      INDArray dU = rows.backward(dZ.mulRowVector(of(ParameterKind.GAIN)));
      Map<ParameterKind, INDArray> gradients = new EnumMap<>(ParameterKind.class);
      gradients.put(ParameterKind.WEIGHTS, x.transpose().mmul(dU));
      if (parameters.containsKey(ParameterKind.BIAS)) {
        gradients.put(ParameterKind.BIAS, dZ.sum(true, 0));
      }
      gradients.put(ParameterKind.GAIN, dZ.mul(rows.normal()).sum(true, 0));
      return gradients;
    }

    @Override
    public INDArray inputGradient(INDArray x, INDArray dZ) {
      Rows rows = Rows.of(x.mmul(of(ParameterKind.WEIGHTS)));
      INDArray dU = rows.backward(dZ.mulRowVector(of(ParameterKind.GAIN)));
      return dU.mmul(of(ParameterKind.WEIGHTS).transpose());
    }
  }

  /** Z = W_k + b, row k of W for an example that is k. */
  record Embedding(Map<ParameterKind, INDArray> parameters) implements Nd4jForm {

    @Override
    public INDArray forward(INDArray x) {
      INDArray z = parameters.get(ParameterKind.WEIGHTS).getRows(x.toIntVector());
      INDArray bias = parameters.get(ParameterKind.BIAS);
      return bias == null ? z : z.addRowVector(bias);
    }

    @Override
    public Map<ParameterKind, INDArray> gradients(INDArray x, INDArray dZ) {
      Map<ParameterKind, INDArray> gradients = new EnumMap<>(ParameterKind.class);
      INDArray dW = Nd4j.zerosLike(parameters.get(ParameterKind.WEIGHTS));
      for (int i = 0; i < x.rows(); i++) {
        dW.getRow(x.getInt(i)).addi(dZ.getRow(i));
      }
      gradients.put(ParameterKind.WEIGHTS, dW);
      if (parameters.containsKey(ParameterKind.BIAS)) {
        gradients.put(ParameterKind.BIAS, dZ.sum(true, 0));
      }
      return gradients;
    }

    /** By the number of a row there is no gradient. */
    @Override
    public INDArray inputGradient(INDArray x, INDArray dZ) {
      throw new IllegalStateException("an embedding's input has no gradient");
    }
  }

  /** Z = gamma (X - mean) / sqrt(variance + eps) + beta, column by column. */
  record BatchNorm(LayerForm.BatchNorm form, Map<ParameterKind, INDArray> parameters)
      implements Nd4jForm {

    /** Of each column of a minibatch; vectors are rows. */
    private record Columns(INDArray mean, INDArray variance, INDArray root, INDArray normal) {

      static Columns of(INDArray x, double eps) {
        INDArray mean = x.mean(true, 0);
        INDArray centred = x.subRowVector(mean);
        INDArray variance = centred.mul(centred).mean(true, 0);
        INDArray root = Transforms.sqrt(variance.add(eps), false);
        return new Columns(mean, variance, root, centred.divRowVector(root));
      }
    }

    @Override
    public INDArray forward(INDArray x) {
      INDArray normal = Columns.of(x, form.eps()).normal();
      return form.lockGammaBeta()
          ? normal.mul(form.gamma()).addi(form.beta())
          : normal
              .mulRowVector(parameters.get(ParameterKind.GAMMA))
              .addiRowVector(parameters.get(ParameterKind.BETA));
    }

    @Override
    public Map<ParameterKind, INDArray> gradients(INDArray x, INDArray dZ) {
      Columns columns = Columns.of(x, form.eps());
      Map<ParameterKind, INDArray> gradients = new EnumMap<>(ParameterKind.class);
      if (!form.lockGammaBeta()) {
        gradients.put(ParameterKind.GAMMA, dZ.mul(columns.normal()).sum(true, 0));
        gradients.put(ParameterKind.BETA, dZ.sum(true, 0));
      }
      double share = 1 - form.decay();
      INDArray mean = parameters.get(ParameterKind.MEAN);
      INDArray variance = parameters.get(ParameterKind.VARIANCE);
      gradients.put(ParameterKind.MEAN, mean.sub(columns.mean()).muli(share));
      gradients.put(ParameterKind.VARIANCE, variance.sub(columns.variance()).muli(share));
      return gradients;
    }

    /** gamma / root (dZ - mean dZ - N mean(dZ N)). */
    @Override
    public INDArray inputGradient(INDArray x, INDArray dZ) {
      Columns columns = Columns.of(x, form.eps());
      INDArray along = dZ.mul(columns.normal()).mean(true, 0);
      INDArray dX =
          dZ.subRowVector(dZ.mean(true, 0))
              .subi(columns.normal().mulRowVector(along))
              .diviRowVector(columns.root());
      return form.lockGammaBeta()
          ? dX.muli(form.gamma())
          : dX.muliRowVector(parameters.get(ParameterKind.GAMMA));
    }
  }
}
