package dev.gradparity.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A case before the judge: several subjects that are to agree on it, each with each other.
 *
 * @param subjects in the order of their comparisons; of each two the earlier one is the left
 * @param task the case
 */
public record Quorum(List<Subject> subjects, Case task) {

  /** Two that differ do not say which of them stands alone. */
  private static final int FEWEST_TO_STAND_ALONE_AGAINST = 2;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if two subjects have one name
   */
  public Quorum {
    subjects = List.copyOf(subjects);
    List<String> names = subjects.stream().map(Subject::name).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("subjects need names of their own, got " + names);
    }
  }

  /** Each two of them on the case. */
  public List<Trial> trials() {
    return pairs(subjects);
  }

  private List<Trial> pairs(List<? extends Subject> those) {
    List<Trial> pairs = new ArrayList<>();
    for (int left = 0; left < those.size(); left++) {
      for (int right = left + 1; right < those.size(); right++) {
        pairs.add(new Trial(those.get(left), those.get(right), task));
      }
    }
    return pairs;
  }

  /** Lets each compute the case once, compares each two, and says who stands alone. */
  public QuorumResult judge() {
    List<Witness> witnesses = new ArrayList<>();
    List<Absence> absences = new ArrayList<>();
    for (Subject subject : subjects) {
      try {
        witnesses.add(new Witness(subject, subject.observe(task)));
      } catch (CannotComputeException e) {
        String caseName = task.spec().name() + " " + task.name();
        absences.add(new Absence(caseName, task.spec().dtype(), subject.name(), e.getMessage()));
      }
    }
    List<Comparison> comparisons = Trial.judgeAll(task, pairs(witnesses));
    return new QuorumResult(comparisons, dissent(witnesses, comparisons), absences);
  }

  private static Optional<Dissent> dissent(List<Witness> witnesses, List<Comparison> comparisons) {
    for (Witness witness : witnesses) {
      List<Comparison> own = comparisons.stream().filter(c -> isOn(c, witness.name())).toList();
      List<Comparison> others = comparisons.stream().filter(c -> !isOn(c, witness.name())).toList();
      if (own.size() >= FEWEST_TO_STAND_ALONE_AGAINST
          && own.stream().allMatch(c -> c.verdict() == Verdict.MISMATCH && !c.isAgreement())
          && others.stream().allMatch(Comparison::isAgreement)) {
        return Optional.of(Dissent.of(witness.name(), own));
      }
    }
    return Optional.empty();
  }

  private static boolean isOn(Comparison comparison, String subject) {
    return comparison.left().equals(subject) || comparison.right().equals(subject);
  }

  /** A subject that has computed the case, and need not do it again for each of the others. */
  private record Witness(Subject subject, Observation observation) implements Subject {

    @Override
    public String name() {
      return subject.name();
    }

    @Override
    public Origin origin() {
      return subject.origin();
    }

    @Override
    public Observation observe(Case task) {
      return observation;
    }

    @Override
    public boolean showsWhatItUses() {
      return subject.showsWhatItUses();
    }
  }
}
