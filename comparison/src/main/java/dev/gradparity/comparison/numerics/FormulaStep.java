package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One step by a formula for one element: running error analysis, level by level.
 *
 * @param before the parameter and its state
 * @param g the gradient
 */
record FormulaStep(UpdaterErrors before, Bounded g) {

  /** What a formula makes of one element. */
  @FunctionalInterface
  interface Formula {

    /**
     * One step.
     *
     * @param g the gradient
     * @param state updated
     * @return what is subtracted from the parameter
     */
    Term update(Term g, Term[] state);
  }

  /** The values of one matrix, and their errors at each level. */
  private static final class Columns {

    private final double[] value;
    private final Map<Level, double[]> errors = new EnumMap<>(Level.class);

    Columns(int size) {
      value = new double[size];
      for (Level level : Level.values()) {
        errors.put(level, new double[size]);
      }
    }

    void set(Level level, int k, Term term) {
      value[k] = term.value();
      errors.get(level)[k] = term.error() * Rounding.UP;
    }
  }

  UpdaterErrors step(Formula formula) {
    boolean kinked = before.meetsKink(g) || before.theta().meetsKink();
    RunningError m = new RunningError(before.r());
    int states = before.state().size();
    Columns theta = new Columns(g.size());
    List<Columns> next = new ArrayList<>();
    for (int s = 0; s < states; s++) {
      next.add(new Columns(g.size()));
    }
    Term[] state = new Term[states];
    for (Level level : Level.values()) {
      if (level == Level.KINKED && !kinked) {
        continue;
      }
      for (int k = 0; k < g.size(); k++) {
        for (int s = 0; s < states; s++) {
          state[s] = RunningError.element(before.state().get(s), level, k);
        }
        Term update = formula.update(RunningError.element(g, level, k), state);
        theta.set(level, k, m.minus(RunningError.element(before.theta(), level, k), update));
        for (int s = 0; s < states; s++) {
          next.get(s).set(level, k, state[s]);
        }
      }
    }
    return before.moved(
        bounded(theta, kinked), next.stream().map(columns -> bounded(columns, kinked)).toList());
  }

  private Bounded bounded(Columns columns, boolean kinked) {
    return Bounded.of(
        before.r(), g.rows(), g.columns(), columns.value, kinked, columns.errors::get);
  }
}
