package dev.gradparity.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationSpecTest {

  private static String complaint(ActivationKind kind, Map<String, Double> parameters) {
    return assertThrows(InvalidSpecException.class, () -> new ActivationSpec(kind, parameters))
        .getMessage();
  }

  @ParameterizedTest
  @EnumSource
  void aNameAloneHasAllPresets(ActivationKind kind) {
    ActivationSpec spec = ActivationSpec.of(kind);
    assertTrue(spec.isPreset());
    assertEquals(kind.specName(), spec.toString());
    for (ActivationKind.Parameter parameter : kind.parameters()) {
      assertEquals(parameter.preset(), spec.parameter(parameter.name()));
    }
  }

  @Test
  void aChosenParameterShows() {
    ActivationSpec spec = ActivationSpec.of(ActivationKind.LEAKYRELU, 0.2);
    assertFalse(spec.isPreset());
    assertEquals(0.2, spec.parameter("alpha"));
    assertEquals("leakyrelu(alpha 0.2)", spec.toString());
    assertEquals(
        ActivationSpec.of(ActivationKind.LEAKYRELU),
        ActivationSpec.of(ActivationKind.LEAKYRELU, 0.01));
  }

  @Test
  void aParameterOfAnotherActivationIsRefused() {
    assertEquals(
        "theta: is no parameter of leakyrelu; it has alpha",
        complaint(ActivationKind.LEAKYRELU, Map.of("theta", 1.0)));
    assertEquals(
        "alpha: is no parameter of mish; it has none",
        complaint(ActivationKind.MISH, Map.of("alpha", 1.0)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void aParameterOutOfRangeIsRefused(double alpha) {
    assertEquals(
        "alpha: must be at least 0 and finite, got " + alpha,
        complaint(ActivationKind.ELU, Map.of("alpha", alpha)));
  }

  @Test
  void boundsInTheWrongOrderAreRefused() {
    assertEquals(
        "l: must be at most u, which is 0.1, got 0.2",
        complaint(ActivationKind.RRELU, Map.of("l", 0.2, "u", 0.1)));
    assertEquals(
        "threshold: must be at most max, which is 1.0, got 2.0",
        complaint(ActivationKind.RELU, Map.of("threshold", 2.0, "max", 1.0)));
  }
}
