package dev.gradparity.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.arbiter.ArbiterSubject;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.UpdaterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Examples that are sequences: every step of time is a row, and a mean is one over sequences. */
class SequencesTest {

  private static final int STEPS = 3;
  private static final int SEQUENCES = 5;
  private static final int ROWS = STEPS * SEQUENCES;
  private static final int OUTPUTS = 3;

  private static final List<LayerSpec> DROPPING =
      List.of(
          LayerSpec.of(new LayerForm.Dense(0.5), OUTPUTS, ActivationSpec.of(ActivationKind.TANH)));

  private static NetworkSpec network(DType dtype, LossKind loss, ActivationKind output) {
    return Samples.network(
            dtype, 4, loss, Samples.layer(5, ActivationKind.TANH), Samples.layer(OUTPUTS, output))
        .withTimeSteps(STEPS);
  }

  private static Examples masked(NetworkSpec spec, int columns) {
    Examples all = Samples.examples(spec, ROWS);
    double[] mask = new Random(5).ints((long) ROWS * columns, 0, 2).asDoubleStream().toArray();
    return new Examples(all.count(), all.x(), all.y(), mask);
  }

  private static void assertAgree(Subject left, Subject right, Case task) {
    Comparison comparison = new Trial(left, right, task).compare();
    assertTrue(
        comparison.verdict() == Verdict.MATCH || comparison.verdict() == Verdict.KNOWN,
        () -> right.name() + " " + comparison.firstMismatch() + " " + task.spec());
  }

  private static void assertAllAgree(Case task) {
    assertAgree(new ArbiterSubject(), Samples.fromScratch(), task);
    for (Subject library :
        List.of(new Dl4jSubject(), new SameDiffSubject(), new RawNd4jSubject())) {
      assertAgree(Samples.fromScratch(), library, task);
    }
  }

  private static boolean isOfDl4j(NetworkSpec spec, int maskColumns) {
    boolean isClass =
        spec.loss().kind().labels().isOfClasses()
            && spec.layer(spec.depth()).activation().kind() == ActivationKind.SOFTMAX;
    return !(spec.loss().kind() == LossKind.MULTI_LABEL && spec.dtype() == DType.FLOAT64)
        && !(maskColumns > 1 && isClass);
  }

  @ParameterizedTest
  @EnumSource
  void everySubjectHasTheSameGradientOfEveryLossWhateverCounts(LossKind loss) {
    for (DType dtype : DType.values()) {
      for (ActivationKind output : Samples.commonOutputs(loss)) {
        for (int columns : new int[] {0, 1, OUTPUTS}) {
          NetworkSpec spec = network(dtype, loss, output);
          if ((columns <= 1 || loss.takesMaskOfOutputs()) && isOfDl4j(spec, columns)) {
            assertAllAgree(new CaseFactory(spec, masked(spec, columns)).gradient(SEQUENCES));
          }
        }
      }
    }
  }

  static Map<String, List<LayerSpec>> forms() {
    return LayerFormsTest.networks();
  }

  private static boolean dropsOutLast(List<LayerSpec> layers) {
    return layers.get(layers.size() - 1).form().dropOut() < 1;
  }

  static List<String> formNames() {
    return forms().keySet().stream().filter(name -> !dropsOutLast(forms().get(name))).toList();
  }

  @ParameterizedTest
  @MethodSource("formNames")
  void everyFormOfALayerMeetsEachStepAlike(String name) {
    List<LayerSpec> layers = forms().get(name);
    for (DType dtype : DType.values()) {
      boolean embeds = layers.get(0).form() instanceof LayerForm.Embedding;
      NetworkSpec spec =
          Samples.network(dtype, embeds ? 1 : 3, LossKind.MCXENT, layers.toArray(LayerSpec[]::new))
              .withTimeSteps(STEPS);
      assertAllAgree(Samples.gradient(spec, ROWS));
      assertAgree(Samples.fromScratch(), new Dl4jSubject(), Samples.training(spec, ROWS, 2, 4));
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everySubjectTrainsOnMinibatchesOfWholeSequences(DType dtype) {
    for (int columns : new int[] {0, 1, OUTPUTS}) {
      NetworkSpec spec =
          network(dtype, LossKind.XENT, ActivationKind.SIGMOID)
              .withUpdater(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8));
      assertAllAgree(new CaseFactory(spec, masked(spec, columns)).training(2, 7));
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void oneLayerAndOneSequenceAreSequencesToo(DType dtype) {
    NetworkSpec one =
        Samples.network(dtype, 4, LossKind.MSE, Samples.layer(2, ActivationKind.TANH))
            .withTimeSteps(STEPS);
    for (Reduction reduction : Reduction.values()) {
      assertAllAgree(Samples.gradient(one.withReduction(reduction), ROWS));
      assertAllAgree(Samples.training(one.withReduction(reduction), ROWS, 1, 6));
    }
    NetworkSpec two = network(dtype, LossKind.MCXENT, ActivationKind.SOFTMAX);
    assertAllAgree(new CaseFactory(two, Samples.examples(two, ROWS)).gradient(1));
    assertAllAgree(Samples.training(two, ROWS, 1, 6));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void theScoreOfALastLayerOfTypeLossIsTrue(DType dtype) {
    for (ActivationKind output : List.of(ActivationKind.SIGMOID, ActivationKind.SOFTMAX)) {
      NetworkSpec spec =
          Samples.network(
                  dtype,
                  4,
                  LossKind.MSE,
                  Samples.layer(OUTPUTS, ActivationKind.IDENTITY),
                  LayerSpec.of(new LayerForm.Loss(), OUTPUTS, ActivationSpec.of(output)))
              .withTimeSteps(STEPS);
      Case task = Samples.gradient(spec, ROWS);
      assertEquals(
          Verdict.MATCH,
          new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare().verdict());
    }
  }

  @Test
  void aSumOfSequencesIsNothingThatTheLibraryComputes() {
    NetworkSpec spec =
        network(DType.FLOAT64, LossKind.MSE, ActivationKind.TANH).withReduction(Reduction.SUM);
    Case task = Samples.gradient(spec, ROWS);
    assertAgree(new ArbiterSubject(), Samples.fromScratch(), task);
    assertAgree(Samples.fromScratch(), new SameDiffSubject(), task);
    CannotComputeException thrown =
        assertThrows(CannotComputeException.class, () -> new Dl4jSubject().observe(task));
    assertTrue(thrown.getMessage().contains("use mean"), thrown.getMessage());
  }

  @Test
  void anOutputThatDropsOutIsNothingThatTheLibraryComputes() {
    NetworkSpec spec =
        network(DType.FLOAT64, LossKind.MSE, ActivationKind.TANH).withLayers(DROPPING);
    Case task = Samples.gradient(spec, ROWS);
    assertAgree(Samples.fromScratch(), new RawNd4jSubject(), task);
    assertThrows(CannotComputeException.class, () -> new Dl4jSubject().observe(task));
  }

  @Test
  void anOutputWithoutBiasIsNothingThatTheLibraryComputes() {
    NetworkSpec spec =
        Samples.network(
                DType.FLOAT64,
                4,
                LossKind.MSE,
                Samples.layer(5, ActivationKind.TANH).with(LayerSettings.DEFAULT.withoutBias()),
                Samples.layer(2, ActivationKind.TANH).with(LayerSettings.DEFAULT.withoutBias()))
            .withTimeSteps(STEPS);
    Case task = Samples.gradient(spec, ROWS);
    assertAgree(Samples.fromScratch(), new RawNd4jSubject(), task);
    assertThrows(CannotComputeException.class, () -> new Dl4jSubject().observe(task));
  }

  /** Of a power of two, nothing rounds otherwise. */
  @Test
  void theGradientIsThatOfTheRowsTimesTheSteps() {
    NetworkSpec rows =
        network(DType.FLOAT32, LossKind.MCXENT, ActivationKind.SOFTMAX).withTimeSteps(1);
    NetworkSpec plain = rows.withRegularisation(Regularisation.NONE);
    Case.Gradient task = Samples.gradient(plain, 16);
    Case.Gradient sequences =
        new Case.Gradient(task.name(), plain.withTimeSteps(4), task.parameters(), task.batch());
    TensorName dW = TensorName.of(Quantity.D_WEIGHTS, 1);
    double[] ofRows = Samples.fromScratch().observe(task).find(dW).orElseThrow().values();
    double[] ofSteps = Samples.fromScratch().observe(sequences).find(dW).orElseThrow().values();
    assertEquals(
        Arrays.stream(ofRows).map(v -> 4 * v).boxed().toList(),
        Arrays.stream(ofSteps).boxed().toList());
  }

  @Test
  void rowsThatAreNoWholeSequencesAreRefused() {
    NetworkSpec spec = network(DType.FLOAT64, LossKind.MSE, ActivationKind.TANH);
    InvalidInputException thrown =
        assertThrows(
            InvalidInputException.class,
            () -> new CaseFactory(spec, Samples.examples(spec, ROWS - 1)));
    assertEquals(
        "14 rows are not whole sequences of 3 time steps; change timeSteps or the data",
        thrown.getMessage());
  }
}
