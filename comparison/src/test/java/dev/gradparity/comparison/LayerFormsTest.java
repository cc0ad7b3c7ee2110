package dev.gradparity.comparison;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.comparison.arbiter.ArbiterSubject;
import dev.gradparity.dl4j.Dl4jNetwork;
import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Mlp;
import dev.gradparity.nn.Workspace;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** from-scratch, Deeplearning4j and the arbiter agree on every form of a layer. */
class LayerFormsTest {

  private static final int EXAMPLES = 12;
  private static final int BATCH = 5;
  private static final int STEPS = 8;

  /** From numbers whose squares leave float32's normal range to those that saturate. */
  private static final double[] SCALES = {1, 1e-20, 50, 1e6};

  private static LayerSpec activation(int units, ActivationKind kind) {
    return LayerSpec.of(new LayerForm.Activation(), units, ActivationSpec.of(kind));
  }

  private static LayerSpec loss() {
    return LayerSpec.of(new LayerForm.Loss(), 3, ActivationSpec.of(ActivationKind.SOFTMAX));
  }

  private static LayerSpec dropout(int units, double p) {
    return LayerSpec.of(
        new LayerForm.Dropout(p), units, ActivationSpec.of(ActivationKind.IDENTITY));
  }

  private static LayerSpec dropping(int units, ActivationKind kind, double p) {
    return LayerSpec.of(new LayerForm.Dense(p), units, ActivationSpec.of(kind));
  }

  private static LayerSpec batchNorm(int units, LayerForm.BatchNorm form) {
    return LayerSpec.of(form, units, ActivationSpec.of(ActivationKind.IDENTITY));
  }

  private static LayerSpec rectifier(int units, LayerForm.PRelu form) {
    return LayerSpec.of(form, units, ActivationSpec.of(ActivationKind.IDENTITY));
  }

  private static LayerSpec elementwise(int units, ActivationKind kind) {
    return LayerSpec.of(new LayerForm.ElementwiseMultiplication(), units, ActivationSpec.of(kind));
  }

  private static LayerSpec embedding(int inputs, int units, LayerSettings settings) {
    return LayerSpec.of(
            new LayerForm.Embedding(inputs), units, ActivationSpec.of(ActivationKind.TANH))
        .with(settings);
  }

  /** Networks of three outputs, and of three inputs where there is no embedding. */
  static Map<String, List<LayerSpec>> networks() {
    Map<String, List<LayerSpec>> all = new LinkedHashMap<>();
    LayerSpec hidden = layer(4, ActivationKind.TANH);
    LayerSpec output = layer(3, ActivationKind.SOFTMAX);
    all.put("activation", List.of(hidden, activation(4, ActivationKind.RELU), output));
    all.put("activation first", List.of(activation(3, ActivationKind.SIGMOID), hidden, output));
    all.put(
        "activations in a row",
        List.of(
            layer(4, ActivationKind.IDENTITY),
            activation(4, ActivationKind.SOFTMAX),
            activation(4, ActivationKind.SWISH),
            output));
    all.put("loss", List.of(hidden, layer(3, ActivationKind.IDENTITY), loss()));
    all.put("loss behind an activation", List.of(layer(3, ActivationKind.TANH), loss()));
    all.put("dropout", List.of(hidden, dropout(4, 0.5), output));
    all.put("dropout first", List.of(dropout(3, 0.8), hidden, output));
    all.put("dropout of almost all", List.of(hidden, dropout(4, 0.1), output));
    all.put("dense that drops out", List.of(dropping(4, ActivationKind.TANH, 0.7), output));
    all.put("output that drops out", List.of(hidden, dropping(3, ActivationKind.SOFTMAX, 0.7)));
    all.put(
        "everything drops out",
        List.of(
            dropping(4, ActivationKind.TANH, 0.9),
            dropout(4, 0.75),
            dropping(3, ActivationKind.SOFTMAX, 0.75)));
    LayerForm.BatchNorm preset = LayerForm.BatchNorm.PRESET;
    all.put("batch norm", List.of(hidden, batchNorm(4, preset), output));
    all.put("batch norm first", List.of(batchNorm(3, preset), hidden, output));
    all.put(
        "batch norm of other numbers",
        List.of(hidden, batchNorm(4, new LayerForm.BatchNorm(0.5, 0.01, 2, -1, false)), output));
    all.put(
        "locked batch norm",
        List.of(hidden, batchNorm(4, new LayerForm.BatchNorm(0.9, 1e-5, 2, -1, true)), output));
    all.put(
        "batch norm and an activation",
        List.of(
            layer(4, ActivationKind.SIGMOID),
            batchNorm(4, preset),
            activation(4, ActivationKind.RELU),
            dropout(4, 0.8),
            output));
    LayerSpec slopes = rectifier(4, LayerForm.PRelu.PLAIN);
    all.put("rectifier of slopes", List.of(hidden, slopes, output));
    all.put("rectifier first", List.of(rectifier(3, LayerForm.PRelu.PLAIN), hidden, output));
    all.put(
        "rectifier of one slope", List.of(hidden, rectifier(4, LayerForm.PRelu.SHARED), output));
    all.put("rectifiers in a row", List.of(hidden, slopes, slopes, output));
    all.put(
        "rectifier behind a batch norm",
        List.of(batchNorm(3, preset), rectifier(3, LayerForm.PRelu.PLAIN), hidden, output));
    all.put(
        "elementwise multiplication",
        List.of(hidden, elementwise(4, ActivationKind.SIGMOID), output));
    all.put(
        "elementwise multiplication first",
        List.of(elementwise(3, ActivationKind.TANH), hidden, output));
    all.put(
        "frozen elementwise multiplication",
        List.of(
            hidden,
            elementwise(4, ActivationKind.TANH).with(LayerSettings.DEFAULT.asFrozen()),
            output));
    all.put("embedding", List.of(embedding(5, 4, LayerSettings.DEFAULT), output));
    all.put(
        "embedding without bias",
        List.of(embedding(5, 4, LayerSettings.DEFAULT.withoutBias()), hidden, output));
    all.put("frozen embedding", List.of(embedding(5, 4, LayerSettings.DEFAULT.asFrozen()), output));
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
    boolean embeds = layers.get(0).form() instanceof LayerForm.Embedding;
    return Samples.network(
        dtype, embeds ? 1 : 3, LossKind.MCXENT, layers.toArray(LayerSpec[]::new));
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
    boolean embeds = layers.get(0).form() instanceof LayerForm.Embedding;
    for (double scale : embeds ? new double[] {1} : SCALES) {
      Case.Gradient task = scaled(Samples.gradient(network(dtype, layers), EXAMPLES), scale);
      // What is far out saturates, and zeros say nothing.
      Set<Verdict> allowed =
          scale == 1 && !name.equals("dropout of almost all")
              ? Set.of(Verdict.MATCH)
              : Set.of(Verdict.MATCH, Verdict.VACUOUS);
      assertVerdicts(allowed, new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare());
      assertVerdicts(
          allowed, new Trial(Samples.fromScratch(), new ArbiterSubject(), task).compare());
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
    assertMatches(new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare());
    assertMatches(new Trial(Samples.fromScratch(), new ArbiterSubject(), task).compare());
  }

  /** The two go different ways from the same inputs, by a few roundings. */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void inferenceAgreesWithTheLibrary(String name, DType dtype, List<LayerSpec> layers) {
    Case.Gradient task = Samples.gradient(network(dtype, layers), EXAMPLES);
    NetworkSpec spec = task.spec();
    Workspace scratch = new Workspace(spec, EXAMPLES);
    Matrix x = Matrix.of(dtype, EXAMPLES, spec.inputSize(), task.batch().x());
    new Mlp(spec, Kernels.scalar()).infer(FromScratchSubject.parameters(task), x, scratch);
    Dl4jNetwork library = new Dl4jNetwork(spec);
    library.setParameters(task.parameters());
    double[] outputs = library.infer(task.batch().x(), EXAMPLES);
    assertArrayEquals(scratch.a(spec.depth()).toArray(), outputs, 100 * dtype.unitRoundoff(), name);
  }

  /** A network of an activation layer is that of the dense layer with the activation. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void activationLayerIsTheActivationOfTheLayerBelow(DType dtype) {
    LayerSpec output = layer(3, ActivationKind.SOFTMAX);
    NetworkSpec apart =
        network(
            dtype,
            List.of(layer(4, ActivationKind.IDENTITY), activation(4, ActivationKind.TANH), output));
    NetworkSpec together = network(dtype, List.of(layer(4, ActivationKind.TANH), output));
    Case.Training two = Samples.training(together, EXAMPLES, BATCH, STEPS);
    Case.Training three = Samples.training(apart, EXAMPLES, BATCH, STEPS);
    Case.Training sameStart =
        new Case.Training(
            three.name(),
            apart,
            new ParameterValues(
                List.of(
                    two.parameters().layers().get(0), Map.of(), two.parameters().layers().get(1))),
            two.examples(),
            BATCH,
            STEPS);
    Observation expected = Samples.fromScratch().observe(two);
    Observation observed = Samples.fromScratch().observe(sameStart);
    TensorName lowest = TensorName.of(Quantity.WEIGHTS, 1).atStep(STEPS);
    TensorName second = TensorName.of(Quantity.WEIGHTS, 2).atStep(STEPS);
    TensorName third = TensorName.of(Quantity.WEIGHTS, 3).atStep(STEPS);
    assertArrayEquals(values(expected, lowest), values(observed, lowest));
    assertArrayEquals(values(expected, second), values(observed, third));
  }

  private static double[] values(Observation observation, TensorName name) {
    return observation.find(name).orElseThrow().values();
  }

  /** What the library's loss layer has wrong, and its activation besides, are known together. */
  @ParameterizedTest
  @EnumSource(ActivationKind.class)
  void aLossLayerOfEveryActivation(ActivationKind kind) {
    for (DType dtype : DType.values()) {
      if (kind == ActivationKind.RRELU && dtype == DType.FLOAT64) {
        continue; // the library throws
      }
      // At its preset, too few outputs are above the threshold to show a fault.
      ActivationSpec activation =
          kind == ActivationKind.THRESHOLDEDRELU
              ? ActivationSpec.of(kind, 0.1)
              : ActivationSpec.of(kind);
      NetworkSpec spec =
          Samples.network(
              dtype,
              3,
              LossKind.L2,
              layer(3, ActivationKind.IDENTITY),
              LayerSpec.of(new LayerForm.Loss(), 3, activation));
      for (Case task :
          List.of(
              Samples.gradient(spec, EXAMPLES), Samples.training(spec, EXAMPLES, BATCH, STEPS))) {
        Comparison comparison = new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare();
        assertVerdicts(Set.of(Verdict.MATCH, Verdict.KNOWN), comparison);
      }
    }
  }

  /** With weights or without, softmax and cross entropy have a gradient that needs no product. */
  @ParameterizedTest
  @EnumSource(
      value = LossKind.class,
      names = {"MCXENT", "NEGATIVELOGLIKELIHOOD", "SPARSE_MCXENT"})
  void aLossLayerOfACrossEntropy(LossKind kind) {
    for (DType dtype : DType.values()) {
      for (List<Double> weights : List.of(List.<Double>of(), List.of(1.5, 0.5, 2.0))) {
        NetworkSpec spec =
            Samples.network(
                    dtype,
                    3,
                    kind,
                    layer(3, ActivationKind.IDENTITY),
                    LayerSpec.of(
                        new LayerForm.Loss(), 3, ActivationSpec.of(ActivationKind.SOFTMAX)))
                .withLoss(new LossSpec(kind, weights, 0))
                .withReduction(Reduction.SUM);
        Case task = Samples.gradient(spec, EXAMPLES);
        Comparison comparison = new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare();
        assertVerdicts(Set.of(Verdict.MATCH, Verdict.KNOWN), comparison);
      }
    }
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
  }
}
