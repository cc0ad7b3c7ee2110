package dev.gradparity.kernel;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Numbers at which elementary functions go wrong, and seeded random ones. */
final class FunctionInputs {

  private static final int SEED = 20;

  /** Values of both formats, each tried with both signs and with its neighbours. */
  private static final double[] DELICATE = {
    0,
    1,
    0.5,
    2,
    StrictMath.sqrt(0.5),
    StrictMath.sqrt(2),
    StrictMath.log(2),
    StrictMath.log(2) / 2,
    StrictMath.log(2) / 4,
    3 * StrictMath.log(2) / 4,
    Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    0x1.0p-12,
    0x1.0p-24,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    0x1.0p-27,
    0x1.0p-53,
    // Where exp and sigmoid leave the normal numbers, vanish and overflow; their clamps.
    87.33654475,
    88.72283905,
    89,
    103.2789,
    103.9721,
    104,
    708.3964185322641,
    709.782712893384,
    710,
    744.4400719213812,
    745.1332191019411,
    746,
    // Where tanh and erf round to 1; their clamps.
    9.010913,
    10,
    19.0615,
    20,
    3.832507,
    3.95,
    5.921587,
    5.95
  };

  private FunctionInputs() {}

  /** Some of every kind. */
  static double[] float64(int count) {
    return Stream.of(delicate64(), ordinary(count), anyBits64(count), subnormal64(count / 4))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /** Some of every kind. */
  static float[] float32(int count) {
    float[] delicate = delicate32();
    float[] any = anyBits32(count);
    double[] ordinary = ordinary(count);
    float[] x = Arrays.copyOf(delicate, delicate.length + any.length + ordinary.length);
    System.arraycopy(any, 0, x, delicate.length, any.length);
    for (int i = 0; i < ordinary.length; i++) {
      x[delicate.length + any.length + i] = (float) ordinary[i];
    }
    return x;
  }

  private static double[] delicate64() {
    return withSigns(
            DoubleStream.of(DELICATE)
                .flatMap(
                    x ->
                        DoubleStream.of(
                            x,
                            Math.nextUp(x),
                            Math.nextDown(x),
                            Math.nextUp(Math.nextUp(x)),
                            Math.nextDown(Math.nextDown(x)))))
        .toArray();
  }

  static float[] delicate32() {
    double[] wide =
        withSigns(
                DoubleStream.of(DELICATE)
                    .flatMap(
                        wideX -> {
                          float x = (float) wideX;
                          return DoubleStream.of(
                              x,
                              Math.nextUp(x),
                              Math.nextDown(x),
                              Math.nextUp(Math.nextUp(x)),
                              Math.nextDown(Math.nextDown(x)));
                        }))
            .toArray();
    float[] x = new float[wide.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) wide[i];
    }
    return x;
  }

  private static DoubleStream withSigns(DoubleStream x) {
    return DoubleStream.concat(
        x.flatMap(value -> DoubleStream.of(value, -value)),
        DoubleStream.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
  }

  /** Magnitudes from 2^-30 to 2^10, where the functions bend, with random signs. */
  private static double[] ordinary(int count) {
    Random random = new Random(SEED);
    double[] x = new double[count];
    for (int i = 0; i < count; i++) {
      int exponent = 10 - (int) (40 * random.nextDouble() * random.nextDouble());
      x[i] = Math.scalb((1 + random.nextDouble()) * (random.nextBoolean() ? 1 : -1), exponent - 1);
    }
    return x;
  }

  /** Every pattern of bits is as likely as any other: all exponents, subnormals, NaN. */
  private static double[] anyBits64(int count) {
    return new Random(SEED).longs(count).mapToDouble(Double::longBitsToDouble).toArray();
  }

  private static float[] anyBits32(int count) {
    float[] x = new float[count];
    Random random = new Random(SEED);
    for (int i = 0; i < count; i++) {
      x[i] = Float.intBitsToFloat(random.nextInt());
    }
    return x;
  }

  /** Subnormal numbers of every length. */
  static double[] subnormal64(int count) {
    Random random = new Random(SEED);
    double[] x = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] = Double.longBitsToDouble(random.nextLong() >>> (12 + random.nextInt(52)));
    }
    return x;
  }
}
