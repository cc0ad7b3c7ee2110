package dev.gradparity.comparison.numerics;

/** The three bounds that every value carries; one formula serves them all. */
enum Level {
  /** Holds whatever the roundings are. */
  CERTAIN,
  /** Holds with the probability that {@link Rounding} states, if roundings are independent. */
  PROBABLE,
  /** Certain, whichever slope a ReLU takes whose argument is zero within its certain bound. */
  KINKED
}
