package dev.gradparity.comparison;

import static dev.gradparity.comparison.Samples.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservationTest {

  private static final TensorName Z1 = TensorName.of(Quantity.PRE_ACTIVATION, 1);
  private static final TensorName Z2 = TensorName.of(Quantity.PRE_ACTIVATION, 2);

  private static String fingerprint(ObservedTensor... tensors) {
    return new Observation("any", List.of(tensors)).fingerprint();
  }

  @Test
  void aNameMayOccurOnlyOnce() {
    List<ObservedTensor> twice = List.of(vector(Z1, 1), vector(Z1, 2));

    String message =
        assertThrows(IllegalArgumentException.class, () -> new Observation("who", twice))
            .getMessage();

    assertEquals("who observed z1 twice", message);
  }

  @Test
  void aShapeMustFitItsValues() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new ObservedTensor(Z1, Shape.of(2, 3), new double[5]))
            .getMessage();

    assertEquals("z1 of the shape [2, 3] needs 6 values, got 5", message);
  }

  @Test
  void tensorsKeepTheirOrderAndAreFoundByName() {
    Observation observation = new Observation("any", List.of(vector(Z2, 1), vector(Z1, 2)));

    assertEquals(
        List.of(Z2, Z1), observation.tensors().stream().map(ObservedTensor::name).toList());
    assertEquals(2, observation.find(Z1).orElseThrow().values()[0]);
    assertEquals(Optional.empty(), observation.find(Z1.atStep(1)));
  }

  @Test
  void equalTensorsHaveOneFingerprintWhoeverComputedThem() {
    String one = new Observation("one", List.of(vector(Z1, 1, 2), vector(Z2, 3))).fingerprint();
    String other = new Observation("other", List.of(vector(Z1, 1, 2), vector(Z2, 3))).fingerprint();

    assertEquals(one, other);
    assertTrue(one.matches("[0-9a-f]{64}"), one);
  }

  @Test
  void oneBitChangesTheFingerprint() {
    String original = fingerprint(vector(Z1, 1, 2));

    assertNotEquals(original, fingerprint(vector(Z1, 1, Math.nextUp(2.0))));
    assertNotEquals(original, fingerprint(vector(Z1, 1, -2)));
    assertNotEquals(fingerprint(vector(Z1, 0.0)), fingerprint(vector(Z1, -0.0)));
  }

  @Test
  void aNameChangesTheFingerprint() {
    String original = fingerprint(vector(Z1, 1));

    assertNotEquals(original, fingerprint(vector(Z2, 1)));
    assertNotEquals(original, fingerprint(vector(Z1.atStep(1), 1)));
  }

  @Test
  void aShapeChangesTheFingerprint() {
    assertNotEquals(
        fingerprint(new ObservedTensor(Z1, Shape.of(2, 3), new double[6])),
        fingerprint(new ObservedTensor(Z1, Shape.of(3, 2), new double[6])));
    assertNotEquals(
        fingerprint(new ObservedTensor(Z1, Shape.of(), new double[1])),
        fingerprint(new ObservedTensor(Z1, Shape.of(1), new double[1])));
  }

  @Test
  void theOrderChangesTheFingerprint() {
    assertNotEquals(
        fingerprint(vector(Z1, 1), vector(Z2, 1)), fingerprint(vector(Z2, 1), vector(Z1, 1)));
    assertNotEquals(fingerprint(vector(Z1, 1, 2)), fingerprint(vector(Z1, 2, 1)));
  }

  /** Which NaN an operation returns depends on the processor and the compiler. */
  @Test
  void everyNaNHasTheSameFingerprint() {
    double other = Double.longBitsToDouble(0xfff8000000000000L);

    assertEquals(fingerprint(vector(Z1, Double.NaN)), fingerprint(vector(Z1, other)));
  }
}
