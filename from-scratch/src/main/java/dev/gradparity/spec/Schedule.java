package dev.gradparity.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a hyperparameter changes while a network trains. Below, i is the number of the step or of the
 * epoch, whichever the {@link ScheduleType} names; both count from 0. The step, exponential,
 * inverse, poly and sigmoid schedules are those of Caffe's solver, fixed is constant; ramp and map
 * are Deeplearning4j's.
 */
public sealed interface Schedule {

  /** The name in specification files: Deeplearning4j's, in lower case, without "Schedule". */
  default String specName() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The values that it is given, by their places, where it stands at {@code place} itself. */
  Map<String, Double> levels(String place);

  /** What {@code cases} says of this kind. */
  <R> R match(ScheduleCases<R> cases);

  /** A value that never changes. */
  static Schedule fixed(double value) {
    return new Fixed(value);
  }

  /** The names of all kinds, in declaration order. */
  static List<String> names() {
    return examples().stream().map(Schedule::specName).toList();
  }

  /** One of each kind, of values up to 0.1, in declaration order. */
  static List<Schedule> examples() {
    ScheduleType steps = ScheduleType.ITERATION;
    return List.of(
        new Fixed(0.1),
        new Exponential(steps, 0.1, 0.9),
        new Inverse(steps, 0.1, 0.5, 0.75),
        new Poly(steps, 0.1, 2, 20),
        new Sigmoid(steps, 0.1, -0.5, 5),
        new Step(steps, 0.1, 0.5, 3),
        new Table(steps, new TreeMap<>(Map.of(0, 0.1, 3, 0.05, 7, 0.01))),
        new Cycle(steps, 0.02, 0.1, 8, 2, 0.1),
        new Ramp(new Exponential(steps, 0.1, 0.9), 5));
  }

  /**
   * The value of a schedule that never changes.
   *
   * @throws IllegalArgumentException if this one may change
   */
  default double constant() {
    throw new IllegalArgumentException(
        "the schedule " + specName() + " changes its value; only a number has one here");
  }

  /**
   * The same value throughout.
   *
   * @param value what uses it says which it may be
   */
  record Fixed(double value) implements Schedule {

    @Override
    public Map<String, Double> levels(String place) {
      return Map.of(place, value);
    }

    @Override
    public <R> R match(ScheduleCases<R> cases) {
      return cases.fixed(this);
    }

    @Override
    public double constant() {
      return value;
    }
  }

  /** A schedule that scales one value. */
  sealed interface Decay extends Schedule {

    /** The value that is scaled. */
    double initialValue();

    @Override
    default Map<String, Double> levels(String place) {
      return Map.of(place + ".initialValue", initialValue());
    }
  }

  /**
   * initialValue gamma^i.
   *
   * @param scheduleType what i counts
   * @param initialValue at i = 0
   * @param gamma positive
   */
  record Exponential(ScheduleType scheduleType, double initialValue, double gamma)
      implements Decay {

    /** Checks the parts. */
    public Exponential {
      Checks.finite(initialValue, "initialValue");
      Checks.positive(gamma, "gamma");
    }

    @Override
    public <R> R match(ScheduleCases<R> cases) {
      return cases.exponential(this);
    }
  }

  /**
   * initialValue / (1 + gamma i)^power.
   *
   * @param scheduleType what i counts
   * @param initialValue at i = 0
   * @param gamma at least 0
   * @param power of the denominator
   */
  record Inverse(ScheduleType scheduleType, double initialValue, double gamma, double power)
      implements Decay {

    /** Checks the parts. */
    public Inverse {
      Checks.finite(initialValue, "initialValue");
      Checks.atLeastZero(gamma, "gamma");
      Checks.finite(power, "power");
    }

    @Override
    public <R> R match(ScheduleCases<R> cases) {
      return cases.inverse(this);
    }
  }

  /**
   * initialValue (1 - i / maxIter)^power, and 0 from maxIter on.
   *
   * @param scheduleType what i counts
   * @param initialValue at i = 0
   * @param power positive
   * @param maxIter at least 1
   */
  record Poly(ScheduleType scheduleType, double initialValue, double power, int maxIter)
      implements Decay {

    /** Checks the parts. */
    public Poly {
      Checks.finite(initialValue, "initialValue");
      Checks.positive(power, "power");
      Checks.atLeast(1, maxIter, "maxIter");
    }

    @Override
    public <R> R match(ScheduleCases<R> cases) {
      return cases.poly(this);
    }
  }

  /**
   * initialValue / (1 + exp(-gamma (i - stepSize))); it falls for a negative gamma.
   *
   * @param scheduleType what i counts
   * @param initialValue the upper limit, twice the value at i = stepSize
   * @param gamma the steepness
   * @param stepSize where the curve is steepest, at least 0
   */
  record Sigmoid(ScheduleType scheduleType, double initialValue, double gamma, int stepSize)
      implements Decay {

    /** Checks the parts. */
    public Sigmoid {
      Checks.finite(initialValue, "initialValue");
      Checks.finite(gamma, "gamma");
      Checks.atLeast(0, stepSize, "stepSize");
    }

    @Override
    public <R> R match(ScheduleCases<R> cases) {
      return cases.sigmoid(this);
    }
  }

  /**
   * initialValue decayRate^floor(i / step).
   *
   * @param scheduleType what i counts
   * @param initialValue on the first stair
   * @param decayRate positive
   * @param step how long a stair is, at least 1
   */
  record Step(ScheduleType scheduleType, double initialValue, double decayRate, int step)
      implements Decay {

    /** Checks the parts. */
    public Step {
      Checks.finite(initialValue, "initialValue");
      Checks.positive(decayRate, "decayRate");
      Checks.atLeast(1, step, "step");
    }

    @Override
    public <R> R match(ScheduleCases<R> cases) {
      return cases.step(this);
    }
  }

  /**
   * The value of the last entry at or before i.
   *
   * @param scheduleType what i counts
   * @param values values by the i that they start at, the first of them 0
   */
  record Table(ScheduleType scheduleType, SortedMap<Integer, Double> values) implements Schedule {

    /** Copies the table and checks that it has a beginning. */
    public Table {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
      InvalidSpecException.unless(
          !values.isEmpty() && values.firstKey() == 0,
          "values",
          "must start with the value at 0, such as {\"0\": 0.1, \"10\": 0.01}");
      values.forEach((i, value) -> Checks.finite(value, "values." + i));
    }

    @Override
    public String specName() {
      return "map";
    }

    @Override
    public Map<String, Double> levels(String place) {
      Map<String, Double> levels = new LinkedHashMap<>();
      values.forEach((i, value) -> levels.put(place + ".values." + i, value));
      return levels;
    }

    @Override
    public <R> R match(ScheduleCases<R> cases) {
      return cases.map(this);
    }
  }

  /**
   * Cycles of cycleLength. With s = floor((cycleLength - annealingLength) / 2) and k = i mod
   * cycleLength, the value rises in a line from initialLearningRate at k = 0 to maxLearningRate at
   * k = s, falls back until k = 2s, and then is initialLearningRate annealingDecay^j, where j is 0
   * until cycleLength - annealingLength and counts from there (Smith 2018, arXiv:1803.09820,
   * section 4.1: 1cycle; the annealing is Deeplearning4j's).
   *
   * @param scheduleType what i counts
   * @param initialLearningRate the lowest value before annealing
   * @param maxLearningRate the highest value
   * @param cycleLength of rise, fall and annealing together
   * @param annealingLength at least 0 and at most cycleLength - 2
   * @param annealingDecay positive
   */
  record Cycle(
      ScheduleType scheduleType,
      double initialLearningRate,
      double maxLearningRate,
      int cycleLength,
      int annealingLength,
      double annealingDecay)
      implements Schedule {

    /** Checks the parts. */
    public Cycle {
      Checks.finite(initialLearningRate, "initialLearningRate");
      Checks.finite(maxLearningRate, "maxLearningRate");
      Checks.atLeast(2, cycleLength, "cycleLength");
      Checks.atLeast(0, annealingLength, "annealingLength");
      InvalidSpecException.unless(
          annealingLength <= cycleLength - 2,
          "annealingLength",
          "must leave two of the cycle's %d for rise and fall, got %d"
              .formatted(cycleLength, annealingLength));
      Checks.positive(annealingDecay, "annealingDecay");
    }

    @Override
    public Map<String, Double> levels(String place) {
      return Map.of(
          place + ".initialLearningRate",
          initialLearningRate,
          place + ".maxLearningRate",
          maxLearningRate);
    }

    @Override
    public <R> R match(ScheduleCases<R> cases) {
      return cases.cycle(this);
    }

    /** The length s of the rise, and of the fall. */
    public int stepSize() {
      return (cycleLength - annealingLength) / 2;
    }
  }

  /**
   * The base's value times min(1, (i + 1) / numIter); i counts steps, whatever the base counts.
   *
   * @param baseSchedule what the ramp leads to
   * @param numIter the steps of the ramp, at least 1
   */
  record Ramp(Schedule baseSchedule, int numIter) implements Schedule {

    /** Checks the length. */
    public Ramp {
      Checks.atLeast(1, numIter, "numIter");
    }

    @Override
    public Map<String, Double> levels(String place) {
      return baseSchedule.levels(place + ".baseSchedule");
    }

    @Override
    public <R> R match(ScheduleCases<R> cases) {
      return cases.ramp(this);
    }
  }
}
