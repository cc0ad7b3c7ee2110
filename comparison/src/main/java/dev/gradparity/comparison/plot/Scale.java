package dev.gradparity.comparison.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Where values lie along an axis, and which of them are marked. */
final class Scale {

  private static final int MOST_TICKS = 7;

  /** A value this near to a mark needs no further one. */
  private static final double ON_THE_MARK = 1e-9;

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  /**
   * A mark.
   *
   * @param value where
   * @param label what stands there
   */
  record Tick(double value, String label) {}

  private final Axis axis;
  private final double start;
  private final double end;
  private final List<Tick> ticks = new ArrayList<>();
  private double low;
  private double high;

  /**
   * A scale on which all values fit.
   *
   * @param values to be shown; those that the axis cannot show are passed over
   * @param start where the axis starts, in pixels
   * @param end where it ends
   */
  Scale(Axis axis, DoubleStream values, double start, double end) {
    this.axis = axis;
    this.start = start;
    this.end = end;
    double[] shown = values.filter(axis::shows).toArray();
    double least = DoubleStream.of(shown).min().orElse(1);
    double most = DoubleStream.of(shown).max().orElse(1);
    switch (axis.kind()) {
      case LINEAR -> steps(least, most);
      case BINARY -> powers(2, least, most, 2 * MOST_TICKS);
      case LOGARITHMIC -> {
        if (most / least > 1000) {
          powers(10, least, most, MOST_TICKS);
        } else if (most / least > 8) {
          oneTwoFive(least, most);
        } else {
          steps(least, most);
        }
      }
    }
  }

  private void powers(int base, double least, double most, int mostTicks) {
    low = Math.floor(axis.position(least) + ON_THE_MARK);
    high = Math.max(Math.ceil(axis.position(most) - ON_THE_MARK), low + 1);
    int stride = (int) Math.ceil((high - low) / mostTicks);
    for (int power = (int) low; power <= high; power += stride) {
      double value = Math.pow(base, power);
      ticks.add(new Tick(value, base == 10 ? ofPower(power) : plain(value)));
    }
  }

  private void oneTwoFive(double least, double most) {
    for (int power = (int) Math.floor(Math.log10(least)); last() < most; power++) {
      for (int factor : new int[] {1, 2, 5}) {
        double value = factor * Math.pow(10, power);
        if (value <= least * (1 + ON_THE_MARK)) {
          ticks.clear();
        }
        if (last() < most * (1 - ON_THE_MARK)) {
          ticks.add(new Tick(value, plain(value)));
        }
      }
    }
    low = axis.position(ticks.get(0).value());
    high = axis.position(last());
  }

  private double last() {
    return ticks.isEmpty() ? 0 : ticks.get(ticks.size() - 1).value();
  }

  private void steps(double least, double most) {
    double step = step(least, most);
    double first = Math.floor(least / step + ON_THE_MARK);
    double last = Math.max(Math.ceil(most / step - ON_THE_MARK), first + 1);
    for (double k = first; k <= last; k++) {
      if (axis.shows(k * step)) {
        ticks.add(new Tick(k * step, plain(k * step)));
      }
    }
    low = axis.position(axis.shows(first * step) ? first * step : least);
    high = axis.position(last * step);
  }

  /** 1, 2 or 5 times a power of ten, a handful of them in the range. */
  private static double step(double from, double to) {
    double range = to - from;
    if (!(range > 1e-12 * Math.max(Math.abs(from), Math.abs(to)))) {
      range = from == 0 ? 1 : Math.abs(from);
    }
    double rough = range / (MOST_TICKS - 2);
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= rough) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String plain(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
    if (rounded.signum() == 0) {
      return "0";
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent <= 5) {
      return rounded.toPlainString();
    }
    BigDecimal factor = rounded.scaleByPowerOfTen(-exponent);
    return factor.compareTo(BigDecimal.ONE) == 0
        ? ofPower(exponent)
        : factor.toPlainString() + "·" + ofPower(exponent);
  }

  private static String ofPower(int power) {
    if (power >= -3 && power <= 4) {
      return BigDecimal.ONE.scaleByPowerOfTen(power).toPlainString();
    }
    StringBuilder text = new StringBuilder(power < 0 ? "10⁻" : "10");
    for (char digit : String.valueOf(Math.abs(power)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  boolean shows(double value) {
    return axis.shows(value);
  }

  List<Tick> ticks() {
    return ticks;
  }

  /** The place of a value, in pixels; within the axis even if the value is not. */
  double at(double value) {
    double share = (axis.position(value) - low) / (high - low);
    return start + Math.min(1, Math.max(0, share)) * (end - start);
  }
}
