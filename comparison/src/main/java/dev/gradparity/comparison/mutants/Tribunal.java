package dev.gradparity.comparison.mutants;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Puts the judge on trial: every mutant against a reference that is right, on every case.
 *
 * <p>Where a fault really starts needs no judgement: it is the first tensor whose numbers differ
 * from those of the network without the fault, which has every operation else in common.
 */
public final class Tribunal {

  private final Subject reference;
  private final List<Docket> dockets;

  /**
   * A tribunal.
   *
   * @param reference somebody who is right
   */
  public Tribunal(Subject reference) {
    this.reference = reference;
    dockets = Settings.all().stream().map(Docket::of).toList();
  }

  /**
   * A case, and what the network without a fault makes of it.
   *
   * @param setting how the case was made
   * @param task the case
   * @param correct the observation without a fault
   */
  private record Docket(Setting setting, Case task, Observation correct) {

    static Docket of(Setting setting) {
      Case task = setting.task();
      return new Docket(setting, task, PlainSubject.CORRECT.observe(task));
    }

    Optional<TensorName> firstChange(Mutant mutant) {
      return firstDifference(correct, mutant.subject().observe(task));
    }

    String caseName() {
      return "%s %s, %s".formatted(task.spec().dtype().specName(), task.spec().name(), setting);
    }
  }

  /** How many faults there are. */
  public static int faults() {
    return Mutants.all().size();
  }

  /**
   * Judges all faults.
   *
   * @param onJudged called after each, from the thread that judged it
   */
  public Score judge(Runnable onJudged) {
    List<String> falseAlarms =
        dockets.stream()
            .filter(docket -> compare(PlainSubject.CORRECT, docket).verdict() != Verdict.MATCH)
            .map(Docket::caseName)
            .toList();
    List<MutantVerdict> verdicts =
        Mutants.all().parallelStream()
            .map(
                mutant -> {
                  MutantVerdict verdict = judge(mutant);
                  onJudged.run();
                  return verdict;
                })
            .toList();
    return new Score(verdicts, falseAlarms, dockets.size());
  }

  private Comparison compare(PlainSubject subject, Docket docket) {
    return new Trial(reference, subject, docket.task()).compare();
  }

  private MutantVerdict judge(Mutant mutant) {
    int shows = 0;
    int kills = 0;
    int pointed = 0;
    MutantVerdict.Caught caught = null;
    for (Docket docket : dockets) {
      Optional<TensorName> truth = docket.firstChange(mutant);
      if (truth.isEmpty()) {
        continue;
      }
      shows++;
      Optional<TensorJudgement> found = compare(mutant.subject(), docket).firstMismatch();
      if (found.isEmpty()) {
        continue;
      }
      kills++;
      boolean isTrueFirst = found.get().name().equals(truth.get());
      pointed += isTrueFirst ? 1 : 0;
      if (caught == null || (isTrueFirst && !caught.isSmall())) {
        caught = caught(caught, mutant, docket, found.get(), isTrueFirst);
      }
    }
    return new MutantVerdict(mutant.id(), mutant.fault(), caught, shows, kills, pointed);
  }

  /** The first finding stays; a later case may still be made smaller than the first. */
  private MutantVerdict.Caught caught(
      MutantVerdict.Caught earlier,
      Mutant mutant,
      Docket docket,
      TensorJudgement found,
      boolean isTrueFirst) {
    Setting smallest = shrunk(mutant, docket.setting());
    if (earlier != null && !smallest.isSmall()) {
      return earlier;
    }
    return new MutantVerdict.Caught(
        earlier == null ? docket.caseName() : earlier.caseName(),
        earlier == null ? found : earlier.tensor(),
        earlier == null ? isTrueFirst : earlier.isTrueFirst(),
        smallest.toString(),
        smallest.isSmall());
  }

  /** Makes a case smaller as long as the fault is found on it, and where it starts. */
  private Setting shrunk(Mutant mutant, Setting from) {
    Setting smallest = from;
    while (!smallest.isSmall()) {
      Optional<Setting> next =
          smallest.smaller().stream().filter(setting -> isLocalised(mutant, setting)).findFirst();
      if (next.isEmpty()) {
        return smallest;
      }
      smallest = next.get();
    }
    return smallest;
  }

  private boolean isLocalised(Mutant mutant, Setting setting) {
    Docket docket = Docket.of(setting);
    Optional<TensorName> truth = docket.firstChange(mutant);
    return truth.isPresent()
        && compare(mutant.subject(), docket)
            .firstMismatch()
            .map(TensorJudgement::name)
            .equals(truth)
        && compare(PlainSubject.CORRECT, docket).verdict() != Verdict.MISMATCH;
  }

  /** The first tensor in data-flow order with another shape or another number; zeros are equal. */
  static Optional<TensorName> firstDifference(Observation left, Observation right) {
    return left.tensors().stream()
        .filter(
            tensor -> !right.find(tensor.name()).map(other -> same(tensor, other)).orElse(false))
        .map(ObservedTensor::name)
        .findFirst();
  }

  private static boolean same(ObservedTensor left, ObservedTensor right) {
    if (!left.shape().equals(right.shape())) {
      return false;
    }
    for (int k = 0; k < left.values().length; k++) {
      double l = left.values()[k];
      double r = right.values()[k];
      if (l != r && !(Double.isNaN(l) && Double.isNaN(r))) {
        return false;
      }
    }
    return true;
  }
}
