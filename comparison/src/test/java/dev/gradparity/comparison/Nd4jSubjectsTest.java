package dev.gradparity.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Regularisation.Terms;
import dev.gradparity.spec.UpdaterSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a specification can say, SameDiff and plain ND4J operations compute like the rest. */
class Nd4jSubjectsTest {

  private static final LayerSettings PLAIN = LayerSettings.DEFAULT;

  private static final int EXAMPLES = 9;

  private static final List<UpdaterSpec> UPDATERS =
      List.of(
          new UpdaterSpec.Sgd(0.1),
          new UpdaterSpec.Nesterovs(0.05, 0.9),
          new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8));

  private static void assertAgree(Case task) {
    Subject fromScratch = Samples.fromScratch();
    for (Subject subject : List.of(new SameDiffSubject(), new RawNd4jSubject())) {
      Comparison comparison = new Trial(fromScratch, subject, task).judge();
      assertTrue(
          comparison.verdict() == Verdict.MATCH || comparison.verdict() == Verdict.KNOWN,
          () -> subject.name() + " " + task.spec() + " " + comparison.firstMismatch());
    }
  }

  private static NetworkSpec with(NetworkSpec spec, Reduction reduction, double l2) {
    return new NetworkSpec(
        spec.name(),
        spec.dtype(),
        spec.input(),
        spec.layers(),
        spec.loss(),
        reduction,
        spec.updater(),
        Regularisation.l2(l2),
        spec.seed());
  }

  private static Stream<LossKind> losses() {
    return Stream.of(LossKind.MSE, LossKind.L2, LossKind.HALF_L2, LossKind.XENT, LossKind.MCXENT);
  }

  private static ActivationKind outputOf(LossKind loss, ActivationKind otherwise) {
    return switch (loss) {
      case MCXENT -> ActivationKind.SOFTMAX;
      case XENT -> ActivationKind.SIGMOID;
      default -> otherwise;
    };
  }

  @ParameterizedTest
  @MethodSource("losses")
  void everyActivationUnderEveryLossAndReduction(LossKind loss) {
    for (DType dtype : DType.values()) {
      for (ActivationKind activation : ActivationKind.values()) {
        NetworkSpec spec =
            Samples.network(
                dtype,
                5,
                loss,
                Samples.layer(6, activation),
                Samples.layer(4, ActivationKind.TANH),
                Samples.layer(3, outputOf(loss, activation)));
        assertAgree(Samples.gradient(with(spec, Reduction.MEAN, 0.01), EXAMPLES));
        assertAgree(Samples.gradient(with(spec, Reduction.SUM, 0), 1));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyUpdaterStepAfterStep(DType dtype) {
    for (UpdaterSpec updater : UPDATERS) {
      for (Reduction reduction : Reduction.values()) {
        NetworkSpec spec =
            Samples.network(
                    dtype,
                    4,
                    LossKind.MCXENT,
                    Samples.layer(5, ActivationKind.TANH),
                    Samples.layer(3, ActivationKind.SOFTMAX))
                .withUpdater(updater);
        assertAgree(Samples.training(with(spec, reduction, 0.01), EXAMPLES, 4, 7));
      }
    }
  }

  private static NetworkSpec with(DType dtype, LayerSettings settings) {
    return Samples.network(
        dtype,
        4,
        LossKind.MCXENT,
        Samples.layer(5, ActivationKind.TANH).with(settings),
        Samples.layer(3, ActivationKind.SOFTMAX));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyPenaltyOfALayer(DType dtype) {
    Terms terms = new Terms(0.02, 0.03, 0, true);
    for (Regularisation own :
        List.of(
            new Regularisation(terms, Terms.NONE),
            new Regularisation(Terms.NONE, terms),
            new Regularisation(terms, terms))) {
      NetworkSpec spec = with(dtype, PLAIN.with(own));
      assertAgree(Samples.gradient(spec, EXAMPLES));
      assertAgree(Samples.training(spec, EXAMPLES, 4, 7));
    }
  }

  /** SameDiff's training knows none of these, and says so. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void settingsOfAStepInPlainOperations(DType dtype) {
    Subject plain = new RawNd4jSubject();
    Subject graph = new SameDiffSubject();
    Terms applied = new Terms(0, 0, 0.03, true);
    Terms alone = new Terms(0, 0, 0.03, false);
    for (LayerSettings settings :
        List.of(
            PLAIN.withoutBias(),
            PLAIN.asFrozen(),
            PLAIN.with(new Regularisation(applied, alone)),
            PLAIN.withUpdater(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8)),
            PLAIN.withBiasUpdater(new UpdaterSpec.Nesterovs(0.02, 0.5)))) {
      Case task = Samples.training(with(dtype, settings), EXAMPLES, 4, 7);
      Comparison comparison = new Trial(Samples.fromScratch(), plain, task).compare();
      assertEquals(Verdict.MATCH, comparison.verdict(), settings.toString());
      assertThrows(CannotComputeException.class, () -> graph.observe(task));
    }
  }

  @Test
  void normalisationAndConstraintsAreRefused() {
    for (LayerSettings settings :
        List.of(
            PLAIN.with(GradientNormalisation.of(GradientNormalisation.Kind.CLIP_L2_PER_LAYER)),
            PLAIN.with(Constraint.onWeights(new Constraint.UnitNorm())))) {
      Case task = Samples.training(with(DType.FLOAT64, settings), EXAMPLES, 4, 7);
      for (Subject subject : List.of(new RawNd4jSubject(), new SameDiffSubject())) {
        assertThrows(CannotComputeException.class, () -> subject.observe(task));
      }
    }
  }

  /** A softmax of one output is always 1: the library's own shape of such data is a vector. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void layersOfOneUnit(DType dtype) {
    for (LossKind loss : List.of(LossKind.HALF_L2, LossKind.XENT)) {
      NetworkSpec spec =
          Samples.network(
              dtype,
              1,
              loss,
              Samples.layer(1, ActivationKind.SIGMOID),
              Samples.layer(1, outputOf(loss, ActivationKind.IDENTITY)));
      assertAgree(Samples.gradient(spec, EXAMPLES));
      assertAgree(Samples.gradient(spec, 1));
    }
  }

  /** What SameDiff's cross entropy makes of z it does not make of the probabilities it shows. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void aTensorBesideTheDataFlowIsMarked(DType dtype) {
    NetworkSpec spec =
        Samples.network(dtype, 4, LossKind.MCXENT, Samples.layer(3, ActivationKind.SOFTMAX));

    Observation observation = new SameDiffSubject().observe(Samples.gradient(spec, EXAMPLES));
    assertEquals(
        List.of(TensorName.of(Quantity.ACTIVATION, 1)),
        observation.tensors().stream()
            .filter(tensor -> !tensor.isUsed())
            .map(ObservedTensor::name)
            .toList());
  }
}
