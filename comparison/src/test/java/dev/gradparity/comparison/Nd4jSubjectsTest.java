package dev.gradparity.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Regularisation.Terms;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import dev.gradparity.spec.UpdaterSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a specification can say, SameDiff and plain ND4J operations compute like the rest. */
class Nd4jSubjectsTest {

  private static final LayerSettings PLAIN = LayerSettings.DEFAULT;

  private static final int EXAMPLES = 9;

  private static void assertAgree(Case task) {
    assertAgree(new SameDiffSubject(), task);
    assertAgree(new RawNd4jSubject(), task);
  }

  private static void assertAgree(Subject subject, Case task) {
    Comparison comparison = new Trial(Samples.fromScratch(), subject, task).judge();
    assertTrue(
        comparison.verdict() == Verdict.MATCH || comparison.verdict() == Verdict.KNOWN,
        () -> subject.name() + " " + task.spec() + " " + comparison.firstMismatch());
  }

  private static NetworkSpec with(NetworkSpec spec, Reduction reduction, double l2) {
    return spec.withReduction(reduction).withRegularisation(Regularisation.l2(l2));
  }

  /** The activation itself where the loss can read it, else one that it can. */
  private static ActivationKind outputOf(LossKind loss, ActivationKind preferred) {
    List<ActivationKind> readable = Samples.commonOutputs(loss);
    return readable.contains(preferred) ? preferred : readable.get(0);
  }

  @ParameterizedTest
  @EnumSource(LossKind.class)
  void everyActivationUnderEveryLossAndReduction(LossKind loss) {
    for (DType dtype : DType.values()) {
      for (ActivationKind activation : Samples.COMMON_ACTIVATIONS) {
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

  private static NetworkSpec threeOutputs(DType dtype, ActivationKind output, LossSpec loss) {
    return Samples.network(
            dtype, 4, loss.kind(), Samples.layer(5, ActivationKind.TANH), Samples.layer(3, output))
        .withLoss(loss);
  }

  @ParameterizedTest
  @EnumSource(LossKind.class)
  void everyLossAfterEveryActivationThatItReads(LossKind loss) {
    for (DType dtype : DType.values()) {
      for (ActivationKind output : Samples.commonOutputs(loss)) {
        assertAgree(Samples.gradient(threeOutputs(dtype, output, LossSpec.of(loss)), EXAMPLES));
        if (loss.takesWeights()) {
          LossSpec weighted = new LossSpec(loss, List.of(0.3, 2.0, 0.0), 0);
          assertAgree(Samples.gradient(threeOutputs(dtype, output, weighted), EXAMPLES));
        }
      }
    }
  }

  /** The gradient is not clipped: a graph shows one loss, and differentiates another. */
  @ParameterizedTest
  @EnumSource(LossKind.class)
  void aClippedLossHasTheGradientOfTheWhole(LossKind loss) {
    for (DType dtype : DType.values()) {
      for (ActivationKind output : Samples.commonOutputs(loss)) {
        if (loss.takesClip()) {
          LossSpec clipped = new LossSpec(loss, List.of(0.3, 2.0, 1.0), 0.3);
          NetworkSpec spec = threeOutputs(dtype, output, clipped);
          assertAgree(Samples.gradient(spec, EXAMPLES));
          assertAgree(Samples.training(with(spec, Reduction.MEAN, 0.01), EXAMPLES, 4, 5));
        }
      }
    }
  }

  /** Outputs that meet their labels exactly, |p - y| = 0, and margins kept exactly, 1 - y p = 0. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void aLossHasTheSlopeZeroAtItsKink(DType dtype) {
    for (LossKind loss :
        List.of(
            LossKind.L1,
            LossKind.MEAN_ABSOLUTE_ERROR,
            LossKind.MEAN_ABSOLUTE_PERCENTAGE_ERROR,
            LossKind.HINGE,
            LossKind.SQUARED_HINGE)) {
      NetworkSpec spec = Samples.network(dtype, 1, loss, Samples.layer(1, ActivationKind.IDENTITY));
      ParameterValues one =
          new ParameterValues(List.of(new double[] {1}), List.of(new double[] {0}));
      Examples examples = new Examples(3, new double[] {1, 3, -1}, new double[] {1, -1, -1});
      assertAgree(new Case.Gradient("kink", spec, one, examples));
    }
  }

  /** Where there is no angle, or no pair, a loss and its gradient are 0. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void aLossOfNothingIsZero(DType dtype) {
    for (LossKind loss : List.of(LossKind.COSINE_PROXIMITY, LossKind.MULTI_LABEL)) {
      NetworkSpec spec = Samples.network(dtype, 2, loss, Samples.layer(2, ActivationKind.IDENTITY));
      ParameterValues same =
          new ParameterValues(List.of(new double[] {1, 0, 0, 1}), List.of(new double[2]));
      Examples examples =
          new Examples(
              4, new double[] {0, 0, 1, 2, 0, 0, -1, 1}, new double[] {1, 1, 0, 0, 0, 0, 0, 1});
      assertAgree(new Case.Gradient("nothing", spec, same, examples));
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyUpdaterStepAfterStep(DType dtype) {
    for (UpdaterSpec updater : UpdaterSpec.defaults()) {
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

  /** Three epochs of three steps, the last of one, so that what counts epochs moves too. */
  @ParameterizedTest
  @MethodSource("schedules")
  void everyScheduleStepAfterStep(Schedule schedule) {
    for (DType dtype : DType.values()) {
      for (UpdaterSpec updater :
          List.of(
              new UpdaterSpec.Sgd(schedule),
              new UpdaterSpec.Nesterovs(Schedule.fixed(0.1), schedule),
              new UpdaterSpec.Adam(schedule, 0.9, 0.999, 1e-8))) {
        NetworkSpec spec =
            threeOutputs(dtype, ActivationKind.SOFTMAX, LossSpec.of(LossKind.MCXENT))
                .withUpdater(updater);
        assertAgree(Samples.training(spec, EXAMPLES, 4, 7));
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

  /** Each layer has its own updater, rate, regularisation, normalisation and constraints. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void everyLayerByItsOwnSettings(DType dtype) {
    Terms decay = new Terms(0.01, 0.02, 0.03, true);
    LayerSettings first =
        PLAIN
            .withUpdater(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8))
            .with(new Regularisation(decay, Terms.NONE))
            .with(new GradientNormalisation(GradientNormalisation.Kind.CLIP_L2_PER_LAYER, 0.1))
            .with(Constraint.onWeights(new Constraint.UnitNorm()));
    LayerSettings second =
        PLAIN
            .withUpdater(new UpdaterSpec.Nesterovs(0.05, 0.9))
            .withBiasUpdater(
                new UpdaterSpec.Sgd(new Schedule.Step(ScheduleType.EPOCH, 0.1, 0.5, 1)))
            .with(
                GradientNormalisation.of(GradientNormalisation.Kind.RENORMALIZE_L2_PER_PARAM_TYPE))
            .with(Constraint.onWeights(new Constraint.NonNegative()).on(Constraint.Target.ALL));
    NetworkSpec spec =
        Samples.network(
            dtype,
            4,
            LossKind.MCXENT,
            Samples.layer(5, ActivationKind.TANH).with(first),
            Samples.layer(6, ActivationKind.SIGMOID).with(second),
            Samples.layer(4, ActivationKind.TANH).with(PLAIN.asFrozen()),
            Samples.layer(3, ActivationKind.SOFTMAX));
    for (Reduction reduction : Reduction.values()) {
      Case task = Samples.training(with(spec, reduction, 0.01), EXAMPLES, 4, 7);
      assertAgree(task);
      assertAgree(new Dl4jSubject(), task);
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void layersWithoutBiasAndFrozenLayers(DType dtype) {
    for (LayerSettings settings :
        List.of(PLAIN.withoutBias(), PLAIN.asFrozen(), PLAIN.withoutBias().asFrozen())) {
      NetworkSpec spec = with(dtype, settings).withUpdater(new UpdaterSpec.Nesterovs(0.1, 0.9));
      assertAgree(Samples.gradient(spec, EXAMPLES));
      assertAgree(Samples.training(spec, EXAMPLES, 4, 7));
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void nothingMovesWhereAllLayersAreFrozen(DType dtype) {
    NetworkSpec spec =
        Samples.network(
            dtype,
            4,
            LossKind.MCXENT,
            Samples.layer(5, ActivationKind.TANH).with(PLAIN.asFrozen()),
            Samples.layer(3, ActivationKind.SOFTMAX).with(PLAIN.asFrozen()));
    assertAgree(Samples.training(spec, EXAMPLES, 4, 3));
  }

  @ParameterizedTest
  @EnumSource(ActivationKind.class)
  void everyActivationInsideAndAtTheEnd(ActivationKind kind) {
    for (DType dtype : DType.values()) {
      NetworkSpec spec =
          Samples.network(dtype, 4, LossKind.MSE, Samples.layer(5, kind), Samples.layer(3, kind));
      assertAgree(Samples.gradient(spec, EXAMPLES));
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyActivationWithParameters(DType dtype) {
    for (ActivationSpec activation :
        List.of(
            new ActivationSpec(
                ActivationKind.RELU, Map.of("max", 0.75, "threshold", 0.25, "negativeSlope", 0.3)),
            new ActivationSpec(ActivationKind.RELU, Map.of("max", 0.5)),
            new ActivationSpec(ActivationKind.RELU, Map.of("threshold", 0.4)),
            new ActivationSpec(ActivationKind.RELU, Map.of("negativeSlope", 0.3)),
            ActivationSpec.of(ActivationKind.ELU, 0.6),
            ActivationSpec.of(ActivationKind.LEAKYRELU, 0.3),
            ActivationSpec.of(ActivationKind.THRESHOLDEDRELU, 0.2),
            new ActivationSpec(ActivationKind.RRELU, Map.of("l", 0.2, "u", 0.4)))) {
      LayerSpec layer = LayerSpec.of(LayerForm.Dense.PLAIN, 5, activation);
      NetworkSpec spec =
          Samples.network(dtype, 4, LossKind.MSE, layer, Samples.layer(3, ActivationKind.IDENTITY));
      assertAgree(Samples.gradient(spec, EXAMPLES));
    }
  }

  /** At the ends of its pieces, an activation has the slope of the definition. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void anActivationOfPiecesHasTheSlopeOfOneAtTheirEnds(DType dtype) {
    for (ActivationSpec activation :
        List.of(
            new ActivationSpec(
                ActivationKind.RELU, Map.of("max", 2.0, "threshold", 1.0, "negativeSlope", 0.5)),
            new ActivationSpec(
                ActivationKind.RELU, Map.of("max", 1.0, "threshold", 1.0, "negativeSlope", 0.5)),
            ActivationSpec.of(ActivationKind.ELU, 0.5),
            ActivationSpec.of(ActivationKind.RRELU))) {
      NetworkSpec spec =
          Samples.network(
              dtype, 1, LossKind.MSE, LayerSpec.of(LayerForm.Dense.PLAIN, 1, activation));
      ParameterValues one =
          new ParameterValues(List.of(new double[] {1}), List.of(new double[] {0}));
      Examples examples = new Examples(5, new double[] {-1, 0, 1, 2, 3}, new double[5]);
      assertAgree(new Case.Gradient("ends", spec, one, examples));
    }
  }

  private static LayerSpec of(LayerForm form, int units, ActivationKind activation) {
    return LayerSpec.of(form, units, ActivationSpec.of(activation));
  }

  @Test
  void aBatchNormalisationOfOneExample() {
    NetworkSpec spec =
        Samples.network(
            DType.FLOAT64,
            4,
            LossKind.MSE,
            of(LayerForm.BatchNorm.PRESET, 4, ActivationKind.IDENTITY),
            Samples.layer(3, ActivationKind.TANH));
    assertAgree(Samples.gradient(spec, 1));
  }

  /** Forms between two dense layers, before the first, and after the last. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void everyFormOfALayer(DType dtype) {
    LayerSpec dense = Samples.layer(5, ActivationKind.TANH);
    LayerSpec output = Samples.layer(3, ActivationKind.SOFTMAX);
    LayerForm.BatchNorm locked = new LayerForm.BatchNorm(0.9, 1e-5, 0.8, 0.1, true);
    for (List<LayerSpec> layers :
        List.of(
            List.of(dense, of(new LayerForm.Activation(), 5, ActivationKind.SIGMOID), output),
            List.of(
                dense,
                Samples.layer(3, ActivationKind.IDENTITY),
                of(new LayerForm.Loss(), 3, ActivationKind.SOFTMAX)),
            List.of(dense, of(new LayerForm.Dropout(0.6), 5, ActivationKind.IDENTITY), output),
            List.of(dense, of(new LayerForm.Dense(0.6), 4, ActivationKind.TANH), output),
            List.of(of(new LayerForm.Dense(1, true), 5, ActivationKind.TANH), output),
            List.of(dense, of(LayerForm.BatchNorm.PRESET, 5, ActivationKind.IDENTITY), output),
            List.of(dense, of(locked, 5, ActivationKind.IDENTITY), output),
            List.of(dense, of(LayerForm.PRelu.PLAIN, 5, ActivationKind.IDENTITY), output),
            List.of(of(LayerForm.PRelu.SHARED, 4, ActivationKind.IDENTITY), dense, output),
            List.of(
                dense,
                of(new LayerForm.ElementwiseMultiplication(), 5, ActivationKind.SIGMOID),
                output))) {
      NetworkSpec spec =
          Samples.network(dtype, 4, LossKind.MCXENT, layers.toArray(LayerSpec[]::new));
      assertAgree(Samples.gradient(spec, EXAMPLES));
      assertAgree(Samples.training(spec, EXAMPLES, 4, 6));
    }
    LayerSpec embedding = of(new LayerForm.Embedding(6), 5, ActivationKind.TANH);
    NetworkSpec spec = Samples.network(dtype, 1, LossKind.MCXENT, embedding, output);
    assertAgree(Samples.gradient(spec, EXAMPLES));
    assertAgree(Samples.training(spec, EXAMPLES, 4, 6));
  }

  /** Of one unit, of one example, and of both: nothing is broadcast, and nothing is summed. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void formsWhoseWeightsAreARowAtTheirSmallest(DType dtype) {
    for (int units : new int[] {1, 4}) {
      for (LayerSpec layer :
          List.of(
              of(LayerForm.PRelu.PLAIN, units, ActivationKind.IDENTITY),
              of(LayerForm.PRelu.SHARED, units, ActivationKind.IDENTITY),
              of(new LayerForm.ElementwiseMultiplication(), units, ActivationKind.TANH))) {
        NetworkSpec spec =
            Samples.network(
                dtype,
                3,
                LossKind.MSE,
                Samples.layer(units, ActivationKind.IDENTITY),
                layer,
                Samples.layer(2, ActivationKind.IDENTITY));
        assertAgree(Samples.gradient(spec, 1));
        assertAgree(Samples.gradient(spec, EXAMPLES));
      }
    }
  }

  private static Stream<Schedule> schedules() {
    return Stream.concat(
        Schedule.examples().stream(),
        Stream.of(
            new Schedule.Step(ScheduleType.EPOCH, 0.1, 0.5, 1),
            new Schedule.Ramp(new Schedule.Exponential(ScheduleType.EPOCH, 0.1, 0.5), 7)));
  }

  /** A softmax of one output is always 1: the library's own shape of such data is a vector. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void layersOfOneUnit(DType dtype) {
    for (LossKind loss :
        List.of(LossKind.HALF_L2, LossKind.XENT, LossKind.COSINE_PROXIMITY, LossKind.MCXENT)) {
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
