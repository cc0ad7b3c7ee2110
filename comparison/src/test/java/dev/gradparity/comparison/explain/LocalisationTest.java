package dev.gradparity.comparison.explain;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Bound;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparator;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.Side;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.numerics.CaseBounds;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** One fault is one, however many tensors it shows in, and has one side. */
class LocalisationTest {

  private static final NetworkSpec NETWORK =
      Samples.network(
          DType.FLOAT64,
          4,
          LossKind.MCXENT,
          layer(6, ActivationKind.TANH),
          layer(5, ActivationKind.SIGMOID),
          layer(3, ActivationKind.SOFTMAX));

  private static final Case.Gradient GRADIENT = Samples.gradient(NETWORK, 7);

  /** The same parameters and labels on other features: wrong from z1 on, and nowhere else. */
  private static final Observation OTHER_FEATURES = named(observed(otherFeatures()), "wrong");

  private static final Observation RIGHT = observed(GRADIENT);

  private static Case.Gradient otherFeatures() {
    double[] x = GRADIENT.batch().x().clone();
    x[5] += 1e-3;
    return new Case.Gradient(
        "other", NETWORK, GRADIENT.parameters(), new Examples(7, x, GRADIENT.batch().y()));
  }

  private static Observation observed(Case task) {
    return Samples.fromScratch().observe(task);
  }

  private static Observation named(Observation observation, String name) {
    return new Observation(name, observation.tensors());
  }

  private static Observation only(Observation observation, Predicate<String> names) {
    return new Observation(
        observation.subject(),
        observation.tensors().stream().filter(t -> names.test(t.name().toString())).toList());
  }

  private static Localisation localise(Case task, Party left, Party right) {
    Comparison comparison =
        Comparator.compare(
            task,
            left.observation(),
            right.observation(),
            task instanceof Case.Training
                ? CaseBounds.of(task, left.observation(), right.observation())
                : CaseBounds.of(task));
    return Localisation.of(task, left, right, comparison);
  }

  private static Party shows(Observation observation) {
    return new Party(observation, true);
  }

  private static Party claims(Observation observation) {
    return new Party(observation, false);
  }

  @Test
  void aFaultAtTheStartIsOneFaultWithItsConsequences() {
    Localisation where = localise(GRADIENT, shows(RIGHT), shows(OTHER_FEATURES));

    assertEquals("z1", where.firstWrong().toString());
    assertEquals(Side.RIGHT, where.wrong());
    // dW1 is made of the features, too; all else that differs follows from z1.
    assertTrue(where.consequences().contains(TensorName.of(Quantity.D_WEIGHTS, 3)));
    assertTrue(where.consequences().size() >= 14, where.consequences()::toString);
    assertTrue(where.basis().startsWith("wrong is wrong: its z1 does not follow from its own"));
  }

  @Test
  void theLeftSideIsAccusedLikeTheRight() {
    assertEquals(Side.LEFT, localise(GRADIENT, shows(OTHER_FEATURES), shows(RIGHT)).wrong());
  }

  @Test
  void everyTensorIsFoundWhereItIsWrongOnEitherSide() {
    for (ObservedTensor tensor : RIGHT.tensors()) {
      Observation faulty = Samples.altered(RIGHT, tensor.name(), 0, v -> v + 1e-3);

      for (boolean uses : new boolean[] {true, false}) {
        Party party = new Party(faulty, uses);
        Localisation right = localise(GRADIENT, shows(RIGHT), party);
        Localisation left = localise(GRADIENT, party, shows(RIGHT));

        assertEquals(tensor.name(), right.firstWrong());
        assertEquals(Side.RIGHT, right.wrong());
        assertEquals(tensor.name(), left.firstWrong());
        assertEquals(Side.LEFT, left.wrong());
      }
    }
  }

  @Test
  void twoFaultsAreBothSides() {
    Observation left = Samples.altered(RIGHT, TensorName.of(Quantity.D_BIAS, 3), 0, v -> v + 1e-3);

    Localisation where = localise(GRADIENT, shows(left), shows(OTHER_FEATURES));

    assertEquals(Side.BOTH, where.wrong());
    assertEquals("z1", where.firstWrong().toString());
    assertTrue(where.basis().contains("its db3 ") && where.basis().contains("its z1 "));
  }

  @Test
  void fewClaimsAreJudgedByTheCase() {
    Observation few = only(OTHER_FEATURES, name -> name.matches("dW.|db."));

    Localisation where = localise(GRADIENT, shows(RIGHT), claims(few));

    assertEquals("dW3", where.firstWrong().toString());
    assertEquals(Side.RIGHT, where.wrong());
    assertTrue(where.basis().contains("farther from the case's result than roundings go"));
  }

  /** What is claimed need not be what was used: that a1 is not of this z1 is no proof alone. */
  @Test
  void aClaimIsNotAccusedForWhatItsShownInputsSayAlone() {
    TensorName z1 = TensorName.of(Quantity.PRE_ACTIVATION, 1);
    Observation rounded = Samples.altered(RIGHT, z1, 0, v -> v + 1e-3);

    Localisation where = localise(GRADIENT, shows(RIGHT), claims(rounded));

    assertEquals(z1, where.firstWrong());
    assertEquals(List.of(), where.consequences());
  }

  @Test
  void deeplearning4jShowsNoZAndIsRightAllTheSame() {
    Observation dl4j = new Dl4jSubject().observe(GRADIENT);

    Localisation where = localise(GRADIENT, shows(dl4j), shows(OTHER_FEATURES));

    assertEquals("z1", where.firstWrong().toString());
    assertEquals(Side.RIGHT, where.wrong());
  }

  @Test
  void aStepThatIsWrongIsFoundInATraining() {
    Case.Training task = Samples.training(NETWORK, 23, 5, 6);
    Observation right = observed(task);
    TensorName third = TensorName.of(Quantity.BIAS, 2).atStep(3);
    Observation faulty = Samples.altered(right, third, 1, v -> v + 1e-9);

    for (boolean uses : new boolean[] {true, false}) {
      Localisation where = localise(task, new Party(faulty, uses), shows(right));

      assertEquals(third, where.firstWrong());
      assertEquals(Side.LEFT, where.wrong());
    }
  }

  @Test
  void wherePermittedRoundingsAddUpNobodyIsAccused() {
    Observation other = Samples.altered(RIGHT, TensorName.of(Quantity.LOSS), 0, Math::nextUp);
    Comparison strict =
        Comparator.compare(
            GRADIENT,
            RIGHT,
            other,
            name -> Bound.exact(RIGHT.find(name).orElseThrow().values().length));

    Localisation where = Localisation.of(GRADIENT, shows(RIGHT), shows(other), strict);

    assertEquals(Side.NEITHER, where.wrong());
    assertEquals("loss", where.firstWrong().toString());
  }
}
