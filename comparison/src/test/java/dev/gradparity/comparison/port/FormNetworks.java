package dev.gradparity.comparison.port;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Networks of every form of a layer; updaters, initialisers, formats and inputs take turns. */
final class FormNetworks {

  private static final List<UpdaterSpec> UPDATERS = UpdaterSpec.defaults();
  private static final List<Shape> INPUTS =
      List.of(Shape.of(4), Shape.of(2, 2), Shape.of(1, 2, 2), Shape.of(2, 1, 2, 1));

  private FormNetworks() {}

  /** Every form. */
  static List<NetworkSpec> forms() {
    List<NetworkSpec> all = new ArrayList<>();
    layers().forEach((name, layers) -> all.add(network(all.size(), name, layers)));
    return all;
  }

  /** Every form, and every initialiser. */
  static List<NetworkSpec> all() {
    List<NetworkSpec> all = new ArrayList<>(forms());
    List<Initialiser> starts = initialisers();
    for (int k = 0; k < starts.size(); k += 3) {
      List<LayerSpec> layers = new ArrayList<>();
      for (Initialiser start : starts.subList(k, Math.min(k + 3, starts.size()))) {
        ActivationSpec tanh = ActivationSpec.of(ActivationKind.TANH);
        layers.add(new LayerSpec(4, tanh, start, LayerSettings.DEFAULT));
      }
      layers.add(output());
      all.add(network(all.size(), "starts " + starts.get(k).specName(), layers));
    }
    return all;
  }

  private static List<Initialiser> initialisers() {
    List<Initialiser> all = new ArrayList<>(List.of(WeightInit.values()));
    all.addAll(Distribution.examples());
    return all;
  }

  private static LayerSpec dense(LayerForm.Dense form, int units, ActivationKind kind) {
    return LayerSpec.of(form, units, ActivationSpec.of(kind));
  }

  private static LayerSpec bare(LayerForm form, ActivationKind kind) {
    return LayerSpec.of(form, 4, ActivationSpec.of(kind));
  }

  private static LayerSpec hidden() {
    return new LayerSpec(4, ActivationKind.TANH);
  }

  private static LayerSpec output() {
    return new LayerSpec(3, ActivationKind.SOFTMAX);
  }

  private static LayerSpec batchNorm(LayerForm.BatchNorm form) {
    return bare(form, ActivationKind.IDENTITY);
  }

  private static LayerSpec loss() {
    return LayerSpec.of(new LayerForm.Loss(), 3, ActivationSpec.of(ActivationKind.SOFTMAX));
  }

  private static LayerSpec embedding(LayerSettings settings) {
    return LayerSpec.of(new LayerForm.Embedding(5), 4, ActivationSpec.of(ActivationKind.TANH))
        .with(settings);
  }

  private static Map<String, List<LayerSpec>> layers() {
    Map<String, List<LayerSpec>> all = new LinkedHashMap<>();
    LayerForm.BatchNorm preset = LayerForm.BatchNorm.PRESET;
    LayerForm.Dense norm = new LayerForm.Dense(1, true);
    LayerSettings plain = LayerSettings.DEFAULT;
    all.put(
        "activation first",
        List.of(bare(new LayerForm.Activation(), ActivationKind.SIGMOID), output()));
    all.put("loss", List.of(hidden(), new LayerSpec(3, ActivationKind.IDENTITY), loss()));
    all.put(
        "dropout",
        List.of(hidden(), bare(new LayerForm.Dropout(0.5), ActivationKind.IDENTITY), output()));
    all.put(
        "dropout first",
        List.of(bare(new LayerForm.Dropout(0.75), ActivationKind.IDENTITY), hidden(), output()));
    all.put(
        "dense that drops out",
        List.of(
            dense(new LayerForm.Dense(0.8), 4, ActivationKind.TANH),
            dense(new LayerForm.Dense(0.7), 3, ActivationKind.SOFTMAX)));
    all.put("batch norm", List.of(hidden(), batchNorm(preset), output()));
    all.put("batch norm first", List.of(batchNorm(preset), hidden(), output()));
    all.put(
        "batch norm of other numbers",
        List.of(hidden(), batchNorm(new LayerForm.BatchNorm(0.5, 0.01, 2, -1, false)), output()));
    all.put(
        "locked batch norm",
        List.of(hidden(), batchNorm(new LayerForm.BatchNorm(0.9, 1e-5, 2, -1, true)), output()));
    all.put(
        "batch norm with an updater",
        List.of(
            hidden(),
            batchNorm(preset).with(plain.withUpdater(new UpdaterSpec.Adam(0.01, 0.9, 0.99, 1e-6))),
            bare(new LayerForm.Activation(), ActivationKind.RELU),
            bare(new LayerForm.Dropout(0.8), ActivationKind.IDENTITY),
            output()));
    all.put(
        "rectifier of slopes",
        List.of(hidden(), bare(LayerForm.PRelu.PLAIN, ActivationKind.IDENTITY), output()));
    all.put(
        "rectifier first, of one slope",
        List.of(bare(LayerForm.PRelu.SHARED, ActivationKind.IDENTITY), hidden(), output()));
    all.put(
        "rectifier with all settings",
        List.of(
            hidden(),
            new LayerSpec(
                LayerForm.PRelu.PLAIN,
                4,
                ActivationSpec.of(ActivationKind.IDENTITY),
                new Distribution.Constant(0.25),
                plain
                    .with(new Regularisation(terms(), terms()))
                    .with(
                        new GradientNormalisation(
                            GradientNormalisation.Kind.CLIP_L2_PER_PARAM_TYPE, 0.05))
                    .withUpdater(new UpdaterSpec.Nesterovs(0.05, 0.9))),
            output()));
    LayerForm multiplication = new LayerForm.ElementwiseMultiplication();
    all.put(
        "elementwise multiplication",
        List.of(hidden(), bare(multiplication, ActivationKind.SIGMOID), output()));
    all.put(
        "elementwise multiplication first",
        List.of(bare(multiplication, ActivationKind.TANH), hidden(), output()));
    all.put(
        "elementwise multiplication with all settings",
        List.of(
            hidden(),
            bare(multiplication, ActivationKind.TANH)
                .with(
                    plain
                        .with(new Regularisation(terms(), terms()))
                        .with(
                            new GradientNormalisation(
                                GradientNormalisation.Kind.RENORMALIZE_L2_PER_LAYER, 1))
                        .withBiasUpdater(new UpdaterSpec.Nesterovs(0.05, 0.9))),
            output()));
    all.put(
        "frozen elementwise multiplication",
        List.of(
            hidden(), bare(multiplication, ActivationKind.TANH).with(plain.asFrozen()), output()));
    all.put("layer norm", List.of(dense(norm, 5, ActivationKind.TANH), output()));
    all.put(
        "layer norm without bias",
        List.of(dense(norm, 5, ActivationKind.TANH).with(plain.withoutBias()), output()));
    all.put(
        "layer norm with all settings",
        List.of(
            dense(new LayerForm.Dense(0.9, true), 5, ActivationKind.SIGMOID)
                .with(
                    plain
                        .with(new Regularisation(terms(), terms()))
                        .with(
                            new GradientNormalisation(
                                GradientNormalisation.Kind.CLIP_L2_PER_LAYER, 0.05))
                        .with(
                            Constraint.onWeights(new Constraint.NonNegative())
                                .on(Constraint.Target.ALL))
                        .withBiasUpdater(new UpdaterSpec.Nesterovs(0.05, 0.9))),
            output()));
    all.put(
        "frozen layer norm",
        List.of(dense(norm, 5, ActivationKind.TANH).with(plain.asFrozen()), output()));
    all.put("embedding", List.of(embedding(plain), output()));
    all.put("embedding without bias", List.of(embedding(plain.withoutBias()), hidden(), output()));
    all.put("frozen embedding", List.of(embedding(plain.asFrozen()), hidden(), output()));
    return all;
  }

  private static Regularisation.Terms terms() {
    return new Regularisation.Terms(0.01, 0.02, 0, true);
  }

  private static NetworkSpec network(int k, String name, List<LayerSpec> layers) {
    boolean embeds = layers.get(0).form() instanceof LayerForm.Embedding;
    return new NetworkSpec(
        name,
        k % 3 == 0 ? DType.FLOAT32 : DType.FLOAT64,
        embeds ? Shape.of(1) : INPUTS.get(k % INPUTS.size()),
        layers,
        LossSpec.of(LossKind.MCXENT),
        k % 4 == 1 ? Reduction.SUM : Reduction.MEAN,
        UPDATERS.get(k % UPDATERS.size()),
        k % 3 == 1 ? Regularisation.l2(0.01) : Regularisation.NONE,
        k);
  }
}
