package dev.gradparity.comparison;

import dev.gradparity.spec.DType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One subject differs from all others, and they agree among themselves. That does not make it wrong
 * by itself: what stands behind the others may be one library.
 *
 * @param caseName network and task
 * @param dtype the format
 * @param subject the one that stands alone
 * @param others the ones that agree
 * @param tensor where to look first: the first tensor, in data-flow order, that is wrong
 * @param place the element of it that is farthest off; empty where the subjects that were compared
 *     do not both show the tensor, or it is a scalar
 * @param value the subject's number there; NaN where there is no place
 * @param otherValue the number of one of the others
 * @param fault who is wrong, as far as replay and arbiter can tell
 */
public record Dissent(
    String caseName,
    DType dtype,
    String subject,
    List<String> others,
    TensorName tensor,
    List<Integer> place,
    double value,
    double otherValue,
    Fault fault) {

  /** Who is wrong where one stands alone. */
  public enum Fault {
    /** The one that stands alone. */
    ITSELF,
    /** The others, all of them. */
    OTHERS,
    /** The one that stands alone and some of the others. */
    BOTH,
    /** Nobody for certain: replay and arbiter find neither side beyond what roundings explain. */
    UNKNOWN
  }

  /** Copies the lists. */
  public Dissent {
    others = List.copyOf(others);
    place = List.copyOf(place);
  }

  /**
   * The dissent of a subject.
   *
   * @param own its comparisons with each of the others, all of them explained mismatches
   */
  static Dissent of(String subject, List<Comparison> own) {
    // Who shows most tensors shows best where it begins.
    Comparison widest =
        own.stream().max(Comparator.comparingInt(c -> c.tensors().size())).orElseThrow();
    TensorName tensor =
        widest
            .explanation()
            .map(Explanation::firstWrong)
            .orElseGet(() -> widest.firstMismatch().orElseThrow().name());
    Optional<TensorJudgement> judgement =
        widest.tensors().stream().filter(t -> t.name().equals(tensor)).findFirst();
    boolean isLeft = widest.left().equals(subject);
    double left = judgement.map(TensorJudgement::left).orElse(Double.NaN);
    double right = judgement.map(TensorJudgement::right).orElse(Double.NaN);
    return new Dissent(
        widest.caseName(),
        widest.dtype(),
        subject,
        own.stream().map(c -> c.left().equals(subject) ? c.right() : c.left()).toList(),
        tensor,
        judgement.map(TensorJudgement::worstIndex).orElse(List.of()),
        isLeft ? left : right,
        isLeft ? right : left,
        fault(subject, own));
  }

  private static Fault fault(String subject, List<Comparison> own) {
    boolean itself = false;
    List<Boolean> others = new ArrayList<>();
    for (Comparison comparison : own) {
      Side wrong = comparison.explanation().map(Explanation::wrong).orElse(Side.NEITHER);
      Side its = comparison.left().equals(subject) ? Side.LEFT : Side.RIGHT;
      itself |= wrong == its || wrong == Side.BOTH;
      others.add(wrong != its && wrong != Side.NEITHER);
    }
    if (itself) {
      return others.contains(true) ? Fault.BOTH : Fault.ITSELF;
    }
    return others.contains(false) ? Fault.UNKNOWN : Fault.OTHERS;
  }

  /** One sentence for people. */
  public String sentence() {
    String agreeing = String.join(", ", others);
    return "%s stands alone in %s%s: %s agree; %s"
        .formatted(
            subject,
            tensor,
            place.isEmpty() ? "" : place,
            agreeing,
            switch (fault) {
              case ITSELF -> subject + " is wrong";
              case OTHERS -> agreeing + " share a fault, and " + subject + " is right";
              case BOTH -> subject + " is wrong, and not it alone";
              case UNKNOWN -> "who is wrong is not known";
            });
  }
}
