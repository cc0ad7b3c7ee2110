package dev.gradparity.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.arbiter.ArbiterSubject;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Labels that do not count, by whoever leaves them out. */
class LabelMasksTest {

  private static final int EXAMPLES = 9;
  private static final int OUTPUTS = 3;

  private static NetworkSpec network(DType dtype, LossKind loss, ActivationKind output) {
    return Samples.network(
        dtype, 4, loss, Samples.layer(5, ActivationKind.TANH), Samples.layer(OUTPUTS, output));
  }

  /** Of each kind of outputs some count, and some do not. */
  private static Examples masked(NetworkSpec spec, int columns) {
    Examples all = Samples.examples(spec, EXAMPLES);
    double[] mask = new Random(5).ints((long) EXAMPLES * columns, 0, 2).asDoubleStream().toArray();
    return new Examples(all.count(), all.x(), all.y(), mask);
  }

  private static Case.Gradient gradient(NetworkSpec spec, int columns) {
    return new CaseFactory(spec, masked(spec, columns)).gradient(EXAMPLES);
  }

  private static Comparison assertAgree(Subject left, Subject right, Case task) {
    Comparison comparison = new Trial(left, right, task).compare();
    assertTrue(
        comparison.verdict() == Verdict.MATCH || comparison.verdict() == Verdict.KNOWN,
        () -> right.name() + " " + comparison.firstMismatch() + " " + task.spec());
    return comparison;
  }

  private static boolean isOfDl4j(NetworkSpec spec, int columns) {
    LossKind loss = spec.loss().kind();
    boolean isMultiLabel = loss == LossKind.MULTI_LABEL && spec.dtype() == DType.FLOAT64;
    boolean isClass =
        loss == LossKind.SPARSE_MCXENT
            || ((loss == LossKind.MCXENT || loss == LossKind.NEGATIVELOGLIKELIHOOD)
                && spec.layer(spec.depth()).activation().kind() == ActivationKind.SOFTMAX);
    return !isMultiLabel && !(columns > 1 && isClass);
  }

  @ParameterizedTest
  @EnumSource
  void everySubjectLeavesOutTheSameLabels(LossKind loss) {
    for (DType dtype : DType.values()) {
      for (ActivationKind output : Samples.commonOutputs(loss)) {
        for (int columns : new int[] {1, OUTPUTS}) {
          if (columns > 1 && !loss.takesMaskOfOutputs()) {
            continue;
          }
          NetworkSpec spec = network(dtype, loss, output);
          Case.Gradient task = gradient(spec, columns);
          assertAgree(new ArbiterSubject(), Samples.fromScratch(), task);
          assertAgree(Samples.fromScratch(), new SameDiffSubject(), task);
          assertAgree(Samples.fromScratch(), new RawNd4jSubject(), task);
          if (isOfDl4j(spec, columns)) {
            assertAgree(Samples.fromScratch(), new Dl4jSubject(), task);
          } else {
            assertThrows(CannotComputeException.class, () -> new Dl4jSubject().observe(task));
          }
        }
      }
    }
  }

  /** The library puts 0 in the place of masked arguments, which then saturate no more. */
  @ParameterizedTest
  @EnumSource(names = {"XENT", "MCXENT", "POISSON", "KL_DIVERGENCE", "L2"})
  void whereOutputsSaturateMasksHoldAsWell(LossKind loss) {
    for (DType dtype : DType.values()) {
      for (ActivationKind output : Samples.commonOutputs(loss)) {
        for (int columns : new int[] {1, OUTPUTS}) {
          NetworkSpec spec = network(dtype, loss, output);
          Examples examples = masked(spec, columns);
          double[] x = Arrays.stream(examples.x()).map(v -> 1e6 * v).toArray();
          Case.Gradient task = new CaseFactory(spec, examples.withX(x)).gradient(EXAMPLES);
          List<Comparison> comparisons = new ArrayList<>();
          comparisons.add(new Trial(new ArbiterSubject(), Samples.fromScratch(), task).compare());
          if (isOfDl4j(spec, columns)) {
            comparisons.add(new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare());
          }
          comparisons.forEach(
              c -> assertEquals(Optional.empty(), c.firstMismatch(), c.right() + spec));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everySubjectTrainsOnTheSameLabels(DType dtype) {
    for (int columns : new int[] {1, OUTPUTS}) {
      for (Reduction reduction : Reduction.values()) {
        NetworkSpec spec =
            network(dtype, LossKind.XENT, ActivationKind.SIGMOID)
                .withReduction(reduction)
                .withUpdater(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8));
        Case.Training task = new CaseFactory(spec, masked(spec, columns)).training(4, 7);
        assertAgree(new ArbiterSubject(), Samples.fromScratch(), task);
        for (Subject library :
            List.of(new Dl4jSubject(), new SameDiffSubject(), new RawNd4jSubject())) {
          Comparison comparison = assertAgree(Samples.fromScratch(), library, task);
          assertEquals(Verdict.MATCH, comparison.verdict());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void weightsOfOutputsAndAMaskCountTogether(DType dtype) {
    for (LossKind loss : List.of(LossKind.MSE, LossKind.XENT, LossKind.MCXENT)) {
      for (ActivationKind output : Samples.commonOutputs(loss)) {
        NetworkSpec spec =
            network(dtype, loss, output).withLoss(new LossSpec(loss, List.of(0.3, 2.0, 1.0), 0));
        for (int columns : new int[] {1, OUTPUTS}) {
          Case.Gradient task = gradient(spec, columns);
          assertAgree(new ArbiterSubject(), Samples.fromScratch(), task);
          if (isOfDl4j(spec, columns)) {
            assertAgree(Samples.fromScratch(), new Dl4jSubject(), task);
          }
        }
      }
    }
  }

  /** The library cuts what does not count out of the softmax. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void aMaskOfOutputsBeforeASoftmaxIsAKnownDeviation(DType dtype) {
    Case.Gradient task = gradient(network(dtype, LossKind.MSE, ActivationKind.SOFTMAX), OUTPUTS);
    Comparison comparison = new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare();
    assertEquals(Verdict.KNOWN, comparison.verdict(), comparison.firstMismatch().toString());
    assertEquals(
        Set.of("mask-softmax-score", "mask-softmax"),
        comparison.tensors().stream()
            .flatMap(tensor -> tensor.deviation().stream())
            .collect(Collectors.toSet()));
  }

  /** The library masks the arguments of an output layer, and those of a loss layer not. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void aLossLayerLeavesOutTheSameLabels(DType dtype) {
    for (LossKind loss : List.of(LossKind.MSE, LossKind.KL_DIVERGENCE, LossKind.L1)) {
      for (ActivationKind output : List.of(ActivationKind.SIGMOID, ActivationKind.SOFTMAX)) {
        NetworkSpec spec =
            Samples.network(
                dtype,
                4,
                loss,
                Samples.layer(OUTPUTS, ActivationKind.IDENTITY),
                LayerSpec.of(new LayerForm.Loss(), OUTPUTS, ActivationSpec.of(output)));
        for (int columns : new int[] {1, OUTPUTS}) {
          CaseFactory factory = new CaseFactory(spec, masked(spec, columns));
          assertAgree(Samples.fromScratch(), new Dl4jSubject(), factory.gradient(EXAMPLES));
          assertAgree(Samples.fromScratch(), new Dl4jSubject(), factory.training(EXAMPLES, 3));
        }
      }
    }
  }

  /** The library takes a column for a mask of outputs where there is one output, or example. */
  @ParameterizedTest
  @EnumSource(names = {"MCXENT", "NEGATIVELOGLIKELIHOOD", "SPARSE_MCXENT"})
  void aMaskOfASingleClassOrExampleIsNothingThatTheLibraryComputes(LossKind loss) {
    NetworkSpec one =
        Samples.network(DType.FLOAT64, 4, loss, Samples.layer(1, ActivationKind.SOFTMAX));
    NetworkSpec three = network(DType.FLOAT64, loss, ActivationKind.SOFTMAX);
    CaseFactory ofThree = new CaseFactory(three, masked(three, 1));

    for (Case task : List.of(gradient(one, 1), ofThree.gradient(1), ofThree.training(4, 3))) {
      assertAgree(new ArbiterSubject(), Samples.fromScratch(), task);
      assertThrows(CannotComputeException.class, () -> new Dl4jSubject().observe(task));
    }
    assertAgree(Samples.fromScratch(), new Dl4jSubject(), ofThree.training(3, 3));
  }

  /** Who does not heed a mask is wrong. */
  @Test
  void aMaskThatIsForgottenIsAMismatch() {
    NetworkSpec spec = network(DType.FLOAT64, LossKind.MSE, ActivationKind.IDENTITY);
    Case.Gradient task = gradient(spec, 1);
    Examples all = new Examples(EXAMPLES, task.batch().x(), task.batch().y());
    Case.Gradient unmasked = new Case.Gradient(task.name(), spec, task.parameters(), all);
    Subject forgetful =
        new Subject() {
          @Override
          public String name() {
            return "forgetful";
          }

          @Override
          public Observation observe(Case other) {
            return Samples.fromScratch().observe(unmasked);
          }
        };
    Comparison comparison = new Trial(Samples.fromScratch(), forgetful, task).judge();
    assertEquals(Verdict.MISMATCH, comparison.verdict());
    assertEquals(TensorName.of(Quantity.LOSS), comparison.firstMismatch().orElseThrow().name());
    assertNotEquals(
        Samples.fromScratch().observe(task).fingerprint(),
        Samples.fromScratch().observe(unmasked).fingerprint());
  }

  @Test
  void whatALossCannotLeaveOutIsRefused() {
    NetworkSpec spec = network(DType.FLOAT64, LossKind.COSINE_PROXIMITY, ActivationKind.TANH);
    String message =
        assertThrows(InvalidInputException.class, () -> gradient(spec, OUTPUTS)).getMessage();
    assertEquals(
        "the loss cosine_proximity needs all outputs of an example; give a label mask with one"
            + " column",
        message);
  }
}
