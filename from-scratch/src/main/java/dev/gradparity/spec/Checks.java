package dev.gradparity.spec;

/** What numbers of a specification have to be. Each failure is an {@link InvalidSpecException}. */
final class Checks {

  private Checks() {}

  static void finite(double value, String place) {
    InvalidSpecException.unless(Double.isFinite(value), place, "must be finite, got " + value);
  }

  static void positive(double value, String place) {
    InvalidSpecException.unless(
        value > 0 && value < Double.POSITIVE_INFINITY,
        place,
        "must be positive and finite, got " + value);
  }

  static void atLeastZero(double value, String place) {
    InvalidSpecException.unless(
        value >= 0 && value < Double.POSITIVE_INFINITY,
        place,
        "must be at least 0 and finite, got " + value);
  }

  /** A number that never changes has to move something; a schedule may end at 0. */
  static void rate(Schedule schedule, String place) {
    boolean isFixed = schedule instanceof Schedule.Fixed;
    schedule
        .levels(place)
        .forEach(
            (at, value) -> {
              if (isFixed) {
                positive(value, at);
              } else {
                atLeastZero(value, at);
              }
            });
  }

  static void atLeast(int least, int value, String place) {
    InvalidSpecException.unless(
        value >= least, place, "must be at least " + least + ", got " + value);
  }

  static void fraction(double value, String place) {
    InvalidSpecException.unless(
        value >= 0 && value < 1, place, "must be at least 0 and below 1, got " + value);
  }
}
