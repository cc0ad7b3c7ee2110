package dev.gradparity.comparison.numerics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Vectors x times a factor f(|x|) of their norm. With n the exact norm and n' a computed one, each
 * element obeys |x' f(n') - x f(n)| at most |x' - x| f(n') + |x| |f(n') - f(n)|, and the mean value
 * theorem bounds the last difference by |n' - n| times the steepest slope between. |n' - n| is at
 * most the norm of the elements' errors (the triangle inequality) and the roundings of a sum of
 * squares, halved by the root.
 *
 * @param r the format
 * @param factor f
 * @param overflow what becomes of norms without a bound
 */
record RescalingErrors(Rounding r, Factor factor, Overflow overflow) {

  /** What becomes of norms that are zero, not finite, or may overflow. */
  enum Overflow {
    /** Zero stays zero, and the rest has no bound. */
    UNKNOWN,
    /** All is computed as written, and what may overflow does. */
    BEYOND,
    /** All is computed as written, and what overflows for certain does. */
    CERTAIN
  }

  /** With care: as a correct side has it. */
  RescalingErrors(Rounding r, Factor factor) {
    this(r, factor, Overflow.UNKNOWN);
  }

  /** As the formula is written, with no care for what it is not made for. */
  static RescalingErrors withoutCare(Rounding r, Factor factor, boolean isBeyond) {
    return new RescalingErrors(r, factor, isBeyond ? Overflow.BEYOND : Overflow.CERTAIN);
  }

  /** A factor of a norm, at least 0. */
  interface Factor {

    /** f(n) for n above 0. */
    double at(double n);

    /** No f is larger between two norms; infinite where it has no bound. */
    double largest(double low, double high);

    /** No |f'| is larger between two norms; infinite where it has no bound. */
    double steepest(double low, double high);

    /** The roundings of f, once the norm is known, and of its product with x. */
    int roundings();

    /** Whether f is 1, and nobody multiplies by it, for all norms up to this one. */
    default boolean isOneUpTo(double high) {
      return false;
    }
  }

  /** Which vector an element belongs to. */
  @FunctionalInterface
  interface Grouping {
    int vector(int part, int k);
  }

  /** What the norm of one vector may be. */
  private record Norm(double value, double error, double low, double high, double distance) {

    /** Whether an element may be anything, NaN included, and none certainly is NaN. */
    boolean isUnknown() {
      return !Double.isNaN(value) && error == Double.POSITIVE_INFINITY;
    }
  }

  /**
   * All parts, rescaled.
   *
   * @param vectors their number
   */
  List<Bounded> apply(List<Bounded> parts, int vectors, Grouping grouping) {
    double[] values = norms(parts, vectors, grouping, (part, k) -> part.value()[k]);
    int[] counts = counts(parts, vectors, grouping);
    Map<Level, Norm[]> norms = new EnumMap<>(Level.class);
    for (Level level : Level.values()) {
      norms.put(level, norms(level, parts, grouping, values, counts));
    }
    boolean kinked = parts.stream().anyMatch(Bounded::meetsKink);
    List<Bounded> results = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      int number = p;
      ElementNorm norm = (level, k) -> norms.get(level)[grouping.vector(number, k)];
      results.add(rescaled(parts.get(p), kinked, norm));
    }
    return results;
  }

  /** How many elements each vector has. */
  private static int[] counts(List<Bounded> parts, int vectors, Grouping grouping) {
    int[] counts = new int[vectors];
    for (int p = 0; p < parts.size(); p++) {
      for (int k = 0; k < parts.get(p).size(); k++) {
        counts[grouping.vector(p, k)]++;
      }
    }
    return counts;
  }

  /** The norm of the vector that an element belongs to. */
  private interface ElementNorm {
    Norm at(Level level, int k);
  }

  private Bounded rescaled(Bounded part, boolean kinked, ElementNorm norms) {
    double[] value = new double[part.size()];
    for (int k = 0; k < value.length; k++) {
      double n = norms.at(Level.CERTAIN, k).value();
      value[k] = part.value()[k] == 0 ? 0 : part.value()[k] * factor.at(n);
    }
    Bounded result =
        Bounded.ofElements(
            r,
            part.rows(),
            part.columns(),
            value,
            kinked,
            (level, k) -> error(level, part, k, value[k], norms.at(level, k)));
    return overflow == Overflow.UNKNOWN
        ? result
        : asWritten(part, result, k -> norms.at(Level.KINKED, k));
  }

  /** The elements whose norm or result is no number that bounds hold for. */
  private Bounded asWritten(Bounded x, Bounded result, IntFunction<Norm> norms) {
    Elements elements = new Elements(result);
    for (int k = 0; k < x.size(); k++) {
      Norm norm = norms.apply(k);
      double n = computed(norm);
      double product = result.value()[k];
      boolean hasUnknownSign = Math.abs(x.value()[k]) <= 2 * x.error(Level.KINKED, k);
      if (norm.isUnknown() || (hasUnknownSign && !x.isExact() && Double.isInfinite(factor.at(n)))) {
        elements.set(k, Double.isFinite(product) ? product : 0, Double.POSITIVE_INFINITY);
      } else if (n == 0 || !Double.isFinite(n)) {
        double rescaled = x.value()[k] * factor.at(n);
        elements.set(k, rescaled, Double.isFinite(rescaled) ? unscaledError(x, k, n) : 0);
      } else if (Math.abs(product) > r.huge()) {
        elements.set(k, Math.copySign(Double.POSITIVE_INFINITY, product), 0);
      }
    }
    return elements.bounded();
  }

  /** Of an element whose vector has a norm that is no number: itself times what stands for it. */
  private double unscaledError(Bounded x, int k, double n) {
    double f = factor.at(n);
    double inherited = x.error(Level.KINKED, k) * f;
    double gamma = r.gamma(Level.CERTAIN, factor.roundings());
    return inherited + gamma * (Math.abs(x.value()[k] * f) + 2 * inherited) + r.tiny();
  }

  /** The norm as it is computed, where that is 0, infinite or NaN. */
  private double computed(Norm norm) {
    if (norm.high == 0 || !Double.isFinite(norm.value)) {
      return norm.value;
    }
    double decisive = overflow == Overflow.BEYOND ? norm.high : norm.low;
    return decisive * decisive > r.huge() ? Double.POSITIVE_INFINITY : norm.value;
  }

  /** A number of an element. */
  private interface Element {
    double at(Bounded part, int k);
  }

  /** Norms of numbers whose squares may underflow or overflow: multiples of the largest. */
  private static double[] norms(
      List<Bounded> parts, int vectors, Grouping grouping, Element element) {
    double[] largest = new double[vectors];
    double[] squares = new double[vectors];
    for (int p = 0; p < parts.size(); p++) {
      for (int k = 0; k < parts.get(p).size(); k++) {
        int v = grouping.vector(p, k);
        largest[v] = Math.max(largest[v], Math.abs(element.at(parts.get(p), k)));
      }
    }
    for (int p = 0; p < parts.size(); p++) {
      for (int k = 0; k < parts.get(p).size(); k++) {
        int v = grouping.vector(p, k);
        double share = largest[v] == 0 ? 0 : element.at(parts.get(p), k) / largest[v];
        squares[v] += share * share;
      }
    }
    for (int v = 0; v < vectors; v++) {
      // Of an infinite element the share is NaN, and the norm is not.
      squares[v] = Double.isInfinite(largest[v]) ? largest[v] : largest[v] * Math.sqrt(squares[v]);
    }
    return squares;
  }

  private Norm[] norms(
      Level level, List<Bounded> parts, Grouping grouping, double[] values, int[] counts) {
    double[] errors = norms(parts, values.length, grouping, (part, k) -> part.error(level, k));
    Norm[] norms = new Norm[values.length];
    for (int v = 0; v < norms.length; v++) {
      double up = Rounding.up(counts[v]);
      double n = values[v];
      double e = errors[v] * up;
      // The square and the additions that each term meets, halved by the root, and the root.
      double gamma = (r.gamma(level, counts[v]) / 2 + r.gamma(level, 1)) * up + 2 * (up - 1);
      double underflow = n == 0 && e == 0 ? 0 : Math.sqrt(counts[v] * r.tiny());
      double rounding = gamma * (n + 2 * e) + underflow;
      double high = n + 2 * e + rounding;
      norms[v] =
          new Norm(
              n,
              e,
              Math.max(0, n - 2 * e - rounding),
              high * high <= r.huge() ? high : Double.POSITIVE_INFINITY,
              e + rounding);
    }
    return norms;
  }

  private double error(Level level, Bounded x, int k, double result, Norm norm) {
    double e = x.error(level, k);
    double exact = x.exactMagnitude(level, k);
    if (exact == 0) {
      return 0;
    }
    if (factor.isOneUpTo(norm.high)) {
      return e;
    }
    if (norm.high == Double.POSITIVE_INFINITY) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = factor.largest(norm.low, norm.high);
    double moved = norm.distance * factor.steepest(norm.low, norm.high);
    double byNorm = moved <= largest ? moved : largest;
    double inherited = (e == 0 ? 0 : e * largest) + exact * byNorm;
    double gamma = r.gamma(level, factor.roundings());
    return inherited + gamma * (Math.abs(result) + 2 * inherited) + factor.roundings() * r.tiny();
  }
}
