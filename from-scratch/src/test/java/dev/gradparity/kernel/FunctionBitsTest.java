package dev.gradparity.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scalar and vector forms give the same bits, at every width of a register, and for every length
 * and offset. (A NaN is a NaN, whatever its payload: array assertions compare like {@code equals}.)
 */
class FunctionBitsTest {

  private static final int SAMPLES = 2048;
  private static final int LONGEST = 67;
  private static final int ROUNDS = 60;

  private static Stream<VectorShape> widths() {
    return Stream.of(
        VectorShape.S_64_BIT, VectorShape.S_128_BIT, VectorShape.S_256_BIT, VectorShape.S_512_BIT);
  }

  static Stream<Arguments> functions64() {
    return Arrays.stream(Function64.values()).flatMap(f -> widths().map(w -> Arguments.of(f, w)));
  }

  static Stream<Arguments> functions32() {
    return Arrays.stream(Function32.values()).flatMap(f -> widths().map(w -> Arguments.of(f, w)));
  }

  /** As many as fill whole registers of any width. */
  private static double[] inputs64() {
    double[] x = FunctionInputs.float64(SAMPLES);
    return Arrays.copyOf(x, x.length / 16 * 16);
  }

  private static float[] inputs32() {
    float[] x = FunctionInputs.float32(SAMPLES);
    return Arrays.copyOf(x, x.length / 16 * 16);
  }

  @ParameterizedTest
  @MethodSource("functions64")
  void lanesGiveTheScalarBits64(Function64 function, VectorShape width) {
    VectorSpecies<Double> species = VectorSpecies.of(double.class, width);
    double[] x = inputs64();
    double[] expected = new double[x.length];
    double[] actual = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      expected[i] = function.of(x[i]);
    }
    for (int i = 0; i < x.length; i += species.length()) {
      function.lanes.apply(DoubleVector.fromArray(species, x, i)).intoArray(actual, i);
    }
    assertArrayEquals(expected, actual);
  }

  @ParameterizedTest
  @MethodSource("functions32")
  void lanesGiveTheScalarBits32(Function32 function, VectorShape width) {
    VectorSpecies<Float> species = VectorSpecies.of(float.class, width);
    float[] x = inputs32();
    float[] expected = new float[x.length];
    float[] actual = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      expected[i] = function.of(x[i]);
    }
    for (int i = 0; i < x.length; i += species.length()) {
      function.lanes.apply(FloatVector.fromArray(species, x, i)).intoArray(actual, i);
    }
    assertArrayEquals(expected, actual);
  }

  /** And nothing outside the range is touched; the result may replace the argument. */
  @ParameterizedTest
  @EnumSource
  void arraysOfAnyLengthGiveTheScalarBits64(Function64 function) {
    double[] x = Arrays.copyOfRange(inputs64(), SAMPLES, SAMPLES + 2 * LONGEST);
    for (int length = 0; length <= LONGEST; length++) {
      for (int from = 0; from < LONGEST; from += 5) {
        double[] expected = x.clone();
        for (int i = from; i < from + length; i++) {
          expected[i] = function.of(x[i]);
        }
        for (Function64.ArrayForm form : List.of(function.scalarMap, function.lanesMap)) {
          double[] actual = x.clone();
          form.map(actual, from, length, actual);
          assertArrayEquals(expected, actual);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void arraysOfAnyLengthGiveTheScalarBits32(Function32 function) {
    float[] x = Arrays.copyOfRange(inputs32(), SAMPLES, SAMPLES + 2 * LONGEST);
    for (int length = 0; length <= LONGEST; length++) {
      for (int from = 0; from < LONGEST; from += 5) {
        float[] expected = x.clone();
        for (int i = from; i < from + length; i++) {
          expected[i] = function.of(x[i]);
        }
        for (Function32.ArrayForm form : List.of(function.scalarMap, function.lanesMap)) {
          float[] actual = x.clone();
          form.map(actual, from, length, actual);
          assertArrayEquals(expected, actual);
        }
      }
    }
  }

  /** The interpreter's lanes are loops; these rounds last until the compiler's are instructions. */
  @ParameterizedTest
  @EnumSource
  void compiledLanesGiveTheScalarBits64(Function64 function) {
    double[] x = inputs64();
    double[] expected = new double[x.length];
    function.scalarMap.map(x, 0, x.length, expected);
    for (int round = 0; round < ROUNDS; round++) {
      double[] actual = new double[x.length];
      function.lanesMap.map(x, 0, x.length, actual);
      assertArrayEquals(expected, actual);
    }
  }

  @ParameterizedTest
  @EnumSource
  void compiledLanesGiveTheScalarBits32(Function32 function) {
    float[] x = inputs32();
    float[] expected = new float[x.length];
    function.scalarMap.map(x, 0, x.length, expected);
    for (int round = 0; round < 2 * ROUNDS; round++) {
      float[] actual = new float[x.length];
      function.lanesMap.map(x, 0, x.length, actual);
      assertArrayEquals(expected, actual);
    }
  }

  @Test
  void scalarFormsNeedNoIncubator() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ScalarFunctions.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertEquals(ScalarFunctions.fingerprint(), output.strip());
  }
}
