package dev.gradparity.dl4j;

import dev.gradparity.spec.ParameterKind;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What makes Z of a layer's input X in plain operations, with the parameters that it takes. Rows
 * are examples; vectors are rows; no argument changes.
 */
sealed interface Nd4jForm
    permits Nd4jForms.PassThrough,
        Nd4jForms.Dense,
        Nd4jForms.Normalised,
        Nd4jForms.Embedding,
        Nd4jForms.BatchNorm,
        Nd4jRowForms.PRelu,
        Nd4jRowForms.ElementwiseMultiplication {

  /** The layer's parameters, (rows, fan-out); the arrays themselves. */
  Map<ParameterKind, INDArray> parameters();

  /** Z of X. */
  INDArray forward(INDArray x);

  /** The gradients by the parameters; of what is not learnt, what a step takes off it. */
  Map<ParameterKind, INDArray> gradients(INDArray x, INDArray dZ);

  /** dX of dZ. */
  INDArray inputGradient(INDArray x, INDArray dZ);
}
