package dev.gradparity.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.WeightInit;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.weightinit.impl.UniformInitScheme;

class InitialWeightsOfNd4jTest {

  private static double product(double[] w, int columns, int first, int second, boolean isWide) {
    int length = isWide ? columns : w.length / columns;
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum +=
          isWide
              ? w[first * columns + k] * w[second * columns + k]
              : w[k * columns + first] * w[k * columns + second];
    }
    return sum;
  }

  /** Of sizes at which the library's own distribution has long lost its orthogonality. */
  @ParameterizedTest
  @CsvSource({
    "40, 40, FLOAT32", "60, 40, FLOAT32", "40, 60, FLOAT32",
    "40, 40, FLOAT64", "60, 40, FLOAT64", "40, 60, FLOAT64"
  })
  void orthogonalWeightsOfOperationsAreOrthogonal(int fanIn, int fanOut, DType dtype) {
    DrawnWeights drawn =
        Dl4jInitialisers.ofOperations(new Distribution.Orthogonal(1.5), dtype, fanIn, fanOut, 3);
    double allowed = 200 * dtype.unitRoundoff();

    for (int i = 0; i < Math.min(fanIn, fanOut); i++) {
      for (int j = 0; j < Math.min(fanIn, fanOut); j++) {
        double expected = i == j ? 2.25 : 0;
        assertEquals(
            expected, product(drawn.values(), fanOut, i, j, fanOut > fanIn), allowed, i + ", " + j);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void whatIsCutOffIsDrawnAgain(DType dtype) {
    Distribution.TruncatedNormal cut = new Distribution.TruncatedNormal(0.25, 0.5);
    double[] w = Dl4jInitialisers.ofOperations(cut, dtype, 100, 100, 1).values();

    double farthest = Arrays.stream(w).map(x -> Math.abs(x - 0.25)).max().orElseThrow();
    assertTrue(farthest <= 1 && farthest > 0.99, () -> "farthest " + farthest);
    // One of 44 is the mean where ND4J's own operation cuts.
    assertEquals(0, Arrays.stream(w).filter(x -> x == 0.25).count());
  }

  @ParameterizedTest
  @EnumSource(WeightInit.class)
  void aSeedGivesTheSameWeightsAgain(WeightInit init) {
    for (DType dtype : DType.values()) {
      assertArrayEquals(
          Dl4jInitialisers.ofSameDiff(init, dtype, 4, 4, 9).values(),
          Dl4jInitialisers.ofSameDiff(init, dtype, 4, 4, 9).values());
      assertArrayEquals(
          Dl4jInitialisers.ofOperations(init, dtype, 4, 4, 9).values(),
          Dl4jInitialisers.ofOperations(init, dtype, 4, 4, 9).values());
    }
  }

  /** They are float32 numbers in an array of float32, whatever the variable says. */
  @Test
  void noOperationTakesUniformWeightsOfAFloat64Variable() {
    NativeLibrary.require();
    SameDiff graph = SameDiff.create();
    SDVariable w = graph.var("W", new UniformInitScheme('c', 2), DataType.DOUBLE, 2, 3);

    assertEquals(DataType.DOUBLE, w.dataType());
    assertEquals(DataType.FLOAT, w.getArr().dataType());
    assertThrows(RuntimeException.class, () -> w.mul(2).eval());
  }
}
