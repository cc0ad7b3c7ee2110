package dev.gradparity.comparison.numerics;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final TensorName A1 = TensorName.of(Quantity.ACTIVATION, 1);
  private static final TensorName Z2 = TensorName.of(Quantity.PRE_ACTIVATION, 2);
  private static final TensorName DZ2 = TensorName.of(Quantity.D_PRE_ACTIVATION, 2);
  private static final TensorName DW2 = TensorName.of(Quantity.D_WEIGHTS, 2);

  private static final Case TASK =
      Samples.gradient(
          Samples.network(
              DType.FLOAT32,
              5,
              LossKind.MCXENT,
              layer(7, ActivationKind.TANH),
              layer(3, ActivationKind.SOFTMAX)),
          4);

  private static final Observation OBSERVED = Samples.fromScratch().observe(TASK);

  private static boolean explains(Replay replay, Observation observation, TensorName name) {
    Replay.Local local = replay.find(name).orElseThrow();
    double[] values = observation.find(name).orElseThrow().values();
    for (int k = 0; k < values.length; k++) {
      if (!(Math.abs(values[k] - local.value()[k]) <= local.certain()[k] * (1 + 0x1p-29))) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aCorrectSubjectIsWhatItsOwnInputsSay() {
    Replay replay = Replay.of(TASK, OBSERVED);

    for (ObservedTensor tensor : OBSERVED.tensors()) {
      assertTrue(explains(replay, OBSERVED, tensor.name()), tensor.name()::toString);
    }
  }

  /** Whatever is wrong with a1, what was made of it is right; a1 itself is not. */
  @Test
  void aFaultIsWhereItBegins() {
    Observation wrong = Samples.altered(OBSERVED, A1, 3, v -> v + 1e-3);
    Replay replay = Replay.of(TASK, wrong);

    assertEquals(false, explains(replay, wrong, A1));
    // z2 was made of the right a1, and so is wrong for the one that was shown.
    assertEquals(false, explains(replay, wrong, Z2));
    assertTrue(explains(replay, wrong, DZ2));
  }

  @Test
  void whatWasNotObservedIsComputedFromTheNearestThatWas() {
    Observation sparse =
        new Observation(
            "sparse",
            OBSERVED.tensors().stream()
                .filter(tensor -> List.of(A1, DW2).contains(tensor.name()))
                .toList());
    Replay.Local fromSparse = Replay.of(TASK, sparse).find(DW2).orElseThrow();
    Replay.Local fromAll = Replay.of(TASK, OBSERVED).find(DW2).orElseThrow();

    assertTrue(explains(Replay.of(TASK, sparse), sparse, DW2));
    for (int k = 0; k < fromAll.certain().length; k++) {
      assertTrue(fromSparse.certain()[k] > fromAll.certain()[k]);
    }
  }

  @Test
  void aTensorThatTheCaseDoesNotHaveIsNotThere() {
    assertTrue(Replay.of(TASK, OBSERVED).find(Z2.atStep(1)).isEmpty());
  }

  /** An observation that does not fit says nothing about what comes after it. */
  @Test
  void anObservationOfTheWrongSizeIsNotFollowed() {
    Observation odd = new Observation("odd", List.of(Samples.vector(A1, 1, 2, 3)));

    assertEquals(28, Replay.of(TASK, odd).find(A1).orElseThrow().value().length);
  }
}
