package dev.gradparity.kernel;

import static dev.gradparity.kernel.Lanes64.SPECIES;
import static dev.gradparity.kernel.Lanes64.VECTOR;
import static java.lang.Math.fma;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/**
 * The error function in float64, within 1.1 ulp: the same operations for a number and for the lanes
 * of a vector.
 *
 * <p>As in Cody (1969), there is one form for small and one for large arguments. For |x| below 1,
 * erf x = x + x P(x^2), P of degree 11, with an error below 2^-56 relative to erf x. From 1 to
 * 5.95, where erf x rounds to 1, erf |x| = 1 - e^Q(|x|), where Q, of degree 17, approximates ln
 * erfc with an error in e^Q below 2^-57: there is no x^2 whose rounding the exponential would
 * magnify, and what Q's last step loses is made good.
 *
 * <p>Error, for u = 2^-53. Below 1, the last operation costs 0.5 ulp; P, in magnitude at most 0.19
 * of erf x / x, is right to 2 u, the fit to u / 8: 0.5 ulp + 0.5 u relative. From 1 on, an ulp is
 * u: 0.5 ulp; e^Q is at most 0.158, its exponent right to 2 u and its exponential to 1.3 u: 0.158
 * of 3.3 u, and the fit, u / 16. Together below 1.1 ulp. Found: 0.9 ulp.
 */
final class Erf64 {

  /** From here on the second form serves. */
  private static final double LARGE = 1;

  /** From here on erf x rounds to 1. */
  private static final double SATURATION = 5.95;

  private static final double P0 = 0x1.06eba8214db68p-3;
  private static final double P1 = -0x1.812746b03799dp-2;
  private static final double P2 = 0x1.ce2f21a03f8b9p-4;
  private static final double P3 = -0x1.b82ce311a93e3p-6;
  private static final double P4 = 0x1.565bcceec8e76p-8;
  private static final double P5 = -0x1.c02daeb31dbd3p-11;
  private static final double P6 = 0x1.f9a2963acc401p-14;
  private static final double P7 = -0x1.f4c8262a24924p-17;
  private static final double P8 = 0x1.b96af258cd178p-20;
  private static final double P9 = -0x1.5b89b47e7c5bcp-23;
  private static final double P10 = 0x1.d3c8f2c402e7p-27;
  private static final double P11 = -0x1.a1fafed438fc7p-31;

  private static final double Q0 = -0x1.138ab57651deap-21;
  private static final double Q1 = -0x1.20dd1e3051f96p0;
  private static final double Q2 = -0x1.45f635a4c44cdp-1;
  private static final double Q3 = -0x1.a4ab284ac99b3p-4;
  private static final double Q4 = 0x1.3719a17bd6ba9p-6;
  private static final double Q5 = 0x1.b19ede62b0d7ap-12;
  private static final double Q6 = -0x1.f709f83bd3195p-10;
  private static final double Q7 = 0x1.954b92deca6eep-11;
  private static final double Q8 = -0x1.1e5e94818238ep-13;
  private static final double Q9 = -0x1.47940530f02e2p-16;
  private static final double Q10 = 0x1.7a0e0a548ce94p-16;
  private static final double Q11 = -0x1.1fddbea7330d7p-17;
  private static final double Q12 = 0x1.1bda72e7738d5p-19;
  private static final double Q13 = -0x1.8cd4f33dd0a91p-22;
  private static final double Q14 = 0x1.8a93f0ad35609p-25;
  private static final double Q15 = -0x1.0b5481a8ae2fcp-28;
  private static final double Q16 = 0x1.bc4bd86483937p-33;
  private static final double Q17 = -0x1.565d9992d05e5p-38;

  private Erf64() {}

  /** out_i = erf x_i for the given range of both. */
  static void map(double[] x, int from, int length, double[] out) {
    for (int i = from; i < from + length; i++) {
      out[i] = of(x[i]);
    }
  }

  static double of(double x) {
    double magnitude = Math.abs(x);
    magnitude = magnitude > SATURATION ? SATURATION : magnitude;
    double y = magnitude < LARGE ? small(magnitude) : large(magnitude);
    return Math.copySign(y, x);
  }

  private static double small(double x) {
    double z = x * x;
    double p = fma(z, P11, P10);
    p = fma(p, z, P9);
    p = fma(p, z, P8);
    p = fma(p, z, P7);
    p = fma(p, z, P6);
    p = fma(p, z, P5);
    p = fma(p, z, P4);
    p = fma(p, z, P3);
    p = fma(p, z, P2);
    p = fma(p, z, P1);
    p = fma(p, z, P0);
    return fma(x, p, x);
  }

  private static double large(double x) {
    double q = fma(x, Q17, Q16);
    q = fma(q, x, Q15);
    q = fma(q, x, Q14);
    q = fma(q, x, Q13);
    q = fma(q, x, Q12);
    q = fma(q, x, Q11);
    q = fma(q, x, Q10);
    q = fma(q, x, Q9);
    q = fma(q, x, Q8);
    q = fma(q, x, Q7);
    q = fma(q, x, Q6);
    q = fma(q, x, Q5);
    q = fma(q, x, Q4);
    q = fma(q, x, Q3);
    q = fma(q, x, Q2);
    q = fma(q, x, Q1);
    double y = fma(q, x, Q0);
    double yLow = fma(q, x, -y) + Q0;
    double n = Exp64.exponent(y);
    double r = Exp64.remainder(y, n);
    double e = 1 + (r + (Exp64.excess(y, n, r) + yLow));
    return fma(-e, Exp64.powerOfTwo(n), 1);
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
      Erf64.map(x, i, end - i, out);
    }

    static DoubleVector of(DoubleVector x) {
      DoubleVector magnitude = x.abs();
      magnitude = magnitude.blend(SATURATION, magnitude.compare(GT, SATURATION));
      DoubleVector large = large(magnitude);
      DoubleVector z = magnitude.mul(magnitude);
      DoubleVector p = z.lanewise(FMA, P11, P10);
      p = p.lanewise(FMA, z, P9);
      p = p.lanewise(FMA, z, P8);
      p = p.lanewise(FMA, z, P7);
      p = p.lanewise(FMA, z, P6);
      p = p.lanewise(FMA, z, P5);
      p = p.lanewise(FMA, z, P4);
      p = p.lanewise(FMA, z, P3);
      p = p.lanewise(FMA, z, P2);
      p = p.lanewise(FMA, z, P1);
      p = p.lanewise(FMA, z, P0);
      DoubleVector y = large.blend(magnitude.fma(p, magnitude), magnitude.lt(LARGE));
      LongVector sign = x.reinterpretAsLongs().and(Long.MIN_VALUE);
      return y.reinterpretAsLongs().lanewise(OR, sign).reinterpretAsDoubles();
    }

    private static DoubleVector large(DoubleVector x) {
      DoubleVector q = x.lanewise(FMA, Q17, Q16);
      q = q.lanewise(FMA, x, Q15);
      q = q.lanewise(FMA, x, Q14);
      q = q.lanewise(FMA, x, Q13);
      q = q.lanewise(FMA, x, Q12);
      q = q.lanewise(FMA, x, Q11);
      q = q.lanewise(FMA, x, Q10);
      q = q.lanewise(FMA, x, Q9);
      q = q.lanewise(FMA, x, Q8);
      q = q.lanewise(FMA, x, Q7);
      q = q.lanewise(FMA, x, Q6);
      q = q.lanewise(FMA, x, Q5);
      q = q.lanewise(FMA, x, Q4);
      q = q.lanewise(FMA, x, Q3);
      q = q.lanewise(FMA, x, Q2);
      q = q.lanewise(FMA, x, Q1);
      DoubleVector y = q.lanewise(FMA, x, Q0);
      DoubleVector n = Exp64.Lanes.exponent(y);
      DoubleVector r = Exp64.Lanes.remainder(y, n);
      DoubleVector t = Exp64.Lanes.excess(y, n, r);
      DoubleVector power =
          n.add(Exp64.ROUNDER)
              .reinterpretAsLongs()
              .lanewise(LSHL, Exp64.FRACTION_BITS)
              .reinterpretAsDoubles();
      DoubleVector yLow = q.fma(x, y.neg()).add(Q0);
      DoubleVector e = r.add(t.add(yLow)).add(1);
      return e.neg().lanewise(FMA, power, 1);
    }
  }
}
