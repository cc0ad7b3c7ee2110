package dev.gradparity.comparison.arbiter;

import dev.gradparity.comparison.Arbitration;
import dev.gradparity.comparison.Bound;
import dev.gradparity.comparison.Bounds;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.ElementClaim;
import dev.gradparity.comparison.ElementRuling;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Side;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.TensorRuling;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.DType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One case's truth and bounds, by which both sides of a comparison are heard. */
public final class Hearing {

  /** The elements of a tensor that are looked at, so that a wide network takes seconds. */
  private static final int MOST_ELEMENTS = 16;

  /** The multiplications that a confirmation by central differences may take. */
  private static final long MOST_TO_CONFIRM = 1_000_000;

  private final Arbiter arbiter;
  private final Case task;
  private final TrueObservation truth;
  private final Bounds bounds;

  private Hearing(Arbiter arbiter, Case task, TrueObservation truth, Bounds bounds) {
    this.arbiter = arbiter;
    this.task = task;
    this.truth = truth;
    this.bounds = bounds;
  }

  /**
   * Looks at a comparison's mismatches. Without any, the result is empty, and nothing is computed.
   *
   * @param comparison of these two observations
   * @param bounds of the case: what a side may be off from the truth is half of them, whatever
   *     bounds the comparison was made by
   */
  public static Arbitration of(
      Arbiter arbiter,
      Case task,
      Observation left,
      Observation right,
      Comparison comparison,
      Bounds bounds) {
    List<TensorJudgement> accused =
        comparison.tensors().stream()
            .filter(tensor -> tensor.verdict() == Verdict.MISMATCH)
            .toList();
    int firstStep = accused.stream().mapToInt(tensor -> tensor.name().step()).min().orElse(0);
    List<TensorJudgement> examined =
        accused.stream().filter(tensor -> tensor.name().step() == firstStep).toList();
    List<TensorRuling> rulings = new ArrayList<>();
    if (!examined.isEmpty()) {
      TrueObservation truth =
          task instanceof Case.Training training
              ? arbiter.observe(training, firstStep)
              : arbiter.observe(task);
      Hearing hearing = new Hearing(arbiter, task, truth, bounds);
      for (TensorJudgement judgement : examined) {
        TensorName name = judgement.name();
        rulings.add(
            hearing.rule(judgement, left.find(name).orElseThrow(), right.find(name).orElseThrow()));
      }
    }
    return new Arbitration(
        left.subject(),
        right.subject(),
        arbiter.digits(),
        rulings,
        accused.stream()
            .map(TensorJudgement::name)
            .filter(name -> name.step() != firstStep)
            .toList());
  }

  private TensorRuling rule(TensorJudgement judgement, ObservedTensor left, ObservedTensor right) {
    TensorName name = judgement.name();
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
    int[] offsets =
        accused.length > 0
            ? sample(accused, left.values(), right.values(), bound)
            : new int[] {tensor.shape().offsetOf(judgement.worstIndex())};
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
        ElementClaim.of(left, value, dtype, bound / 2),
        ElementClaim.of(right, value, dtype, bound / 2));
  }

  private int confirm(TrueTensor tensor, int[] offsets) {
    if (!(task instanceof Case.Gradient gradient)
        || !CentralDifference.knows(tensor.name())
        || Arbiter.multiplications(task, 0) > MOST_TO_CONFIRM) {
      return -1;
    }
    return arbiter.confirmedDigits(gradient, tensor, offsets[0]);
  }

  /** The worst, and others at even distances. */
  private static int[] sample(int[] offsets, double[] left, double[] right, Bound bound) {
    int worst = offsets[0];
    for (int k : offsets) {
      worst = ratio(left, right, bound, k) > ratio(left, right, bound, worst) ? k : worst;
    }
    int first = worst;
    int others = Math.min(offsets.length, MOST_ELEMENTS);
    IntStream sampled =
        IntStream.range(0, others).map(i -> offsets[(int) ((long) i * offsets.length / others)]);
    return IntStream.concat(IntStream.of(first), sampled.filter(k -> k != first))
        .limit(MOST_ELEMENTS)
        .toArray();
  }

  private static double ratio(double[] left, double[] right, Bound bound, int k) {
    if (left[k] == right[k]) {
      return 0;
    }
    double ratio = Math.abs(left[k] - right[k]) / allowed(bound, k);
    return Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
  }

  private static double allowed(Bound bound, int k) {
    return bound.allowances().get(0).withKinks(k);
  }

  /** As the comparator has it: no bound relates NaN or infinity to anything else. */
  private static boolean differ(double left, double right, double bound) {
    if (left == right || (Double.isNaN(left) && Double.isNaN(right))) {
      return false;
    }
    return !(Double.isFinite(left) && Double.isFinite(right) && Math.abs(left - right) <= bound);
  }
}
