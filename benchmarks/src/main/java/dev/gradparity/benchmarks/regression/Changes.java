package dev.gradparity.benchmarks.regression;

import dev.gradparity.benchmarks.Contenders;
import dev.gradparity.benchmarks.performance.Comparability;
import dev.gradparity.benchmarks.performance.Estimate;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became slower between two runs. Under test are from-scratch and every library that describes
 * itself otherwise than before; every other library, and the machine's ceiling, did not change, and
 * how they moved is what chance and the machine do. A change is an alarm when it is beyond that by
 * Holm's procedure, and large enough to matter.
 *
 * @param references who did not change
 * @param drift the ratio of their times, after over before: the machine's own
 * @param spread by what factor an unchanged program misses the drift, one standard deviation
 * @param changes of everything under test
 */
public record Changes(
    List<Reference> references, Estimate drift, double spread, List<Change> changes) {

  /** The probability of one false alarm or more in a whole comparison. */
  public static final double FAMILY_ERROR = 0.02;

  /** A slowdown below this is no alarm, however certain it is. */
  public static final double SMALLEST = 1.05;

  private static final double CONFIDENCE = 0.95;

  /** Copies the lists. */
  public Changes {
    references = List.copyOf(references);
    changes = List.copyOf(changes);
  }

  /**
   * Something that did not change.
   *
   * @param name what it is
   * @param ratio of its times, after over before
   */
  public record Reference(String name, Estimate ratio) {}

  /** What was measured by whom. */
  private record Key(String workload, String dtype, int threads, String contender) {

    static Key of(Result result) {
      return new Key(result.workload(), result.dtype(), result.threads(), result.contender());
    }

    @Override
    public String toString() {
      return "%s at %s, %s, threads: %d".formatted(contender, workload, dtype, threads);
    }
  }

  /** Compares two runs, which {@link Comparability} has found comparable. */
  public static Changes between(Performance before, Performance after) {
    Map<Key, Result> earlier = new LinkedHashMap<>();
    before.results().stream()
        .filter(result -> result.status() == Status.MEASURED)
        .forEach(result -> earlier.put(Key.of(result), result));
    Map<String, Shift> references = new LinkedHashMap<>(Ceilings.shifts(before, after));
    List<Change> tested = new ArrayList<>();
    List<Change> untested = new ArrayList<>();
    List<Shift> shifts = new ArrayList<>();
    for (Result is : after.results()) {
      Result was = earlier.get(Key.of(is));
      if (was == null) {
        continue;
      }
      boolean enough = was.rounds().size() > 1 && is.rounds().size() > 1;
      if (isUnchanged(was, is)) {
        if (enough) {
          references.put(Key.of(is).toString(), Shift.between(was.rounds(), is.rounds()));
        }
      } else if (is.status() != Status.MEASURED) {
        untested.add(Change.untested(was, is, Finding.NOT_TIMED_NOW));
      } else if (enough) {
        shifts.add(Shift.between(was.rounds(), is.rounds()));
        tested.add(Change.untested(was, is, Finding.NOT_TOLD_APART));
      } else {
        untested.add(Change.untested(was, is, Finding.TOO_FEW_ROUNDS));
      }
    }
    Drift drift = Drift.of(List.copyOf(references.values()));
    List<Change> changes = new ArrayList<>(judged(tested, shifts, drift));
    changes.addAll(untested);
    return new Changes(
        references.entrySet().stream()
            .map(entry -> new Reference(entry.getKey(), ratio(entry.getValue())))
            .toList(),
        ratio(new Shift(drift.value(), drift.error(), drift.errorFreedom())),
        Math.exp(Math.sqrt(drift.between())),
        changes);
  }

  /** Who is not timed any more is no reference, and of the libraries no concern of this project. */
  private static boolean isUnchanged(Result was, Result is) {
    return !Contenders.isOurs(is.contender())
        && (is.status() != Status.MEASURED || is.description().equals(was.description()));
  }

  private static List<Change> judged(List<Change> tested, List<Shift> raw, Drift drift) {
    List<Shift> shifts = raw.stream().map(shift -> shift.less(drift)).toList();
    double[] slower = Holm.adjusted(shifts.stream().mapToDouble(Shift::chanceOfSlower).toArray());
    double[] faster = Holm.adjusted(shifts.stream().mapToDouble(Shift::chanceOfFaster).toArray());
    List<Change> changes = new ArrayList<>();
    for (int k = 0; k < tested.size(); k++) {
      Shift shift = shifts.get(k);
      Estimate ratio = ratio(shift);
      Finding finding = Finding.NOT_TOLD_APART;
      if (slower[k] <= FAMILY_ERROR) {
        finding = ratio.value() >= SMALLEST ? Finding.REGRESSED : Finding.SLIGHTLY_SLOWER;
      } else if (faster[k] <= FAMILY_ERROR) {
        finding = Finding.FASTER;
      }
      double detectable = Math.exp(shift.detectable(FAMILY_ERROR / tested.size()));
      changes.add(
          new Change(
              tested.get(k).before(),
              tested.get(k).after(),
              ratio,
              slower[k],
              Math.max(detectable, SMALLEST),
              finding));
    }
    return changes;
  }

  private static Estimate ratio(Shift shift) {
    double half = shift.variance() == 0 ? 0 : shift.halfInterval(CONFIDENCE);
    return new Estimate(
        Math.exp(shift.value()), Math.exp(shift.value() - half), Math.exp(shift.value() + half));
  }

  /** Whether anything raised an alarm. */
  public boolean hasRegression() {
    return changes.stream().anyMatch(change -> change.finding() == Finding.REGRESSED);
  }
}
