package dev.gradparity.comparison.initial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.deviation.Deviations;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.WeightInit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seeded, so that each answer is always the same; a right generator would fail for one seed in a
 * million.
 */
class InitialWeightsTest {

  static List<Initialiser> initialisers() {
    return InitialWeights.all();
  }

  @ParameterizedTest
  @MethodSource("initialisers")
  void fromScratchDrawsFromTheDefinition(Initialiser initialiser) {
    for (DType dtype : DType.values()) {
      InitialWeights.Judgement judgement = new InitialWeights(initialiser, dtype).ofFromScratch();
      assertEquals(Verdict.MATCH, judgement.verdict(), judgement::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("initialisers")
  void theLibraryDrawsFromTheDefinitionOrAsRegistered(Initialiser initialiser) {
    for (DType dtype : DType.values()) {
      InitialWeights weights = new InitialWeights(initialiser, dtype);
      for (InitialWeights.Judgement judgement : List.of(weights.ofDl4j(), weights.ofSameDiff())) {
        assertTrue(
            Set.of(Verdict.MATCH, Verdict.KNOWN).contains(judgement.verdict()),
            judgement::toString);
        judgement.deviations().forEach(Deviations::get);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("initialisers")
  void operationsWrittenOutDrawFromTheDefinition(Initialiser initialiser) {
    for (DType dtype : DType.values()) {
      InitialWeights.Judgement judgement = new InitialWeights(initialiser, dtype).ofNd4j();
      assertEquals(Verdict.MATCH, judgement.verdict(), judgement::toString);
    }
  }

  private static Set<String> deviating(
      DType dtype, Function<InitialWeights, InitialWeights.Judgement> judge) {
    Set<String> deviating = new TreeSet<>();
    for (Initialiser initialiser : InitialWeights.all()) {
      deviating.addAll(judge.apply(new InitialWeights(initialiser, dtype)).deviations());
    }
    return deviating;
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void theseOfTheLibraryDeviate(DType dtype) {
    assertEquals(
        Set.of(
            "lecun-uniform",
            "truncated-normal-mean",
            "var-scaling-normal",
            "var-scaling-normal-avg",
            "var-scaling-normal-out",
            "var-scaling-uniform",
            "var-scaling-uniform-avg",
            "var-scaling-uniform-out"),
        deviating(dtype, InitialWeights::ofDl4j));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void theseOfItsSchemesDeviate(DType dtype) {
    Set<String> expected =
        new TreeSet<>(
            Set.of(
                "lecun-uniform",
                "truncated-normal-mean",
                "var-scaling-normal-uncut",
                "var-scaling-uniform",
                "var-scaling-uniform-avg",
                "var-scaling-uniform-out"));
    if (dtype == DType.FLOAT64) {
      expected.add("scheme-default-type");
    }
    assertEquals(expected, deviating(dtype, InitialWeights::ofSameDiff));
  }

  /** Those that leave the type to ND4J, although a variable names it. */
  @Test
  void ofFloat64VariablesTheseHaveTheTypeThatTheyName() {
    Set<String> proper = new TreeSet<>();
    for (Initialiser initialiser : InitialWeights.all()) {
      InitialWeights weights = new InitialWeights(initialiser, DType.FLOAT64);
      if (!weights.ofSameDiff().deviations().contains("scheme-default-type")) {
        boolean isOwn = initialiser instanceof Distribution;
        proper.add((isOwn ? "distribution " : "") + initialiser.specName());
      }
    }
    assertEquals(
        Set.of(
            "distribution constant",
            "lecun_normal",
            "normal",
            "ones",
            "relu",
            "var_scaling_normal_fan_avg",
            "var_scaling_normal_fan_in",
            "var_scaling_normal_fan_out",
            "xavier",
            "xavier_fan_in",
            "zero"),
        proper);
  }

  /** Phi(1) and Phi(-2), from tables. */
  @Test
  void theNormalDistributionFunctionIsThatOfTheTables() {
    assertEquals(0.5, Law.standardNormal(0));
    assertEquals(0.8413447460685429, Law.standardNormal(1), 1e-15);
    assertEquals(0.022750131948179195, Law.standardNormal(-2), 1e-15);
    assertEquals(1, Law.standardNormal(9));
    assertEquals(0, Law.standardNormal(-9));
  }

  @Test
  void theDistanceIsKolmogorovs() {
    Law uniform = Law.uniform(0, 1);

    assertEquals(0.5, uniform.distance(new double[] {0.5}));
    assertEquals(0.25, uniform.distance(new double[] {0.75, 0.25}));
    assertEquals(1, uniform.distance(new double[] {0.5, Double.NaN}));
    assertEquals(0, Law.point(0.5).distance(new double[] {0.5, 0.5}));
    assertEquals(0.5, Law.point(0.5).distance(new double[] {0.5, 0.25}));
    assertEquals(0, Law.counts(new double[] {0.5, 0.5}).distance(new double[] {1, 0}));
  }

  /** What is a few hundredths off in scale, or one weight in fifty, is seen. */
  @ParameterizedTest
  @CsvSource({"1.05, 0", "1, 0.02", "0.95, 0"})
  void anErrorOfAFewHundredthsIsSeen(double scale, double zeros) {
    Random random = new Random(5);
    double[] sample = new double[100_000];
    Arrays.setAll(sample, k -> random.nextDouble() < zeros ? 0 : scale * random.nextGaussian());
    double allowed = 0.00852;
    double distance = Law.normal(0, 1).distance(sample);
    assertTrue(distance > allowed, () -> "distance " + distance);
  }

  @Test
  void theMeanSquareOfATruncatedDistributionIsTheVarianceNamed() {
    Law law = new TrueLaws(DType.FLOAT64).of(WeightInit.VAR_SCALING_NORMAL_FAN_IN, 4, 9);
    double square = 0;
    double step = 1e-4;
    for (double x = -2; x < 2; x += step) {
      double middle = x + step / 2;
      square +=
          middle * middle * (law.upTo().applyAsDouble(x + step) - law.upTo().applyAsDouble(x));
    }
    assertEquals(0.25, square, 1e-7);
  }

  @Test
  void aBinomialLawCountsUpToOne() {
    Law law = new TrueLaws(DType.FLOAT64).of(new Distribution.Binomial(3, 0.5), 1, 1);
    assertEquals(0.125, law.upTo().applyAsDouble(0));
    assertEquals(0.5, law.upTo().applyAsDouble(1.5));
    assertEquals(0.125, law.below().applyAsDouble(1));
    assertEquals(1, law.upTo().applyAsDouble(3));
  }
}
