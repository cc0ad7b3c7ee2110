package dev.gradparity.comparison.arbiter;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.ParameterKind;
import java.math.BigDecimal;

/**
 * A gradient from losses alone, (L(theta + h) - L(theta - h)) / 2h, which no error of a backward
 * pass reaches. With h = 10^(-digits / 3), truncation and rounding both stay near h^2.
 */
final class CentralDifference {

  private final TrueNetwork network;
  private final BigDecimal[][] x;
  private final Examples batch;
  private final Decimals m;
  private final BigDecimal h;

  CentralDifference(Case.Gradient task, Decimals m) {
    this.m = m;
    network = TrueNetwork.of(task.spec(), task.parameters());
    x = Rows.of("x", task.batch().count(), task.batch().x());
    batch = task.batch();
    h = BigDecimal.ONE.scaleByPowerOfTen(-m.digits() / 3);
  }

  /** Whether a tensor is a gradient by something that a case gives: a parameter or the input. */
  static boolean knows(TensorName name) {
    return name.step() == 0
        && (name.quantity() == Quantity.D_INPUT || name.quantity().gradientBy().isPresent());
  }

  /** The gradient's element at this row-major offset. */
  BigDecimal of(TensorName name, int offset) {
    BigDecimal difference = lossWith(name, offset, h).subtract(lossWith(name, offset, h.negate()));
    return m.divide(difference, h.add(h));
  }

  private BigDecimal lossWith(TensorName name, int offset, BigDecimal shift) {
    if (name.quantity() == Quantity.D_INPUT) {
      return new TruePass(network, 0, m, shifted(x, offset, shift), batch).loss();
    }
    ParameterKind kind =
        name.quantity()
            .gradientBy()
            .orElseThrow(() -> new IllegalArgumentException("no central difference for " + name));
    BigDecimal[][] moved = shifted(network.of(name.layer(), kind), offset, shift);
    return new TruePass(network.with(name.layer(), kind, moved), 0, m, x, batch).loss();
  }

  private static BigDecimal[][] shifted(BigDecimal[][] rows, int offset, BigDecimal shift) {
    int columns = rows[0].length;
    BigDecimal[][] shifted = rows.clone();
    int i = offset / columns;
    shifted[i] = rows[i].clone();
    shifted[i][offset % columns] = shifted[i][offset % columns].add(shift);
    return shifted;
  }

  /**
   * The decimal digits in which two numbers agree: 0 if not even the first, at most {@code most}.
   */
  static int agreement(BigDecimal one, BigDecimal other, int most) {
    BigDecimal difference = one.subtract(other);
    if (difference.signum() == 0) {
      return most;
    }
    int digits = magnitude(one) - magnitude(difference);
    return Math.max(0, Math.min(most, digits));
  }

  private static int magnitude(BigDecimal x) {
    return x.precision() - x.scale();
  }
}
