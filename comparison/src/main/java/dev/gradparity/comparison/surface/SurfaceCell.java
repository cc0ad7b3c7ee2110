package dev.gradparity.comparison.surface;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.initial.InitialWeights;
import java.util.List;
import java.util.Optional;

/**
 * How one subject fares with one setting in one format.
 *
 * @param verdict empty where the subject cannot compute it
 * @param ratio the largest error / certain bound of what matches
 * @param deviations the ids of the registered deviations that it meets
 * @param reason why it cannot be computed; otherwise empty
 */
public record SurfaceCell(
    Optional<Verdict> verdict, double ratio, List<String> deviations, String reason) {

  /** Copies the list. */
  public SurfaceCell {
    deviations = List.copyOf(deviations);
  }

  static SurfaceCell of(Comparison comparison) {
    double worst = 0;
    for (TensorJudgement tensor : comparison.tensors()) {
      worst = tensor.verdict() == Verdict.MATCH ? Math.max(worst, tensor.ratio()) : worst;
    }
    List<String> deviations =
        comparison.tensors().stream()
            .flatMap(tensor -> tensor.deviation().stream())
            .distinct()
            .sorted()
            .toList();
    return new SurfaceCell(Optional.of(comparison.verdict()), worst, deviations, "");
  }

  static SurfaceCell of(InitialWeights.Judgement judgement) {
    return new SurfaceCell(
        Optional.of(judgement.verdict()),
        judgement.verdict() == Verdict.MATCH ? judgement.ratio() : 0,
        judgement.deviations(),
        "");
  }

  static SurfaceCell absent(String reason) {
    return new SurfaceCell(Optional.empty(), 0, List.of(), reason);
  }

  /** Whether the numbers agree, registered deviations aside. */
  boolean isVerified() {
    return verdict.filter(v -> v == Verdict.MATCH || v == Verdict.KNOWN).isPresent();
  }
}
