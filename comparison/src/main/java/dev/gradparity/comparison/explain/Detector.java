package dev.gradparity.comparison.explain;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Convention;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.arbiter.Arbiter;
import dev.gradparity.comparison.numerics.Replay;
import dev.gradparity.comparison.numerics.Variation;
import dev.gradparity.spec.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tries conventions until one explains a side: with the convention, every tensor that the side
 * shows is within its certain bound at every element, those that are right without it included.
 */
final class Detector {

  /** Of a walk's multiplications, all walks together: some seconds. */
  private static final long MOST_WORK = 1_000_000_000;

  /** Steps after the first wrong one that a convention has to explain, too. */
  private static final int STEPS_AFTER = 1;

  /** The least that a claim is off where a convention explains it, by the bound. */
  private static final double LEAST_POWER = 8;

  private static final int SHOWN_NAMES = 4;

  private final Case task;
  private final Party accused;

  private Detector(Case task, Party accused) {
    this.task = task;
    this.accused = accused;
  }

  /**
   * The first convention that explains a side, the most specific first.
   *
   * @param firstWrong where the side is wrong first
   */
  static Optional<Convention> detect(Case task, Party accused, TensorName firstWrong) {
    return new Detector(upTo(firstWrong.step() + STEPS_AFTER, task), accused).detect();
  }

  private static Case upTo(int step, Case task) {
    return task instanceof Case.Training training ? training.upTo(step) : task;
  }

  private Optional<Convention> detect() {
    List<View> views = new ArrayList<>(List.of(new View(true)));
    if (!accused.showsWhatItUses() || task instanceof Case.Training) {
      views.add(new View(false));
    }
    List<Hypothesis> hypotheses = Conventions.of(task);
    long work = Math.max(1, 3 * Arbiter.multiplications(task, steps()));
    long walks = MOST_WORK / work;
    for (Hypothesis hypothesis : hypotheses) {
      for (View view : views) {
        if (view.wrong.isEmpty() || !view.mayShow(hypothesis)) {
          continue;
        }
        if (hypothesis instanceof Hypothesis.OfOperations && walks-- <= 0) {
          continue;
        }
        if (view.isExplainedBy(hypothesis)) {
          return Optional.of(worded(hypothesis.convention(), view.wrong));
        }
      }
    }
    return Optional.empty();
  }

  private int steps() {
    return task instanceof Case.Training training ? training.steps() : 1;
  }

  private static Convention worded(Convention convention, Set<TensorName> wrong) {
    String names =
        wrong.stream()
            .limit(SHOWN_NAMES)
            .map(TensorName::toString)
            .collect(Collectors.joining(", "));
    if (wrong.size() > SHOWN_NAMES) {
      names += " and %d more".formatted(wrong.size() - SHOWN_NAMES);
    }
    return new Convention(
        convention.id(), convention.sentence().replace("%s", names), convention.fix());
  }

  /** The accused side's tensors against a replay, along what it shows or of the case alone. */
  private final class View {

    private final boolean followed;
    private final Replay plain;
    private final Set<TensorName> wrong;

    View(boolean followed) {
      this.followed = followed;
      plain = replay(Optional.empty());
      wrong = Deviations.beyond(plain, accused);
    }

    private Replay replay(Optional<Variation> variation) {
      if (followed) {
        return variation
            .map(v -> Replay.of(task, accused.observation(), v))
            .orElseGet(() -> Replay.of(task, accused.observation()));
      }
      return variation.map(v -> Replay.alone(task, v)).orElseGet(() -> Replay.alone(task));
    }

    /** Whether what is wrong, and what is right, lets this be the reason. */
    boolean mayShow(Hypothesis hypothesis) {
      if (!(hypothesis instanceof Hypothesis.OfOperations operations)) {
        return true;
      }
      boolean forward = isWrong(Quantity.PRE_ACTIVATION) || isWrong(Quantity.ACTIVATION);
      boolean loss = isWrong(Quantity.LOSS);
      boolean lossIsRight = !loss && shows(Quantity.LOSS);
      if (task instanceof Case.Training) {
        // All that is shown of a step's forward pass is its loss.
        return switch (operations.stage()) {
          case ANY, BACKWARD -> true;
          case FORWARD, LABELS -> !lossIsRight;
          case LOSS, OBJECTIVE -> loss;
        };
      }
      boolean forwardIsRight =
          !forward && (shows(Quantity.PRE_ACTIVATION) || shows(Quantity.ACTIVATION));
      return switch (operations.stage()) {
        case ANY -> true;
        case FORWARD -> !forwardIsRight;
        case LABELS -> !forward;
        case LOSS, OBJECTIVE -> !forward && loss;
        case BACKWARD -> !forward && !loss;
      };
    }

    private boolean isWrong(Quantity quantity) {
      return wrong.stream().anyMatch(name -> name.quantity() == quantity);
    }

    private boolean shows(Quantity quantity) {
      Observation observation = accused.observation();
      return observation.tensors().stream().anyMatch(t -> t.name().quantity() == quantity);
    }

    boolean isExplainedBy(Hypothesis hypothesis) {
      if (hypothesis instanceof Hypothesis.OfClaims claims) {
        return wrong.stream()
            .allMatch(name -> claims.transform().gives(claimed(name), plain, task));
      }
      Variation variation = ((Hypothesis.OfOperations) hypothesis).variation();
      Replay varied = replay(Optional.of(variation));
      boolean hasPower =
          variation.kind() == Variation.Kind.SINGLE_ARITHMETIC ? isSingle() : hasPower(varied);
      return hasPower && Deviations.beyond(varied, accused).isEmpty();
    }

    /**
     * A bound that reaches from the claim to what is right anyway explains nothing: somewhere the
     * claim must be off by more than the bound that is to take it in.
     */
    private boolean hasPower(Replay varied) {
      for (TensorName name : wrong) {
        double[] claimed = claimed(name).values();
        double[] before = plain.find(name).orElseThrow().value();
        double[] allowed = varied.find(name).orElseThrow().allowed();
        for (int k = 0; k < Math.min(claimed.length, allowed.length); k++) {
          if (Math.abs(claimed[k] - before[k]) > LEAST_POWER * allowed[k]) {
            return true;
          }
        }
      }
      return false;
    }

    /** Numbers of float64 are hardly ever of float32 by chance, one in 2^29. */
    private boolean isSingle() {
      return accused.observation().tensors().stream()
          .flatMapToDouble(tensor -> Arrays.stream(tensor.values()))
          .allMatch(v -> DType.FLOAT32.round(v) == v);
    }

    private ObservedTensor claimed(TensorName name) {
      return accused.observation().find(name).orElseThrow();
    }
  }
}
