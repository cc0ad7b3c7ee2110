package dev.gradparity.comparison;

import dev.gradparity.spec.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges two observations of one case, tensor by tensor.
 *
 * <p>NaN agrees with NaN, an infinity with the same infinity, and neither with anything else,
 * whatever the bound. Of finite numbers the test is {@code error <= bound}, so that no number
 * passes a bound that is NaN; the error is the difference, less the part that both sides' inputs
 * explain. A zero equals the other zero.
 */
public final class Comparator {

  private Comparator() {}

  /** Judges the tensors that both sides observed, in the left side's order. */
  public static Comparison compare(Case task, Observation left, Observation right, Bounds bounds) {
    List<TensorJudgement> judgements = new ArrayList<>();
    List<TensorName> unpaired = new ArrayList<>();
    List<GradientNorm> norms = new ArrayList<>();
    for (ObservedTensor tensor : left.tensors()) {
      right
          .find(tensor.name())
          .ifPresentOrElse(
              other -> {
                judgements.add(judge(tensor, other, bounds));
                if (tensor.name().quantity() == Quantity.D_WEIGHTS) {
                  norms.add(
                      GradientNorm.of(tensor.name().layer(), tensor.values(), other.values()));
                }
              },
              () -> unpaired.add(tensor.name()));
    }
    for (ObservedTensor tensor : right.tensors()) {
      if (left.find(tensor.name()).isEmpty()) {
        unpaired.add(tensor.name());
      }
    }
    return new Comparison(
        task.spec().name(),
        task.name(),
        task.spec().dtype(),
        left.subject(),
        right.subject(),
        left.fingerprint(),
        judgements,
        unpaired,
        norms);
  }

  private static TensorJudgement judge(ObservedTensor left, ObservedTensor right, Bounds bounds) {
    if (!left.shape().equals(right.shape())) {
      return shapeMismatch(left, right);
    }
    return judge(left.name(), left.shape(), left.values(), right.values(), bounds.of(left.name()));
  }

  private static TensorJudgement shapeMismatch(ObservedTensor left, ObservedTensor right) {
    return new TensorJudgement(
        left.name(),
        left.shape(),
        Verdict.MISMATCH,
        Double.POSITIVE_INFINITY,
        0,
        Double.POSITIVE_INFINITY,
        List.of(),
        Double.NaN,
        Double.NaN,
        "the shapes differ: %s and %s".formatted(left.shape(), right.shape()),
        Slack.NONE);
  }

  static TensorJudgement judge(
      TensorName name, Shape shape, double[] left, double[] right, Bound bound) {
    ElementJudgement worst = null;
    int worstIndex = 0;
    double maxError = 0;
    int wrong = 0;
    int beyondKinks = 0;
    SlackCounter slack = new SlackCounter();
    for (int k = 0; k < left.length; k++) {
      ElementJudgement element = ElementJudgement.of(left[k], right[k], bound, k);
      if (worst == null || element.isWorseThan(worst)) {
        worst = element;
        worstIndex = k;
      }
      maxError = Math.max(maxError, ElementJudgement.error(left[k], right[k]));
      wrong += element.agrees() ? 0 : 1;
      beyondKinks += element.isBeyondKinks() ? 1 : 0;
      slack.add(element);
    }
    Power power = Power.of(left, right, bound);
    Verdict verdict = verdict(wrong, beyondKinks, power);
    return new TensorJudgement(
        name,
        shape,
        verdict,
        maxError,
        worst.bound(),
        worst.ratio(),
        shape.indexOf(worstIndex),
        left[worstIndex],
        right[worstIndex],
        switch (verdict) {
          case MATCH, KNOWN -> "";
          case VACUOUS -> power.reason();
          case UNDECIDED ->
              "%d of %d elements depend on %s"
                  .formatted(
                      wrong,
                      left.length,
                      Double.isFinite(maxError)
                          ? "a ReLU whose argument is zero within rounding"
                          : "the order of a sum that overflows");
          case MISMATCH ->
              "%d of %d elements differ by more than their bound"
                  .formatted(beyondKinks, left.length);
        },
        slack.total(worst.inherited()));
  }

  private static Verdict verdict(int wrong, int beyondKinks, Power power) {
    if (wrong == 0) {
      return power.isVacuous() ? Verdict.VACUOUS : Verdict.MATCH;
    }
    return beyondKinks == 0 ? Verdict.UNDECIDED : Verdict.MISMATCH;
  }

  /**
   * How many elements could have shown a fault: those that are finite, not zero on both sides and
   * larger than their bound.
   */
  private record Power(int elements, int zeros, int buried, int diverged) {

    /**
     * At least one element in four must be able to tell. Two ReLU layers that halve what passes
     * through them, as they do at random, still do; a tensor that is zero for want of an input does
     * not.
     */
    private static final int FEWEST_TELLING_OF_ALL = 4;

    static Power of(double[] left, double[] right, Bound bound) {
      int zeros = 0;
      int buried = 0;
      int diverged = 0;
      for (int k = 0; k < left.length; k++) {
        double magnitude = Math.max(Math.abs(left[k]), Math.abs(right[k]));
        if (magnitude == 0) {
          zeros++;
        } else if (!Double.isFinite(magnitude)) {
          diverged++;
        } else if (bound.smallest(k) >= magnitude) {
          buried++;
        }
      }
      return new Power(left.length, zeros, buried, diverged);
    }

    boolean isVacuous() {
      return FEWEST_TELLING_OF_ALL * (elements - zeros - buried - diverged) < elements;
    }

    String reason() {
      return "%d of %d elements are zero, %d are smaller than their bound and %d are not finite"
          .formatted(zeros, elements, buried, diverged);
    }
  }
}
