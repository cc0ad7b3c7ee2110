package dev.gradparity.comparison;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.arbiter.ArbiterSubject;
import dev.gradparity.comparison.deviation.KnownDeviations;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.Constraint.Axis;
import dev.gradparity.spec.Constraint.Target;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Regularisation.Terms;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterSpec;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** from-scratch, Deeplearning4j, ND4J and the arbiter agree on every setting of a layer. */
class SettingsParityTest {

  private static final int EXAMPLES = 12;
  private static final int BATCH = 5;
  private static final int STEPS = 8;

  /** An epoch, and one step of the next. */
  private static final int FEW_STEPS = 4;

  private static final UpdaterSpec[] UPDATERS = {
    new UpdaterSpec.Sgd(0.1),
    new UpdaterSpec.Nesterovs(0.05, 0.9),
    new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8)
  };

  private static final LayerSettings PLAIN = LayerSettings.DEFAULT;

  /** The settings of the first layer of two. */
  private static Map<String, LayerSettings> settings() {
    Map<String, LayerSettings> all = new LinkedHashMap<>();
    all.put("l1", PLAIN.with(weights(new Terms(0.02, 0, 0, true))));
    all.put("l1 and l2", PLAIN.with(weights(new Terms(0.02, 0.05, 0, true))));
    all.put("l1Bias", PLAIN.with(new Regularisation(Terms.NONE, new Terms(0.03, 0, 0, true))));
    all.put("l2Bias", PLAIN.with(new Regularisation(Terms.NONE, new Terms(0, 0.04, 0, true))));
    for (GradientNormalisation.Kind kind : GradientNormalisation.Kind.values()) {
      for (double threshold : new double[] {0.01, 1, 100}) {
        all.put(
            kind.specName() + " " + threshold,
            PLAIN.with(new GradientNormalisation(kind, threshold)));
      }
    }
    all.put("without bias", PLAIN.withoutBias());
    all.put("frozen", PLAIN.asFrozen());
    all.put("updater", PLAIN.withUpdater(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8)));
    all.put("bias updater", PLAIN.withBiasUpdater(new UpdaterSpec.Nesterovs(0.02, 0.5)));
    all.put(
        "renormalised, without bias",
        PLAIN
            .withoutBias()
            .with(GradientNormalisation.of(GradientNormalisation.Kind.RENORMALIZE_L2_PER_LAYER)));
    List<Constraint.Rule> rules =
        List.of(
            new Constraint.MaxNorm(0.7),
            new Constraint.MinMaxNorm(0.5, 0.8, 1),
            new Constraint.MinMaxNorm(0.5, 0.8, 0.3),
            new Constraint.UnitNorm(),
            new Constraint.NonNegative());
    for (Constraint.Rule rule : rules) {
      for (Axis axis : Axis.values()) {
        all.put(rule + " " + axis, PLAIN.with(Constraint.onWeights(rule).over(axis)));
      }
      all.put(rule + " on biases", PLAIN.with(Constraint.onWeights(rule).on(Target.BIAS)));
      all.put(rule + " on all", PLAIN.with(Constraint.onWeights(rule).on(Target.ALL)));
    }
    all.put(
        "two constraints",
        PLAIN.with(
            Constraint.onWeights(new Constraint.NonNegative()),
            Constraint.onWeights(new Constraint.MaxNorm(0.7))));
    return all;
  }

  private static Regularisation weights(Terms terms) {
    return new Regularisation(terms, Terms.NONE);
  }

  static Stream<Arguments> cases() {
    return settings().entrySet().stream()
        .flatMap(
            entry ->
                Stream.of(DType.values())
                    .map(dtype -> Arguments.of(entry.getKey(), dtype, entry.getValue())));
  }

  private static NetworkSpec network(DType dtype, LayerSettings settings) {
    LayerSpec first = layer(4, ActivationKind.TANH).with(settings);
    return Samples.network(dtype, 3, LossKind.MCXENT, first, layer(3, ActivationKind.SOFTMAX));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void trainingAgreesWithTheLibrary(String name, DType dtype, LayerSettings settings) {
    Case.Training task = Samples.training(network(dtype, settings), EXAMPLES, BATCH, STEPS);
    Comparison comparison = new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare();
    Verdict lenient = isDeviant(settings) ? Verdict.KNOWN : Verdict.MATCH;
    assertVerdicts(EnumSet.of(Verdict.MATCH, lenient), comparison);
    assertEquals(lenient, comparison.verdict());
  }

  /** The library's norms of constraints have an epsilon, and it applies every constraint twice. */
  private static boolean isDeviant(LayerSettings settings) {
    return settings.constraints().stream()
        .map(Constraint::rule)
        .anyMatch(
            rule -> rule instanceof Constraint.MaxNorm || rule instanceof Constraint.MinMaxNorm);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void trainingAgreesWithTheArbiter(String name, DType dtype, LayerSettings settings) {
    Case.Training task = Samples.training(network(dtype, settings), EXAMPLES, BATCH, STEPS);
    Comparison comparison = new Trial(Samples.fromScratch(), new ArbiterSubject(), task).compare();
    assertMatches(comparison);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void trainingAgreesWithGraphsAndPlainOperations(
      String name, DType dtype, LayerSettings settings) {
    Case.Training task = Samples.training(network(dtype, settings), EXAMPLES, BATCH, FEW_STEPS);
    for (Subject subject : List.of(new SameDiffSubject(), new RawNd4jSubject())) {
      assertMatches(new Trial(Samples.fromScratch(), subject, task).compare());
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void gradientAgreesWithTheLibrary(String name, DType dtype, LayerSettings settings) {
    Case.Gradient task = Samples.gradient(network(dtype, settings), EXAMPLES);
    Comparison comparison = new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare();
    assertMatches(comparison);
  }

  static Stream<Arguments> decays() {
    return Stream.of(DType.values())
        .flatMap(
            dtype ->
                Stream.of(true, false)
                    .flatMap(
                        applied ->
                            Stream.of(UPDATERS)
                                .map(updater -> Arguments.of(dtype, applied, updater))));
  }

  /** All but the score, which counts the decay and is registered. */
  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("decays")
  void decayAgreesButForTheScore(DType dtype, boolean applyLearningRate, UpdaterSpec updater) {
    Terms decay = new Terms(0.01, 0.02, 0.03, applyLearningRate);
    LayerSettings settings = PLAIN.with(new Regularisation(decay, decay)).withUpdater(updater);
    Case.Training task = Samples.training(network(dtype, settings), EXAMPLES, BATCH, STEPS);

    Comparison library = new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare();
    for (TensorJudgement tensor : library.tensors()) {
      boolean isLoss = tensor.name().quantity() == Quantity.LOSS;
      assertEquals(isLoss ? Verdict.KNOWN : Verdict.MATCH, tensor.verdict(), tensor.toString());
    }
    for (Subject subject :
        List.of(new ArbiterSubject(), new SameDiffSubject(), new RawNd4jSubject())) {
      assertMatches(new Trial(Samples.fromScratch(), subject, task).compare());
    }
  }

  /** An output layer cannot be wrapped to be frozen: it has an updater that does not move it. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void frozenOutputAgrees(DType dtype) {
    NetworkSpec spec = network(dtype, PLAIN);
    NetworkSpec frozen =
        spec.withLayers(List.of(spec.layer(1), spec.layer(2).with(PLAIN.asFrozen())));
    Case.Training task = Samples.training(frozen, EXAMPLES, BATCH, STEPS);
    assertMatches(new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare());
    assertMatches(new Trial(Samples.fromScratch(), new ArbiterSubject(), task).compare());
  }

  /** Decay takes the rate of its step, of the library's schedule where that is another one. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void scheduledDecayAgreesButForWhatIsRegistered(DType dtype) {
    for (Schedule rate : Schedule.examples()) {
      Terms decay = new Terms(0, 0, 0.03, true);
      LayerSettings settings =
          PLAIN
              .with(new Regularisation(decay, decay))
              .with(Constraint.onWeights(new Constraint.MaxNorm(0.7)))
              .withUpdater(new UpdaterSpec.Sgd(rate));
      Case.Training task = Samples.training(network(dtype, settings), EXAMPLES, BATCH, STEPS);
      assertVerdicts(
          Set.of(Verdict.MATCH, Verdict.KNOWN),
          new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare());
      assertMatches(new Trial(Samples.fromScratch(), new ArbiterSubject(), task).compare());
    }
  }

  /** What is registered explains no other fault of the same step. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void anotherDecayIsNotExplained(DType dtype) {
    LayerSettings settings =
        PLAIN
            .with(weights(new Terms(0, 0, 0.03, true)))
            .with(Constraint.onWeights(new Constraint.MaxNorm(0.7)));
    LayerSettings other = settings.with(weights(new Terms(0, 0, 0.031, true)));
    Case.Training task = Samples.training(network(dtype, settings), EXAMPLES, BATCH, STEPS);
    Case.Training faulty = Samples.training(network(dtype, other), EXAMPLES, BATCH, STEPS);
    Observation ours = Samples.fromScratch().observe(task);
    Observation library = new Dl4jSubject().observe(faulty);
    KnownDeviations known = new KnownDeviations(task, ours, library, Origin.DEEPLEARNING4J);
    TensorName loss = TensorName.of(Quantity.LOSS).atStep(1);
    TensorName moved = TensorName.of(Quantity.WEIGHTS, 1).atStep(1);
    assertEquals(Optional.empty(), known.explain(loss, k -> true));
    assertEquals(Optional.empty(), known.explain(moved, k -> true));
  }

  private static void assertMatches(Comparison comparison) {
    assertVerdicts(Set.of(Verdict.MATCH), comparison);
  }

  private static void assertVerdicts(Set<Verdict> allowed, Comparison comparison) {
    assertEquals(
        List.of(),
        comparison.tensors().stream()
            .filter(t -> !allowed.contains(t.verdict()))
            .map(t -> t.name() + " " + t.verdict() + " " + t.reason())
            .toList());
    assertTrue(
        comparison.unpaired().stream()
            .allMatch(
                n ->
                    n.quantity() == Quantity.PRE_ACTIVATION
                        || n.quantity() == Quantity.D_PRE_ACTIVATION),
        comparison.unpaired().toString());
  }
}
