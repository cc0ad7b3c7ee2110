package dev.gradparity.comparison;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small networks of every kind, on data of every size; a seed decides everything. */
public final class RandomNetworks {

  private static final double[] SCALES = {
    1, 1, 1, 1, 1e-3, 1e-30, 1e-38, 1e-20, 30, 1e3, 1e10, 1e30
  };

  /** Those that {@link OtherOrders} knows. */
  private static final List<LossKind> LOSSES =
      List.of(LossKind.MSE, LossKind.L2, LossKind.HALF_L2, LossKind.XENT, LossKind.MCXENT);

  private static final List<ActivationKind> ACTIVATIONS = List.of(ActivationKind.values());

  private RandomNetworks() {}

  /** The network and the data of this seed. */
  public static Case.Gradient gradient(DType dtype, long seed) {
    Random random = new Random(seed);
    NetworkSpec spec = network(dtype, seed, random);
    Examples batch = examples(spec, 1 + random.nextInt(6), random);
    return new Case.Gradient(
        "random " + seed, spec, new CaseFactory(spec, batch).gradient(1).parameters(), batch);
  }

  /** A training of the network of this seed on data of common size. */
  public static Case.Training training(DType dtype, long seed, int steps) {
    Random random = new Random(seed);
    NetworkSpec spec = network(dtype, seed, random);
    Examples examples = Samples.examples(spec, 7);
    return new CaseFactory(spec, examples).training(3, steps);
  }

  private static NetworkSpec network(DType dtype, long seed, Random random) {
    LossKind loss = LOSSES.get(random.nextInt(LOSSES.size()));
    List<LayerSpec> layers = new ArrayList<>();
    for (int hidden = random.nextInt(3); hidden > 0; hidden--) {
      layers.add(new LayerSpec(1 + random.nextInt(9), any(random)));
    }
    ActivationKind output =
        switch (loss) {
          case MCXENT -> ActivationKind.SOFTMAX;
          case XENT -> ActivationKind.SIGMOID;
          default -> any(random);
        };
    layers.add(new LayerSpec(1 + random.nextInt(5), output));
    UpdaterSpec updater =
        switch (random.nextInt(3)) {
          case 0 -> new UpdaterSpec.Sgd(0.1);
          case 1 -> new UpdaterSpec.Nesterovs(0.05, 0.9);
          default -> new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8);
        };
    return new NetworkSpec(
        "random",
        dtype,
        Shape.of(1 + random.nextInt(12)),
        layers,
        loss,
        random.nextBoolean() ? Reduction.MEAN : Reduction.SUM,
        updater,
        random.nextBoolean() ? 0.01 : 0,
        seed);
  }

  private static ActivationKind any(Random random) {
    return ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
  }

  private static Examples examples(NetworkSpec spec, int count, Random random) {
    double scale = SCALES[random.nextInt(SCALES.length)];
    boolean coarse = random.nextBoolean();
    double[] x = new double[count * spec.inputSize()];
    for (int k = 0; k < x.length; k++) {
      // Small whole numbers make ties and cancellation.
      double v = coarse ? random.nextInt(5) - 2 : random.nextGaussian();
      x[k] = spec.dtype().round(scale * v);
    }
    Examples labels = Samples.examples(spec, count);
    double[] y = labels.y().clone();
    for (int k = 0; k < y.length; k++) {
      y[k] = spec.dtype().round(y[k]);
    }
    return new Examples(count, x, y);
  }
}
