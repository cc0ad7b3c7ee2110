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

  private TensorRuling rule(TensorName name, ObservedTensor left, ObservedTensor right) {
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
    int[] all = IntStream.range(0, left.values().length).toArray();
    int[] offsets =
        accused.length > 0
            ? sample(accused, MOST_ELEMENTS, left.values(), right.values(), bound)
            : sample(all, 1, left.values(), right.values(), bound);
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
        weigh(left, value, dtype, bound),
        weigh(right, value, dtype, bound));
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
  private static int[] sample(int[] offsets, int most, double[] left, double[] right, Bound bound) {
    int worst = offsets[0];
    for (int k : offsets) {
      worst = ratio(left, right, bound, k) > ratio(left, right, bound, worst) ? k : worst;
    }
    int first = worst;
    int others = Math.min(offsets.length, most);
    IntStream sampled =
        IntStream.range(0, others).map(i -> offsets[(int) ((long) i * offsets.length / others)]);
    return IntStream.concat(IntStream.of(first), sampled.filter(k -> k != first))
        .limit(most)
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

  /** Weighs a claim; the bound is how far two correct sides may differ here. */
  private static ElementClaim weigh(double value, BigDecimal truth, DType dtype, double bound) {
    double error = error(value, truth, dtype);
    double nearest = TrueTensor.nearest(truth, dtype);
    double ulp = dtype == DType.FLOAT32 ? Math.ulp((float) nearest) : Math.ulp(nearest);
    return new ElementClaim(value, error, error == 0 ? 0 : error / ulp, share(error, bound / 2));
  }

  /** |value - truth|, rounded once. */
  private static double error(double value, BigDecimal truth, DType dtype) {
    if (Double.isFinite(value)) {
      return new BigDecimal(value).subtract(truth).abs().doubleValue();
    }
    return value == TrueTensor.nearest(truth, dtype) ? 0 : Double.POSITIVE_INFINITY;
  }

  private static double share(double error, double allowed) {
    if (error == 0) {
      return 0;
    }
    double share = error / allowed;
    return Double.isNaN(share) ? Double.POSITIVE_INFINITY : share;
  }
}
