package dev.gradparity.kernel;

import static dev.gradparity.kernel.Lanes64.SPECIES;
import static dev.gradparity.kernel.Lanes64.VECTOR;
import static java.lang.Math.fma;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/**
 * ln x in float64, within 1 ulp: the same operations for a number and for the lanes of a vector.
 *
 * <p>x = 2^k (1 + f), 1 + f from sqrt(1/2) to sqrt 2, exactly; a subnormal x is scaled by 2^54
 * first. With s = f / (2 + f) (Tang 1990; the form is that of FDLIBM's {@code e_log.c}), ln(1 + f)
 * = f - h + s (h + R), h = f^2 / 2, R = z L(z), z = s^2 at most 0.0295, where L, of degree 6,
 * approximates 2/3 + 2/5 z + 2/7 z^2 + ... with an error below 2^-59.4 relative to ln(1 + f). Here
 * f - h keeps what its rounding loses, and so does its sum with k times ln 2's high part, which is
 * exact.
 *
 * <p>Error, for u = 2^-53: the last addition costs 0.5 ulp. Beside the leading sum, s (h + R) is at
 * most 0.06 of ln(1 + f), which is at most the result, and right to 4 u: u / 4. The sums of small
 * terms cost u / 20, the polynomial u / 80: below 0.5 ulp + 0.32 u relative: 0.82 ulp. Found: 0.65
 * ulp.
 */
final class Log64 {

  private static final double L0 = 0x1.5555555555592p-1;
  private static final double L1 = 0x1.999999997ff06p-2;
  private static final double L2 = 0x1.24924941e315ap-2;
  private static final double L3 = 0x1.c71c521273bf8p-3;
  private static final double L4 = 0x1.74663d6200c89p-3;
  private static final double L5 = 0x1.39a1db77e4eb9p-3;
  private static final double L6 = 0x1.2f044e21208ecp-3;

  private static final long FRACTION = (1L << Exp64.FRACTION_BITS) - 1;
  private static final long SQRT_HALF = Double.doubleToRawLongBits(0x1.6a09e667f3bcdp-1);

  /** Added to the bits of x, it makes their exponent field k + BIAS. */
  private static final long SHIFT = Double.doubleToRawLongBits(1) - SQRT_HALF;

  /** An integer below 2^52 in the fraction of this number adds itself to it. */
  private static final double INTEGER = 0x1.0p52;

  private static final double BIAS = 1023;
  private static final double SUBNORMAL_BITS = 54;
  private static final double SUBNORMAL_SCALE = 0x1.0p54;

  private Log64() {}

  /** out_i = ln x_i for the given range of both. */
  static void map(double[] x, int from, int length, double[] out) {
    for (int i = from; i < from + length; i++) {
      out[i] = of(x[i]);
    }
  }

  static double of(double x) {
    boolean subnormal = x < Double.MIN_NORMAL;
    double normal = subnormal ? x * SUBNORMAL_SCALE : x;
    long bits = Double.doubleToRawLongBits(normal) + SHIFT;
    double biased =
        Double.longBitsToDouble(
            (bits >>> Exp64.FRACTION_BITS) | Double.doubleToRawLongBits(INTEGER));
    double k = biased - (subnormal ? INTEGER + BIAS + SUBNORMAL_BITS : INTEGER + BIAS);
    double f = Double.longBitsToDouble((bits & FRACTION) + SQRT_HALF) - 1;
    double y = sum(k, f);
    y = x < Double.POSITIVE_INFINITY ? y : x;
    y = x == 0 ? Double.NEGATIVE_INFINITY : y;
    return x < 0 ? Double.NaN : y;
  }

  /** k ln 2 + ln(1 + f). */
  private static double sum(double k, double f) {
    double s = f / (f + 2);
    double z = s * s;
    double q = fma(z, L6, L5);
    q = fma(q, z, L4);
    q = fma(q, z, L3);
    q = fma(q, z, L2);
    q = fma(q, z, L1);
    q = fma(q, z, L0);
    double head = fma(f * -0.5, f, f);
    double h = f - head;
    double headLow = fma(f * -0.5, f, h);
    double power = k * Exp64.LN2_HIGH;
    double y = power + head;
    double yLow = power - y + head;
    return y + (yLow + (fma(k, Exp64.LN2_LOW, headLow) + s * fma(q, z, h)));
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
      Log64.map(x, i, end - i, out);
    }

    static DoubleVector of(DoubleVector x) {
      VectorMask<Double> subnormal = x.lt(Double.MIN_NORMAL);
      DoubleVector normal = x.blend(x.mul(SUBNORMAL_SCALE), subnormal);
      LongVector bits = normal.reinterpretAsLongs().add(SHIFT);
      DoubleVector biased =
          bits.lanewise(LSHR, Exp64.FRACTION_BITS)
              .lanewise(OR, Double.doubleToRawLongBits(INTEGER))
              .reinterpretAsDoubles();
      DoubleVector k =
          biased.sub(
              DoubleVector.broadcast(x.species(), INTEGER + BIAS)
                  .blend(INTEGER + BIAS + SUBNORMAL_BITS, subnormal));
      DoubleVector f = bits.and(FRACTION).add(SQRT_HALF).reinterpretAsDoubles().sub(1);
      DoubleVector y = sum(k, f);
      y = x.blend(y, x.lt(Double.POSITIVE_INFINITY));
      y = y.blend(Double.NEGATIVE_INFINITY, x.eq(0));
      return y.blend(Double.NaN, x.lt(0));
    }

    private static DoubleVector sum(DoubleVector k, DoubleVector f) {
      DoubleVector s = f.div(f.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector q = z.lanewise(FMA, L6, L5);
      q = q.lanewise(FMA, z, L4);
      q = q.lanewise(FMA, z, L3);
      q = q.lanewise(FMA, z, L2);
      q = q.lanewise(FMA, z, L1);
      q = q.lanewise(FMA, z, L0);
      DoubleVector head = f.mul(-0.5).fma(f, f);
      DoubleVector h = f.sub(head);
      DoubleVector headLow = f.mul(-0.5).fma(f, h);
      DoubleVector power = k.mul(Exp64.LN2_HIGH);
      DoubleVector y = power.add(head);
      DoubleVector yLow = power.sub(y).add(head);
      return y.add(yLow.add(k.lanewise(FMA, Exp64.LN2_LOW, headLow).add(s.mul(q.fma(z, h)))));
    }
  }
}
