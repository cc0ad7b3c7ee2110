package dev.gradparity.comparison.explain;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Side;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a mismatch begins, and on which side, as far as the replay of each side's operations from
 * its own inputs can tell.
 *
 * @param firstWrong the first tensor in data-flow order that is wrong; the first that does not
 *     match, where neither side is beyond what roundings explain
 * @param wrong the sides that are wrong
 * @param basis a sentence: how that is known
 * @param consequences the tensors that do not match and are no faults of their own
 */
record Localisation(
    TensorName firstWrong, Side wrong, String basis, List<TensorName> consequences) {

  /** Copies the list. */
  Localisation {
    consequences = List.copyOf(consequences);
  }

  /**
   * Localises a mismatch.
   *
   * @param comparison of these two parties, with at least one mismatch
   */
  static Localisation of(Case task, Party left, Party right, Comparison comparison) {
    Deviations ofLeft = Deviations.of(task, left);
    Deviations ofRight = Deviations.of(task, right);
    List<TensorName> mismatches =
        comparison.tensors().stream()
            .filter(tensor -> tensor.verdict() == Verdict.MISMATCH)
            .map(TensorJudgement::name)
            .toList();
    Set<TensorName> certain = new LinkedHashSet<>(ofLeft.certain());
    certain.addAll(ofRight.certain());
    if (certain.isEmpty()) {
      TensorName first = mismatches.get(0);
      return new Localisation(
          first,
          Side.NEITHER,
          "neither side alone is beyond what roundings explain in %s; together they are"
              .formatted(first),
          mismatches.subList(1, mismatches.size()));
    }
    TensorName first = Deviations.firstOf(ofLeft.certain(), ofRight.certain(), task);
    Side wrong = Side.of(!ofLeft.isEmpty(), !ofRight.isEmpty());
    Set<TensorName> roots = new LinkedHashSet<>(ofLeft.roots());
    roots.addAll(ofRight.roots());
    List<TensorName> consequences = new ArrayList<>(mismatches);
    consequences.removeIf(
        name -> name.equals(first) || (roots.contains(name) && name.step() == first.step()));
    List<String> basis = new ArrayList<>();
    if (!ofLeft.isEmpty()) {
      basis.add(basis(task, left, ofLeft));
    }
    if (!ofRight.isEmpty()) {
      basis.add(basis(task, right, ofRight));
    }
    return new Localisation(first, wrong, String.join("; ", basis), consequences);
  }

  private static String basis(Case task, Party party, Deviations deviations) {
    TensorName first = deviations.certain().iterator().next();
    if (task instanceof Case.Training) {
      return "%s is wrong: its %s does not follow from its own parameters%s before that step, whatever the roundings"
          .formatted(party.name(), first, party.showsState() ? " and state" : "");
    }
    if (party.showsWhatItUses()) {
      return "%s is wrong: its %s does not follow from its own inputs, whatever the roundings"
          .formatted(party.name(), first);
    }
    String wrong =
        "%s is wrong: its %s is farther from the case's result than roundings go"
            .formatted(party.name(), first);
    return deviations.roots().contains(first)
        ? wrong
        : wrong + ", though it follows from what it shows before";
  }
}
