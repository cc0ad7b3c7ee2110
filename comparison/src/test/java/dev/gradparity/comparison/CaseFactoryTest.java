package dev.gradparity.comparison;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static dev.gradparity.comparison.InvalidInputs.messageOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import org.junit.jupiter.api.Test;

class CaseFactoryTest {

  private static NetworkSpec network(DType dtype) {
    return Samples.network(dtype, 2, LossKind.MSE, Samples.layer(1, ActivationKind.IDENTITY));
  }

  @Test
  void dataIsRoundedToTheNetworksFormat() {
    Examples examples = new Examples(1, new double[] {0.1, 0.2}, new double[] {0.3});
    assertArrayEquals(
        new double[] {(float) 0.1, (float) 0.2},
        new CaseFactory(network(DType.FLOAT32), examples).gradient(1).batch().x());
    assertArrayEquals(
        new double[] {0.3},
        new CaseFactory(network(DType.FLOAT64), examples).gradient(1).batch().y());
  }

  @Test
  void aNumberBeyondTheNetworksFormatIsRefused() {
    Examples examples = new Examples(1, new double[] {1, 1e39}, new double[] {0});
    assertMentions(
        messageOf(() -> new CaseFactory(network(DType.FLOAT32), examples)),
        "the number 1.0E39 in the data is not finite in float32; scale the data or use float64");
    assertEquals(
        1e39, new CaseFactory(network(DType.FLOAT64), examples).gradient(1).batch().x()[1]);
  }

  /** A zero would hide a lost bias. */
  @Test
  void noBiasIsZero() {
    Examples examples = new Examples(1, new double[] {1, 2}, new double[] {0});
    for (double[] bias :
        new CaseFactory(network(DType.FLOAT64), examples).gradient(1).parameters().biases()) {
      for (double b : bias) {
        assertNotEquals(0, b);
      }
    }
  }
}
