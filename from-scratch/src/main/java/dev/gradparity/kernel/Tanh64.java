package dev.gradparity.kernel;

import static dev.gradparity.kernel.Lanes64.SPECIES;
import static dev.gradparity.kernel.Lanes64.VECTOR;
import static java.lang.Math.fma;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/**
 * tanh x in float64, within 1 ulp: the same operations for a number and for the lanes of a vector.
 *
 * <p>tanh |x| = (e^2|x| - 1) / (e^2|x| + 1). {@link Exp64} gives e^2|x| = 2^n + 2^n (g + g'), where
 * g + g' = e^r - 1 is accurate relative to r. Numerator and denominator are 2^n - 1 and 2^n + 1
 * with 2^n (g + g') added, as a head and a tail each (Dekker 1971; the first summand is the larger,
 * or is 0). For |x| below ln 2 / 4, n = 0, so the numerator is e^r - 1 itself, and small numbers
 * need no formula of their own: tanh x is x where x^2 vanishes. The quotient takes one reciprocal
 * and one Newton step on the exact remainder (Markstein 1990).
 *
 * <p>Error, for u = 2^-53: the last addition costs 0.5 ulp. t, and so g + g', is right to u / 10
 * where r is negative and to u / 5 where it is positive (see {@link Exp64}). A numerator a and a
 * denominator b carry 2^n times that alike, which moves the quotient by 1 / a - 1 / b = 2 / (a b)
 * of it, most where a is least: for n = 1, a = 0.414, by 0.4 u; for n = 0, relative to r, by 0.36
 * u. Below 0.5 ulp + 0.4 u relative: 0.9 ulp. Found: 0.82 ulp.
 */
final class Tanh64 {

  /** From here on tanh x rounds to 1. */
  private static final double SATURATION = 20;

  private Tanh64() {}

  /** out_i = tanh x_i for the given range of both. */
  static void map(double[] x, int from, int length, double[] out) {
    for (int i = from; i < from + length; i++) {
      out[i] = of(x[i]);
    }
  }

  static double of(double x) {
    double magnitude = Math.abs(x);
    magnitude = magnitude > SATURATION ? SATURATION : magnitude;
    double y = magnitude + magnitude;
    double n = Exp64.exponent(y);
    double power = Exp64.powerOfTwo(n);
    double r = Exp64.remainder(y, n);
    double t = Exp64.excess(y, n, r);
    double g = r + t;
    double gLow = (t - (g - r)) * power;
    g *= power;

    double minus = power - 1;
    double a = minus + g;
    double aLow = g - (a - minus) + (power - minus - 1) + gLow;
    double plus = power + 1;
    double b = plus + g;
    double bLow = g - (b - plus) + (power - plus + 1) + gLow;

    double reciprocal = 1 / b;
    double q = a * reciprocal;
    q = fma(fma(-q, b, a) + fma(-q, bLow, aLow), reciprocal, q);
    return Math.copySign(q, x);
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
      Tanh64.map(x, i, end - i, out);
    }

    static DoubleVector of(DoubleVector x) {
      LongVector sign = x.reinterpretAsLongs().and(Long.MIN_VALUE);
      DoubleVector magnitude = x.abs();
      magnitude = magnitude.blend(SATURATION, magnitude.compare(GT, SATURATION));
      DoubleVector y = magnitude.add(magnitude);
      DoubleVector n = Exp64.Lanes.exponent(y);
      DoubleVector power = Exp64.Lanes.powerOfTwo(n);
      DoubleVector r = Exp64.Lanes.remainder(y, n);
      DoubleVector t = Exp64.Lanes.excess(y, n, r);
      DoubleVector one = DoubleVector.broadcast(x.species(), 1);
      DoubleVector g = r.add(t);
      DoubleVector gLow = t.sub(g.sub(r)).mul(power);
      g = g.mul(power);

      DoubleVector minus = power.sub(one);
      DoubleVector a = minus.add(g);
      DoubleVector aLow = g.sub(a.sub(minus)).add(power.sub(minus).sub(one)).add(gLow);
      DoubleVector plus = power.add(one);
      DoubleVector b = plus.add(g);
      DoubleVector bLow = g.sub(b.sub(plus)).add(power.sub(plus).add(one)).add(gLow);

      DoubleVector reciprocal = one.div(b);
      DoubleVector q = a.mul(reciprocal);
      DoubleVector minusQ = q.neg();
      q = minusQ.fma(b, a).add(minusQ.fma(bLow, aLow)).fma(reciprocal, q);
      return q.reinterpretAsLongs().lanewise(OR, sign).reinterpretAsDoubles();
    }
  }
}
