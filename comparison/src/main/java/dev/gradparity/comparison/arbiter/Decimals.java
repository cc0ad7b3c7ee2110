package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Real numbers of a fixed number of decimal digits. Every operation is rounded once, to nearest;
 * the exponents are so wide that nothing of binary64 overflows or underflows.
 *
 * <p>exp, log and their relatives carry {@link #GUARD_DIGITS} more digits until their last
 * rounding, which keeps their relative error below one unit of the last digit.
 */
public final class Decimals {

  static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** Argument reduction, squarings and a series of some fifty terms cost less than six digits. */
  private static final int GUARD_DIGITS = 20;

  /**
   * Products of two binary64 numbers lie between 2^-2148 and 2^2048: sums of them are exact in this
   * many digits. Of any other sum, what is lost is this many digits below its largest term.
   */
  private static final MathContext WIDE = new MathContext(3000, RoundingMode.HALF_EVEN);

  /** exp below it is taken for zero: an absolute error below 10^-868588. */
  private static final BigDecimal LEAST_EXPONENT = BigDecimal.valueOf(-2_000_000);

  private static final BigDecimal SMALL = new BigDecimal("0.1");
  private static final double LN_TEN = StrictMath.log(10);
  private static final int HALVINGS = 12;

  /** Below it, a fixed point has too few digits for a relative error. */
  private static final BigDecimal TINY = new BigDecimal("1e-10");

  /** Bits of the fixed point beyond the guarded digits. */
  private static final int FIXED_GUARD_BITS = 64;

  private static final double BITS_OF_A_DIGIT = Math.log(10) / Math.log(2);

  private final MathContext digits;
  private final MathContext guarded;
  private final BigDecimal epsilon;
  private final BigDecimal lnTen;

  /** Bits behind the point, where numbers near 1 are integers times a power of two. */
  private final int bits;

  private final BigDecimal unit;

  /**
   * Numbers of this many digits.
   *
   * @throws IllegalArgumentException if they are fewer than 20
   */
  public Decimals(int digits) {
    if (digits < 20) {
      throw new IllegalArgumentException("the arbiter needs at least 20 digits, got " + digits);
    }
    this.digits = new MathContext(digits, RoundingMode.HALF_EVEN);
    guarded = new MathContext(digits + GUARD_DIGITS, RoundingMode.HALF_EVEN);
    epsilon = ONE.scaleByPowerOfTen(-guarded.getPrecision());
    lnTen = lnTen();
    bits = (int) (guarded.getPrecision() * BITS_OF_A_DIGIT) + FIXED_GUARD_BITS;
    unit = TWO.pow(bits);
  }

  int digits() {
    return digits.getPrecision();
  }

  public BigDecimal add(BigDecimal x, BigDecimal y) {
    return x.add(y, digits);
  }

  public BigDecimal subtract(BigDecimal x, BigDecimal y) {
    return x.subtract(y, digits);
  }

  public BigDecimal multiply(BigDecimal x, BigDecimal y) {
    return x.multiply(y, digits);
  }

  public BigDecimal divide(BigDecimal x, BigDecimal y) {
    return x.divide(y, digits);
  }

  BigDecimal divide(BigDecimal x, int n) {
    return n == 1 ? x : x.divide(BigDecimal.valueOf(n), digits);
  }

  public BigDecimal square(BigDecimal x) {
    return x.multiply(x, digits);
  }

  public BigDecimal sqrt(BigDecimal x) {
    return x.sqrt(digits);
  }

  /** x^n, rounded once. */
  BigDecimal power(BigDecimal x, int n) {
    return x.pow(n, guarded).round(digits);
  }

  /** 1 - x^n, rounded after the difference. */
  BigDecimal complementOfPower(BigDecimal x, int n) {
    return ONE.subtract(x.pow(n, guarded)).round(digits);
  }

  /** start + sum_k x_k y_k, rounded once. */
  BigDecimal dot(BigDecimal start, BigDecimal[] x, BigDecimal[] y) {
    BigDecimal sum = start;
    for (int k = 0; k < x.length; k++) {
      if (x[k].signum() != 0 && y[k].signum() != 0) {
        sum = sum.add(x[k].multiply(y[k]), WIDE);
      }
    }
    return sum.round(digits);
  }

  /** sum_k x_k, rounded once. */
  BigDecimal sum(BigDecimal... x) {
    BigDecimal sum = ZERO;
    for (BigDecimal term : x) {
      sum = sum.add(term, WIDE);
    }
    return sum.round(digits);
  }

  /**
   * e^x.
   *
   * @throws ArithmeticException if x is above 2,000,000
   */
  public BigDecimal exp(BigDecimal x) {
    return guardedExp(x).round(digits);
  }

  /** e^x - 1, to full relative accuracy at small x. */
  public BigDecimal expm1(BigDecimal x) {
    BigDecimal value =
        x.abs().compareTo(SMALL) < 0 ? powerSeries(x) : guardedExp(x).subtract(ONE, guarded);
    return value.round(digits);
  }

  /**
   * ln x.
   *
   * @throws ArithmeticException if x is not positive
   */
  public BigDecimal log(BigDecimal x) {
    return guardedLog(x).round(digits);
  }

  /** ln(1 + x), to full relative accuracy at small x. */
  public BigDecimal log1p(BigDecimal x) {
    BigDecimal value =
        x.abs().compareTo(SMALL) < 0
            ? doubleArtanh(x.divide(TWO.add(x, guarded), guarded))
            : guardedLog(x.add(ONE));
    return value.round(digits);
  }

  /** 10^n e^r with x = n ln 10 + r; then e^r = (e^(r / 2^12))^(2^12), in fixed point. */
  private BigDecimal guardedExp(BigDecimal x) {
    if (x.compareTo(LEAST_EXPONENT) < 0) {
      return ZERO;
    }
    if (x.compareTo(LEAST_EXPONENT.negate()) > 0) {
      throw new ArithmeticException("exp(%.3e) is too large".formatted(x));
    }
    int n = (int) Math.rint(x.doubleValue() / LN_TEN);
    BigDecimal r = x.subtract(lnTen.multiply(BigDecimal.valueOf(n)), guarded);
    BigInteger power =
        fixedSeries(fixed(r).shiftRight(HALVINGS)).add(BigInteger.ONE.shiftLeft(bits));
    for (int i = 0; i < HALVINGS; i++) {
      power = power.multiply(power).shiftRight(bits);
    }
    return new BigDecimal(power).divide(unit, guarded).scaleByPowerOfTen(n);
  }

  private BigInteger fixed(BigDecimal x) {
    return x.multiply(unit).toBigInteger();
  }

  /** e^x - 1 by its power series in fixed point, for small x. */
  private BigInteger fixedSeries(BigInteger x) {
    BigInteger sum = x;
    BigInteger term = x;
    for (int n = 2; term.bitLength() > 1; n++) {
      term = term.multiply(x).shiftRight(bits).divide(BigInteger.valueOf(n));
      sum = sum.add(term);
    }
    return sum;
  }

  /** e^x - 1 by its power series, for small x. */
  private BigDecimal powerSeries(BigDecimal x) {
    if (x.abs().compareTo(TINY) > 0) {
      return new BigDecimal(fixedSeries(fixed(x))).divide(unit, guarded);
    }
    BigDecimal enough = x.abs().multiply(epsilon);
    BigDecimal sum = x;
    BigDecimal term = x;
    for (int n = 2; term.abs().compareTo(enough) > 0; n++) {
      term = term.multiply(x, guarded).divide(BigDecimal.valueOf(n), guarded);
      sum = sum.add(term, guarded);
    }
    return sum;
  }

  /**
   * For x = m 10^n with m in [0.1, 1): ln m by one correction of binary64's, m = e^y (1 + t) with t
   * near 1e-16. Near 1, where such a sum would cancel, 1 + t is x itself.
   */
  private BigDecimal guardedLog(BigDecimal x) {
    if (x.signum() <= 0) {
      throw new ArithmeticException("the logarithm of %.3e is no real number".formatted(x));
    }
    BigDecimal t = x.subtract(ONE, WIDE);
    if (t.abs().compareTo(SMALL) < 0) {
      return doubleArtanh(t.divide(t.add(TWO), guarded));
    }
    int n = x.precision() - x.scale();
    BigDecimal m = x.scaleByPowerOfTen(-n);
    BigDecimal y = new BigDecimal(StrictMath.log(m.doubleValue()));
    BigDecimal ratio = m.multiply(guardedExp(y.negate()), guarded);
    BigDecimal s = ratio.subtract(ONE).divide(ratio.add(ONE), guarded);
    return y.add(doubleArtanh(s)).add(lnTen.multiply(BigDecimal.valueOf(n)), guarded);
  }

  /** 2 artanh s = 2 (s + s^3/3 + s^5/5 + ...) = ln((1 + s) / (1 - s)), for small s. */
  private BigDecimal doubleArtanh(BigDecimal s) {
    BigDecimal square = s.multiply(s, guarded);
    BigDecimal enough = s.abs().multiply(epsilon);
    BigDecimal sum = s;
    BigDecimal power = s;
    for (int n = 3; power.abs().compareTo(enough) > 0; n += 2) {
      power = power.multiply(square, guarded);
      sum = sum.add(power.divide(BigDecimal.valueOf(n), guarded), guarded);
    }
    return sum.multiply(TWO, guarded);
  }

  /**
   * ln 10 = 46 artanh(1/31) + 34 artanh(1/49) + 20 artanh(1/161): the integers factor as (32/30)^23
   * (50/48)^17 (162/160)^10 = 2 5.
   */
  private BigDecimal lnTen() {
    BigDecimal sum = ZERO;
    int[][] terms = {{23, 31}, {17, 49}, {10, 161}};
    for (int[] term : terms) {
      BigDecimal artanh = doubleArtanh(ONE.divide(BigDecimal.valueOf(term[1]), guarded));
      sum = sum.add(artanh.multiply(BigDecimal.valueOf(term[0])), guarded);
    }
    return sum;
  }
}
