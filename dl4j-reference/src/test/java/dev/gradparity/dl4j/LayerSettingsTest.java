package dev.gradparity.dl4j;

import static dev.gradparity.dl4j.HandNetwork.B1;
import static dev.gradparity.dl4j.HandNetwork.DB1;
import static dev.gradparity.dl4j.HandNetwork.DW1;
import static dev.gradparity.dl4j.HandNetwork.EXAMPLES;
import static dev.gradparity.dl4j.HandNetwork.W1;
import static dev.gradparity.dl4j.HandNetwork.scaled;
import static dev.gradparity.dl4j.HandNetwork.sum;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.Constraint.Axis;
import dev.gradparity.spec.Constraint.Target;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.GradientNormalisation.Kind;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Regularisation.Terms;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One step of both networks on ND4J under a layer's own settings, on numbers worked by hand. */
class LayerSettingsTest {

  private static final LayerSettings PLAIN = LayerSettings.DEFAULT;
  private static final double NAN = Double.NaN;

  /** DW1 and DB1, no element above 8. */
  private static final double[] CLIPPED_DW1 = {-8, 8, 6, 8, -8, 2};

  private static final double[] CLIPPED_DB1 = {8, -6, 2};

  /** Steps on all examples, one in each epoch. */
  private static List<Dl4jStep> trained(Nd4jReference network, int steps) {
    network.setParameters(
        new ParameterValues(List.of(W1, HandNetwork.W2), List.of(B1, HandNetwork.B2)));
    List<Dl4jStep> seen = new ArrayList<>();
    network.train(
        new Dl4jExamples(EXAMPLES, HandNetwork.X, HandNetwork.Y),
        EXAMPLES,
        Collections.nCopies(steps, new int[] {0, 1, 2, 3}),
        steps,
        seen::add);
    return seen;
  }

  /** Every number of a step is exact in both formats. */
  private static void assertMoves(
      LayerSettings settings, DType dtype, double[] weights, double[] biases) {
    UpdaterSpec half = new UpdaterSpec.Sgd(0.5);
    NetworkSpec plain = HandNetwork.spec(dtype, LossKind.L2, Reduction.SUM, half, 0);
    NetworkSpec spec = plain.withLayers(List.of(plain.layer(1).with(settings), plain.layer(2)));
    for (Nd4jReference network : List.of(new SameDiffNetwork(spec, false), new Nd4jNetwork(spec))) {
      ParameterValues after = trained(network, 1).get(0).parameters();
      assertArrayEquals(weights, after.weights().get(0), network.toString());
      assertArrayEquals(biases, after.biases().get(0), network.toString());
      assertArrayEquals(sum(HandNetwork.W2, scaled(-0.5, HandNetwork.DW2)), after.weights().get(1));
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void aLayerAndItsBiasesMoveAtTheirOwnRates(DType dtype) {
    LayerSettings settings =
        PLAIN.withUpdater(new UpdaterSpec.Sgd(2)).withBiasUpdater(new UpdaterSpec.Sgd(0.25));
    assertMoves(settings, dtype, sum(W1, scaled(-2, DW1)), sum(B1, scaled(-0.25, DB1)));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void decayGoesBesideTheUpdatersStep(DType dtype) {
    Terms applied = new Terms(0, 0, 0.25, true);
    Terms alone = new Terms(0, 0, 0.25, false);
    assertMoves(
        PLAIN.with(new Regularisation(applied, alone)),
        dtype,
        sum(scaled(0.875, W1), scaled(-0.5, DW1)),
        sum(scaled(0.75, B1), scaled(-0.5, DB1)));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void theGradientOfThePenaltyIsNotClipped(DType dtype) {
    GradientNormalisation clip =
        new GradientNormalisation(Kind.CLIP_ELEMENT_WISE_ABSOLUTE_VALUE, 8);
    assertMoves(
        PLAIN.with(clip).with(Regularisation.l2(1)),
        dtype,
        sum(scaled(0.5, W1), scaled(-0.5, CLIPPED_DW1)),
        sum(B1, scaled(-0.5, CLIPPED_DB1)));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void constraintsComeAfterTheStep(DType dtype) {
    Constraint positive = Constraint.onWeights(new Constraint.NonNegative()).on(Target.ALL);
    assertMoves(
        PLAIN.with(positive), dtype, new double[] {5, 0, 0, 0, 10, 0}, new double[] {0, 5, 2});
  }

  private static List<INDArray> gradients() {
    return List.of(
        HandNetwork.matrix(new double[] {2, 4, 5, 6}, 2), HandNetwork.matrix(new double[] {12}, 1));
  }

  private static void assertNormalised(Kind kind, double t, double... expected) {
    List<INDArray> gradients = gradients();
    Nd4jNormalisation.apply(new GradientNormalisation(kind, t), gradients);
    double[] all =
        Stream.of(0, 1)
            .flatMapToDouble(k -> Arrays.stream(Dl4jArrays.rowMajor(gradients.get(k))))
            .toArray();
    assertArrayEquals(expected, all, 1e-15);
  }

  /** |g| is 9 for the matrix, 12 for the number, and 15 for both. */
  @Test
  void aGradientIsClippedAndRenormalisedByItsNorm() {
    assertNormalised(Kind.NONE, 1, 2, 4, 5, 6, 12);
    assertNormalised(Kind.CLIP_ELEMENT_WISE_ABSOLUTE_VALUE, 4.5, 2, 4, 4.5, 4.5, 4.5);
    assertNormalised(Kind.CLIP_L2_PER_LAYER, 15, 2, 4, 5, 6, 12);
    assertNormalised(Kind.CLIP_L2_PER_LAYER, 7.5, 1, 2, 2.5, 3, 6);
    assertNormalised(Kind.CLIP_L2_PER_PARAM_TYPE, 10, 2, 4, 5, 6, 10);
    assertNormalised(Kind.RENORMALIZE_L2_PER_LAYER, 1, 2 / 15., 4 / 15., 5 / 15., 6 / 15., 0.8);
    assertNormalised(Kind.RENORMALIZE_L2_PER_PARAM_TYPE, 1, 2 / 9., 4 / 9., 5 / 9., 6 / 9., 1);
  }

  /** As float32, the squares of these are infinite, or 0. */
  @Test
  void aNormNeitherOverflowsNorUnderflowsInFloat32() {
    for (float scale : new float[] {1e25f, 1e-25f}) {
      INDArray gradient = Nd4j.createFromArray(3 * scale, 4 * scale).reshape(1, 2);
      Nd4jNormalisation.apply(
          GradientNormalisation.of(Kind.RENORMALIZE_L2_PER_LAYER), List.of(gradient));
      assertArrayEquals(new double[] {0.6, 0.8}, Dl4jArrays.rowMajor(gradient), 1e-7);

      INDArray theta = Nd4j.createFromArray(3 * scale, 4 * scale).reshape(1, 2);
      Nd4jConstraints.apply(
          List.of(Constraint.onWeights(new Constraint.UnitNorm()).over(Axis.UNITS)), false, theta);
      assertArrayEquals(new double[] {0.6, 0.8}, Dl4jArrays.rowMajor(theta), 1e-7);
    }
  }

  @Test
  void aGradientOfZeroHasNoDirection() {
    for (Kind kind : Kind.values()) {
      INDArray gradient = Nd4j.zeros(DataType.DOUBLE, 2, 2);
      Nd4jNormalisation.apply(GradientNormalisation.of(kind), List.of(gradient));
      assertArrayEquals(new double[4], Dl4jArrays.rowMajor(gradient), kind.specName());
    }
  }

  private static double[] constrained(Constraint constraint, boolean isBias, double... theta) {
    INDArray matrix = HandNetwork.matrix(theta, 2);
    Nd4jConstraints.apply(List.of(constraint), isBias, matrix);
    return Dl4jArrays.rowMajor(matrix);
  }

  /** Columns of norm 5 and 1, rows of 3 and the root of 17. */
  @Test
  void normsAreThoseOfColumnsOfRowsOrOfAll() {
    Constraint two = Constraint.onWeights(new Constraint.MaxNorm(2.5));
    assertArrayEquals(new double[] {1.5, 0, 2, 1}, constrained(two, false, 3, 0, 4, 1), 1e-15);
    assertArrayEquals(
        new double[] {2.5, 0, 10 / Math.sqrt(17), 2.5 / Math.sqrt(17)},
        constrained(two.over(Axis.UNITS), false, 3, 0, 4, 1),
        1e-15);
    assertArrayEquals(
        new double[] {1.5, 0, 2, 0}, constrained(two.over(Axis.BOTH), false, 3, 0, 4, 0), 1e-15);
    assertArrayEquals(
        new double[] {1.5, 0, 2, 0}, constrained(two.on(Target.BIAS), true, 3, 0, 4, 0), 1e-15);
    assertArrayEquals(new double[] {3, 0, 4, 0}, constrained(two, true, 3, 0, 4, 0));
  }

  @Test
  void everyRuleIsItsFormula() {
    Constraint whole = Constraint.onWeights(new Constraint.MinMaxNorm(2, 2.5, 1));
    assertArrayEquals(new double[] {1.5, 0, 2, 2}, constrained(whole, false, 3, 0, 4, 1), 1e-15);
    Constraint half = Constraint.onWeights(new Constraint.MinMaxNorm(2, 2.5, 0.5));
    assertArrayEquals(new double[] {2.25, 0, 3, 1.5}, constrained(half, false, 3, 0, 4, 1), 1e-15);
    Constraint unit = Constraint.onWeights(new Constraint.UnitNorm());
    assertArrayEquals(new double[] {0.6, 0, 0.8, 1}, constrained(unit, false, 3, 0, 4, 7), 1e-15);
    Constraint positive = Constraint.onWeights(new Constraint.NonNegative());
    assertArrayEquals(new double[] {3, 0, 0, NAN}, constrained(positive, false, 3, -1, 0, NAN));
  }

  @Test
  void zeroStaysZeroAndNanSpreadsAlongItsNorm() {
    for (Constraint.Rule rule :
        List.of(
            new Constraint.MaxNorm(1),
            new Constraint.MinMaxNorm(0.5, 1, 0.5),
            new Constraint.UnitNorm())) {
      double[] after = constrained(Constraint.onWeights(rule), false, 0, NAN, 0, 1);
      assertArrayEquals(new double[] {0, NAN, 0, NAN}, after, rule.toString());
    }
  }

  /** What is learnt of the layer's own updater goes on from step to step. */
  @Test
  void anUpdaterOfALayerRemembers() {
    UpdaterSpec momentum = new UpdaterSpec.Nesterovs(0.125, 0.5);
    NetworkSpec plain =
        HandNetwork.spec(DType.FLOAT64, LossKind.L2, Reduction.SUM, new UpdaterSpec.Sgd(1), 0);
    NetworkSpec spec =
        plain.withLayers(List.of(plain.layer(1), plain.layer(2).with(PLAIN.withUpdater(momentum))));
    List<List<Dl4jStep>> all = new ArrayList<>();
    for (Nd4jReference network : List.of(new SameDiffNetwork(spec, false), new Nd4jNetwork(spec))) {
      all.add(trained(network, 2));
    }
    // v' = v / 2 - g / 8, and the step is v / 2 - 3 v' / 2 taken off: 3 g / 16 at first.
    assertArrayEquals(
        sum(HandNetwork.B2, scaled(-0.1875, HandNetwork.DB2)),
        all.get(0).get(0).parameters().biases().get(1));
    for (int t = 0; t < 2; t++) {
      assertArrayEquals(
          all.get(1).get(t).parameters().weights().get(1),
          all.get(0).get(t).parameters().weights().get(1),
          "step " + t);
      assertEquals(all.get(1).get(t).loss(), all.get(0).get(t).loss());
    }
  }
}
