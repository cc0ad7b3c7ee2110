package dev.gradparity.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ScalarActivationTest {

  private static ScalarActivation of(ActivationKind kind) {
    return (ScalarActivation) Activation.of(kind);
  }

  private static ScalarActivation of(ActivationKind kind, Map<String, Double> parameters) {
    return (ScalarActivation) Activation.of(new ActivationSpec(kind, parameters));
  }

  /** By hand, from the definitions. */
  @ParameterizedTest
  @CsvSource({
    "CUBE,          -2,  -8,    12",
    "HARDSIGMOID,    1,   0.7,   0.2",
    "HARDSIGMOID,    3,   1,     0",
    "HARDSIGMOID,   -3,   0,     0",
    "HARDTANH,      -0.5, -0.5,  1",
    "HARDTANH,       2,   1,     0",
    "LEAKYRELU,     -2,  -0.02,  0.01",
    "RELU6,          7,   6,     0",
    "RELU6,          5,   5,     1",
    "SOFTSIGN,      -3,  -0.75,  0.0625",
    "THRESHOLDEDRELU, 0.5, 0,    0",
    "THRESHOLDEDRELU, 2,  2,     1",
    "SWISH,          0,   0,     0.5",
    "GELU,           0,   0,     0.5",
    "PRECISE_GELU,   0,   0,     0.5",
    "MISH,           0,   0,     0.6",
    "SOFTPLUS,       0,   0.6931471805599453, 0.5"
  })
  void valuesAndDerivativesAreTheDefinitions(
      ActivationKind kind, double z, double value, double derivative) {
    assertEquals(value, of(kind).value(z), 2 * Math.ulp(value));
    assertEquals(derivative, of(kind).derivative(z), 2 * Math.ulp(derivative));
  }

  @ParameterizedTest
  @CsvSource({
    "LEAKYRELU,        0,    1",
    "RELU6,            0,    0",
    "RELU6,            6,    0",
    "HARDTANH,        -1,    1",
    "HARDTANH,         1,    1",
    "HARDSIGMOID,   -2.5,  0.2",
    "HARDSIGMOID,    2.5,  0.2",
    "THRESHOLDEDRELU,  1,    0",
    "RECTIFIEDTANH,    0,    0",
    "ELU,              0,    1",
    "SELU,             0,    1.7580993408473766"
  })
  void aKinkHasOneOfItsSlopes(ActivationKind kind, double kink, double derivative) {
    assertEquals(derivative, of(kind).derivative(kink), Math.ulp(derivative));
  }

  @Test
  void parametersShapeTheFunction() {
    ScalarActivation relu =
        of(ActivationKind.RELU, Map.of("max", 2.0, "threshold", 0.5, "negativeSlope", 0.25));
    assertEquals(-0.25, relu.value(-0.5));
    assertEquals(1, relu.value(1));
    assertEquals(2, relu.value(9));
    assertEquals(0.25, relu.derivative(0.5));
    assertEquals(-0.2, of(ActivationKind.RRELU, Map.of("l", 0.1, "u", 0.3)).value(-1), 1e-16);
    assertEquals(0, of(ActivationKind.THRESHOLDEDRELU, Map.of("theta", 3.0)).value(2));
    ScalarActivation elu = of(ActivationKind.ELU, Map.of("alpha", 0.5));
    assertEquals(0.5 * StrictMath.exp(-1), elu.derivative(-1));
  }

  /** Where the usual formulas overflow or divide infinities. */
  @ParameterizedTest
  @EnumSource(
      value = ActivationKind.class,
      mode = Mode.EXCLUDE,
      names = {"IDENTITY", "RELU", "SIGMOID", "TANH", "SOFTMAX", "CUBE"})
  void farOutNothingIsUndefined(ActivationKind kind) {
    for (double z : new double[] {800, 1e10, 1e110, 1e300}) {
      for (double x : new double[] {z, -z}) {
        assertTrue(Math.abs(of(kind).value(x)) <= 2 * z, () -> kind + " at " + x);
        assertTrue(Math.abs(of(kind).derivative(x)) <= 2, () -> kind + "' at " + x);
      }
    }
  }

  @Test
  void leftTailsKeepTheirRelativeAccuracy() {
    double e = StrictMath.exp(-40);
    assertEquals(e, of(ActivationKind.SOFTPLUS).value(-40), 2 * Math.ulp(e));
    assertEquals(-40 * e, of(ActivationKind.SWISH).value(-40), 4 * Math.ulp(40 * e));
    assertEquals(-40 * e, of(ActivationKind.MISH).value(-40), 4 * Math.ulp(40 * e));
    assertEquals(-1e-20, of(ActivationKind.ELU).value(-1e-20));
    double slope = 1.7159 * 2 / 3;
    assertEquals(slope * 1e-20, of(ActivationKind.RATIONALTANH).value(1e-20), 1e-35);
  }
}
