package dev.gradparity.comparison.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.CaseFactory;
import dev.gradparity.comparison.Comparator;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Convention;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Explanation;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.Side;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.numerics.CaseBounds;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.Constraint.Axis;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Regularisation.Terms;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conventions that are put into random networks are named; what is no convention is not. */
@Execution(ExecutionMode.CONCURRENT)
class ConventionsTest {

  private static final int NETWORKS = 20;

  /** Those that {@link QuirkyMlp} knows. */
  private static final List<LossKind> LOSSES =
      List.of(LossKind.MSE, LossKind.L2, LossKind.HALF_L2, LossKind.XENT, LossKind.MCXENT);

  private static final List<ActivationKind> HIDDEN =
      List.of(ActivationKind.TANH, ActivationKind.SIGMOID, ActivationKind.RELU);

  private static final Set<Quirk> IN_TRAINING =
      EnumSet.of(
          Quirk.STALE_GRADIENT,
          Quirk.STALE_PARAMETERS,
          Quirk.ACCUMULATED,
          Quirk.ASCENT,
          Quirk.BEFORE_THE_STEP,
          Quirk.DECAY_IN_GRADIENT,
          Quirk.DECAY_IN_OBJECTIVE,
          Quirk.PENALTY_AS_DECAY,
          Quirk.PENALTY_IN_LOSS_AND_AS_DECAY,
          Quirk.NO_DECAY,
          Quirk.DECAY_BY_OTHER_RATE,
          Quirk.DECAY_ON_BIAS,
          Quirk.NO_CONSTRAINT,
          Quirk.CONSTRAINT_BEFORE_STEP,
          Quirk.CONSTRAINT_OF_OTHER_AXIS,
          Quirk.CONSTRAINT_OF_BOTH_AXES,
          Quirk.CONSTRAINT_ON_BIAS);

  private static final Set<Quirk> OF_FLOAT64 =
      EnumSet.of(Quirk.FLOAT32_CONSTANTS, Quirk.FLOAT32_ARITHMETIC);

  /** A network in which the quirk shows: of every loss, two or three layers, both formats. */
  private static NetworkSpec network(Quirk quirk, int seed) {
    Random random = new Random(31L * quirk.name().hashCode() + seed);
    boolean isSmooth = quirk == Quirk.DERIVATIVE_TWICE;
    LossKind loss =
        quirk == Quirk.ELEMENTWISE_SOFTMAX
            ? LossKind.MCXENT
            : LOSSES.get(random.nextInt(LOSSES.size()));
    int width = 4 + random.nextInt(4);
    List<LayerSpec> layers = new ArrayList<>();
    for (int hidden = 1 + random.nextInt(2); hidden > 0; hidden--) {
      layers.add(new LayerSpec(width, HIDDEN.get(random.nextInt(isSmooth ? 2 : 3))));
    }
    if (quirk == Quirk.UNTRANSPOSED && layers.size() == 1) {
      layers.add(layers.get(0));
    }
    ActivationKind output =
        switch (loss) {
          case MCXENT -> ActivationKind.SOFTMAX;
          case XENT -> ActivationKind.SIGMOID;
          default -> HIDDEN.get(random.nextInt(2));
        };
    layers.add(new LayerSpec(3, output));
    boolean isSingle = seed % 2 == 1 && !OF_FLOAT64.contains(quirk);
    boolean needsPenalty = quirk.name().contains("PENALTY") || OF_FLOAT64.contains(quirk);
    NetworkSpec spec =
        new NetworkSpec(
            "random",
            isSingle ? DType.FLOAT32 : DType.FLOAT64,
            quirk == Quirk.COLUMN_MAJOR_INPUT ? Shape.of(3, 2) : Shape.of(4 + random.nextInt(4)),
            layers,
            loss,
            Reduction.MEAN,
            new UpdaterSpec.Sgd(0.07),
            needsPenalty || random.nextBoolean() ? 0.03 : 0,
            seed);
    return withSettings(quirk, spec, random);
  }

  /** Decay and constraints, where a quirk is about them; in some networks both. */
  private static NetworkSpec withSettings(Quirk quirk, NetworkSpec spec, Random random) {
    NetworkSpec other = spec;
    if (quirk.isOfDecay() || (quirk.isOfConstraints() && random.nextBoolean())) {
      boolean isPenalty = quirk.id.equals("penalty-as-decay");
      Terms own = spec.regularisation().weights();
      other =
          other
              .withUpdater(new UpdaterSpec.Nesterovs(0.07, 0.8))
              .withRegularisation(
                  new Regularisation(
                      new Terms(
                          0, own.l2(), isPenalty ? 0 : 0.05, random.nextBoolean() || isPenalty),
                      Terms.NONE));
    }
    if (quirk.isOfConstraints()) {
      Axis axis = random.nextBoolean() ? Axis.INPUTS : Axis.UNITS;
      double max = quirk == Quirk.CONSTRAINT_ON_BIAS ? 0.1 : 0.3 + 0.3 * random.nextDouble();
      Constraint constraint = Constraint.onWeights(new Constraint.MaxNorm(max)).over(axis);
      other =
          other.withLayers(
              other.layers().stream()
                  .map(layer -> layer.with(layer.settings().with(constraint)))
                  .toList());
    }
    return other;
  }

  private static Case task(Quirk quirk, int seed) {
    NetworkSpec spec = network(quirk, seed);
    int n = 5 + 2 * (seed % 2);
    Examples examples = Samples.examples(spec, n);
    CaseFactory factory =
        new CaseFactory(spec, quirk.isOfMasks() ? masked(quirk, spec, examples, seed) : examples);
    return IN_TRAINING.contains(quirk) ? factory.training(n, 4) : factory.gradient(n);
  }

  /** Some labels count, and some do not; of a class, all outputs or none. */
  private static Examples masked(Quirk quirk, NetworkSpec spec, Examples all, int seed) {
    boolean isOfOutputs =
        quirk == Quirk.MEAN_OF_COUNTED_OUTPUTS && spec.loss().kind() != LossKind.MCXENT;
    int columns = isOfOutputs ? all.outputSize() : 1;
    double[] mask =
        new Random(seed).ints((long) all.count() * columns, 0, 2).asDoubleStream().toArray();
    mask[0] = 0;
    mask[1] = 1;
    return new Examples(all.count(), all.x(), all.y(), mask);
  }

  private static Observation observe(Quirk quirk, Case task) {
    return task instanceof Case.Gradient gradient
        ? QuirkyMlp.gradient(quirk, gradient)
        : QuirkyMlp.training(quirk, (Case.Training) task);
  }

  private static Optional<Convention> explain(Case task, Party accused) {
    Observation right = Samples.fromScratch().observe(task);
    Comparison comparison =
        Comparator.compare(
            task,
            right,
            accused.observation(),
            accused.showsWhatItUses() || task instanceof Case.Training
                ? CaseBounds.of(task, right, accused.observation())
                : CaseBounds.of(task));
    if (comparison.verdict() != Verdict.MISMATCH) {
      return Optional.empty();
    }
    Localisation where = Localisation.of(task, new Party(right, true), accused, comparison);
    return Detector.detect(task, accused, where.firstWrong());
  }

  /** What a port usually hands over: the loss and the parameters' gradients. */
  private static Party few(Observation observation) {
    return new Party(
        new Observation(
            "few",
            observation.tensors().stream()
                .filter(t -> t.name().toString().matches("loss.*|dW\\d|db\\d|[Wb]\\d@.*"))
                .toList()),
        false);
  }

  private static void assertNamed(Quirk quirk, boolean everything) {
    int right = 0;
    List<String> others = new ArrayList<>();
    for (int seed = 0; seed < NETWORKS; seed++) {
      Case task = task(quirk, seed);
      Observation observation = observe(quirk, task);
      Party accused = everything ? new Party(observation, true) : few(observation);
      String id = explain(task, accused).map(Convention::id).orElse("none");
      right += id.equals(quirk.id) ? 1 : 0;
      if (!id.equals(quirk.id)) {
        others.add(seed + " " + id);
      }
    }
    String score = "%s: %d of %d; instead %s".formatted(quirk, right, NETWORKS, others);
    assertTrue(100 * right >= 95 * NETWORKS, score);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aConventionIsNamedWhereEverythingIsShown(Quirk quirk) {
    assertNamed(quirk, true);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aConventionIsNamedWhereGradientsAloneAreClaimed(Quirk quirk) {
    assertNamed(quirk, false);
  }

  @Test
  void withoutAQuirkTheNetworkIsRight() {
    for (int seed = 0; seed < NETWORKS; seed++) {
      for (Quirk like :
          new Quirk[] {
            Quirk.NONE, Quirk.ASCENT, Quirk.NO_DECAY, Quirk.PENALTY_AS_DECAY, Quirk.NO_CONSTRAINT
          }) {
        Case task = task(like, seed);
        Party party = new Party(observe(Quirk.NONE, task), true);

        assertTrue(Deviations.of(task, party).isEmpty(), task.spec()::toString);
      }
    }
  }

  /** Noise on one element, on all, of any size, and whole tensors of random numbers. */
  @Test
  void corruptionIsNoConvention() {
    int trials = 900;
    int wrong = 0;
    List<String> explained = new ArrayList<>();
    for (int seed = 0; seed < trials; seed++) {
      Random random = new Random(seed);
      Case task =
          task(
              switch (seed % 10) {
                case 4 -> Quirk.ASCENT;
                case 7 -> Quirk.NO_DECAY;
                case 9 -> Quirk.NO_CONSTRAINT;
                default -> Quirk.NONE;
              },
              seed);
      Observation good = observe(Quirk.NONE, task);
      List<ObservedTensor> tensors = good.tensors();
      TensorName name = tensors.get(random.nextInt(tensors.size())).name();
      int kind = random.nextInt(4);
      double size = Math.pow(10, -6 * random.nextDouble());
      Observation corrupt =
          Samples.altered(
              good,
              name,
              values -> {
                int only = random.nextInt(values.length);
                for (int k = 0; k < values.length; k++) {
                  double noise = size * random.nextGaussian();
                  values[k] =
                      switch (kind) {
                        case 0 -> k == only ? values[k] + noise : values[k];
                        case 1 -> values[k] + noise;
                        case 2 -> random.nextGaussian();
                        default -> values[k] * (1 + noise);
                      };
                  values[k] = task.spec().dtype().round(values[k]);
                }
                return values;
              });
      Party accused = seed % 2 == 0 ? new Party(corrupt, true) : few(corrupt);
      wrong += Deviations.of(task, accused).isEmpty() ? 0 : 1;
      explain(task, accused).ifPresent(c -> explained.add(name + " " + kind + " " + c.id()));
    }
    assertTrue(wrong >= 500, wrong + " are too few");
    assertTrue(
        100 * explained.size() <= wrong,
        "%d of %d: %s".formatted(explained.size(), wrong, explained));
  }

  @Test
  void twoFaultsAreNotPutDownToOneConvention() {
    Case task = task(Quirk.SUM_IN_GRADIENT, 2);
    Observation quirky = observe(Quirk.SUM_IN_GRADIENT, task);
    TensorName loss = TensorName.of(Quantity.LOSS);

    assertEquals(
        Optional.empty(),
        explain(task, new Party(Samples.altered(quirky, loss, 0, v -> v + 0.1), true)));
  }

  /** The last minibatch of an epoch is short: what is added up over steps has rows of both. */
  @Test
  void minibatchesOfTwoSizesAreExplainedLikeOthers() {
    Case.Training task = Samples.training(network(Quirk.ASCENT, 0), 7, 3, 5);
    Observation right = Samples.fromScratch().observe(task);
    TensorName third = TensorName.of(Quantity.WEIGHTS, 1).atStep(3);

    Party accused = new Party(Samples.altered(right, third, 0, v -> v + 1e-3), true);

    assertEquals(Optional.empty(), explain(task, accused));
  }

  @Test
  void eitherSideIsExplained() {
    Case task = task(Quirk.NO_DERIVATIVE, 0);
    Party right = new Party(Samples.fromScratch().observe(task), true);
    Party wrong = new Party(observe(Quirk.NO_DERIVATIVE, task), true);
    Explainer explainer = new Explainer(task, CaseBounds.of(task));

    Explanation ofLeft = explainer.explain(wrong, right, compare(task, wrong, right));
    Explanation ofRight = explainer.explain(right, wrong, compare(task, right, wrong));

    assertEquals(Side.LEFT, ofLeft.wrong());
    assertEquals(Side.RIGHT, ofRight.wrong());
    assertEquals(Side.LEFT, ofLeft.arbitration().orElseThrow().wrong());
    assertEquals(ofLeft.convention(), ofRight.convention());
    assertEquals("missing-derivative", ofLeft.convention().orElseThrow().id());
    assertEquals(ofLeft.firstWrong(), ofRight.firstWrong());
    assertTrue(ofLeft.firstWrong().toString().startsWith("dz"));
  }

  private static Comparison compare(Case task, Party left, Party right) {
    return Comparator.compare(
        task,
        left.observation(),
        right.observation(),
        CaseBounds.of(task, left.observation(), right.observation()));
  }
}
