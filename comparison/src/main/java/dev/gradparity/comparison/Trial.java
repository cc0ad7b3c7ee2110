package dev.gradparity.comparison;

import dev.gradparity.comparison.deviation.Deviation;
import dev.gradparity.comparison.deviation.KnownDeviations;
import dev.gradparity.comparison.deviation.ScheduleDeviation;
import dev.gradparity.comparison.exact.ExactBounds;
import dev.gradparity.comparison.explain.Explainer;
import dev.gradparity.comparison.explain.Party;
import dev.gradparity.comparison.numerics.CaseBounds;
import dev.gradparity.comparison.numerics.Replay;
import java.util.Optional;
import java.util.function.Function;

/**
 * A case before the judge: two subjects that are to agree on it.
 *
 * @param left the subject whose order of tensors and whose fingerprint the comparison keeps
 * @param right the other subject
 * @param task the case
 */
public record Trial(Subject left, Subject right, Case task) {

  /** Lets both compute the case, compares, and says why where they do not match. */
  public Comparison judge() {
    return judge(true);
  }

  /** The same without the reasons, which cost more than the verdict. */
  public Comparison compare() {
    return judge(false);
  }

  private Comparison judge(boolean withReasons) {
    Observation ofLeft = left.observe(task);
    Observation ofRight = right.observe(task);
    Bounds bounds = bounds(ofLeft, ofRight);
    Comparison comparison = Comparator.compare(task, ofLeft, ofRight, bounds);
    if (left instanceof FromScratchSubject && right instanceof Dl4jSubject) {
      comparison = withKnownDeviations(comparison, ofLeft, ofRight, bounds);
    }
    return withReasons && comparison.verdict() == Verdict.MISMATCH
        ? explained(comparison, ofLeft, ofRight)
        : comparison;
  }

  private Comparison explained(Comparison comparison, Observation ofLeft, Observation ofRight) {
    Bounds ofCase = ExactBounds.of(task).orElseGet(() -> CaseBounds.of(task));
    return comparison.with(
        new Explainer(task, ofCase)
            .explain(
                new Party(ofLeft, left.showsWhatItUses()),
                new Party(ofRight, right.showsWhatItUses()),
                comparison));
  }

  private Comparison withKnownDeviations(
      Comparison comparison, Observation ours, Observation library, Bounds bounds) {
    if (comparison.verdict() != Verdict.MISMATCH) {
      return comparison;
    }
    Function<TensorName, Optional<Deviation>> schedule = knownSchedule(library);
    return comparison.with(
        comparison.tensors().stream()
            .map(
                tensor ->
                    tensor.verdict() == Verdict.MISMATCH
                        ? withKnownDeviation(tensor, ours, library, bounds, schedule)
                        : tensor)
            .toList());
  }

  private TensorJudgement withKnownDeviation(
      TensorJudgement tensor,
      Observation ours,
      Observation library,
      Bounds bounds,
      Function<TensorName, Optional<Deviation>> schedule) {
    double[] left = ours.find(tensor.name()).orElseThrow().values();
    double[] right = library.find(tensor.name()).orElseThrow().values();
    Bound bound = bounds.of(tensor.name());
    return KnownDeviations.explain(
            task,
            ours,
            library,
            tensor.name(),
            k -> !ElementJudgement.of(left[k], right[k], bound, k).agrees())
        .or(() -> schedule.apply(tensor.name()))
        .map(deviation -> tensor.with(Verdict.KNOWN, deviation.id() + ": " + deviation.title()))
        .orElse(tensor);
  }

  /** Which of the library's tensors are right under the schedule that it is known to have. */
  private Function<TensorName, Optional<Deviation>> knownSchedule(Observation library) {
    Optional<ScheduleDeviation> known = ScheduleDeviation.of(task);
    if (known.isEmpty()) {
      return name -> Optional.empty();
    }
    Replay replay = Replay.of(known.get().libraries(), library);
    return name ->
        replay.allows(library, name) ? Optional.of(known.get().deviation()) : Optional.empty();
  }

  private Bounds bounds(Observation ofLeft, Observation ofRight) {
    // In training, what the next step starts from are the parameters that are shown.
    boolean stepByStep =
        task instanceof Case.Training || (left.showsWhatItUses() && right.showsWhatItUses());
    return ExactBounds.of(task)
        .orElseGet(() -> stepByStep ? CaseBounds.of(task, ofLeft, ofRight) : CaseBounds.of(task));
  }
}
