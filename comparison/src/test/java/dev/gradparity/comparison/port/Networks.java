package dev.gradparity.comparison.port;

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
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Networks that have everything between them, by the registries of specifications: one for each
 * loss, whose layers, updaters and settings take turns.
 */
public final class Networks {

  private static final List<LossKind> LOSSES = List.of(LossKind.values());
  private static final List<ActivationSpec> ACTIVATIONS = activations();
  private static final List<UpdaterSpec> UPDATERS = UpdaterSpec.defaults();
  private static final List<Shape> INPUTS =
      List.of(Shape.of(4), Shape.of(2, 3), Shape.of(2, 3, 2), Shape.of(2, 2, 1, 2));

  private Networks() {}

  /** All of them. */
  public static List<NetworkSpec> all() {
    List<NetworkSpec> all = new ArrayList<>();
    for (int k = 0; k < LOSSES.size(); k++) {
      all.add(network(k));
    }
    all.addAll(settings());
    all.addAll(FormNetworks.all());
    all.addAll(SequenceNetworks.all());
    all.add(longNumbers());
    all.add(oneOutput());
    return all;
  }

  /**
   * Whether a model of it is refused: the library saves no ramp's base and length, and no number of
   * time steps; the class of a working AdaBelief is the project's own.
   */
  static boolean cannotBeSaved(NetworkSpec spec) {
    boolean cannot = false;
    for (int l = 1; l <= spec.depth(); l++) {
      for (boolean isBias : new boolean[] {false, true}) {
        UpdaterSpec updater = spec.updater(l, isBias);
        boolean ramps =
            updater.learningRate() instanceof Schedule.Ramp
                || (updater instanceof UpdaterSpec.Nesterovs nesterovs
                    && nesterovs.momentum() instanceof Schedule.Ramp);
        boolean isFrozen =
            spec.layer(l).settings().frozen() || spec.layer(l).parameters().isEmpty();
        cannot |= !isFrozen && (ramps || updater instanceof UpdaterSpec.AdaBelief);
      }
    }
    return spec.hasSequences()
        || cannot
        || (spec.layer(1).settings().frozen() && cannotBeSaved(spec.updater()));
  }

  private static boolean cannotBeSaved(UpdaterSpec updater) {
    return updater.learningRate() instanceof Schedule.Ramp
        || updater instanceof UpdaterSpec.AdaBelief;
  }

  /** Every kind with its presets, and those that have parameters with others. */
  private static List<ActivationSpec> activations() {
    List<ActivationSpec> all = new ArrayList<>();
    for (ActivationKind kind : ActivationKind.values()) {
      all.add(ActivationSpec.of(kind));
      if (kind.parameters().size() == 1) {
        all.add(ActivationSpec.of(kind, 0.3));
      }
    }
    all.add(
        new ActivationSpec(
            ActivationKind.RELU, Map.of("max", 0.8, "threshold", 0.1, "negativeSlope", 0.2)));
    return all;
  }

  private static NetworkSpec network(int k) {
    LossKind loss = LOSSES.get(k);
    List<LayerSpec> layers = new ArrayList<>();
    boolean isFloat = loss == LossKind.MULTI_LABEL || k % 3 == 0;
    for (int turn = 2 * k; turn < 2 * k + 2; turn++) {
      ActivationSpec activation = ACTIVATIONS.get(turn % ACTIVATIONS.size());
      isFloat |= activation.kind() == ActivationKind.RRELU;
      boolean isDense = turn % 2 == 0 || k % 5 != 0;
      layers.add(
          isDense
              ? new LayerSpec(3 + turn % 2, activation, WeightInit.XAVIER)
              : LayerSpec.of(new LayerForm.Activation(), 3, activation));
    }
    layers.add(new LayerSpec(3, output(loss, k)));
    return new NetworkSpec(
        "loss " + loss.specName(),
        isFloat ? DType.FLOAT32 : DType.FLOAT64,
        INPUTS.get(k % INPUTS.size()),
        layers,
        lossSpec(loss, k),
        k % 4 == 1 ? Reduction.SUM : Reduction.MEAN,
        UPDATERS.get(k % UPDATERS.size()),
        k % 3 == 1 ? Regularisation.l2(0.01) : Regularisation.NONE,
        k);
  }

  private static LossSpec lossSpec(LossKind loss, int k) {
    List<Double> weights = loss.takesWeights() && k % 2 == 0 ? List.of(0.5, 1.0, 2.0) : List.of();
    return new LossSpec(loss, weights, loss.takesClip() && k % 2 == 1 ? 1e-5 : 0);
  }

  /**
   * Those that give what the loss reads, in turn; none beside its kinks, whose logarithm is not.
   */
  private static ActivationKind output(LossKind loss, int k) {
    List<ActivationKind> smooth =
        loss.activations().stream()
            .filter(
                kind ->
                    List.of(
                            ActivationKind.IDENTITY,
                            ActivationKind.SIGMOID,
                            ActivationKind.SOFTMAX,
                            ActivationKind.SOFTPLUS)
                        .contains(kind))
            .toList();
    return smooth.get(k % smooth.size());
  }

  private static NetworkSpec classifier(String name, LayerSettings settings) {
    return new NetworkSpec(
        name,
        DType.FLOAT64,
        Shape.of(4),
        List.of(
            new LayerSpec(5, ActivationKind.TANH).with(settings),
            new LayerSpec(3, ActivationKind.SOFTMAX)),
        LossKind.MCXENT,
        Reduction.MEAN,
        new UpdaterSpec.Sgd(0.1),
        0,
        7);
  }

  /**
   * Each schedule with settings of the hidden layer, and some of them with settings of the output.
   */
  private static List<NetworkSpec> settings() {
    List<Schedule> schedules = schedules();
    List<LayerSettings> settings = layerSettings();
    List<NetworkSpec> all = new ArrayList<>();
    for (int k = 0; k < schedules.size(); k++) {
      Schedule rate = schedules.get(k);
      List<UpdaterSpec> updaters =
          List.of(
              new UpdaterSpec.Sgd(rate),
              new UpdaterSpec.Adam(rate, 0.9, 0.99, 1e-6),
              new UpdaterSpec.Nesterovs(rate, new Schedule.Ramp(Schedule.fixed(0.8), 4)),
              new UpdaterSpec.Sgd(rate),
              new UpdaterSpec.RmsProp(rate, 0.9, 1e-4),
              new UpdaterSpec.AdaBelief(rate, 0.9, 0.99, 1e-8));
      NetworkSpec spec = classifier("schedule " + rate.specName(), settings.get(k));
      int other = schedules.size() + k;
      LayerSettings ofOutput =
          other < settings.size() ? settings.get(other) : LayerSettings.DEFAULT;
      all.add(
          spec.withUpdater(updaters.get(k % updaters.size()))
              .withLayers(List.of(spec.layer(1), spec.layer(2).with(ofOutput))));
    }
    return all;
  }

  /** Of steps and of epochs; the last is longer than {@code Map.of} takes. */
  private static List<Schedule> schedules() {
    List<Schedule> all = new ArrayList<>(Schedule.examples());
    all.add(new Schedule.Step(ScheduleType.EPOCH, 0.1, 0.5, 2));
    TreeMap<Integer, Double> table = new TreeMap<>();
    for (int i = 0; i < 12; i++) {
      table.put(i, 0.1 / (i + 1));
    }
    all.add(new Schedule.Table(ScheduleType.EPOCH, table));
    return all;
  }

  private static List<LayerSettings> layerSettings() {
    LayerSettings plain = LayerSettings.DEFAULT;
    List<LayerSettings> all = new ArrayList<>();
    all.add(plain.withoutBias());
    for (GradientNormalisation.Kind kind : GradientNormalisation.Kind.values()) {
      if (kind != GradientNormalisation.Kind.NONE) {
        all.add(plain.with(new GradientNormalisation(kind, 0.05)));
      }
    }
    all.add(plain.with(Constraint.onWeights(new Constraint.MaxNorm(0.7))));
    all.add(
        plain.with(
            Constraint.onWeights(new Constraint.MinMaxNorm(0.5, 0.8, 1))
                .over(Constraint.Axis.UNITS)));
    all.add(plain.with(Constraint.onWeights(new Constraint.UnitNorm()).over(Constraint.Axis.BOTH)));
    all.add(
        plain.with(Constraint.onWeights(new Constraint.NonNegative()).on(Constraint.Target.ALL)));
    Regularisation.Terms terms = new Regularisation.Terms(0.01, 0.02, 0.03, false);
    all.add(plain.with(new Regularisation(terms, new Regularisation.Terms(0.01, 0.02, 0, true))));
    all.add(plain.asFrozen());
    all.add(
        plain
            .withUpdater(new UpdaterSpec.Nesterovs(0.05, 0.9))
            .withBiasUpdater(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8)));
    all.add(plain.asFrozen());
    return all;
  }

  /** One layer, one input, and a softmax that is always 1. */
  private static NetworkSpec oneOutput() {
    NetworkSpec spec = classifier("one", LayerSettings.DEFAULT);
    return spec.withInput(Shape.of(1))
        .withLayers(List.of(new LayerSpec(1, ActivationKind.SOFTMAX)))
        .withLoss(LossSpec.of(LossKind.MSE));
  }

  /** Numbers that fill the lines. */
  private static NetworkSpec longNumbers() {
    double small = 1.2345678901234567e-101;
    Schedule rate =
        new Schedule.Cycle(
            ScheduleType.ITERATION,
            1e-4 / 0.81,
            2e-4 / 0.85,
            1000000007,
            100000007,
            0.12345678901234568);
    UpdaterSpec adam = new UpdaterSpec.AdaBelief(rate, 0.12345678901234568, small, 1e-10 / 3);
    Constraint.Rule norm = new Constraint.MinMaxNorm(0.12345678901234568, 100 + 1 / 9.0, 1);
    LayerSettings settings =
        LayerSettings.DEFAULT
            .with(Constraint.onWeights(norm).over(Constraint.Axis.BOTH))
            .with(
                new GradientNormalisation(
                    GradientNormalisation.Kind.CLIP_ELEMENT_WISE_ABSOLUTE_VALUE, 123456 + 1 / 9.0))
            .withUpdater(new UpdaterSpec.Nesterovs(rate, rate))
            .withBiasUpdater(new UpdaterSpec.AmsGrad(rate, 0.12345678901234568, 0.5, 1e-10 / 3));
    Regularisation.Terms terms = new Regularisation.Terms(small, small, small, true);
    List<Double> weights = new ArrayList<>();
    for (int j = 0; j < 17; j++) {
      weights.add(1 + j / 7.0);
    }
    return new NetworkSpec(
        "\"long\" */ numbers \\u002a/ {@code", // and characters that end a comment or a string
        DType.FLOAT32,
        Shape.of(1, 2, 2),
        List.of(
            new LayerSpec(
                11,
                new ActivationSpec(
                    ActivationKind.RELU,
                    Map.of("max", 1e300 / 3, "threshold", small, "negativeSlope", small)),
                WeightInit.RELU,
                settings),
            new LayerSpec(17, ActivationKind.IDENTITY)),
        new LossSpec(LossKind.MSE, weights, 0),
        Reduction.SUM,
        adam,
        new Regularisation(terms, terms),
        Long.MIN_VALUE);
  }
}
