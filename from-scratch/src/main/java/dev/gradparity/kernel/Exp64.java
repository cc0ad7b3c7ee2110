package dev.gradparity.kernel;

import static dev.gradparity.kernel.Lanes64.SPECIES;
import static dev.gradparity.kernel.Lanes64.VECTOR;
import static java.lang.Math.fma;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.DoubleVector;

/**
 * e^x in float64, within 1 ulp: the same operations for a number and for the lanes of a vector.
 *
 * <p>Reduction (Tang 1989; Muller, Elementary Functions, 3rd ed., ch. 11): x = n ln 2 + r, |r| at
 * most ln 2 / 2. ln 2 is split after Cody and Waite (1980): n times its high part, 42 bits long, is
 * exact, and so is x less that; r takes one rounding, and what it loses is known to the second
 * order. Then e^r = 1 + (r + t), t = r^2 q(r) + lost, where q, of degree 10, is fitted to (e^r - 1
 * - r) / r^2 with an error below 2^-61.6 relative to e^r - 1.
 *
 * <p>Error, for u = 2^-53. Where r is negative, e^r is at least 0.707 and an ulp is u: the last
 * addition costs 0.5 ulp; the rounding of r + t, below 0.3 in magnitude, u / 4; that of t, r^2 and
 * q, u / 10; the polynomial, u / 300: 0.86 ulp. Where r is positive, an ulp is 2 u: 0.5 ulp, u / 4,
 * u / 5, u / 300: 0.73 ulp. A subnormal result is rounded once more, to its own grid, by the last
 * multiplication. Found: 0.83 ulp.
 *
 * <p>The parts below {@code of} also serve the functions made of exponentials.
 */
final class Exp64 {

  /** Below, e^x is 0; 2^n with n = -1076 still comes out of two scalings. */
  static final double LOWEST = -746;

  /** Above, e^x is infinite, as it is here. */
  private static final double HIGHEST = 710;

  private static final double LOG2_E = 0x1.71547652b82fep0;
  static final double LN2_HIGH = 0x1.62e42fefa38p-1;
  static final double LN2_LOW = 0x1.ef35793c7673p-45;

  /**
   * 1.5 2^52 + 1023: a sum with it has no fraction, and 2^n's exponent field in its lowest bits.
   */
  static final double ROUNDER = 0x1.80000000003ffp52;

  static final int FRACTION_BITS = 52;

  private static final double Q0 = 0x1.0p-1;
  private static final double Q1 = 0x1.5555555555559p-3;
  private static final double Q2 = 0x1.5555555555557p-5;
  private static final double Q3 = 0x1.111111110f65p-7;
  private static final double Q4 = 0x1.6c16c16c1577dp-10;
  private static final double Q5 = 0x1.a01a01b00610cp-13;
  private static final double Q6 = 0x1.a01a01ab13cadp-16;
  private static final double Q7 = 0x1.71ddf808b6aep-19;
  private static final double Q8 = 0x1.27e4d14428d45p-22;
  private static final double Q9 = 0x1.af5f37267188dp-26;
  private static final double Q10 = 0x1.1f83e1c58be04p-29;

  private Exp64() {}

  /** out_i = e^x_i for the given range of both. */
  static void map(double[] x, int from, int length, double[] out) {
    for (int i = from; i < from + length; i++) {
      out[i] = of(x[i]);
    }
  }

  static double of(double x) {
    double y = x < LOWEST ? LOWEST : x;
    y = y > HIGHEST ? HIGHEST : y;
    double n = exponent(y);
    double half = half(n);
    double scale = powerOfTwo(half);
    double scale2 = powerOfTwo(n - half);
    double r = remainder(y, n);
    double p = 1 + (r + excess(y, n, r));
    return p * scale * scale2;
  }

  /** The integer nearest to y / ln 2; of two at almost the same distance, either. */
  static double exponent(double y) {
    return fma(y, LOG2_E, ROUNDER) - ROUNDER;
  }

  /** r = y - n ln 2, rounded. */
  static double remainder(double y, double n) {
    return fma(n, -LN2_LOW, fma(n, -LN2_HIGH, y));
  }

  /** e^(y - n ln 2) - 1 - r. */
  static double excess(double y, double n, double r) {
    double q = fma(r, Q10, Q9);
    q = fma(q, r, Q8);
    q = fma(q, r, Q7);
    q = fma(q, r, Q6);
    q = fma(q, r, Q5);
    q = fma(q, r, Q4);
    q = fma(q, r, Q3);
    q = fma(q, r, Q2);
    q = fma(q, r, Q1);
    q = fma(q, r, Q0);
    double lost = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, y) - r);
    return fma(r * r, q, lost);
  }

  /** About n / 2, an integer. */
  static double half(double n) {
    return fma(n, 0.5, ROUNDER) - ROUNDER;
  }

  /** 2^n for an integer n from -1022 to 1023. */
  static double powerOfTwo(double n) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(n + ROUNDER) << FRACTION_BITS);
  }

  /**
   * The same for vectors of any length.
   *
   * <p>Helpers come early in a method and the library's own operations late: past some 18,000 nodes
   * HotSpot no longer inlines a method of ours, and a call costs a vector on the heap.
   */
  static final class Lanes {

    private Lanes() {}

    static void map(double[] x, int from, int length, double[] out) {
      int end = from + length;
      int i = from;
      for (; i <= end - SPECIES.length(); i += SPECIES.length()) {
        VECTOR.cast(of(DoubleVector.fromArray(SPECIES, x, i))).intoArray(out, i);
      }
      Exp64.map(x, i, end - i, out);
    }

    static DoubleVector of(DoubleVector x) {
      DoubleVector y = x.blend(LOWEST, x.lt(LOWEST));
      y = y.blend(HIGHEST, y.compare(GT, HIGHEST));
      DoubleVector n = exponent(y);
      DoubleVector half = half(n);
      DoubleVector scale = powerOfTwo(half);
      DoubleVector scale2 = powerOfTwo(n.sub(half));
      DoubleVector r = remainder(y, n);
      DoubleVector p = r.add(excess(y, n, r)).add(1);
      return p.mul(scale).mul(scale2);
    }

    static DoubleVector exponent(DoubleVector y) {
      return y.lanewise(FMA, LOG2_E, ROUNDER).sub(ROUNDER);
    }

    static DoubleVector remainder(DoubleVector y, DoubleVector n) {
      return n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, y));
    }

    static DoubleVector excess(DoubleVector y, DoubleVector n, DoubleVector r) {
      DoubleVector q = r.lanewise(FMA, Q10, Q9);
      q = q.lanewise(FMA, r, Q8);
      q = q.lanewise(FMA, r, Q7);
      q = q.lanewise(FMA, r, Q6);
      q = q.lanewise(FMA, r, Q5);
      q = q.lanewise(FMA, r, Q4);
      q = q.lanewise(FMA, r, Q3);
      q = q.lanewise(FMA, r, Q2);
      q = q.lanewise(FMA, r, Q1);
      q = q.lanewise(FMA, r, Q0);
      DoubleVector lost = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, y).sub(r));
      return r.mul(r).lanewise(FMA, q, lost);
    }

    static DoubleVector half(DoubleVector n) {
      return n.lanewise(FMA, 0.5, ROUNDER).sub(ROUNDER);
    }

    static DoubleVector powerOfTwo(DoubleVector n) {
      return n.add(ROUNDER)
          .reinterpretAsLongs()
          .lanewise(LSHL, FRACTION_BITS)
          .reinterpretAsDoubles();
    }
  }
}
