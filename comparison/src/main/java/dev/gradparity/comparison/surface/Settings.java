package dev.gradparity.comparison.surface;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.CaseFactory;
import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LabelKind;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Regularisation.Terms;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Everything that a specification can say, by the registries of its kinds: whoever adds an entry
 * there has it here.
 */
final class Settings {

  private static final int FEATURES = 4;
  private static final int UNITS = 5;
  private static final int OUTPUTS = 3;
  private static final int EXAMPLES = 13;

  private static final int TIME_STEPS = 3;

  /** Of an epoch's minibatches the last one is short. */
  private static final int BATCH = 5;

  private static final int UPDATER_STEPS = 6;

  /** Long enough for every example of a schedule to change its value. */
  private static final int SCHEDULE_STEPS = 12;

  private static final double COEFFICIENT = 0.05;

  private static final UpdaterSpec OWN_UPDATER = new UpdaterSpec.Nesterovs(0.05, 0.9);

  private final DType dtype;
  private final List<Setting> all = new ArrayList<>();

  private Settings(DType dtype) {
    this.dtype = dtype;
  }

  static List<Setting> of(DType dtype) {
    Settings settings = new Settings(dtype);
    settings.addActivations();
    settings.addLosses();
    settings.addInputShapes();
    settings.addSequences();
    settings.addReductions();
    settings.addLabelMasks();
    settings.addUpdaters();
    settings.addSchedules();
    settings.addRegularisations();
    settings.addNormalisations();
    settings.addConstraints();
    settings.addLayerSettings();
    settings.addForms();
    return List.copyOf(settings.all);
  }

  private void addActivations() {
    for (ActivationKind kind : ActivationKind.values()) {
      List<LayerSpec> layers = List.of(new LayerSpec(UNITS, kind), new LayerSpec(OUTPUTS, kind));
      addGradient("activation", kind.specName(), network(layers, LossKind.MSE));
    }
  }

  private void addLosses() {
    for (LossKind kind : LossKind.values()) {
      addGradient("loss", kind.specName(), network(layers(output(kind)), kind));
    }
  }

  /** The first that the loss can read; the library's default for it where that matters. */
  private static ActivationKind output(LossKind kind) {
    List<ActivationKind> readable = kind.activations();
    return readable.contains(ActivationKind.IDENTITY)
        ? ActivationKind.IDENTITY
        : readable.contains(ActivationKind.SIGMOID)
            ? ActivationKind.SIGMOID
            : ActivationKind.SOFTMAX;
  }

  /** Minibatches of rank 2 to 5. */
  private void addInputShapes() {
    for (Shape shape :
        List.of(Shape.of(4), Shape.of(2, 2), Shape.of(1, 2, 2), Shape.of(2, 1, 2, 1))) {
      NetworkSpec spec = classifier(OWN_UPDATER).withInput(shape);
      addGradient("input", shape + ", gradient", spec);
      addTraining("input", shape.toString(), spec, UPDATER_STEPS);
    }
  }

  /** Every step of a sequence is a row, and a mean is one over sequences. */
  private void addSequences() {
    NetworkSpec classes = classifier(OWN_UPDATER).withTimeSteps(TIME_STEPS);
    String steps = String.valueOf(TIME_STEPS);
    addGradient("timeSteps", steps + ", gradient", classes);
    addTraining("timeSteps", steps, classes, UPDATER_STEPS);
    LayerSpec hidden = classes.layer(1);
    NetworkSpec normalised =
        classes.withLayers(List.of(hidden, linear(LayerForm.BatchNorm.PRESET), classes.layer(2)));
    addTraining("timeSteps", steps + " and a batchnorm", normalised, UPDATER_STEPS);
    LayerSpec loss =
        LayerSpec.of(new LayerForm.Loss(), OUTPUTS, ActivationSpec.of(ActivationKind.SOFTMAX));
    NetworkSpec ending = classes.withLayers(List.of(hidden, classes.layer(2), loss));
    addTraining("timeSteps", steps + " and a last layer of type loss", ending, UPDATER_STEPS);
    NetworkSpec rates =
        network(layers(ActivationKind.SIGMOID), LossKind.XENT)
            .withUpdater(OWN_UPDATER)
            .withTimeSteps(TIME_STEPS);
    addLabelMask("of steps", classes, 1);
    addLabelMask("of steps' outputs", rates, OUTPUTS);
  }

  private void addReductions() {
    for (Reduction reduction : Reduction.values()) {
      NetworkSpec spec = classifier(UpdaterSpec.defaults().get(0)).withReduction(reduction);
      addGradient("reduction", reduction.specName(), spec);
    }
  }

  /** Of examples and of single outputs: some count and some do not. */
  private void addLabelMasks() {
    NetworkSpec classes = classifier(OWN_UPDATER);
    NetworkSpec rates = network(layers(ActivationKind.SIGMOID), LossKind.XENT);
    NetworkSpec shares = network(layers(ActivationKind.SOFTMAX), LossKind.MSE);
    addLabelMask("of examples", classes, 1);
    addLabelMask("of outputs", rates.withUpdater(OWN_UPDATER), OUTPUTS);
    addLabelMask("of outputs, after softmax", shares.withUpdater(OWN_UPDATER), OUTPUTS);
  }

  private void addLabelMask(String name, NetworkSpec spec, int columns) {
    NetworkSpec named = spec.withName("labelMask " + name);
    CaseFactory factory = factory(named, columns);
    all.add(new Setting("labelMask", name + ", gradient", factory.gradient(EXAMPLES)));
    all.add(new Setting("labelMask", name, factory.training(BATCH, UPDATER_STEPS)));
  }

  private void addUpdaters() {
    for (UpdaterSpec updater : UpdaterSpec.defaults()) {
      addTraining("updater", updater.specName(), classifier(updater), UPDATER_STEPS);
    }
  }

  private void addSchedules() {
    for (Schedule schedule : Schedule.examples()) {
      NetworkSpec spec = classifier(new UpdaterSpec.Sgd(schedule));
      addTraining("schedule", schedule.specName(), spec, SCHEDULE_STEPS);
    }
  }

  private void addRegularisations() {
    Map<String, Terms> penalties = new LinkedHashMap<>();
    penalties.put("l1", new Terms(COEFFICIENT, 0, 0, true));
    penalties.put("l2", new Terms(0, COEFFICIENT, 0, true));
    penalties.forEach(
        (name, terms) -> {
          addPenalty(name, new Regularisation(terms, Terms.NONE));
          addPenalty(name + "Bias", new Regularisation(Terms.NONE, terms));
        });
    for (boolean applied : new boolean[] {true, false}) {
      Terms decay = new Terms(0, 0, COEFFICIENT, applied);
      NetworkSpec spec = regularised(new Regularisation(decay, decay));
      String name = applied ? "weightDecay" : "weightDecay without the rate";
      addTraining("regularisation", name, spec, UPDATER_STEPS);
    }
  }

  private void addPenalty(String name, Regularisation regularisation) {
    NetworkSpec spec = regularised(regularisation);
    addGradient("regularisation", name + ", gradient", spec);
    addTraining("regularisation", name, spec, UPDATER_STEPS);
  }

  private NetworkSpec regularised(Regularisation regularisation) {
    return classifier(OWN_UPDATER).withRegularisation(regularisation);
  }

  /** At a threshold that clips some of the gradients, and of others nothing. */
  private void addNormalisations() {
    for (GradientNormalisation.Kind kind : GradientNormalisation.Kind.values()) {
      LayerSettings settings = LayerSettings.DEFAULT.with(new GradientNormalisation(kind, 0.05));
      addStep("normalisation", kind.specName(), settings);
    }
  }

  private void addConstraints() {
    List<Constraint.Rule> rules =
        List.of(
            new Constraint.MaxNorm(0.7),
            new Constraint.MinMaxNorm(0.5, 0.8, 1),
            new Constraint.MinMaxNorm(0.5, 0.8, 0.3),
            new Constraint.UnitNorm(),
            new Constraint.NonNegative());
    for (Constraint.Rule rule : rules) {
      boolean isPartial = rule instanceof Constraint.MinMaxNorm norm && norm.rate() < 1;
      addStep(
          "constraint",
          isPartial ? rule.specName() + ", part of the way" : rule.specName(),
          LayerSettings.DEFAULT.with(Constraint.onWeights(rule)));
    }
  }

  private void addLayerSettings() {
    addStep("layer", "hasBias false", LayerSettings.DEFAULT.withoutBias());
    addStep("layer", "frozen", LayerSettings.DEFAULT.asFrozen());
    addStep("layer", "updater", LayerSettings.DEFAULT.withUpdater(OWN_UPDATER));
    addStep("layer", "biasUpdater", LayerSettings.DEFAULT.withBiasUpdater(OWN_UPDATER));
  }

  private void addForms() {
    LayerSpec dense = new LayerSpec(UNITS, ActivationKind.IDENTITY);
    LayerSpec output = new LayerSpec(OUTPUTS, ActivationKind.SOFTMAX);
    LayerSpec activation =
        LayerSpec.of(new LayerForm.Activation(), UNITS, ActivationSpec.of(ActivationKind.TANH));
    addForm("activation", List.of(dense, activation, output));
    LayerSpec normalised =
        new LayerSpec(
            new LayerForm.Dense(1, true),
            UNITS,
            ActivationSpec.of(ActivationKind.TANH),
            WeightInit.XAVIER,
            LayerSettings.DEFAULT);
    addForm("dense with hasLayerNorm", List.of(normalised, output));
    LayerSpec loss =
        LayerSpec.of(new LayerForm.Loss(), OUTPUTS, ActivationSpec.of(ActivationKind.SOFTMAX));
    addForm("loss", List.of(dense, new LayerSpec(OUTPUTS, ActivationKind.TANH), loss));
    LayerSpec dropout =
        LayerSpec.of(new LayerForm.Dropout(0.7), UNITS, ActivationSpec.of(ActivationKind.IDENTITY));
    addForm("dropout", List.of(dense, dropout, output));
    LayerSpec dropping =
        LayerSpec.of(new LayerForm.Dense(0.7), OUTPUTS, ActivationSpec.of(ActivationKind.SOFTMAX));
    addForm("dense with dropOut", List.of(dense, dropping));
    LayerSpec embedding =
        LayerSpec.of(
            new LayerForm.Embedding(FEATURES), UNITS, ActivationSpec.of(ActivationKind.TANH));
    addForm("embedding", List.of(embedding, output));
    addForm("batchnorm", List.of(dense, linear(LayerForm.BatchNorm.PRESET), output));
    LayerForm.BatchNorm locked = new LayerForm.BatchNorm(0.9, 1e-5, 0.8, 0.1, true);
    addForm("batchnorm with lockGammaBeta", List.of(dense, linear(locked), output));
    addForm("prelu", List.of(dense, linear(LayerForm.PRelu.PLAIN), output));
    // Of five units, all examples together would be more than the library's rectifier takes.
    LayerSpec narrow = new LayerSpec(OUTPUTS, ActivationKind.IDENTITY);
    LayerSpec shared = linear(LayerForm.PRelu.SHARED).withUnits(OUTPUTS);
    addForm("prelu with sharedAxes", List.of(narrow, shared, output));
    LayerSpec elementwise =
        LayerSpec.of(
            new LayerForm.ElementwiseMultiplication(),
            UNITS,
            ActivationSpec.of(ActivationKind.TANH));
    addForm("elementwise", List.of(dense, elementwise, output));
  }

  private static LayerSpec linear(LayerForm form) {
    return LayerSpec.of(form, UNITS, ActivationSpec.of(ActivationKind.IDENTITY));
  }

  private void addForm(String name, List<LayerSpec> layers) {
    boolean embeds = layers.get(0).form() instanceof LayerForm.Embedding;
    NetworkSpec plain =
        network(List.of(new LayerSpec(OUTPUTS, ActivationKind.SOFTMAX)), LossKind.MCXENT);
    NetworkSpec spec =
        (embeds ? plain.withInput(Shape.of(1)) : plain).withLayers(layers).withUpdater(OWN_UPDATER);
    addGradient("layer type", name + ", gradient", spec);
    addTraining("layer type", name, spec, UPDATER_STEPS);
  }

  /** A training of a network whose hidden layer has settings. */
  private void addStep(String kind, String name, LayerSettings settings) {
    NetworkSpec spec = classifier(new UpdaterSpec.Sgd(0.1));
    List<LayerSpec> layers = List.of(spec.layer(1).with(settings), spec.layer(2));
    addTraining(kind, name, spec.withLayers(layers), UPDATER_STEPS);
  }

  private static List<LayerSpec> layers(ActivationKind output) {
    return List.of(new LayerSpec(UNITS, ActivationKind.TANH), new LayerSpec(OUTPUTS, output));
  }

  private NetworkSpec classifier(UpdaterSpec updater) {
    return network(layers(ActivationKind.SOFTMAX), LossKind.MCXENT).withUpdater(updater);
  }

  private NetworkSpec network(List<LayerSpec> layers, LossKind loss) {
    return new NetworkSpec(
        "surface",
        dtype,
        Shape.of(FEATURES),
        layers,
        loss,
        Reduction.MEAN,
        new UpdaterSpec.Sgd(0.1),
        0,
        7);
  }

  private void addGradient(String kind, String name, NetworkSpec spec) {
    NetworkSpec named = spec.withName(kind + " " + name);
    all.add(new Setting(kind, name, factory(named).gradient(EXAMPLES)));
  }

  private void addTraining(String kind, String name, NetworkSpec spec, int steps) {
    NetworkSpec named = spec.withName(kind + " " + name);
    Case task = factory(named).training(BATCH, steps);
    all.add(new Setting(kind, name, task));
  }

  private static CaseFactory factory(NetworkSpec spec) {
    return factory(spec, 0);
  }

  private static CaseFactory factory(NetworkSpec spec, int maskColumns) {
    Random random = new Random(spec.seed());
    int rows = EXAMPLES * spec.timeSteps();
    double[] x =
        spec.layer(1).form() instanceof LayerForm.Embedding
            ? random.ints(rows, 0, FEATURES).asDoubleStream().toArray()
            : random.doubles((long) rows * FEATURES, -2, 2).toArray();
    double[] y = new double[rows * OUTPUTS];
    LabelKind labels = spec.loss().kind().labels();
    for (int i = 0; i < rows; i++) {
      if (labels.isOfClasses()) {
        y[i * OUTPUTS + random.nextInt(OUTPUTS)] = 1;
      } else {
        for (int j = 0; j < OUTPUTS; j++) {
          y[i * OUTPUTS + j] = label(labels, random);
        }
      }
    }
    double[] mask = random.ints((long) rows * maskColumns, 0, 2).asDoubleStream().toArray();
    return new CaseFactory(spec, new Examples(rows, x, y, mask));
  }

  private static double label(LabelKind kind, Random random) {
    return switch (kind) {
      case REAL -> random.nextGaussian();
      case NON_ZERO -> (random.nextBoolean() ? 1 : -1) * (0.25 + random.nextDouble());
      case NON_NEGATIVE -> random.nextInt(4);
      case SIGN -> random.nextBoolean() ? 1 : -1;
      case BINARY -> random.nextInt(2);
      case PROBABILITY -> 0.125 + 0.75 * random.nextDouble();
      case DISTRIBUTION, CLASS -> throw new IllegalArgumentException("labels of a row");
    };
  }
}
