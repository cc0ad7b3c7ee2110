package dev.gradparity.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.tensor.Matrix;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;

/**
 * Derivatives from values alone, by the five-point rule (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) /
 * 12h.
 *
 * <p>Its error is h^4/30 |f'''''| from truncation and about 1.5 u |f| / h from rounding: for h =
 * 2^-11 that is 2e-15 |f'''''| and 3e-13 |f|. The tolerance 1e-9 leaves room for fifth derivatives
 * in the tens of thousands, which three layers of steep activations reach, and for the loss's own
 * roundings; it is still a million times below the effect of a wrong term.
 */
final class CentralDifference {

  static final double STEP = 0x1p-11;

  private static final double TOLERANCE = 1e-9;

  private CentralDifference() {}

  static double of(DoubleUnaryOperator f, double x) {
    double near = f.applyAsDouble(x + STEP) - f.applyAsDouble(x - STEP);
    double far = f.applyAsDouble(x + 2 * STEP) - f.applyAsDouble(x - 2 * STEP);
    return (8 * near - far) / (12 * STEP);
  }

  /**
   * Holds each element of a gradient against the difference of the loss.
   *
   * @param theta what the loss depends on; changed for a while and restored
   * @param loss computes the loss anew from theta
   */
  static void assertGradient(Matrix gradient, Matrix theta, DoubleSupplier loss, String name) {
    for (int i = 0; i < theta.rows(); i++) {
      for (int j = 0; j < theta.columns(); j++) {
        double difference = along(theta, i, j, loss);
        assertEquals(
            difference,
            gradient.get(i, j),
            TOLERANCE * Math.max(1, Math.abs(difference)),
            "%s[%d, %d]".formatted(name, i, j));
      }
    }
  }

  private static double along(Matrix theta, int i, int j, DoubleSupplier loss) {
    double before = theta.get(i, j);
    double slope =
        of(
            x -> {
              theta.set(i, j, x);
              return loss.getAsDouble();
            },
            before);
    theta.set(i, j, before);
    return slope;
  }
}
