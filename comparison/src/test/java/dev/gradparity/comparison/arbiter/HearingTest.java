package dev.gradparity.comparison.arbiter;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Arbitration;
import dev.gradparity.comparison.Bound;
import dev.gradparity.comparison.Bounds;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparator;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.ElementClaim;
import dev.gradparity.comparison.ElementRuling;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.Side;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.TensorRuling;
import dev.gradparity.comparison.numerics.CaseBounds;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Shape;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fault that is put into one side, or into both, is put down to that side. */
class HearingTest {

  private static final NetworkSpec NETWORK =
      Samples.network(
          DType.FLOAT64,
          4,
          LossKind.MCXENT,
          layer(6, ActivationKind.TANH),
          layer(6, ActivationKind.SIGMOID),
          layer(3, ActivationKind.SOFTMAX));

  private static final Case.Gradient GRADIENT = Samples.gradient(NETWORK, 7);
  private static final Case.Training TRAINING = Samples.training(NETWORK, 23, 5, 4);
  private static final Observation GOOD = named("good", Samples.fromScratch().observe(GRADIENT));
  private static final Observation OTHER = named("other", GOOD);
  private static final TensorName DW2 = TensorName.of(Quantity.D_WEIGHTS, 2);
  private static final TensorName DB1 = TensorName.of(Quantity.D_BIAS, 1);

  private static double up(double v) {
    return v + 1e-6;
  }

  private static double down(double v) {
    return v - 1e-6;
  }

  private static Observation named(String name, Observation observation) {
    return new Observation(name, observation.tensors());
  }

  private static Arbitration arbitrate(Case task, Observation left, Observation right) {
    Bounds bounds = CaseBounds.of(task);
    Comparison comparison = Comparator.compare(task, left, right, bounds);
    return Hearing.of(new Arbiter(), task, left, right, comparison, bounds);
  }

  private static Arbitration arbitrate(Observation left, Observation right) {
    return arbitrate(GRADIENT, left, right);
  }

  private static Observation off(Observation good, TensorName name, DoubleUnaryOperator fault) {
    return Samples.altered(good, name, 5, fault);
  }

  @Test
  void withoutAMismatchThereIsNothingToSay() {
    Arbitration arbitration = arbitrate(GOOD, OTHER);

    assertEquals(Side.NEITHER, arbitration.wrong());
    assertEquals(List.of(), arbitration.tensors());
    assertEquals("", arbitration.summary());
  }

  @Test
  void aFaultOnTheLeftIsTheLeftSides() {
    Arbitration arbitration = arbitrate(off(GOOD, DW2, HearingTest::up), OTHER);

    assertEquals(Side.LEFT, arbitration.wrong());
    ElementRuling ruling = arbitration.tensors().get(0).elements().get(0);
    assertEquals(List.of(0, 5), ruling.index());
    assertEquals(1e-6, ruling.left().error(), 1e-12);
    assertTrue(ruling.left().share() > 1e6);
    assertTrue(ruling.right().share() <= 1);
    assertTrue(ruling.right().ulps() < 100);
  }

  @Test
  void aFaultOnTheRightIsTheRightSides() {
    assertEquals(Side.RIGHT, arbitrate(GOOD, off(OTHER, DW2, HearingTest::up)).wrong());
  }

  @Test
  void twoFaultsAreBothSides() {
    assertEquals(
        Side.BOTH,
        arbitrate(off(GOOD, DW2, HearingTest::up), off(OTHER, DW2, HearingTest::down)).wrong());
  }

  @Test
  void oneFaultOnEitherSideIsBothSidesInTheTensorAndOnesInTheElement() {
    Arbitration arbitration =
        arbitrate(
            Samples.altered(GOOD, DW2, 5, HearingTest::up),
            Samples.altered(OTHER, DW2, 11, v -> v + 1e-3));

    assertEquals(Side.BOTH, arbitration.wrong());
    TensorRuling tensor = arbitration.tensors().get(0);
    assertEquals(2, tensor.accused());
    assertEquals(
        List.of(Side.RIGHT, Side.LEFT),
        tensor.elements().stream().map(ElementRuling::wrong).toList());
    assertEquals(List.of(1, 5), tensor.elements().get(0).index());
  }

  @Test
  void everyTensorHasARulingOfItsOwn() {
    Arbitration arbitration =
        arbitrate(off(GOOD, DW2, HearingTest::up), off(OTHER, DB1, HearingTest::up));

    assertEquals(
        List.of("dW2 LEFT", "db1 RIGHT"),
        arbitration.tensors().stream().map(t -> t.name() + " " + t.wrong()).toList());
  }

  /**
   * Every element of every tensor of a gradient: none hides its fault, none is the wrong side's.
   */
  @Test
  void aFaultIsAttributedWhereverItIs() {
    for (ObservedTensor tensor : GOOD.tensors()) {
      for (int k = 0; k < tensor.values().length; k += 11) {
        Observation faulty =
            Samples.altered(OTHER, tensor.name(), k, v -> v + 1e-6 * Math.max(1, Math.abs(v)));

        Arbitration arbitration = arbitrate(GOOD, faulty);

        assertEquals(Side.RIGHT, arbitration.wrong(), tensor.name().toString());
        assertEquals(tensor.shape().indexOf(k), firstIndex(arbitration));
      }
    }
  }

  private static List<Integer> firstIndex(Arbitration arbitration) {
    return arbitration.tensors().get(0).elements().get(0).index();
  }

  @Test
  void nanAndInfinityAreWrong() {
    for (double broken : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      Arbitration arbitration = arbitrate(GOOD, off(OTHER, DW2, v -> broken));

      assertEquals(Side.RIGHT, arbitration.wrong());
      ElementClaim claim = arbitration.tensors().get(0).elements().get(0).right();
      assertEquals(Double.POSITIVE_INFINITY, claim.share());
    }
  }

  @Test
  void aWrongShapeIsItsSides() {
    Observation transposed =
        new Observation(
            "other",
            OTHER.tensors().stream()
                .map(
                    t ->
                        t.shape().equals(Shape.of(4, 6))
                            ? new ObservedTensor(t.name(), Shape.of(6, 4), t.values())
                            : t)
                .toList());

    Arbitration arbitration = arbitrate(GOOD, transposed);

    assertEquals(Side.RIGHT, arbitration.wrong());
    assertEquals("arbiter: other is wrong about the shape of dW1", arbitration.summary());
  }

  /** The worst first, and never more than sixteen: each of a wide network's costs a product. */
  @Test
  void ofManyWrongElementsASampleIsLookedAt() {
    Observation faulty =
        Samples.altered(
            OTHER,
            DW2,
            values -> {
              for (int k = 0; k < values.length; k++) {
                values[k] += k == 20 ? 1e-3 : 1e-9;
              }
              return values;
            });

    TensorRuling ruling = arbitrate(GOOD, faulty).tensors().get(0);

    assertEquals(36, ruling.accused());
    assertEquals(16, ruling.elements().size());
    assertEquals(List.of(3, 2), ruling.elements().get(0).index());
    assertEquals(16, ruling.elements().stream().map(ElementRuling::index).distinct().count());
    assertTrue(ruling.elements().stream().allMatch(element -> element.wrong() == Side.RIGHT));
  }

  @Test
  void gradientsAreConfirmedByCentralDifferences() {
    Arbitration arbitration =
        arbitrate(
            off(
                off(GOOD, DW2, HearingTest::up),
                TensorName.of(Quantity.D_PRE_ACTIVATION, 2),
                HearingTest::up),
            OTHER);

    assertEquals(
        List.of("dz2 false", "dW2 true"),
        arbitration.tensors().stream()
            .map(t -> t.name() + " " + (t.confirmedDigits() >= 30))
            .toList());
    assertEquals(-1, arbitration.tensors().get(0).confirmedDigits());
  }

  @Test
  void theSummaryNamesTheSideThePlaceAndTheTruth() {
    String summary = arbitrate(GOOD, off(OTHER, DW2, v -> 0.125)).summary();

    assertTrue(
        summary.matches(
            "arbiter, 60 digits: other is wrong in dW2\\[0, 5] = -?0\\.\\d{19,};"
                + " good is off by \\S+ ulp, other by \\S+ ulp"),
        summary);
  }

  /** By a comparison that allows nothing: roundings are nobody's fault. */
  @Test
  void roundingsAreNeitherSides() {
    Observation rounded = Samples.altered(OTHER, DW2, 5, Math::nextUp);
    Comparison strict =
        Comparator.compare(
            GRADIENT,
            GOOD,
            rounded,
            name -> Bound.exact(GOOD.find(name).orElseThrow().values().length));

    Arbitration arbitration =
        Hearing.of(new Arbiter(), GRADIENT, GOOD, rounded, strict, CaseBounds.of(GRADIENT));

    assertEquals(Side.NEITHER, arbitration.wrong());
    assertEquals(0, arbitration.tensors().get(0).accused());
    assertEquals(List.of(0, 5), firstIndex(arbitration));
    assertTrue(arbitration.summary().contains("neither side is beyond its bound in dW2[0, 5]"));
  }

  /** What the third step gets wrong is looked at there; the fourth inherits it. */
  @Test
  void ofATrainingTheFirstWrongStepDecides() {
    Observation left = Samples.fromScratch().observe(TRAINING);
    TensorName third = TensorName.of(Quantity.WEIGHTS, 1).atStep(3);
    TensorName fourth = TensorName.of(Quantity.WEIGHTS, 1).atStep(4);
    Observation faulty =
        off(off(named("other", left), third, HearingTest::up), fourth, HearingTest::down);

    Arbitration arbitration = arbitrate(TRAINING, left, faulty);

    assertEquals(Side.RIGHT, arbitration.wrong());
    assertEquals(List.of(third), arbitration.tensors().stream().map(TensorRuling::name).toList());
    assertEquals(List.of(fourth), arbitration.inherited());
  }

  /** A wide network, in which every element of dW1 hangs on the whole network. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void aWideNetworkIsArbitratedToo(DType dtype) {
    NetworkSpec spec =
        Samples.network(
            dtype,
            200,
            LossKind.MCXENT,
            layer(40, ActivationKind.RELU),
            layer(10, ActivationKind.SOFTMAX));
    Case task = Samples.gradient(spec, 8);
    Observation left = Samples.fromScratch().observe(task);
    TensorName dW1 = TensorName.of(Quantity.D_WEIGHTS, 1);
    Observation faulty = off(named("other", left), dW1, v -> v + 0.01);

    assertEquals(Side.RIGHT, arbitrate(task, left, faulty).wrong());
  }
}
