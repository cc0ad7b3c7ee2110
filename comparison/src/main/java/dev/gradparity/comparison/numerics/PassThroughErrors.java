package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.ParameterKind;

/** z is the input itself: nothing rounds but the division of a gradient by the examples. */
final class PassThroughErrors implements FormErrors {

  @Override
  public Bounded forward(Bounded input) {
    return input;
  }

  @Override
  public Bounded gradient(ParameterKind kind, Bounded input, Bounded dZ) {
    throw new IllegalArgumentException("no parameter " + kind.symbol());
  }

  @Override
  public Bounded inputGradient(Bounded input, Bounded dZ) {
    return dZ;
  }
}
