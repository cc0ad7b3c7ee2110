package dev.gradparity.comparison.arbiter;

import java.math.BigDecimal;

/**
 * An activation by its two formulas.
 *
 * @param f the value
 * @param slope the derivative
 */
record TrueFormula(Function f, Function slope) implements TrueScalar {

  /** A real function of one number. */
  @FunctionalInterface
  interface Function {
    BigDecimal at(Decimals m, BigDecimal z);
  }

  @Override
  public BigDecimal value(Decimals m, BigDecimal z) {
    return f.at(m, z);
  }

  @Override
  public BigDecimal derivative(Decimals m, BigDecimal z) {
    return slope.at(m, z);
  }
}
