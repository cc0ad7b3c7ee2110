package dev.gradparity.comparison.deviation;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Origin;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.numerics.Replay;
import dev.gradparity.spec.ActivationKind;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which registered deviation explains that a tensor of the library's does not match.
 *
 * <p>None does unless it accounts for every element: from what the library had for inputs, the
 * library's own formulas, registered deviations and all, give its numbers within their bounds, and
 * NaN and infinity exactly where it has them; and from what the correct subject had for inputs,
 * mathematics gives the correct subject's.
 */
public final class KnownDeviations {

  /**
   * Of tanh near zero, in units of roundoff: the library's absolute error is at most 1, and half of
   * one comes on top for the roundings of a correct side.
   */
  private static final double TANH_ROUNDOFFS = 1.5;

  /** Above it, the error is an ordinary rounding of the result. */
  private static final double NEAR_ZERO = 0.25;

  private final Case task;
  private final Origin origin;
  private final Observation ours;
  private final Observation library;
  private final Replay mathematics;

  /** What lies on a threshold, on either side of it. */
  private final List<Replay> formulas;

  private final Optional<ScheduleDeviation> schedule;

  /**
   * The deviations of one case.
   *
   * @param ours the observation of a correct subject
   * @param library the library's of the same case
   * @param origin what of the library computed it; of others no deviation is known
   */
  public KnownDeviations(Case task, Observation ours, Observation library, Origin origin) {
    this.task = task;
    this.origin = origin;
    this.ours = ours;
    this.library = library;
    mathematics = Replay.of(task, ours);
    schedule = ScheduleDeviation.of(task);
    Case libraries = schedule.<Case>map(ScheduleDeviation::libraries).orElse(task);
    formulas =
        origin == Origin.DEEPLEARNING4J
            ? Stream.of(true, false)
                .map(isBeyond -> Replay.ofLibrary(libraries, library, isBeyond))
                .toList()
            : List.of(
                Replay.ofOperations(libraries, library, true),
                Replay.ofOperations(libraries, library, false),
                Replay.of(libraries, library));
  }

  /**
   * The deviation that explains a mismatch.
   *
   * @param name the tensor that does not match
   * @param isBeyondBound of an element of it: whether it differs by more than its bound
   */
  public Optional<Deviation> explain(TensorName name, IntPredicate isBeyondBound) {
    double[] left = values(ours, name);
    double[] right = values(library, name);
    if (left == null || right == null || left.length != right.length) {
      return Optional.empty();
    }
    if (origin.usesNd4j() && isTanhNearZero(name, left, right, isBeyondBound)) {
      return Optional.of(Deviations.get("tanh-near-zero"));
    }
    return origin.usesNd4j() ? departure(name, left, right, isBeyondBound) : Optional.empty();
  }

  /**
   * Whether a tensor that does not match is on each side what follows from its own inputs, as far
   * as bounds tell, where these may have parted: neither side can be called wrong then.
   *
   * @param name the tensor
   * @param hasParted whether the sides have parted before for a reason that is no deviation;
   *     otherwise the library must have left mathematics on the way to this tensor
   */
  public boolean followsOnEachSide(TensorName name, boolean hasParted) {
    double[] left = values(ours, name);
    double[] right = values(library, name);
    List<Replay> replays = hasParted ? formulas : departing(name);
    return origin.usesNd4j()
        && left != null
        && right != null
        && left.length == right.length
        && !replays.isEmpty()
        && follows(replays, name, left, right, k -> false);
  }

  private static double[] values(Observation observation, TensorName name) {
    return observation.find(name).map(ObservedTensor::values).orElse(null);
  }

  private boolean isTanhNearZero(
      TensorName name, double[] left, double[] right, IntPredicate isBeyondBound) {
    if (name.quantity() != Quantity.ACTIVATION
        || task.spec().layer(name.layer()).activation().kind() != ActivationKind.TANH) {
      return false;
    }
    double largest = TANH_ROUNDOFFS * task.spec().dtype().unitRoundoff();
    for (int k = 0; k < left.length; k++) {
      if (isBeyondBound.test(k)
          && !(Math.abs(left[k]) < NEAR_ZERO && Math.abs(left[k] - right[k]) <= largest)) {
        return false;
      }
    }
    return true;
  }

  private Optional<Deviation> departure(
      TensorName name, double[] left, double[] right, IntPredicate isBeyondBound) {
    List<Replay> departing = departing(name);
    boolean isExplained =
        !departing.isEmpty() && follows(departing, name, left, right, isBeyondBound);
    return isExplained ? deviation(departing.get(0), name) : Optional.empty();
  }

  private List<Replay> departing(TensorName name) {
    return formulas.stream().filter(replay -> deviation(replay, name).isPresent()).toList();
  }

  /** Whether the library's values are given by one of these replays, and ours by mathematics. */
  private boolean follows(
      List<Replay> replays,
      TensorName name,
      double[] left,
      double[] right,
      IntPredicate isBeyondBound) {
    return give(List.of(mathematics), name, left, k -> false)
        && give(replays, name, right, isBeyondBound);
  }

  /** Where a replay of the library left mathematics on the way to a tensor, if it did. */
  private Optional<Deviation> deviation(Replay replay, TensorName name) {
    return replay
        .departure(name)
        .map(departure -> Deviations.get(departure.id()))
        .or(() -> schedule.map(ScheduleDeviation::deviation));
  }

  /**
   * Whether each of these values is given by one of the replays.
   *
   * @param needsBound of an element: whether an unknown bound is not enough
   */
  private static boolean give(
      List<Replay> replays, TensorName name, double[] values, IntPredicate needsBound) {
    List<Replay.Local> expected =
        replays.stream().flatMap(replay -> replay.find(name).stream()).toList();
    return IntStream.range(0, values.length)
        .allMatch(
            k -> expected.stream().anyMatch(local -> agrees(values, local, k, needsBound.test(k))));
  }

  private static boolean agrees(double[] values, Replay.Local local, int k, boolean needsBound) {
    double expected = local.value()[k];
    if (!Double.isFinite(expected)) {
      // Of a sum that overflows, its order says whether it is infinite or NaN.
      boolean dependsOnOrder =
          Double.isInfinite(expected) && local.certain()[k] == Double.POSITIVE_INFINITY;
      return Double.compare(values[k], expected) == 0
          || (dependsOnOrder && Double.isNaN(values[k]));
    }
    double distance = Math.abs(values[k] - expected);
    double allowed = local.allowed()[k];
    // Beside what a kink may have led to without a bound, there is what follows without one.
    double bound = allowed < Double.POSITIVE_INFINITY ? allowed : local.certain()[k];
    return (bound < Double.POSITIVE_INFINITY && distance <= bound)
        || (allowed == Double.POSITIVE_INFINITY && !needsBound);
  }
}
