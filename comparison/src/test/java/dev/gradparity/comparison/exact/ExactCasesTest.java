package dev.gradparity.comparison.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.BuiltInSuite;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparator;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.arbiter.Arbiter;
import dev.gradparity.comparison.arbiter.ArbiterSubject;
import dev.gradparity.comparison.arbiter.TrueObservation;
import dev.gradparity.comparison.arbiter.TrueTensor;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExactCasesTest {

  private static final long SEED = BuiltInSuite.DEFAULT_SEED;

  static Stream<Case.Gradient> cases() {
    return Stream.of(DType.values())
        .flatMap(dtype -> ExactCases.builtIn(dtype, SEED).stream())
        .map(Case.Gradient.class::cast);
  }

  private static Observation integers(Case.Gradient task) {
    return IntegerPass.observe(task).orElseThrow();
  }

  private static Comparison compare(Case task, Observation left, Observation right) {
    return Comparator.compare(task, left, right, ExactBounds.of(task).orElseThrow());
  }

  private static void assertBitForBit(Case task, Observation left, Observation right) {
    Comparison comparison = compare(task, left, right);
    for (TensorJudgement tensor : comparison.tensors()) {
      assertEquals(Verdict.MATCH, tensor.verdict(), tensor::toString);
      assertEquals(0, tensor.maxError());
    }
    assertEquals(left.subject().equals("dl4j"), !comparison.unpaired().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everySubjectComputesTheIntegers(Case.Gradient task) {
    for (Subject subject :
        List.of(Samples.fromScratch(), new Dl4jSubject(), new ArbiterSubject())) {
      assertBitForBit(task, subject.observe(task), integers(task));
    }
  }

  /** Before it is rounded to the format, too. */
  @ParameterizedTest
  @MethodSource("cases")
  void theArbiterIsExact(Case.Gradient task) {
    TrueObservation truth = new Arbiter().observe(task);
    for (ObservedTensor tensor : integers(task).tensors()) {
      TrueTensor exact = truth.find(tensor.name()).orElseThrow();
      for (int k = 0; k < tensor.values().length; k++) {
        assertEquals(0, exact.at(k).compareTo(new BigDecimal(tensor.values()[k])));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noTensorIsMostlyZero(Case.Gradient task) {
    for (ObservedTensor tensor : integers(task).tensors()) {
      assertTrue(ExactCases.zeroShare(tensor) < 0.3, () -> tensor.name().toString());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void oneUnitInTheLastPlaceAnywhereIsAMismatch(Case.Gradient task) {
    Observation exact = integers(task);
    for (ObservedTensor tensor : exact.tensors()) {
      for (int k = 0; k < tensor.values().length; k++) {
        Observation off =
            Samples.altered(exact, tensor.name(), k, v -> nextUp(v, task.spec().dtype()));

        Comparison comparison = compare(task, exact, off);

        assertEquals(Verdict.MISMATCH, comparison.verdict());
        TensorJudgement found = comparison.firstMismatch().orElseThrow();
        assertEquals(tensor.name(), found.name());
        assertEquals(tensor.shape().indexOf(k), found.worstIndex());
      }
    }
  }

  private static double nextUp(double value, DType dtype) {
    return dtype == DType.FLOAT32 ? Math.nextUp((float) value) : Math.nextUp(value);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void theBuiltInSuiteEndsWithThemAndProvesNoOther(DType dtype) {
    List<Case> all = BuiltInSuite.cases(dtype, 1, SEED);
    List<Case> exact = all.stream().filter(task -> ExactBounds.of(task).isPresent()).toList();

    assertEquals(6, exact.size());
    assertEquals(exact, all.subList(all.size() - 6, all.size()));
    assertTrue(exact.stream().allMatch(task -> task.spec().name().startsWith("exact ")));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void theyReachDepthFourAndAwkwardWidths(DType dtype) {
    List<NetworkSpec> specs = ExactCases.builtIn(dtype, SEED).stream().map(Case::spec).toList();

    assertEquals(
        List.of(1, 2, 3, 4), specs.stream().map(NetworkSpec::depth).distinct().sorted().toList());
    for (int width : new int[] {1, 7, 13, 17}) {
      assertTrue(
          specs.stream().flatMap(s -> s.layers().stream()).anyMatch(l -> l.units() == width));
    }
  }

  /** Sums that leave no doubt: float32 rounds numbers of this size, and float64 uses more bits. */
  @Test
  void theyUseTheirFormat() {
    assertTrue(largest(DType.FLOAT32) > 1 << 12, () -> "" + largest(DType.FLOAT32));
    assertTrue(largest(DType.FLOAT64) > 1L << 36, () -> "" + largest(DType.FLOAT64));
  }

  private static double largest(DType dtype) {
    return ExactCases.builtIn(dtype, SEED).stream()
        .flatMap(task -> integers((Case.Gradient) task).tensors().stream())
        .flatMapToDouble(tensor -> Arrays.stream(tensor.values()))
        .map(Math::abs)
        .max()
        .orElseThrow();
  }

  @Test
  void theSeedDecidesThem() {
    assertEquals(fingerprint(5), fingerprint(5));
    assertNotEquals(fingerprint(5), fingerprint(6));
  }

  private static String fingerprint(long seed) {
    return integers((Case.Gradient) ExactCases.builtIn(DType.FLOAT32, seed).get(3)).fingerprint();
  }

  private static NetworkSpec network(
      DType dtype, LossKind loss, Reduction reduction, double l2, LayerSpec... layers) {
    return new NetworkSpec(
        "sample",
        dtype,
        Shape.of(3),
        List.of(layers),
        loss,
        reduction,
        new UpdaterSpec.Sgd(1),
        l2,
        SEED);
  }

  private static NetworkSpec network(LossKind loss, Reduction reduction, int outputs) {
    return network(
        DType.FLOAT32,
        loss,
        reduction,
        0,
        new LayerSpec(5, ActivationKind.RELU),
        new LayerSpec(outputs, ActivationKind.IDENTITY));
  }

  @Test
  void whatWouldRoundIsRefused() {
    NetworkSpec spec = network(LossKind.L2, Reduction.SUM, 2);
    ExactCases.of(spec, 4, 10);

    String message =
        assertThrows(IllegalArgumentException.class, () -> ExactCases.of(spec, 4, 3000))
            .getMessage();

    assertTrue(message.contains("none stays below 2^24 in every sum"), message);
    ExactCases.of(spec.withDtype(DType.FLOAT64), 4, 3000);
  }

  /** 2^12 squared is the first loss that float32's integers do not leave room above. */
  @Test
  void theLimitIsTheFirstSumThatMayRound() {
    NetworkSpec spec =
        network(
            DType.FLOAT32,
            LossKind.L2,
            Reduction.SUM,
            0,
            new LayerSpec(1, ActivationKind.IDENTITY));
    Case.Gradient task = ExactCases.of(spec, 1, 3);
    double p = integers(task).tensors().get(1).values()[0];

    assertTrue(ExactBounds.of(withLabel(task, p - 4095)).isPresent());
    assertFalse(ExactBounds.of(withLabel(task, p - 4096)).isPresent());
  }

  private static Case.Gradient withLabel(Case.Gradient task, double y) {
    return new Case.Gradient(
        task.name(),
        task.spec(),
        task.parameters(),
        new Examples(1, task.batch().x(), new double[] {y}));
  }

  /** A mean over 4, or over 2 outputs, moves the exponent; one over 3 rounds. */
  @Test
  void divisorsOfPowersOfTwoAreExact() {
    for (NetworkSpec spec :
        List.of(
            network(LossKind.HALF_L2, Reduction.MEAN, 3),
            network(LossKind.MSE, Reduction.SUM, 2),
            network(LossKind.MSE, Reduction.MEAN, 4))) {
      Case.Gradient task = ExactCases.of(spec, 4, 3);
      for (Subject subject : List.of(Samples.fromScratch(), new Dl4jSubject())) {
        assertBitForBit(task, subject.observe(task), integers(task));
      }
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> ExactCases.of(network(LossKind.HALF_L2, Reduction.MEAN, 2), 3, 3));
    assertThrows(
        IllegalArgumentException.class,
        () -> ExactCases.of(network(LossKind.MSE, Reduction.SUM, 3), 4, 3));
  }

  @Test
  void whatIsNoPolynomialHasNoProof() {
    LayerSpec identity = new LayerSpec(2, ActivationKind.IDENTITY);
    LayerSpec tanh = new LayerSpec(2, ActivationKind.TANH);
    LayerSpec softmax = new LayerSpec(2, ActivationKind.SOFTMAX);
    for (NetworkSpec spec :
        List.of(
            network(DType.FLOAT64, LossKind.L2, Reduction.SUM, 0, tanh, identity),
            network(DType.FLOAT64, LossKind.MCXENT, Reduction.SUM, 0, softmax),
            network(DType.FLOAT64, LossKind.L2, Reduction.SUM, 1, identity))) {
      assertThrows(IllegalArgumentException.class, () -> ExactCases.of(spec, 2, 1));
    }
  }

  @Test
  void halvesAreNoIntegers() {
    Case.Gradient task = ExactCases.of(network(LossKind.L2, Reduction.SUM, 2), 4, 3);
    double[] x = task.batch().x().clone();
    x[5] += 0.5;
    Case.Gradient halved =
        new Case.Gradient(
            task.name(), task.spec(), task.parameters(), new Examples(4, x, task.batch().y()));

    assertTrue(ExactBounds.of(task).isPresent());
    assertFalse(ExactBounds.of(halved).isPresent());
  }

  @Test
  void anUnknownTensorIsAnError() {
    Case task = ExactCases.builtIn(DType.FLOAT32, SEED).get(0);
    TensorName z9 = TensorName.of(Quantity.PRE_ACTIVATION, 9);

    String message =
        assertThrows(
                IllegalArgumentException.class, () -> ExactBounds.of(task).orElseThrow().of(z9))
            .getMessage();

    assertEquals("the exact case has no tensor z9", message);
  }
}
