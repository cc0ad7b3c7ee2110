package dev.gradparity.kernel;

import static dev.gradparity.kernel.Lanes32.SPECIES;
import static dev.gradparity.kernel.Lanes32.VECTOR;
import static java.lang.Math.fma;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;

/**
 * e^x in float32, within 1 ulp: the same operations for a number and for the lanes of a vector.
 *
 * <p>The method is that of {@link Exp64}. Here ln 2's high part has 16 bits, and q, of degree 5,
 * has an error below 2^-31 relative to e^r - 1.
 *
 * <p>Error, for u = 2^-24: as in {@link Exp64}, the polynomial's share u / 128: 0.86 ulp. Found,
 * among all floats: 0.85 ulp, and never does it fall where it should rise.
 */
final class Exp32 {

  /** Below, e^x is 0; 2^n with n = -150 still comes out of two scalings. */
  static final float LOWEST = -104;

  /** Above, e^x is infinite, as it is here. */
  private static final float HIGHEST = 89;

  private static final float LOG2_E = 0x1.715476p0f;
  static final float LN2_HIGH = 0x1.62e4p-1f;
  static final float LN2_LOW = 0x1.7f7d1cp-20f;

  /** 1.5 2^23 + 127: a sum with it has no fraction, and 2^n's exponent field in its lowest bits. */
  static final float ROUNDER = 0x1.8000fep23f;

  static final int FRACTION_BITS = 23;

  private static final float Q0 = 0x1.0p-1f;
  private static final float Q1 = 0x1.555556p-3f;
  private static final float Q2 = 0x1.5554fp-5f;
  private static final float Q3 = 0x1.110fep-7f;
  private static final float Q4 = 0x1.6d436ep-10f;
  private static final float Q5 = 0x1.a293cep-13f;

  private Exp32() {}

  /** out_i = e^x_i for the given range of both. */
  static void map(float[] x, int from, int length, float[] out) {
    for (int i = from; i < from + length; i++) {
      out[i] = of(x[i]);
    }
  }

  static float of(float x) {
    float y = x < LOWEST ? LOWEST : x;
    y = y > HIGHEST ? HIGHEST : y;
    float n = exponent(y);
    float half = half(n);
    float scale = powerOfTwo(half);
    float scale2 = powerOfTwo(n - half);
    float r = remainder(y, n);
    float p = 1 + (r + excess(y, n, r));
    return p * scale * scale2;
  }

  /** The integer nearest to y / ln 2; of two at almost the same distance, either. */
  static float exponent(float y) {
    return fma(y, LOG2_E, ROUNDER) - ROUNDER;
  }

  /** r = y - n ln 2, rounded. */
  static float remainder(float y, float n) {
    return fma(n, -LN2_LOW, fma(n, -LN2_HIGH, y));
  }

  /** e^(y - n ln 2) - 1 - r. */
  static float excess(float y, float n, float r) {
    float q = fma(r, Q5, Q4);
    q = fma(q, r, Q3);
    q = fma(q, r, Q2);
    q = fma(q, r, Q1);
    q = fma(q, r, Q0);
    float lost = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, y) - r);
    return fma(r * r, q, lost);
  }

  /** About n / 2, an integer. */
  static float half(float n) {
    return fma(n, 0.5f, ROUNDER) - ROUNDER;
  }

  /** 2^n for an integer n from -126 to 127. */
  static float powerOfTwo(float n) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(n + ROUNDER) << FRACTION_BITS);
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
      Exp32.map(x, i, end - i, out);
    }

    static FloatVector of(FloatVector x) {
      FloatVector y = x.blend(LOWEST, x.lt(LOWEST));
      y = y.blend(HIGHEST, y.compare(GT, HIGHEST));
      FloatVector n = exponent(y);
      FloatVector half = half(n);
      FloatVector scale = powerOfTwo(half);
      FloatVector scale2 = powerOfTwo(n.sub(half));
      FloatVector r = remainder(y, n);
      FloatVector p = r.add(excess(y, n, r)).add(1);
      return p.mul(scale).mul(scale2);
    }

    static FloatVector exponent(FloatVector y) {
      return y.lanewise(FMA, LOG2_E, ROUNDER).sub(ROUNDER);
    }

    static FloatVector remainder(FloatVector y, FloatVector n) {
      return n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, y));
    }

    static FloatVector excess(FloatVector y, FloatVector n, FloatVector r) {
      FloatVector q = r.lanewise(FMA, Q5, Q4);
      q = q.lanewise(FMA, r, Q3);
      q = q.lanewise(FMA, r, Q2);
      q = q.lanewise(FMA, r, Q1);
      q = q.lanewise(FMA, r, Q0);
      FloatVector lost = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, y).sub(r));
      return r.mul(r).lanewise(FMA, q, lost);
    }

    static FloatVector half(FloatVector n) {
      return n.lanewise(FMA, 0.5f, ROUNDER).sub(ROUNDER);
    }

    static FloatVector powerOfTwo(FloatVector n) {
      return n.add(ROUNDER).reinterpretAsInts().lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats();
    }
  }
}
