package dev.gradparity.comparison.regression;

import java.util.Arrays;

/**
 * Numbers as whole numbers, so that neighbours differ by one, and those as bytes that compress.
 *
 * <p>What is stored is the distance to a prediction: the same tensor one step earlier, or on the
 * other side. Distances are small or have many leading zeros; bytes of one weight stand together,
 * which leaves the compressor long runs of zeros. All of it is exact, and NaN is one number.
 */
enum NumberCoding {
  /** Numbers that are all float32's: four bytes each. */
  FLOAT32(Float.BYTES) {
    @Override
    long position(double value) {
      int bits = Float.floatToIntBits((float) value);
      return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    @Override
    double value(long position) {
      int bits = (int) position;
      return Float.intBitsToFloat(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
    }

    @Override
    long folded(long difference) {
      int d = (int) difference;
      return ((d << 1) ^ (d >> 31)) & 0xFFFF_FFFFL;
    }

    @Override
    long unfolded(long folded) {
      int f = (int) folded;
      int difference = (f >>> 1) ^ -(f & 1);
      return difference;
    }
  },

  /** Any numbers: eight bytes each. */
  FLOAT64(Double.BYTES) {
    @Override
    long position(double value) {
      long bits = Double.doubleToLongBits(value);
      return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    @Override
    double value(long position) {
      return Double.longBitsToDouble(position ^ ((position >> 63) & Long.MAX_VALUE));
    }

    @Override
    long folded(long difference) {
      return (difference << 1) ^ (difference >> 63);
    }

    @Override
    long unfolded(long folded) {
      return (folded >>> 1) ^ -(folded & 1);
    }
  };

  private final int width;

  NumberCoding(int width) {
    this.width = width;
  }

  /** Where a number stands in the order of all numbers of the format; neighbours differ by one. */
  abstract long position(double value);

  /** The number at a position. */
  abstract double value(long position);

  /** A difference, which may wrap, with its sign in the lowest bit: 0, -1, 1, -2 are 0, 1, 2, 3. */
  abstract long folded(long difference);

  abstract long unfolded(long folded);

  /** The bytes of a number. */
  int width() {
    return width;
  }

  /** The shorter coding that keeps every bit. */
  static NumberCoding of(double[] values) {
    boolean narrow =
        Arrays.stream(values)
            .allMatch(v -> Double.doubleToLongBits((float) v) == Double.doubleToLongBits(v));
    return narrow ? FLOAT32 : FLOAT64;
  }

  /**
   * The numbers' bytes.
   *
   * @param prediction as many numbers, or null
   */
  byte[] encode(double[] values, double[] prediction) {
    int n = values.length;
    byte[] bytes = new byte[n * width];
    for (int k = 0; k < n; k++) {
      long folded =
          folded(position(values[k]) - (prediction == null ? 0 : position(prediction[k])));
      for (int plane = 0; plane < width; plane++) {
        bytes[plane * n + k] = (byte) (folded >>> (8 * plane));
      }
    }
    return bytes;
  }

  /** The inverse of {@link #encode}. */
  double[] decode(byte[] bytes, double[] prediction) {
    int n = bytes.length / width;
    double[] values = new double[n];
    for (int k = 0; k < n; k++) {
      long folded = 0;
      for (int plane = 0; plane < width; plane++) {
        folded |= (bytes[plane * n + k] & 0xFFL) << (8 * plane);
      }
      values[k] = value(unfolded(folded) + (prediction == null ? 0 : position(prediction[k])));
    }
    return values;
  }
}
