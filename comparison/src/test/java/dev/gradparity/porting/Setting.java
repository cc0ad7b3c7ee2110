package dev.gradparity.porting;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LabelKind;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
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
 */
@SuppressWarnings("ArrayRecordComponent") // test data, never compared
record Setting(NetworkSpec spec, double[][] x, double[][] y) {

  private static final int EXAMPLES = 8;

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
    return new Setting(spec, x, y);
  }

  Setting with(Reduction reduction) {
    return with(spec.withReduction(reduction));
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
    return new Setting(spec, scaled, y);
  }

  Setting withL2(double l2) {
    return with(spec.withRegularisation(Regularisation.l2(l2)));
  }

  private Setting with(NetworkSpec other) {
    return new Setting(other, x, y);
  }

  CaseAssert assertThat(HandWritten network) {
    return GradientAssert.assertThatGradientsOf(network).on(spec, x, y);
  }
}
