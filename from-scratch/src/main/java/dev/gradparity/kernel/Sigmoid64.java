package dev.gradparity.kernel;

import static dev.gradparity.kernel.Lanes64.SPECIES;
import static dev.gradparity.kernel.Lanes64.VECTOR;
import static java.lang.Math.fma;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/**
 * The logistic function 1 / (1 + e^-x) in float64, within 1 ulp: the same operations for a number
 * and for the lanes of a vector.
 *
 * <p>With e = e^-|x|, which cannot overflow, it is 1 / (1 + e) where x is not negative, else e / (1
 * + e), which keeps its relative accuracy while it vanishes. {@link Exp64} gives e = 2^n (p + p'),
 * p' what is lost where p is rounded; 1 + e likewise is a head d and a tail d' (Dekker 1971). The
 * quotient takes one reciprocal and one Newton step on the exact remainder (Markstein 1990); 2^n
 * comes last.
 *
 * <p>Error, for u = 2^-53: the last addition of the quotient costs 0.5 ulp. p + p' is right to u /
 * 5 (see {@link Exp64}), the quotient is no more sensitive than that, and the correction, of a few
 * u, is right to terms in u^2: below 0.5 ulp + 0.22 u relative, at most 0.72 ulp. A subnormal
 * result is rounded once more. Found: 0.61 ulp, 0.76 where subnormal.
 */
final class Sigmoid64 {

  private Sigmoid64() {}

  /** out_i = 1 / (1 + e^-x_i) for the given range of both. */
  static void map(double[] x, int from, int length, double[] out) {
    for (int i = from; i < from + length; i++) {
      out[i] = of(x[i]);
    }
  }

  static double of(double x) {
    double y = -Math.abs(x);
    y = y < Exp64.LOWEST ? Exp64.LOWEST : y;
    double n = Exp64.exponent(y);
    double half = Exp64.half(n);
    double scale = Exp64.powerOfTwo(half);
    double scale2 = Exp64.powerOfTwo(n - half);
    double r = Exp64.remainder(y, n);
    double t = Exp64.excess(y, n, r);
    double g = r + t;
    double p = 1 + g;
    double pLow = g - (p - 1) + (t - (g - r));
    double e = p * scale * scale2;
    double d = 1 + e;
    double dLow = e - (d - 1) + pLow * scale * scale2;
    double a = x < 0 ? p : 1;
    double aLow = x < 0 ? pLow : 0;
    double reciprocal = 1 / d;
    double q = a * reciprocal;
    q = fma(fma(-q, d, a) + fma(-q, dLow, aLow), reciprocal, q);
    return x < 0 ? q * scale * scale2 : q;
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
      Sigmoid64.map(x, i, end - i, out);
    }

    static DoubleVector of(DoubleVector x) {
      DoubleVector zero = DoubleVector.zero(x.species());
      DoubleVector one = zero.add(1);
      DoubleVector y = x.abs().neg();
      y = y.blend(Exp64.LOWEST, y.lt(Exp64.LOWEST));
      DoubleVector n = Exp64.Lanes.exponent(y);
      DoubleVector half = Exp64.Lanes.half(n);
      DoubleVector scale = Exp64.Lanes.powerOfTwo(half);
      DoubleVector scale2 = Exp64.Lanes.powerOfTwo(n.sub(half));
      DoubleVector r = Exp64.Lanes.remainder(y, n);
      DoubleVector t = Exp64.Lanes.excess(y, n, r);
      DoubleVector g = r.add(t);
      DoubleVector p = one.add(g);
      DoubleVector pLow = g.sub(p.sub(one)).add(t.sub(g.sub(r)));
      DoubleVector e = p.mul(scale).mul(scale2);
      DoubleVector d = one.add(e);
      DoubleVector dLow = e.sub(d.sub(one)).add(pLow.mul(scale).mul(scale2));
      VectorMask<Double> negative = x.lt(0);
      DoubleVector a = one.blend(p, negative);
      DoubleVector aLow = zero.blend(pLow, negative);
      DoubleVector reciprocal = one.div(d);
      DoubleVector q = a.mul(reciprocal);
      DoubleVector minusQ = q.neg();
      q = minusQ.fma(d, a).add(minusQ.fma(dLow, aLow)).fma(reciprocal, q);
      return q.blend(q.mul(scale).mul(scale2), negative);
    }
  }
}
