package dev.gradparity.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.WeightInit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuiltInSuiteTest {

  private static final List<Case> CASES =
      BuiltInSuite.cases(DType.FLOAT64, 3, BuiltInSuite.DEFAULT_SEED);

  private static final List<Case> UNTRAINED = BuiltInSuite.cases(DType.FLOAT32, 0, 7);

  private static <T> Set<T> met(Function<NetworkSpec, Stream<T>> parts) {
    return CASES.stream().map(Case::spec).flatMap(parts).collect(Collectors.toSet());
  }

  private static <T> Set<T> metInLayers(Function<LayerSpec, T> part) {
    return met(spec -> spec.layers().stream().map(part));
  }

  private static <E extends Enum<E>> Set<E> all(Class<E> type) {
    return Set.of(type.getEnumConstants());
  }

  @Test
  void everyKindOfPartIsMet() {
    assertEquals(
        EnumSet.of(LossKind.MSE, LossKind.L2, LossKind.HALF_L2, LossKind.XENT, LossKind.MCXENT),
        met(spec -> Stream.of(spec.loss().kind())));
    assertEquals(all(Reduction.class), met(spec -> Stream.of(spec.reduction())));
    assertEquals(
        Set.of(
            ActivationKind.IDENTITY,
            ActivationKind.RELU,
            ActivationKind.SIGMOID,
            ActivationKind.TANH,
            ActivationKind.SOFTMAX),
        metInLayers(layer -> layer.activation().kind()));
    assertEquals(
        Set.of(
            WeightInit.XAVIER, WeightInit.XAVIER_UNIFORM, WeightInit.RELU, WeightInit.RELU_UNIFORM),
        metInLayers(LayerSpec::weightInit));
    assertEquals(
        Set.of(true, false), met(spec -> Stream.of(spec.regularisation().weights().l2() > 0)));
  }

  @Test
  void trainingMeetsEveryUpdater() {
    assertEquals(
        Set.of("sgd", "nesterovs", "adam"),
        CASES.stream()
            .filter(Case.Training.class::isInstance)
            .map(task -> task.spec().updater().specName())
            .collect(Collectors.toSet()));
  }

  @Test
  void everyTableIsMetAtEveryDepthAndWithBothBatchSizes() {
    for (String table : List.of("iris", "wine", "breast cancer", "digits", "diabetes")) {
      List<Case.Gradient> gradients =
          CASES.stream()
              .filter(Case.Gradient.class::isInstance)
              .map(Case.Gradient.class::cast)
              .filter(task -> task.spec().name().startsWith(table + " "))
              .toList();

      assertEquals(
          List.of("1 x 1", "1 x 32", "2 x 1", "2 x 32", "4 x 1", "4 x 32"),
          gradients.stream().map(t -> t.spec().depth() + " x " + t.batch().count()).toList());
    }
  }

  /** The name that a report shows tells one case from another. */
  @Test
  void noTwoCasesHaveOneName() {
    Set<String> names = new HashSet<>();
    for (Case task : CASES) {
      assertTrue(names.add(task.spec().name() + ", " + task.name()), task::name);
    }
  }

  @Test
  void digitsAreImages() {
    CASES.stream()
        .map(Case::spec)
        .filter(spec -> spec.name().startsWith("digits"))
        .forEach(spec -> assertEquals(Shape.of(1, 8, 8), spec.input()));
  }

  @Test
  void deepNetworksHaveSquareLayers() {
    CASES.stream()
        .map(Case::spec)
        .filter(spec -> spec.depth() == 4 && !spec.name().startsWith("exact "))
        .forEach(spec -> assertEquals(spec.fanIn(3), spec.fanOut(3), spec.name()));
  }

  @Test
  void noBiasStartsAtZero() {
    for (Case task : CASES) {
      for (double[] bias : task.parameters().biases()) {
        assertTrue(Arrays.stream(bias).allMatch(b -> b != 0), task::name);
      }
    }
  }

  @Test
  void withoutStepsNothingIsTrained() {
    assertFalse(UNTRAINED.isEmpty());
    assertTrue(UNTRAINED.stream().allMatch(Case.Gradient.class::isInstance));
  }

  @Test
  void float32CasesHoldNumbersOfFloat32() {
    for (Case task : UNTRAINED) {
      Examples batch = ((Case.Gradient) task).batch();
      Stream.of(
              task.parameters().weights().stream(),
              task.parameters().biases().stream(),
              Stream.of(batch.x(), batch.y()))
          .flatMap(Function.identity())
          .flatMapToDouble(Arrays::stream)
          .forEach(v -> assertEquals(v, (float) v));
    }
  }

  private static String fingerprint(long seed) {
    return fingerprint(BuiltInSuite.cases(DType.FLOAT32, 0, seed));
  }

  private static String fingerprint(List<Case> cases) {
    return cases.stream()
        .filter(task -> task.spec().name().startsWith("iris"))
        .map(task -> Samples.fromScratch().observe(task).fingerprint())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void theSeedDecidesEverything() {
    assertEquals(fingerprint(UNTRAINED), fingerprint(7));
    assertNotEquals(fingerprint(UNTRAINED), fingerprint(8));
  }
}
