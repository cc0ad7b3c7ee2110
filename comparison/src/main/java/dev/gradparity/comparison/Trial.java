package dev.gradparity.comparison;

import dev.gradparity.comparison.deviation.KnownDeviations;
import dev.gradparity.comparison.deviation.KnownSteps;
import dev.gradparity.comparison.exact.ExactBounds;
import dev.gradparity.comparison.explain.Explainer;
import dev.gradparity.comparison.explain.Party;
import dev.gradparity.comparison.numerics.CaseBounds;
import dev.gradparity.comparison.numerics.Replay;
import dev.gradparity.comparison.numerics.Variation;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

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
    Optional<KnownSteps> steps =
        task instanceof Case.Training training
            ? Optional.of(
                new KnownSteps(training, ours, library, () -> underItsConstraints(library)))
            : Optional.empty();
    return comparison.with(
        comparison.tensors().stream()
            .map(
                tensor ->
                    tensor.verdict() == Verdict.MISMATCH
                        ? withKnownDeviation(tensor, ours, library, bounds, steps)
                        : tensor)
            .toList());
  }

  private Function<TensorName, KnownSteps.Predicted> underItsConstraints(Observation library) {
    Replay replay =
        Replay.of(task, library, Variation.everywhere(Variation.Kind.LIBRARY_CONSTRAINTS));
    return name -> {
      Replay.Local local = replay.find(name).orElseThrow();
      return new KnownSteps.Predicted(local.value(), local.allowed());
    };
  }

  private TensorJudgement withKnownDeviation(
      TensorJudgement tensor,
      Observation ours,
      Observation library,
      Bounds bounds,
      Optional<KnownSteps> steps) {
    double[] left = ours.find(tensor.name()).orElseThrow().values();
    double[] right = library.find(tensor.name()).orElseThrow().values();
    Bound bound = bounds.of(tensor.name());
    IntPredicate isBeyondBound = k -> !ElementJudgement.of(left[k], right[k], bound, k).agrees();
    return KnownDeviations.explain(task, ours, library, tensor.name(), isBeyondBound)
        .or(() -> steps.flatMap(known -> known.explain(tensor.name(), isBeyondBound)))
        .map(deviation -> tensor.with(Verdict.KNOWN, deviation.id() + ": " + deviation.title()))
        .orElse(tensor);
  }

  private Bounds bounds(Observation ofLeft, Observation ofRight) {
    // In training, what the next step starts from are the parameters that are shown.
    boolean stepByStep =
        task instanceof Case.Training || (left.showsWhatItUses() && right.showsWhatItUses());
    return ExactBounds.of(task)
        .orElseGet(() -> stepByStep ? CaseBounds.of(task, ofLeft, ofRight) : CaseBounds.of(task));
  }
}
