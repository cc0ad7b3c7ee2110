package dev.gradparity.comparison.deviation;

import dev.gradparity.comparison.arbiter.Decimals;
import dev.gradparity.spec.DType;
import java.math.BigDecimal;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * A place where Deeplearning4j differs from mathematics by more than rounding.
 *
 * @param id a name that stays
 * @param title what is wrong, in one line
 * @param setting what a network must use to meet it
 * @param definition the mathematics, and who says so
 * @param instead what the library computes
 * @param place where in the library
 * @param dtype the format of the reproducer
 * @param expression what the reproducer evaluates
 * @param reproducer the smallest call that shows it
 * @param truth the true value of the expression to the digits asked for; gives null for NaN
 * @param size how far the library is off
 */
public record Deviation(
    String id,
    String title,
    String setting,
    String definition,
    String instead,
    String place,
    DType dtype,
    String expression,
    DoubleSupplier reproducer,
    Function<Decimals, BigDecimal> truth,
    Size size) {

  /** What a correct implementation may lose to rounding on a single call. */
  private static final double AGREEMENT_ROUNDOFFS = 16;

  /** Starts an entry. */
  static Entry of(String id, String title) {
    return new Entry(id, title);
  }

  /** Asks the library. */
  Finding examine(Decimals digits) {
    double value = reproducer.getAsDouble();
    BigDecimal truth = truth().apply(digits);
    return new Finding(this, value, truth, status(digits, value, truth));
  }

  private Status status(Decimals digits, double value, BigDecimal truth) {
    if (agrees(digits, value, truth)) {
      return Status.VANISHED;
    }
    return size.holds(digits, value, truth) ? Status.HOLDS : Status.CHANGED;
  }

  private boolean agrees(Decimals digits, double value, BigDecimal truth) {
    if (truth == null || !Double.isFinite(value)) {
      return truth == null && Double.isNaN(value);
    }
    if (truth.signum() == 0) {
      return value == 0;
    }
    double allowed = AGREEMENT_ROUNDOFFS * dtype.unitRoundoff();
    return Size.relativeError(digits, value, truth).compareTo(new BigDecimal(allowed)) <= 0;
  }

  /** An entry of the register in the making; every part is required but the format. */
  static final class Entry {

    private final String id;
    private final String title;
    private String setting;
    private String definition;
    private String instead;
    private String place;
    private DType dtype = DType.FLOAT64;
    private String expression;
    private DoubleSupplier reproducer;
    private Function<Decimals, BigDecimal> truth;

    private Entry(String id, String title) {
      this.id = id;
      this.title = title;
    }

    Entry in(DType format) {
      dtype = format;
      return this;
    }

    Entry setting(String text) {
      setting = text;
      return this;
    }

    Entry definition(String text) {
      definition = text;
      return this;
    }

    Entry instead(String text, String where) {
      instead = text;
      place = where;
      return this;
    }

    Entry reproducer(String text, DoubleSupplier call) {
      expression = text;
      reproducer = call;
      return this;
    }

    Entry truth(Function<Decimals, BigDecimal> value) {
      truth = value;
      return this;
    }

    /** Ends the entry. */
    Deviation size(Size size) {
      return new Deviation(
          id,
          title,
          setting,
          definition,
          instead,
          place,
          dtype,
          expression,
          reproducer,
          truth,
          size);
    }
  }
}
