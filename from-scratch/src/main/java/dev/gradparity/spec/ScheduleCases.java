package dev.gradparity.spec;

/**
 * One answer for each kind of schedule; the compiler sees to it that none is missing.
 *
 * @param <R> the answer
 */
public interface ScheduleCases<R> {
  /** Of a constant. */
  R fixed(Schedule.Fixed schedule);

  /** Of a geometric sequence. */
  R exponential(Schedule.Exponential schedule);

  /** Of a falling power. */
  R inverse(Schedule.Inverse schedule);

  /** Of a power of what is left. */
  R poly(Schedule.Poly schedule);

  /** Of a logistic curve. */
  R sigmoid(Schedule.Sigmoid schedule);

  /** Of a staircase. */
  R step(Schedule.Step schedule);

  /** Of a table. */
  R map(Schedule.Table schedule);

  /** Of a cycle with annealing. */
  R cycle(Schedule.Cycle schedule);

  /** Of a linear start. */
  R ramp(Schedule.Ramp schedule);
}
