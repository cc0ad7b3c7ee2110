package dev.gradparity.comparison.explain;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.numerics.Replay;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Where one side by itself is farther off than roundings go, in data-flow order.
 *
 * @param certain the tensors that are wrong for certain
 * @param roots those of them that do not follow from the inputs that the side shows
 */
record Deviations(Set<TensorName> certain, Set<TensorName> roots) {

  /**
   * Of a side that shows what it uses, and of every training, whose steps start from the parameters
   * that are shown, each operation is held against its own inputs: what is wrong there is a fault
   * of that operation. Of others only what is wrong for the whole case is certain, and the replay
   * from what they show is a hint where it begins.
   */
  static Deviations of(Case task, Party party) {
    Set<TensorName> own = beyond(Replay.of(task, party.observation()), party);
    if (party.showsWhatItUses() || task instanceof Case.Training) {
      return new Deviations(own, own);
    }
    Set<TensorName> certain = beyond(Replay.alone(task), party);
    Set<TensorName> roots = new LinkedHashSet<>(certain);
    roots.retainAll(own);
    return new Deviations(certain, roots);
  }

  boolean isEmpty() {
    return certain.isEmpty();
  }

  /** The tensors of a party that a replay does not give. */
  static Set<TensorName> beyond(Replay replay, Party party) {
    Set<TensorName> beyond = new LinkedHashSet<>();
    for (TensorName name : replay.names()) {
      party
          .observation()
          .find(name)
          .filter(tensor -> !agrees(tensor, replay.find(name).orElseThrow()))
          .ifPresent(tensor -> beyond.add(name));
    }
    return beyond;
  }

  static boolean agrees(ObservedTensor tensor, Replay.Local local) {
    return agrees(tensor.values(), local.value(), local.allowed());
  }

  static boolean agrees(double[] claimed, double[] value, double[] allowed) {
    if (claimed.length != value.length) {
      return false;
    }
    for (int k = 0; k < claimed.length; k++) {
      if (!agrees(claimed[k], value[k], allowed[k])) {
        return false;
      }
    }
    return true;
  }

  /** Where the bound is infinite, anything may have come of it, NaN included. */
  static boolean agrees(double claimed, double value, double allowed) {
    return claimed == value
        || allowed == Double.POSITIVE_INFINITY
        || Math.abs(claimed - value) <= allowed;
  }

  /** The first of two orderly sets together. */
  static TensorName firstOf(Set<TensorName> left, Set<TensorName> right, Case task) {
    if (left.isEmpty() || right.isEmpty()) {
      return (left.isEmpty() ? right : left).iterator().next();
    }
    TensorName ofLeft = left.iterator().next();
    for (TensorName name : Replay.alone(task).names()) {
      if (name.equals(ofLeft) || right.contains(name)) {
        return name;
      }
    }
    return ofLeft;
  }
}
