package dev.gradparity.comparison;

import java.util.List;
import java.util.Locale;

/**
 * Who is wrong where two sides do not agree.
 *
 * <p>Two correct sides may differ by the bound, so each of them may be off by half of it: where
 * they differ by more, one of them is off by more than its half.
 *
 * @param left the name of the left side
 * @param right the name of the right side
 * @param digits the arbiter's
 * @param tensors the tensors that were looked at, in data-flow order: of a gradient all that do not
 *     match, of a training those of the first step that has any, as later steps inherit the fault
 * @param inherited the tensors that do not match and were not looked at
 */
public record Arbitration(
    String left, String right, int digits, List<TensorRuling> tensors, List<TensorName> inherited) {

  /** Copies the lists. */
  public Arbitration {
    tensors = List.copyOf(tensors);
    inherited = List.copyOf(inherited);
  }

  /** Which side is wrong where the mismatch starts; what follows inherits it. */
  public Side wrong() {
    return tensors.isEmpty() ? Side.NEITHER : tensors.get(0).wrong();
  }

  /** One line for people; empty without a mismatch. */
  public String summary() {
    if (tensors.isEmpty()) {
      return "";
    }
    TensorRuling first = tensors.get(0);
    String who =
        switch (first.wrong()) {
          case LEFT -> left + " is wrong";
          case RIGHT -> right + " is wrong";
          case BOTH -> "both sides are wrong";
          case NEITHER -> "neither side is beyond its bound";
        };
    if (first.elements().isEmpty()) {
      return "arbiter: %s about the shape of %s".formatted(who, first.name());
    }
    ElementRuling worst = first.elements().get(0);
    return String.format(
        Locale.ROOT,
        "arbiter, %d digits: %s in %s%s = %.20g; %s is off by %.3g ulp, %s by %.3g ulp",
        digits,
        who,
        first.name(),
        worst.index().isEmpty() ? "" : worst.index(),
        worst.truth(),
        left,
        worst.left().ulps(),
        right,
        worst.right().ulps());
  }
}
