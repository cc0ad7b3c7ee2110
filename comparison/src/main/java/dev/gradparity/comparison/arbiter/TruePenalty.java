package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ZERO;

import dev.gradparity.spec.Regularisation;
import java.math.BigDecimal;

/** The penalty l1 |theta|_1 + l2/2 |theta|^2 on one kind of parameter of one layer. */
final class TruePenalty {

  private final Decimals m;
  private final BigDecimal l1;
  private final BigDecimal l2;

  TruePenalty(Regularisation.Terms terms, Decimals m) {
    this.m = m;
    l1 = new BigDecimal(terms.l1());
    l2 = new BigDecimal(terms.l2());
  }

  /** Its value over these parameters. */
  BigDecimal value(BigDecimal[]... rows) {
    if (l1.signum() == 0 && l2.signum() == 0) {
      return ZERO;
    }
    BigDecimal squares = ZERO;
    BigDecimal magnitudes = ZERO;
    for (BigDecimal[] row : rows) {
      squares = m.dot(squares, row, row);
      for (BigDecimal theta : row) {
        magnitudes = m.add(magnitudes, theta.abs());
      }
    }
    return m.add(m.multiply(l1, magnitudes), m.divide(m.multiply(l2, squares), 2));
  }

  /** Its derivative by a parameter, exactly; at zero the subgradient of least magnitude. */
  BigDecimal derivative(BigDecimal theta) {
    return l1.multiply(BigDecimal.valueOf(theta.signum())).add(l2.multiply(theta));
  }
}
