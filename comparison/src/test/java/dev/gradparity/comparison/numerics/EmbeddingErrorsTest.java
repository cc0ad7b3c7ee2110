package dev.gradparity.comparison.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.ParameterKind;
import org.junit.jupiter.api.Test;

class EmbeddingErrorsTest {

  private static final Rounding R = new Rounding(DType.FLOAT64);

  /** Three rows of two columns, of which examples look up the first twice and the last once. */
  private static Bounded gradient(double... dZ) {
    EmbeddingErrors embedding = new EmbeddingErrors(new LinearErrors(R), Bounded.zeros(3, 2), null);
    Bounded input = Bounded.exact(3, 1, new double[] {0, 2, 0});
    return embedding.gradient(ParameterKind.WEIGHTS, input, Bounded.exact(3, 2, dZ));
  }

  @Test
  void aRowsGradientIsTheSumOverItsExamples() {
    Bounded dW = gradient(1, 2, 4, 8, 16, 32);
    assertArrayEquals(new double[] {17, 34, 0, 0, 4, 8}, dW.value());
    assertEquals(0, dW.error(Level.CERTAIN, 2));
    assertTrue(dW.error(Level.CERTAIN, 0) > 0);
  }

  @Test
  void nanReachesTheRowThatWasLookedUpAlone() {
    Bounded dW = gradient(1, 2, Double.NaN, 8, 16, 32);
    assertArrayEquals(new double[] {17, 34, 0, 0, Double.NaN, 8}, dW.value());
    assertEquals(0, dW.error(Level.CERTAIN, 3));
  }
}
