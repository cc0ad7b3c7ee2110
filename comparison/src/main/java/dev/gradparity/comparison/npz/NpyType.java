package dev.gradparity.comparison.npz;

import dev.gradparity.comparison.UserText;
import dev.gradparity.spec.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of an array's elements, as NumPy's {@code descr} names it: {@code <f8}, {@code |u1}.
 *
 * @param kind what the bytes mean
 * @param bytes per element
 * @param order of the bytes
 */
public record NpyType(Kind kind, int bytes, ByteOrder order) {

  /** What an element is. */
  public enum Kind {
    /** IEEE 754 binary16, binary32 or binary64. */
    FLOAT("float", 2, 8),
    /** Two's complement. */
    SIGNED("int", 1, 8),
    /** No sign. */
    UNSIGNED("uint", 1, 8),
    /** 0 is false, everything else true. */
    BOOL("bool", 1, 1);

    private final String prefix;
    private final int fewestBytes;
    private final int mostBytes;

    Kind(String prefix, int fewestBytes, int mostBytes) {
      this.prefix = prefix;
      this.fewestBytes = fewestBytes;
      this.mostBytes = mostBytes;
    }

    private boolean comesIn(int bytes) {
      return fewestBytes <= bytes && bytes <= mostBytes && Integer.bitCount(bytes) == 1;
    }
  }

  private static final Pattern DESCR = Pattern.compile("([<>|])([fiub])([0-9]{1,2})");

  /** The type that a {@code descr} names. */
  static NpyType of(String descr, ArrayPlace place) {
    Matcher matcher = DESCR.matcher(descr);
    if (matcher.matches()) {
      int bytes = Integer.parseInt(matcher.group(3));
      Kind kind =
          switch (matcher.group(2)) {
            case "f" -> Kind.FLOAT;
            case "i" -> Kind.SIGNED;
            case "u" -> Kind.UNSIGNED;
            default -> Kind.BOOL;
          };
      boolean ordered = bytes == 1 || !matcher.group(1).equals("|");
      if (kind.comesIn(bytes) && ordered) {
        return new NpyType(
            kind,
            bytes,
            matcher.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      }
    }
    if (descr.contains("O")) {
      throw place.complaint(
          "holds Python objects, which NumPy pickles and nobody should unpickle; save numbers,"
              + " such as "
              + place.name()
              + ".astype('float64')");
    }
    throw place.complaint(
        "the dtype \"%s\" is none of float16, float32, float64, integers of 8 to 64 bits and bool;"
                .formatted(UserText.excerpt(descr))
            + " convert the array with .astype('float64')");
  }

  /** The type that NumPy gives to numbers of this format on most machines. */
  static NpyType of(DType dtype) {
    int bytes = dtype == DType.FLOAT32 ? Float.BYTES : Double.BYTES;
    return new NpyType(Kind.FLOAT, bytes, ByteOrder.LITTLE_ENDIAN);
  }

  /** NumPy's name, such as {@code float32}. */
  public String numpyName() {
    return kind == Kind.BOOL ? kind.prefix : kind.prefix + bytes * Byte.SIZE;
  }

  /** Whether this is an integer with or without sign. */
  public boolean isInteger() {
    return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
  }

  /** Whether rounding to this type loses more than rounding to the other. */
  public boolean isCoarserThan(DType dtype) {
    return kind == Kind.FLOAT && bytes < of(dtype).bytes();
  }

  /** The next element of a buffer in this type's byte order. */
  double decode(ByteBuffer buffer, ArrayPlace place) {
    return switch (kind) {
      case FLOAT ->
          switch (bytes) {
            case Short.BYTES -> half(buffer.getShort());
            case Float.BYTES -> buffer.getFloat();
            default -> buffer.getDouble();
          };
      case SIGNED -> exact(signed(buffer), place);
      case UNSIGNED ->
          bytes == Long.BYTES
              ? exactUnsigned(buffer.getLong(), place)
              : signed(buffer) & ((1L << (bytes * Byte.SIZE)) - 1);
      case BOOL -> buffer.get() == 0 ? 0 : 1;
    };
  }

  private long signed(ByteBuffer buffer) {
    return switch (bytes) {
      case Byte.BYTES -> buffer.get();
      case Short.BYTES -> buffer.getShort();
      case Integer.BYTES -> buffer.getInt();
      default -> buffer.getLong();
    };
  }

  private static double exact(long value, ArrayPlace place) {
    double number = value;
    // 2^63 is what the largest long rounds to, and what the cast takes back to it.
    if ((long) number != value || number == 0x1p63) {
      throw inexact(String.valueOf(value), place);
    }
    return number;
  }

  /** From 2^63 on, exact where the last 11 of 64 bits are zero. */
  private static double exactUnsigned(long bits, ArrayPlace place) {
    if (bits >= 0) {
      return exact(bits, place);
    }
    if ((bits & 0x7FF) != 0) {
      throw inexact(Long.toUnsignedString(bits), place);
    }
    return (bits >>> 11) * 0x1p11;
  }

  private static RuntimeException inexact(String value, ArrayPlace place) {
    return place.complaint(
        "holds the integer %s, which float64 cannot hold exactly; give numbers below 2^53"
            .formatted(value));
  }

  /** The value of a binary16, all of which float64 holds exactly. */
  private static double half(short bits) {
    int exponent = (bits >> 10) & 0x1F;
    int fraction = bits & 0x3FF;
    double magnitude =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24;
          case 0x1F -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb((double) (0x400 + fraction), exponent - 25);
        };
    return bits < 0 ? -magnitude : magnitude;
  }
}
