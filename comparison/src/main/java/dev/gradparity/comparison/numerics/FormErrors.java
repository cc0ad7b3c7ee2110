package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.ParameterKind;

/** How one layer makes z of its input, with its parameters, every result with its bounds. */
sealed interface FormErrors
    permits BatchNormErrors,
        DenseErrors,
        NormalisedErrors,
        DropoutErrors,
        ElementwiseMultiplicationErrors,
        EmbeddingErrors,
        PassThroughErrors,
        PReluErrors {

  /**
   * z, (n, fan-out).
   *
   * @param input (n, fan-in)
   */
  Bounded forward(Bounded input);

  /** The gradient of the data's loss by a parameter. */
  Bounded gradient(ParameterKind kind, Bounded input, Bounded dZ);

  /** The gradient by the input. */
  Bounded inputGradient(Bounded input, Bounded dZ);
}
