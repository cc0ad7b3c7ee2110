package dev.gradparity.kernel;

import static dev.gradparity.kernel.Lanes32.SPECIES;
import static dev.gradparity.kernel.Lanes32.VECTOR;
import static java.lang.Math.fma;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The error function in float32, within 1.1 ulp: the same operations for a number and for the lanes
 * of a vector.
 *
 * <p>The method is that of {@link Erf64}. P has degree 6 and an error below 2^-29.3 relative to erf
 * x; Q has degree 6 and an error in e^Q below 2^-29.8; erf x rounds to 1 from 3.95 on.
 *
 * <p>Error, for u = 2^-24: as in {@link Erf64}, 1.1 ulp. Found, among all floats: 0.99 ulp. Between
 * 1.5 and 2 there are 88 neighbours of which the larger has the smaller value, by an ulp.
 */
final class Erf32 {

  /** From here on the second form serves. */
  private static final float LARGE = 1;

  /** From here on erf x rounds to 1. */
  private static final float SATURATION = 3.95f;

  private static final float P0 = 0x1.06eba8p-3f;
  private static final float P1 = -0x1.81273ep-2f;
  private static final float P2 = 0x1.ce2ce6p-4f;
  private static final float P3 = -0x1.b7f71ap-6f;
  private static final float P4 = 0x1.53f222p-8f;
  private static final float P5 = -0x1.a35136p-11f;
  private static final float P6 = 0x1.477138p-14f;

  private static final float Q0 = -0x1.72d55ap-12f;
  private static final float Q1 = -0x1.2085b6p0f;
  private static final float Q2 = -0x1.46c57ap-1f;
  private static final float Q3 = -0x1.a60aaep-4f;
  private static final float Q4 = 0x1.65422ep-6f;
  private static final float Q5 = -0x1.814c38p-9f;
  private static final float Q6 = 0x1.852abap-13f;

  private Erf32() {}

  /** out_i = erf x_i for the given range of both. */
  static void map(float[] x, int from, int length, float[] out) {
    for (int i = from; i < from + length; i++) {
      out[i] = of(x[i]);
    }
  }

  static float of(float x) {
    float magnitude = Math.abs(x);
    magnitude = magnitude > SATURATION ? SATURATION : magnitude;
    float y = magnitude < LARGE ? small(magnitude) : large(magnitude);
    return Math.copySign(y, x);
  }

  private static float small(float x) {
    float z = x * x;
    float p = fma(z, P6, P5);
    p = fma(p, z, P4);
    p = fma(p, z, P3);
    p = fma(p, z, P2);
    p = fma(p, z, P1);
    p = fma(p, z, P0);
    return fma(x, p, x);
  }

  private static float large(float x) {
    float q = fma(x, Q6, Q5);
    q = fma(q, x, Q4);
    q = fma(q, x, Q3);
    q = fma(q, x, Q2);
    q = fma(q, x, Q1);
    float y = fma(q, x, Q0);
    float yLow = fma(q, x, -y) + Q0;
    float n = Exp32.exponent(y);
    float r = Exp32.remainder(y, n);
    float e = 1 + (r + (Exp32.excess(y, n, r) + yLow));
    return fma(-e, Exp32.powerOfTwo(n), 1);
  }

  /**
   * The same for vectors of any length.
   *
   * <p>Helpers come early in a method and the library's own operations late: past some 18,000 nodes
   * HotSpot no longer inlines a method of ours, and a call costs a vector on the heap.
   */
  static final class Lanes {

    private Lanes() {}

    static void map(float[] x, int from, int length, float[] out) {
      int end = from + length;
      int i = from;
      for (; i <= end - SPECIES.length(); i += SPECIES.length()) {
        VECTOR.cast(of(FloatVector.fromArray(SPECIES, x, i))).intoArray(out, i);
      }
      Erf32.map(x, i, end - i, out);
    }

    static FloatVector of(FloatVector x) {
      FloatVector magnitude = x.abs();
      magnitude = magnitude.blend(SATURATION, magnitude.compare(GT, SATURATION));
      FloatVector large = large(magnitude);
      FloatVector z = magnitude.mul(magnitude);
      FloatVector p = z.lanewise(FMA, P6, P5);
      p = p.lanewise(FMA, z, P4);
      p = p.lanewise(FMA, z, P3);
      p = p.lanewise(FMA, z, P2);
      p = p.lanewise(FMA, z, P1);
      p = p.lanewise(FMA, z, P0);
      FloatVector y = large.blend(magnitude.fma(p, magnitude), magnitude.lt(LARGE));
      IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
      return y.reinterpretAsInts().lanewise(OR, sign).reinterpretAsFloats();
    }

    private static FloatVector large(FloatVector x) {
      FloatVector q = x.lanewise(FMA, Q6, Q5);
      q = q.lanewise(FMA, x, Q4);
      q = q.lanewise(FMA, x, Q3);
      q = q.lanewise(FMA, x, Q2);
      q = q.lanewise(FMA, x, Q1);
      FloatVector y = q.lanewise(FMA, x, Q0);
      FloatVector n = Exp32.Lanes.exponent(y);
      FloatVector r = Exp32.Lanes.remainder(y, n);
      FloatVector t = Exp32.Lanes.excess(y, n, r);
      FloatVector power =
          n.add(Exp32.ROUNDER)
              .reinterpretAsInts()
              .lanewise(LSHL, Exp32.FRACTION_BITS)
              .reinterpretAsFloats();
      FloatVector yLow = q.fma(x, y.neg()).add(Q0);
      FloatVector e = r.add(t.add(yLow)).add(1);
      return e.neg().lanewise(FMA, power, 1);
    }
  }
}
