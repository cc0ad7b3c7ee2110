package dev.gradparity.porting;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.LabelKind;
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
import dev.gradparity.testkit.CaseAssert;
import dev.gradparity.testkit.GradientAssert;
import dev.gradparity.testkit.HandWritten;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A network and a minibatch.
 *
 * @param spec the network
 * @param x (n, d)
 * @param y (n, C)
 * @param labelMask (n, 1), 1 for examples that count and 0 for others; no rows for none
 */
@SuppressWarnings("ArrayRecordComponent") // test data, never compared
record Setting(NetworkSpec spec, double[][] x, double[][] y, double[][] labelMask) {

  private static final int EXAMPLES = 8;
  private static final double[][] UNMASKED = new double[0][];

  /** 5-4-3, tanh and softmax, on 8 examples: no two extents are equal. */
  static final Setting CLASSIFIER =
      of(LossKind.MCXENT, ActivationKind.TANH, ActivationKind.SOFTMAX);

  /** 5-4-3, tanh and identity, mean squared error. */
  static final Setting REGRESSION = of(LossKind.MSE, ActivationKind.TANH, ActivationKind.IDENTITY);

  static Setting of(LossKind loss, ActivationKind hidden, ActivationKind output) {
    NetworkSpec spec =
        new NetworkSpec(
            "5-4-3",
            DType.FLOAT64,
            Shape.of(5),
            List.of(new LayerSpec(4, hidden), new LayerSpec(3, output)),
            loss,
            Reduction.MEAN,
            new UpdaterSpec.Sgd(0.1),
            0,
            42);
    return of(spec);
  }

  /** Data for a network: classes for softmax, zeros and ones for sigmoid, numbers otherwise. */
  static Setting of(NetworkSpec spec) {
    Random random = new Random(1);
    double[][] x = new double[EXAMPLES][spec.inputSize()];
    double[][] y = new double[EXAMPLES][spec.outputSize()];
    for (int i = 0; i < EXAMPLES; i++) {
      for (int j = 0; j < x[i].length; j++) {
        x[i][j] = random.nextGaussian();
      }
      if (spec.loss().kind().labels() == LabelKind.REAL) {
        for (int j = 0; j < y[i].length; j++) {
          y[i][j] = random.nextGaussian();
        }
      } else {
        y[i][random.nextInt(y[i].length)] = 1;
      }
    }
    return new Setting(spec, x, y, UNMASKED);
  }

  Setting with(Reduction reduction) {
    return with(spec.withReduction(reduction));
  }

  Setting with(DType dtype) {
    return with(spec.withDtype(dtype));
  }

  Setting with(UpdaterSpec updater) {
    return with(spec.withUpdater(updater));
  }

  /** The same with larger features. */
  Setting scaled(double factor) {
    double[][] scaled = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      scaled[i] = Arrays.stream(x[i]).map(v -> factor * v).toArray();
    }
    return new Setting(spec, scaled, y, labelMask);
  }

  Setting withL2(double l2) {
    return with(spec.withRegularisation(Regularisation.l2(l2)));
  }

  /** The same with a factor for each output's share of the loss. */
  Setting weighted(Double... weights) {
    return with(spec.withLoss(new LossSpec(spec.loss().kind(), List.of(weights), 0)));
  }

  /** The same with every other example's label left out. */
  Setting masked() {
    double[][] mask = new double[x.length][];
    Arrays.setAll(mask, i -> new double[] {i % 2});
    return new Setting(spec, x, y, mask);
  }

  /** The same of sequences, of whose steps the examples are. */
  Setting inSequencesOf(int timeSteps) {
    return with(spec.withTimeSteps(timeSteps));
  }

  /** The same with the gradients of all layers normalised before a step. */
  Setting with(GradientNormalisation normalisation) {
    return with(
        spec.withLayers(
            spec.layers().stream()
                .map(layer -> layer.with(layer.settings().with(normalisation)))
                .toList()));
  }

  /** The same with a layer between the hidden one and the output. */
  Setting through(LayerForm form, Initialiser weightInit) {
    LayerSpec between =
        new LayerSpec(
            form,
            spec.layer(1).units(),
            ActivationSpec.of(ActivationKind.IDENTITY),
            weightInit,
            LayerSettings.DEFAULT);
    return with(spec.withLayers(List.of(spec.layer(1), between, spec.layer(2))));
  }

  private Setting with(NetworkSpec other) {
    return new Setting(other, x, y, labelMask);
  }

  CaseAssert assertThat(HandWritten network) {
    GradientAssert gradients = GradientAssert.assertThatGradientsOf(network);
    return labelMask.length == 0 ? gradients.on(spec, x, y) : gradients.on(spec, x, y, labelMask);
  }
}
