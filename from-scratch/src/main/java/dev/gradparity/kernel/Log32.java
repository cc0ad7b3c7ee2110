package dev.gradparity.kernel;

import static dev.gradparity.kernel.Lanes32.SPECIES;
import static dev.gradparity.kernel.Lanes32.VECTOR;
import static java.lang.Math.fma;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/**
 * ln x in float32, within 1 ulp: the same operations for a number and for the lanes of a vector.
 *
 * <p>The method is that of {@link Log64}; a subnormal x is scaled by 2^25, and L has degree 2 and
 * an error below 2^-30.2 relative to ln(1 + f).
 *
 * <p>Error, for u = 2^-24: as in {@link Log64}, 0.82 ulp. Found, among all floats: 0.73 ulp, and
 * never does it fall.
 */
final class Log32 {

  private static final float L0 = 0x1.55557ap-1f;
  private static final float L1 = 0x1.995ed4p-2f;
  private static final float L2 = 0x1.31e0d2p-2f;

  private static final int FRACTION = (1 << Exp32.FRACTION_BITS) - 1;
  private static final int SQRT_HALF = Float.floatToRawIntBits(0x1.6a09e6p-1f);

  /** Added to the bits of x, it makes their exponent field k + BIAS. */
  private static final int SHIFT = Float.floatToRawIntBits(1) - SQRT_HALF;

  /** An integer below 2^23 in the fraction of this number adds itself to it. */
  private static final float INTEGER = 0x1.0p23f;

  private static final float BIAS = 127;
  private static final float SUBNORMAL_BITS = 25;
  private static final float SUBNORMAL_SCALE = 0x1.0p25f;

  private Log32() {}

  /** out_i = ln x_i for the given range of both. */
  static void map(float[] x, int from, int length, float[] out) {
    for (int i = from; i < from + length; i++) {
      out[i] = of(x[i]);
    }
  }

  static float of(float x) {
    boolean subnormal = x < Float.MIN_NORMAL;
    float normal = subnormal ? x * SUBNORMAL_SCALE : x;
    int bits = Float.floatToRawIntBits(normal) + SHIFT;
    float biased =
        Float.intBitsToFloat((bits >>> Exp32.FRACTION_BITS) | Float.floatToRawIntBits(INTEGER));
    float k = biased - (subnormal ? INTEGER + BIAS + SUBNORMAL_BITS : INTEGER + BIAS);
    float f = Float.intBitsToFloat((bits & FRACTION) + SQRT_HALF) - 1;
    float y = sum(k, f);
    y = x < Float.POSITIVE_INFINITY ? y : x;
    y = x == 0 ? Float.NEGATIVE_INFINITY : y;
    return x < 0 ? Float.NaN : y;
  }

  /** k ln 2 + ln(1 + f). */
  private static float sum(float k, float f) {
    float s = f / (f + 2);
    float z = s * s;
    float q = fma(z, L2, L1);
    q = fma(q, z, L0);
    float head = fma(f * -0.5f, f, f);
    float h = f - head;
    float headLow = fma(f * -0.5f, f, h);
    float power = k * Exp32.LN2_HIGH;
    float y = power + head;
    float yLow = power - y + head;
    return y + (yLow + (fma(k, Exp32.LN2_LOW, headLow) + s * fma(q, z, h)));
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
      Log32.map(x, i, end - i, out);
    }

    static FloatVector of(FloatVector x) {
      VectorMask<Float> subnormal = x.lt(Float.MIN_NORMAL);
      FloatVector normal = x.blend(x.mul(SUBNORMAL_SCALE), subnormal);
      IntVector bits = normal.reinterpretAsInts().add(SHIFT);
      FloatVector biased =
          bits.lanewise(LSHR, Exp32.FRACTION_BITS)
              .lanewise(OR, Float.floatToRawIntBits(INTEGER))
              .reinterpretAsFloats();
      FloatVector k =
          biased.sub(
              FloatVector.broadcast(x.species(), INTEGER + BIAS)
                  .blend(INTEGER + BIAS + SUBNORMAL_BITS, subnormal));
      FloatVector f = bits.and(FRACTION).add(SQRT_HALF).reinterpretAsFloats().sub(1);
      FloatVector y = sum(k, f);
      y = x.blend(y, x.lt(Float.POSITIVE_INFINITY));
      y = y.blend(Float.NEGATIVE_INFINITY, x.eq(0));
      return y.blend(Float.NaN, x.lt(0));
    }

    private static FloatVector sum(FloatVector k, FloatVector f) {
      FloatVector s = f.div(f.add(2));
      FloatVector z = s.mul(s);
      FloatVector q = z.lanewise(FMA, L2, L1);
      q = q.lanewise(FMA, z, L0);
      FloatVector head = f.mul(-0.5f).fma(f, f);
      FloatVector h = f.sub(head);
      FloatVector headLow = f.mul(-0.5f).fma(f, h);
      FloatVector power = k.mul(Exp32.LN2_HIGH);
      FloatVector y = power.add(head);
      FloatVector yLow = power.sub(y).add(head);
      return y.add(yLow.add(k.lanewise(FMA, Exp32.LN2_LOW, headLow).add(s.mul(q.fma(z, h)))));
    }
  }
}
