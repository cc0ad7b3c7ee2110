package dev.gradparity.comparison.regression;

import dev.gradparity.comparison.Bounds;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparator;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.numerics.CaseBounds;
import dev.gradparity.spec.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares a case with its baseline. The fixed subject must not have moved by a bit; the library
 * may have moved as far as two correct subjects may differ.
 */
public final class MoveDetector {

  private MoveDetector() {}

  /** What moved in a case since the baseline. */
  public static CaseMoves detect(Case task, BaselineCase before, BaselineCase after) {
    List<TensorMove> moves = new ArrayList<>();
    List<TensorName> added = new ArrayList<>();
    DType dtype = before.dtype();
    compare(dtype, before.fixed(), after.fixed(), MoveDetector::nothingMayMove, moves, added);
    compare(
        dtype,
        before.library(),
        after.library(),
        bounded(task, before.library(), after.library()),
        moves,
        added);
    return new CaseMoves(before.network(), before.task(), dtype, moves, added);
  }

  private static String nothingMayMove(TensorName name) {
    return name + " must not move by a bit: this arithmetic, or the JDK's, has changed";
  }

  /** For tensors that are out of bounds the reason, for others the empty text. */
  private static Function<TensorName, String> bounded(
      Case task, Observation before, Observation after) {
    if (before.fingerprint().equals(after.fingerprint())) {
      return name -> "";
    }
    Bounds bounds = CaseBounds.of(task, before, after);
    Comparison comparison = Comparator.compare(task, before, after, bounds);
    Map<TensorName, TensorJudgement> judgements =
        comparison.tensors().stream().collect(Collectors.toMap(TensorJudgement::name, j -> j));
    return name -> {
      TensorJudgement judgement = judgements.get(name);
      return judgement.verdict() == Verdict.MISMATCH ? judgement.reason() : "";
    };
  }

  private static void compare(
      DType dtype,
      Observation before,
      Observation after,
      Function<TensorName, String> outOfBounds,
      List<TensorMove> moves,
      List<TensorName> added) {
    for (ObservedTensor tensor : before.tensors()) {
      moves.add(
          after
              .find(tensor.name())
              .filter(now -> now.shape().equals(tensor.shape()))
              .map(now -> move(dtype, before.subject(), tensor, now, outOfBounds))
              .orElseGet(() -> missing(before.subject(), tensor)));
    }
    after.tensors().stream()
        .map(ObservedTensor::name)
        .filter(name -> before.find(name).isEmpty())
        .forEach(added::add);
  }

  private static TensorMove missing(String subject, ObservedTensor tensor) {
    return new TensorMove(
        subject,
        tensor.name(),
        tensor.shape(),
        Movement.MISSING,
        0,
        0,
        List.of(),
        Double.NaN,
        Double.NaN,
        "it is not observed any more in the shape " + tensor.shape());
  }

  private static TensorMove move(
      DType dtype,
      String subject,
      ObservedTensor before,
      ObservedTensor after,
      Function<TensorName, String> outOfBounds) {
    int moved = 0;
    int furthest = 0;
    double ulps = -1;
    for (int k = 0; k < before.values().length; k++) {
      double old = before.values()[k];
      double now = after.values()[k];
      if (Double.doubleToLongBits(old) != Double.doubleToLongBits(now)) {
        moved++;
        double distance = Ulps.between(dtype, old, now);
        if (distance > ulps) {
          ulps = distance;
          furthest = k;
        }
      }
    }
    String reason = moved == 0 ? "" : outOfBounds.apply(before.name());
    Movement movement = Movement.UNMOVED;
    if (moved > 0) {
      movement = reason.isEmpty() ? Movement.WITHIN_BOUNDS : Movement.OUT_OF_BOUNDS;
    }
    return new TensorMove(
        subject,
        before.name(),
        before.shape(),
        movement,
        moved,
        Math.max(0, ulps),
        before.shape().indexOf(furthest),
        before.values()[furthest],
        after.values()[furthest],
        reason);
  }
}
