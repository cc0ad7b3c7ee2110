package dev.gradparity.comparison;

import java.util.List;
import java.util.Locale;

/**
 * What the arbiter says of two sides that agree.
 *
 * <p>Two sides from the same inputs may differ by the bound, and each of them may be off from the
 * truth by half of it. Two that share a fault agree with each other, and not with the truth.
 *
 * @param digits the arbiter's
 * @param elements the numbers of both sides together that have a bound and were held against it
 * @param worstShare the largest error of a side by what one side may be off; above 1 is wrong
 * @param contradicted the tensors in which a side is wrong, as they are judged then
 */
public record Confirmation(
    int digits, long elements, double worstShare, List<TensorJudgement> contradicted) {

  /** Copies the list. */
  public Confirmation {
    contradicted = List.copyOf(contradicted);
  }

  /**
   * All confirmations of a run.
   *
   * @param digits the arbiter's
   * @param comparisons how many there are
   * @param contradicted how many of them are contradictions
   * @param elements the numbers held against the truth
   * @param worstShare the largest share
   */
  public record Total(
      int digits, int comparisons, int contradicted, long elements, double worstShare) {

    static final Total NONE = new Total(0, 0, 0, 0, 0);

    /**
     * A sentence for people.
     *
     * @param all the comparisons that were made
     */
    public String sentence(int all) {
      if (comparisons == 0) {
        return "no match is small enough for the arbiter";
      }
      return String.format(
          Locale.ROOT,
          "%,d elements of both sides in %,d of %,d comparisons held against %d digits,"
              + " worst error / bound of a side: %.3f%s",
          elements,
          comparisons,
          all,
          digits,
          worstShare,
          contradicted == 0
              ? ""
              : "; both sides agree and are wrong in %,d".formatted(contradicted));
    }

    Total plus(Confirmation other) {
      return new Total(
          other.digits,
          comparisons + 1,
          contradicted + (other.contradicted.isEmpty() ? 0 : 1),
          elements + other.elements,
          Math.max(worstShare, other.worstShare));
    }
  }
}
