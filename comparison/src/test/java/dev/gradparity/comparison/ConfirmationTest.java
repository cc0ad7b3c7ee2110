package dev.gradparity.comparison;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What matches in a small case is held against the truth: a fault of both sides is found. */
class ConfirmationTest {

  private static NetworkSpec network(DType dtype) {
    return Samples.network(
            dtype,
            4,
            LossKind.MCXENT,
            layer(6, ActivationKind.TANH),
            layer(3, ActivationKind.SOFTMAX))
        .withUpdater(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8));
  }

  private static Subject faulty(TensorName tensor, double by) {
    return new Planted(
        Samples.fromScratch(),
        tensor,
        values -> {
          values[values.length - 1] += by;
          return values;
        });
  }

  private static List<Case> cases(DType dtype) {
    return List.of(Samples.gradient(network(dtype), 7), Samples.training(network(dtype), 23, 5, 4));
  }

  private static long elements(Comparison comparison, int upToStep) {
    return comparison.tensors().stream()
        .filter(tensor -> tensor.name().step() <= upToStep)
        .mapToLong(tensor -> tensor.shape().size())
        .sum();
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyElementOfBothSidesIsHeldAgainstTheTruth(DType dtype) {
    for (Case task : cases(dtype)) {
      Comparison comparison = new Trial(Samples.fromScratch(), new Dl4jSubject(), task).judge();

      assertEquals(Verdict.MATCH, comparison.verdict());
      Confirmation confirmation = comparison.confirmation().orElseThrow();
      assertEquals(60, confirmation.digits());
      assertEquals(2 * elements(comparison, 2), confirmation.elements());
      assertTrue(0 < confirmation.worstShare() && confirmation.worstShare() <= 1);
      assertEquals(List.of(), confirmation.contradicted());
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void aFaultThatBothSidesShareIsAMismatchOfBoth(DType dtype) {
    for (Case task : cases(dtype)) {
      List<String> names =
          task instanceof Case.Training
              ? List.of("loss@2", "W1@1", "b2@2")
              : List.of("a1", "loss", "dW2", "db1");
      for (String name : names) {
        Subject faulty = faulty(named(name, task), 1e-3);
        Trial trial = new Trial(faulty, faulty, task);

        Comparison comparison = trial.judge();

        assertEquals(Verdict.MATCH, trial.compare().verdict(), name);
        assertEquals(Verdict.MISMATCH, comparison.verdict(), name);
        assertFaultOfBoth(comparison, name);
      }
    }
  }

  private static TensorName named(String name, Case task) {
    return Samples.fromScratch().observe(task).tensors().stream()
        .map(ObservedTensor::name)
        .filter(tensor -> tensor.toString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void assertFaultOfBoth(Comparison comparison, String name) {
    TensorJudgement first = comparison.firstMismatch().orElseThrow();
    assertEquals(name, first.name().toString());
    assertMentions(first.reason(), "1 of ", "both sides, which agree");
    assertEquals(first.shape().size() - 1, first.shape().offsetOf(first.worstIndex()));
    assertEquals(1e-3, first.maxError(), 1e-5);
    assertTrue(first.ratio() > 5, first::toString);
    Explanation why = comparison.explanation().orElseThrow();
    assertEquals(Side.BOTH, why.wrong(), name);
    Arbitration arbitration = why.arbitration().orElseThrow();
    assertEquals(Side.BOTH, arbitration.wrong(), arbitration::summary);
    assertMentions(arbitration.summary(), "both sides are wrong in " + name);
  }

  /**
   * The library adds 1e-6 to norms: two sides may be that far apart, one may not be that far off.
   */
  @Test
  void aRegisteredDeviationThatTheArbiterAloneSeesIsKnown() {
    Constraint.Rule norm = new Constraint.MinMaxNorm(0.125, 100, 1);
    LayerSettings settings =
        LayerSettings.DEFAULT.with(Constraint.onWeights(norm).over(Constraint.Axis.BOTH));
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    for (int units = 2; units <= 12; units++) {
      LayerSpec hidden =
          new LayerSpec(units, ActivationSpec.of(ActivationKind.TANH), WeightInit.RELU, settings);
      NetworkSpec spec =
          Samples.network(
              DType.FLOAT32, 4, LossKind.MSE, hidden, new LayerSpec(3, ActivationKind.IDENTITY));
      Case task = Samples.training(spec, 5, 5, 1);

      verdicts.add(new Trial(Samples.fromScratch(), new Dl4jSubject(), task).judge().verdict());
    }
    assertEquals(EnumSet.of(Verdict.KNOWN), verdicts);
  }

  /** Within what two may be apart, but not within what one may be off. */
  @Test
  void aSideThatIsWrongByItselfIsNamedAlthoughBothAgree() {
    Case task = cases(DType.FLOAT64).get(0);
    TensorName tensor = named("dW2", task);
    double agrees = 0;
    double differs = 1;
    for (int halving = 0; halving < 90; halving++) {
      double middle = (agrees + differs) / 2;
      boolean isMatch = trial(tensor, middle, task).compare().verdict() == Verdict.MATCH;
      agrees = isMatch ? middle : agrees;
      differs = isMatch ? differs : middle;
    }

    Comparison comparison = trial(tensor, agrees, task).judge();

    assertEquals(tensor, comparison.firstMismatch().orElseThrow().name());
    assertMentions(
        comparison.firstMismatch().orElseThrow().reason(),
        "1 of 18 elements of claimed, which agrees with from-scratch");
    assertEquals(Side.RIGHT, comparison.explanation().orElseThrow().wrong());
  }

  /** One that is right against one that claims tensors and does not say what it computed with. */
  private static Trial trial(TensorName tensor, double by, Case task) {
    Subject faulty = faulty(tensor, by);
    Subject claimed =
        new Subject() {
          @Override
          public String name() {
            return "claimed";
          }

          @Override
          public Observation observe(Case anyTask) {
            return new Observation("claimed", faulty.observe(anyTask).tensors());
          }

          @Override
          public boolean showsWhatItUses() {
            return false;
          }
        };
    return new Trial(Samples.fromScratch(), claimed, task);
  }

  @Test
  void theRunSaysWhatWasHeldAgainstTheTruth() {
    Case task = cases(DType.FLOAT64).get(0);
    Subject faulty = faulty(TensorName.of(Quantity.D_WEIGHTS, 1), 1);
    Comparison good = new Trial(Samples.fromScratch(), Samples.fromScratch(), task).judge();
    Comparison bad = new Trial(faulty, faulty, task).judge();
    Comparison one = new Trial(Samples.fromScratch(), faulty, task).judge();

    Confirmation.Total total = new Run(Map.of(), List.of(good, bad, one)).confirmed();

    assertEquals(2, total.comparisons());
    assertEquals(1, total.contradicted());
    assertEquals(4 * elements(good, 0), total.elements());
    assertMentions(
        total.sentence(3),
        "in 2 of 3 comparisons held against 60 digits",
        "both sides agree and are wrong in 1");
    assertEquals(Optional.empty(), one.confirmation());
  }

  @Test
  void whatIsTooLargeIsNotConfirmed() {
    NetworkSpec wide =
        Samples.network(
            DType.FLOAT64,
            100,
            LossKind.MSE,
            layer(40, ActivationKind.TANH),
            layer(2, ActivationKind.IDENTITY));

    for (Case task : List.of(Samples.gradient(wide, 32), Samples.training(wide, 32, 32, 2))) {
      Comparison comparison = new Trial(Samples.fromScratch(), Samples.fromScratch(), task).judge();

      assertEquals(Verdict.MATCH, comparison.verdict());
      assertEquals(Optional.empty(), comparison.confirmation());
    }
  }

  @Test
  void ofNumbersThatAreNoneTheArbiterSaysNothing() {
    Case.Gradient task = (Case.Gradient) cases(DType.FLOAT64).get(0);
    double[] x = task.batch().x().clone();
    x[0] = Double.NaN;
    Case broken =
        new Case.Gradient(
            "broken",
            task.spec(),
            task.parameters(),
            new Examples(task.batch().count(), x, task.batch().y()));

    Comparison comparison = new Trial(Samples.fromScratch(), Samples.fromScratch(), broken).judge();

    assertEquals(Optional.empty(), comparison.confirmation());
  }

  /** Three that share a fault still leave the fourth alone, and it is right. */
  @Test
  void whoIsRightAmongThoseThatShareAFaultStandsAlone() {
    Case task = cases(DType.FLOAT64).get(0);
    TensorName dW2 = TensorName.of(Quantity.D_WEIGHTS, 2);
    Quorum quorum =
        new Quorum(
            List.of(
                Samples.fromScratch(),
                new Planted(new Dl4jSubject(), dW2, ConfirmationTest::moved),
                new Planted(new RawNd4jSubject(), dW2, ConfirmationTest::moved)),
            task);

    QuorumResult result = quorum.judge();

    assertEquals(3, result.comparisons().stream().filter(this::isMismatch).count());
    Dissent dissent = result.dissent().orElseThrow();
    assertEquals("from-scratch", dissent.subject());
    assertEquals(Dissent.Fault.OTHERS, dissent.fault());
  }

  private boolean isMismatch(Comparison comparison) {
    return comparison.verdict() == Verdict.MISMATCH;
  }

  private static double[] moved(double[] values) {
    values[0] += 1e-3;
    return values;
  }
}
