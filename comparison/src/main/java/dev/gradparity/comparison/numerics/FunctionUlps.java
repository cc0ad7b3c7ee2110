package dev.gradparity.comparison.numerics;

import java.util.function.ToDoubleFunction;

/**
 * How far library functions may be from the exact value, in units in the last place, with sources.
 * The analysis takes the largest number of a column: its bounds then hold for every implementation
 * below, whichever side it is on.
 *
 * <p>The formulas that compose these functions, such as a softmax from exponentials, are not here:
 * they are analysed operation by operation.
 */
enum FunctionUlps {
  /**
   * Exp32, Exp64, Log32, Log64, Tanh32, Tanh64, Sigmoid32, Sigmoid64: proved and measured there.
   */
  FROM_SCRATCH("its own documentation, proved and measured", 1, 1, 1),
  /** StrictMath.log in the loss, and the walk's own functions. */
  JAVA("java.lang.Math and StrictMath, API documentation", 1, 1, 2.5),
  /**
   * What the generic ND4J binary imports: exp, log, pow. Its tanh is a formula over pow, see {@link
   * ActivationErrors}.
   */
  GLIBC("GNU C Library manual, Known Maximum Errors in Math Functions, x86_64", 1, 1, 2),
  /** What GCC makes of loops under OpenMP SIMD, in builds for wider registers. */
  LIBMVEC("GNU C Library wiki, libmvec: 4-ulp maximum relative error criterion", 4, 4, 4);

  private final String source;
  private final double exp;
  private final double log;
  private final double tanh;

  FunctionUlps(String source, double exp, double log, double tanh) {
    this.source = source;
    this.exp = exp;
    this.log = log;
    this.tanh = tanh;
  }

  /** Where the numbers are documented. */
  String source() {
    return source;
  }

  /** The largest relative error of exp and pow; an ulp is 2u of the value at most. */
  static double exp(Rounding r) {
    return largest(r, row -> row.exp);
  }

  /** The largest relative error of log. */
  static double log(Rounding r) {
    return largest(r, row -> row.log);
  }

  /** The largest relative error of a library's tanh or sigmoid. */
  static double tanh(Rounding r) {
    return largest(r, row -> row.tanh);
  }

  private static double largest(Rounding r, ToDoubleFunction<FunctionUlps> ulps) {
    double most = 0;
    for (FunctionUlps row : values()) {
      most = Math.max(most, ulps.applyAsDouble(row));
    }
    return 2 * most * r.u();
  }
}
