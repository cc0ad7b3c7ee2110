package dev.gradparity.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.UpdaterSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a specification can say, SameDiff and plain ND4J operations compute like the rest. */
class Nd4jSubjectsTest {

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
        l2,
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
