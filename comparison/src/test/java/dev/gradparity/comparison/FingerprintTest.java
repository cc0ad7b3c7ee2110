package dev.gradparity.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.comparison.data.DataSpec;
import dev.gradparity.comparison.data.ExamplesReader;
import dev.gradparity.comparison.data.TableReader;
import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A hundred steps on the digits give the same bits on every machine, JDK, width of registers and
 * number of threads. A fingerprint that moves is a change of from-scratch's arithmetic: it needs a
 * reason, and the line in the change log that says so.
 */
class FingerprintTest {

  private static final int STEPS = 100;
  private static final int BATCH = 64;

  static Stream<Arguments> subjects() {
    return Stream.of(Kernels.scalar(), Kernels.fastest(1), Kernels.fastest(2))
        .flatMap(
            kernels ->
                Stream.of(
                    Arguments.of(
                        kernels.description(),
                        new FromScratchSubject(kernels),
                        DType.FLOAT32,
                        "38b762c6874a9aadc420b819725187f551ba4569678381a770a1b21465351438"),
                    Arguments.of(
                        kernels.description(),
                        new FromScratchSubject(kernels),
                        DType.FLOAT64,
                        "7afeeba81a312ed20a98a2bfc1b1fd286f7977bb798c08d59ce7e69aec05bbbe")));
  }

  /** Every activation that has a function of its own, and products large enough for two threads. */
  private static Case.Training digits(DType dtype) {
    NetworkSpec spec =
        new NetworkSpec(
            "digits",
            dtype,
            Shape.of(1, 8, 8),
            List.of(
                new LayerSpec(200, ActivationKind.RELU, WeightInit.RELU),
                new LayerSpec(200, ActivationKind.TANH),
                new LayerSpec(17, ActivationKind.SIGMOID),
                new LayerSpec(10, ActivationKind.SOFTMAX)),
            LossKind.MCXENT,
            Reduction.MEAN,
            new UpdaterSpec.Adam(0.002, 0.9, 0.999, 1e-8),
            0.0001,
            42);
    Examples examples =
        ExamplesReader.of(
            TableReader.readShipped("digits.csv.gz"), spec, new DataSpec(true, false, BATCH));
    return new CaseFactory(spec, examples).training(BATCH, STEPS);
  }

  @ParameterizedTest(name = "{0}, {2}")
  @MethodSource("subjects")
  void aHundredStepsOnTheDigitsDoNotMoveByABit(
      String kernels, Subject subject, DType dtype, String fingerprint) {
    assertEquals(fingerprint, subject.observe(digits(dtype)).fingerprint());
  }
}
