package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.Allowance;
import dev.gradparity.comparison.Bound;
import dev.gradparity.comparison.Bounds;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.TensorName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The bounds of one case. */
public final class CaseBounds implements Bounds {

  private final Case task;
  private final Map<TensorName, Bound> bounds;

  private CaseBounds(Case task, Map<TensorName, Bound> bounds) {
    this.task = task;
    this.bounds = bounds;
  }

  /**
   * From the case alone: bounds that every rounding since the case's inputs may use up. Over a
   * training they grow without end.
   */
  public static CaseBounds of(Case task) {
    TwoSides sides = sides(task);
    Map<TensorName, Bound> bounds = new HashMap<>();
    Replay.tensors(task, Replay::unobserved)
        .forEach((name, tensor) -> bounds.put(name, new Bound(List.of(sides.fromTheSame(tensor)))));
    return new CaseBounds(task, bounds);
  }

  /**
   * From the case and what two sides observed: each operation is judged from the inputs that each
   * side had for it.
   */
  public static CaseBounds of(Case task, Observation left, Observation right) {
    TwoSides sides = sides(task);
    if (task instanceof Case.Training training) {
      return new CaseBounds(task, trainingBounds(training, left, right, sides));
    }
    Map<TensorName, Bounded> whole = Replay.tensors(task, Replay::unobserved);
    Map<TensorName, Bounded> ofLeft = Replay.tensors(task, Replay.observed(left));
    Map<TensorName, Bounded> ofRight = Replay.tensors(task, Replay.observed(right));
    Map<TensorName, Bound> bounds = new HashMap<>();
    whole.forEach(
        (name, tensor) ->
            bounds.put(
                name,
                new Bound(
                    List.of(
                        sides.fromTheSame(tensor),
                        sides.fromTheirOwn(ofLeft.get(name), ofRight.get(name))))));
    return new CaseBounds(task, bounds);
  }

  private static TwoSides sides(Case task) {
    return task instanceof Case.Gradient gradient
        ? TwoSides.ofGradient(task.spec(), gradient.batch().count())
        : TwoSides.ofTraining(task.spec());
  }

  private static Map<TensorName, Bound> trainingBounds(
      Case.Training task, Observation left, Observation right, TwoSides sides) {
    Function<TensorName, double[]> ofLeft = Replay.observed(left);
    Function<TensorName, double[]> ofRight = Replay.observed(right);
    TrainingWalk leftWalk = TrainingWalk.of(task);
    TrainingWalk rightWalk = leftWalk;
    Map<TensorName, Bound> bounds = new HashMap<>();
    List<Examples> minibatches = TrainingWalk.minibatches(task);
    boolean parted = false;
    for (int t = 1; t <= minibatches.size(); t++) {
      Map<TensorName, Bounded> leftStep = leftWalk.step(t, minibatches.get(t - 1));
      Map<TensorName, Bounded> rightStep;
      if (t == 1) {
        // The first step starts from the same parameters on both sides.
        rightWalk = leftWalk.copy();
        rightStep = leftStep;
      } else {
        rightStep = rightWalk.step(t, minibatches.get(t - 1));
      }
      boolean nowParted = parted;
      for (Map.Entry<TensorName, Bounded> entry : leftStep.entrySet()) {
        TensorName name = entry.getKey();
        Allowance allowance =
            t == 1
                ? sides.fromTheSame(entry.getValue())
                : sides.fromTheirOwn(entry.getValue(), rightStep.get(name));
        if (parted) {
          allowance = TwoSides.parted(allowance);
        }
        bounds.put(name, new Bound(List.of(allowance)));
        nowParted |= needsKinks(allowance, left.find(name), right.find(name));
      }
      parted = nowParted;
      leftWalk.follow(t, ofLeft);
      rightWalk.follow(t, ofRight);
    }
    return bounds;
  }

  /** Whether the sides differ by more than rounding explains, and a kink may be the reason. */
  private static boolean needsKinks(
      Allowance bound, Optional<ObservedTensor> left, Optional<ObservedTensor> right) {
    boolean meetsKink = Arrays.stream(bound.kinks()).anyMatch(kink -> kink != 0);
    if (!meetsKink || left.isEmpty() || right.isEmpty()) {
      return false;
    }
    double[] l = left.get().values();
    double[] r = right.get().values();
    for (int k = 0; k < Math.min(l.length, r.length); k++) {
      if (Math.abs(l[k] - r[k] - bound.inherited()[k]) > bound.certain()[k]) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Bound of(TensorName name) {
    Bound bound = bounds.get(name);
    if (bound == null) {
      throw new IllegalArgumentException("the case " + task.name() + " has no tensor " + name);
    }
    return bound;
  }
}
