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
import java.util.function.Predicate;
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
                        "8e1f88875d409d9cb8c4cf7d15b3c8744c3fa17003410f29c62b806112b7c801",
                        "630c2e7b4e6779e65d76b44c376ed659e6ceea877e91ed65cebf258b137bc8c5"),
                    Arguments.of(
                        kernels.description(),
                        new FromScratchSubject(kernels),
                        DType.FLOAT64,
                        "6c031c6fcb8989e07a6d2342eed5edc4731641a607d93b8cf00a959f4aec2275",
                        "04e92d332a0795587137b1a52ce22c13f0b50dc4b61254ed0355febf6f620a51")));
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
      String kernels, Subject subject, DType dtype, String ofParameters, String ofState) {
    Observation observation = subject.observe(digits(dtype));

    assertEquals(ofParameters, fingerprint(observation, name -> name.quantity() != Quantity.STATE));
    assertEquals(ofState, fingerprint(observation, name -> name.quantity() == Quantity.STATE));
  }

  private static String fingerprint(Observation observation, Predicate<TensorName> chosen) {
    List<ObservedTensor> tensors =
        observation.tensors().stream().filter(tensor -> chosen.test(tensor.name())).toList();
    return new Observation(observation.subject(), tensors).fingerprint();
  }
}
