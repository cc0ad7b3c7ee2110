package dev.gradparity.comparison.explain;

import dev.gradparity.comparison.Allowance;
import dev.gradparity.comparison.Bounds;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Confirmation;
import dev.gradparity.comparison.ElementClaim;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Side;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.arbiter.Arbiter;
import dev.gradparity.comparison.arbiter.TrueTensor;
import dev.gradparity.spec.DType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Holds sides that agree against the truth, which sees what they have wrong alike: every element of
 * a small gradient, and of a training as many first steps as are small. Later steps would add
 * little, as bounds from the case alone grow with each.
 */
public final class Confirmer {

  /** The multiply-adds of all products of a small case: some hundredths of a second. */
  private static final long MOST_MULTIPLICATIONS = 120_000;

  private static final int MOST_STEPS = 2;

  private final Arbiter arbiter = new Arbiter();
  private final Optional<Case> small;
  private final Function<Case, Bounds> boundsOf;
  private Map<TensorName, Truth> truth;
  private Bounds bounds;

  /**
   * A confirmer of any comparison of this case.
   *
   * @param boundsOf a case alone: half of them is what one side may be off from the truth
   */
  public Confirmer(Case task, Function<Case, Bounds> boundsOf) {
    small = small(task).filter(Confirmer::isFinite);
    this.boundsOf = boundsOf;
  }

  /** The case, as far as it is small; empty where nothing of it is. */
  private static Optional<Case> small(Case task) {
    if (task instanceof Case.Training training) {
      long steps = MOST_MULTIPLICATIONS / Math.max(1, Arbiter.multiplications(task, 1));
      return steps == 0
          ? Optional.empty()
          : Optional.of(training.upTo((int) Math.min(steps, MOST_STEPS)));
    }
    // Forward, and both products of the way back.
    return Optional.of(task).filter(t -> 3 * Arbiter.multiplications(t, 1) <= MOST_MULTIPLICATIONS);
  }

  /** Of NaN and infinity the arbiter knows nothing. */
  private static boolean isFinite(Case task) {
    Examples examples =
        task instanceof Case.Training training
            ? training.examples()
            : ((Case.Gradient) task).batch();
    DoubleStream parameters =
        task.parameters().layers().stream()
            .flatMap(layer -> layer.values().stream())
            .flatMapToDouble(Arrays::stream);
    return DoubleStream.concat(
            parameters,
            DoubleStream.concat(Arrays.stream(examples.x()), Arrays.stream(examples.y())))
        .allMatch(Double::isFinite);
  }

  /**
   * A comparison with the arbiter's word on it: the same where it is no match, where the case is
   * not small, and where a formula has no value, as the logarithm of 0.
   */
  public Comparison confirm(Comparison comparison, Observation left, Observation right) {
    if (comparison.verdict() != Verdict.MATCH || small.isEmpty()) {
      return comparison;
    }
    try {
      compute(small.get());
    } catch (ArithmeticException e) {
      return comparison;
    }
    long elements = 0;
    double worst = 0;
    List<TensorJudgement> contradicted = new ArrayList<>();
    for (TensorJudgement tensor : comparison.tensors()) {
      if (truth.containsKey(tensor.name())) {
        Scrutiny scrutiny = scrutiny(tensor, comparison, left, right);
        elements += 2L * scrutiny.held;
        worst = Math.max(worst, scrutiny.share);
        scrutiny.contradiction.ifPresent(contradicted::add);
      }
    }
    return comparison.with(new Confirmation(arbiter.digits(), elements, worst, contradicted));
  }

  private void compute(Case task) {
    if (truth != null) {
      return;
    }
    Map<TensorName, Truth> tensors = new HashMap<>();
    for (TrueTensor tensor : arbiter.observe(task).tensors()) {
      tensors.put(tensor.name(), Truth.of(tensor));
    }
    bounds = boundsOf.apply(task);
    truth = tensors;
  }

  /**
   * A tensor's exact elements, each as a sum of two numbers of float64 as well: what a claim is off
   * by is known to all bits without a decimal number.
   */
  @SuppressWarnings("ArrayRecordComponent") // read element by element, never compared
  private record Truth(BigDecimal[] exact, double[] high, double[] low) {

    /** More digits than float64 has; a number of many takes long to become one. */
    private static final MathContext SHORT = new MathContext(20);

    static Truth of(TrueTensor tensor) {
      int size = tensor.shape().size();
      BigDecimal[] exact = new BigDecimal[size];
      double[] high = new double[size];
      double[] low = new double[size];
      for (int k = 0; k < size; k++) {
        exact[k] = tensor.at(k);
        // Which of its neighbours the first is does not matter: the second makes up for it.
        high[k] = exact[k].round(SHORT).doubleValue();
        low[k] =
            Double.isFinite(high[k])
                ? exact[k].subtract(new BigDecimal(high[k]), SHORT).doubleValue()
                : 0;
      }
      return new Truth(exact, high, low);
    }

    /** The error of a claim by what is allowed; above 1 is wrong. */
    double share(double value, int k, DType dtype, double allowed) {
      if (!Double.isFinite(value) || !Double.isFinite(high[k])) {
        return ElementClaim.of(value, exact[k], dtype, allowed).share();
      }
      double error = Math.abs(value - high[k] - low[k]);
      return error == 0 ? 0 : error / allowed;
    }
  }

  /** One tensor: the elements that have a bound, the largest share of theirs, and the verdict. */
  private record Scrutiny(int held, double share, Optional<TensorJudgement> contradiction) {}

  private Scrutiny scrutiny(
      TensorJudgement tensor, Comparison comparison, Observation left, Observation right) {
    Truth exact = truth.get(tensor.name());
    double[] ofLeft = left.find(tensor.name()).orElseThrow().values();
    double[] ofRight = right.find(tensor.name()).orElseThrow().values();
    Allowance allowance = bounds.of(tensor.name()).allowances().get(0);
    DType dtype = comparison.dtype();
    int held = 0;
    double worst = -1;
    int worstOffset = 0;
    List<Side> sides = new ArrayList<>();
    for (int k = 0; k < ofLeft.length; k++) {
      double allowed = allowed(allowance, k);
      if (allowed < Double.POSITIVE_INFINITY) {
        held++;
        double l = exact.share(ofLeft[k], k, dtype, allowed);
        double r = exact.share(ofRight[k], k, dtype, allowed);
        if (Math.max(l, r) > worst) {
          worst = Math.max(l, r);
          worstOffset = k;
        }
        if (l > 1 || r > 1) {
          sides.add(Side.of(l > 1, r > 1));
        }
      }
    }
    if (sides.isEmpty()) {
      return new Scrutiny(held, Math.max(0, worst), Optional.empty());
    }
    int k = worstOffset;
    double allowed = allowed(allowance, k);
    String who =
        switch (Side.union(sides)) {
          case LEFT -> comparison.left() + ", which agrees with " + comparison.right();
          case RIGHT -> comparison.right() + ", which agrees with " + comparison.left();
          default -> "both sides, which agree";
        };
    return new Scrutiny(
        held,
        worst,
        Optional.of(
            tensor.contradicted(
                k,
                allowed,
                ElementClaim.of(ofLeft[k], exact.exact[k], dtype, allowed),
                ElementClaim.of(ofRight[k], exact.exact[k], dtype, allowed),
                "%d of %d elements of %s, are farther from the truth than roundings go"
                    .formatted(sides.size(), ofLeft.length, who))));
  }

  /** A kink may take one side all the way, and not each of two half of it. */
  private static double allowed(Allowance allowance, int k) {
    double certain = allowance.certain()[k];
    return certain / 2 + (allowance.withKinks(k) - certain);
  }
}
