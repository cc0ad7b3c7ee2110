package dev.gradparity.comparison.arbiter;

import dev.gradparity.comparison.Bound;
import dev.gradparity.comparison.Bounds;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.DType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

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

  /** The elements of a tensor that are looked at, so that a wide network takes seconds. */
  private static final int MOST_ELEMENTS = 16;

  /** The multiplications that a confirmation by central differences may take. */
  private static final long MOST_TO_CONFIRM = 1_000_000;

  /** Copies the lists. */
  public Arbitration {
    tensors = List.copyOf(tensors);
    inherited = List.copyOf(inherited);
  }

  /**
   * Looks at a comparison's mismatches. Without any, the result is empty, and nothing is computed.
   *
   * @param comparison of these two observations
   * @param bounds those that the comparison was made by
   */
  public static Arbitration of(
      Arbiter arbiter,
      Case task,
      Observation left,
      Observation right,
      Comparison comparison,
      Bounds bounds) {
    List<TensorName> accused =
        comparison.tensors().stream()
            .filter(tensor -> tensor.verdict() == Verdict.MISMATCH)
            .map(TensorJudgement::name)
            .toList();
    int firstStep = accused.stream().mapToInt(TensorName::step).min().orElse(0);
    List<TensorName> examined = accused.stream().filter(name -> name.step() == firstStep).toList();
    List<TensorRuling> rulings = new ArrayList<>();
    if (!examined.isEmpty()) {
      TrueObservation truth =
          task instanceof Case.Training training
              ? arbiter.observe(training, firstStep)
              : arbiter.observe(task);
      Hearing hearing = new Hearing(arbiter, task, truth, bounds);
      for (TensorName name : examined) {
        rulings.add(
            hearing.rule(name, left.find(name).orElseThrow(), right.find(name).orElseThrow()));
      }
    }
    return new Arbitration(
        left.subject(),
        right.subject(),
        arbiter.digits(),
        rulings,
        accused.stream().filter(name -> name.step() != firstStep).toList());
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
          case NEITHER -> "neither side is wrong";
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

  /** One case's truth and bounds. */
  private record Hearing(Arbiter arbiter, Case task, TrueObservation truth, Bounds bounds) {

    TensorRuling rule(TensorName name, ObservedTensor left, ObservedTensor right) {
      TrueTensor tensor = truth.find(name).orElseThrow();
      boolean leftFits = left.shape().equals(tensor.shape());
      boolean rightFits = right.shape().equals(tensor.shape());
      if (!leftFits || !rightFits) {
        return new TensorRuling(name, 0, Side.of(!leftFits, !rightFits), List.of(), -1);
      }
      Bound bound = bounds.of(name);
      int[] accused =
          IntStream.range(0, left.values().length)
              .filter(k -> differ(left.values()[k], right.values()[k], allowed(bound, k)))
              .toArray();
      List<ElementRuling> rulings = new ArrayList<>();
      int[] offsets = sample(accused, left.values(), right.values(), bound);
      for (int k : offsets) {
        rulings.add(rule(tensor, k, left.values()[k], right.values()[k], allowed(bound, k)));
      }
      Side wrong = Side.union(rulings.stream().map(ElementRuling::wrong).toList());
      return new TensorRuling(name, accused.length, wrong, rulings, confirm(tensor, offsets));
    }

    private ElementRuling rule(
        TrueTensor tensor, int offset, double left, double right, double bound) {
      BigDecimal value = tensor.at(offset);
      DType dtype = task.spec().dtype();
      return new ElementRuling(
          tensor.shape().indexOf(offset),
          value,
          Claim.of(left, value, dtype, bound),
          Claim.of(right, value, dtype, bound));
    }

    private int confirm(TrueTensor tensor, int[] offsets) {
      if (offsets.length == 0
          || !(task instanceof Case.Gradient gradient)
          || !CentralDifference.knows(tensor.name())
          || Arbiter.multiplications(task, 0) > MOST_TO_CONFIRM) {
        return -1;
      }
      return arbiter.confirmedDigits(gradient, tensor, offsets[0]);
    }

    /** The worst, and others at even distances. */
    private static int[] sample(int[] accused, double[] left, double[] right, Bound bound) {
      if (accused.length == 0) {
        return accused;
      }
      int worst = accused[0];
      for (int k : accused) {
        worst = ratio(left, right, bound, k) > ratio(left, right, bound, worst) ? k : worst;
      }
      int first = worst;
      int others = Math.min(accused.length, MOST_ELEMENTS);
      IntStream sampled =
          IntStream.range(0, others).map(i -> accused[(int) ((long) i * accused.length / others)]);
      return IntStream.concat(IntStream.of(first), sampled.filter(k -> k != first))
          .limit(MOST_ELEMENTS)
          .toArray();
    }

    private static double ratio(double[] left, double[] right, Bound bound, int k) {
      double ratio = Math.abs(left[k] - right[k]) / allowed(bound, k);
      return Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
    }

    private static double allowed(Bound bound, int k) {
      return bound.rounding()[k] + (bound.kinks() == null ? 0 : bound.kinks()[k]);
    }

    /** As the comparator has it: no bound relates NaN or infinity to anything else. */
    private static boolean differ(double left, double right, double bound) {
      if (left == right || (Double.isNaN(left) && Double.isNaN(right))) {
        return false;
      }
      return !(Double.isFinite(left) && Double.isFinite(right) && Math.abs(left - right) <= bound);
    }
  }
}
