package dev.gradparity.comparison;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.arbiter.ArbiterSubject;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** from-scratch, Deeplearning4j and the arbiter agree on normalised layers. */
class LayerNormTest {

  private static final int EXAMPLES = 12;
  private static final int BATCH = 5;
  private static final int STEPS = 8;

  /** What is normalised does not depend on the scale, except of one that drowns. */
  private static final double[] SCALES = {1, 1e-3, 1e6};

  private static LayerSpec normalised(int units, ActivationKind kind, LayerSettings settings) {
    return new LayerSpec(
        new LayerForm.Dense(1, true), units, ActivationSpec.of(kind), WeightInit.XAVIER, settings);
  }

  /** Networks of three inputs and three outputs. */
  private static Map<String, List<LayerSpec>> networks() {
    Map<String, List<LayerSpec>> all = new LinkedHashMap<>();
    LayerSpec output = layer(3, ActivationKind.SOFTMAX);
    LayerSettings plain = LayerSettings.DEFAULT;
    all.put("one", List.of(normalised(6, ActivationKind.TANH, plain), output));
    all.put(
        "two",
        List.of(
            normalised(7, ActivationKind.SIGMOID, plain),
            normalised(5, ActivationKind.IDENTITY, plain),
            output));
    all.put(
        "without a bias", List.of(normalised(6, ActivationKind.TANH, plain.withoutBias()), output));
    all.put(
        "normalised gradients",
        List.of(
            normalised(
                6,
                ActivationKind.TANH,
                plain.with(
                    new GradientNormalisation(GradientNormalisation.Kind.CLIP_L2_PER_LAYER, 0.05))),
            output));
    return all;
  }

  static Stream<Arguments> cases() {
    return networks().entrySet().stream()
        .flatMap(
            entry ->
                Stream.of(DType.values())
                    .map(dtype -> Arguments.of(entry.getKey(), dtype, entry.getValue())));
  }

  private static NetworkSpec network(DType dtype, List<LayerSpec> layers) {
    return Samples.network(dtype, 3, LossKind.MCXENT, layers.toArray(LayerSpec[]::new));
  }

  private static Case.Gradient scaled(Case.Gradient task, double scale) {
    double[] x =
        Arrays.stream(task.batch().x()).map(v -> task.spec().dtype().round(v * scale)).toArray();
    return new Case.Gradient(
        task.name(),
        task.spec(),
        task.parameters(),
        new Examples(task.batch().count(), x, task.batch().y()));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void gradientAgreesWithTheLibraryAndTheArbiter(String name, DType dtype, List<LayerSpec> layers) {
    for (double scale : SCALES) {
      Case.Gradient task = scaled(Samples.gradient(network(dtype, layers), EXAMPLES), scale);
      assertMatches(new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare());
      assertMatches(new Trial(Samples.fromScratch(), new ArbiterSubject(), task).compare());
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void trainingAgreesWithTheLibraryAndTheArbiter(String name, DType dtype, List<LayerSpec> layers) {
    NetworkSpec spec =
        network(dtype, layers)
            .withUpdater(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8))
            .withRegularisation(Regularisation.l2(0.01));
    Case.Training task = Samples.training(spec, EXAMPLES, BATCH, STEPS);
    Comparison comparison = new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare();
    assertMatches(comparison);
    assertTrue(
        comparison.tensors().stream()
            .anyMatch(t -> t.name().equals(TensorName.of(Quantity.GAIN, 1).atStep(STEPS))));
    assertMatches(new Trial(Samples.fromScratch(), new ArbiterSubject(), task).compare());
  }

  /** An example of zeros makes all units alike; so does a layer of one unit. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void theLibraryTooGivesTheBiasWhereAllUnitsAreAlike(DType dtype) {
    Case.Gradient task = scaled(Samples.gradient(network(dtype, networks().get("one")), 4), 0);
    double[] bias = task.parameters().of(1, ParameterKind.BIAS);
    for (Subject subject : List.of(Samples.fromScratch(), new Dl4jSubject())) {
      double[] a =
          subject.observe(task).find(TensorName.of(Quantity.ACTIVATION, 1)).orElseThrow().values();
      for (int k = 0; k < a.length; k++) {
        assertEquals(Math.tanh(bias[k % bias.length]), a[k], 1e-6, subject.name());
      }
      double[] dx =
          subject.observe(task).find(TensorName.of(Quantity.D_INPUT)).orElseThrow().values();
      assertTrue(Arrays.stream(dx).allMatch(v -> v == 0), subject.name());
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void onlyDeeplearning4jsOutputLayerHasNone(DType dtype) {
    Case.Gradient hidden = Samples.gradient(network(dtype, networks().get("one")), EXAMPLES);
    for (Subject reference : List.of(new SameDiffSubject(), new RawNd4jSubject())) {
      assertMatches(new Trial(Samples.fromScratch(), reference, hidden).compare());
    }
    List<LayerSpec> last = List.of(normalised(3, ActivationKind.SOFTMAX, LayerSettings.DEFAULT));
    Case.Gradient output = Samples.gradient(network(dtype, last), EXAMPLES);
    assertRefused(new Dl4jSubject(), output, "layer norm of layer 1");
    assertMatches(new Trial(Samples.fromScratch(), new ArbiterSubject(), output).compare());
  }

  @ParameterizedTest
  @EnumSource(Constraint.Axis.class)
  void deeplearning4jHasNoNormsOfColumnsForAGain(Constraint.Axis axis) {
    Constraint norm = Constraint.onWeights(new Constraint.MaxNorm(0.5)).over(axis);
    LayerSettings settings = LayerSettings.DEFAULT.with(norm);
    List<LayerSpec> layers =
        List.of(
            normalised(5, ActivationKind.TANH, settings), new LayerSpec(3, ActivationKind.SOFTMAX));
    Case.Gradient task = Samples.gradient(network(DType.FLOAT64, layers), EXAMPLES);
    assertRefused(new Dl4jSubject(), task, "constraint maxnorm: of the weights of layer 1");
    assertMatches(new Trial(Samples.fromScratch(), new ArbiterSubject(), task).compare());
  }

  private static void assertRefused(Subject subject, Case task, String what) {
    CannotComputeException e =
        assertThrows(CannotComputeException.class, () -> subject.observe(task));
    assertTrue(e.getMessage().contains(what), e.getMessage());
  }

  private static void assertMatches(Comparison comparison) {
    assertEquals(
        List.of(),
        comparison.tensors().stream()
            .filter(t -> t.verdict() != Verdict.MATCH)
            .map(t -> t.name() + " " + t.verdict() + " " + t.reason())
            .toList());
  }
}
