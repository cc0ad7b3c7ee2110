package dev.gradparity.comparison.arbiter;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A training of many digits. */
final class TrueTraining {

  private final Case.Training task;
  private final NetworkSpec spec;
  private final Decimals m;
  private TrueNetwork network;

  /** By layer, row and column, the updater's numbers. */
  private final BigDecimal[][][][] weightStates;

  private final BigDecimal[][][] biasStates;

  TrueTraining(Case.Training task, Decimals m) {
    this.task = task;
    this.m = m;
    spec = task.spec();
    network = TrueNetwork.of(spec, task.parameters());
    weightStates = new BigDecimal[spec.depth()][][][];
    biasStates = new BigDecimal[spec.depth()][][];
    for (int l = 1; l <= spec.depth(); l++) {
      UpdaterSpec ofWeights = spec.updater(l, false);
      UpdaterSpec ofBiases = spec.updater(l, true);
      weightStates[l - 1] = new BigDecimal[spec.fanIn(l)][spec.fanOut(l)][];
      for (BigDecimal[][] row : weightStates[l - 1]) {
        Arrays.setAll(row, j -> TrueUpdater.start(ofWeights));
      }
      biasStates[l - 1] = new BigDecimal[spec.fanOut(l)][];
      Arrays.setAll(biasStates[l - 1], j -> TrueUpdater.start(ofBiases));
    }
  }

  /** The tensors of the steps from {@code first} to {@code last}. */
  TrueObservation observe(int first, int last) {
    List<TrueTensor> tensors = new ArrayList<>();
    int t = 0;
    int epoch = -1;
    for (int[] order : task.epochOrders()) {
      epoch++;
      for (int from = 0; from < order.length && t < last; from += task.batchSize()) {
        t++;
        int to = Math.min(from + task.batchSize(), order.length);
        List<TrueTensor> observed = step(t, epoch, Arrays.copyOfRange(order, from, to));
        if (t >= first) {
          tensors.addAll(observed);
        }
      }
    }
    return new TrueObservation(tensors);
  }

  private List<TrueTensor> step(int t, int epoch, int[] rows) {
    TruePass pass = Arbiter.pass(network, task.examples().select(rows), m).backward();
    List<BigDecimal[][]> weights = new ArrayList<>();
    List<BigDecimal[]> biases = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      LayerSettings settings = spec.layer(l).settings();
      BigDecimal[][] w = network.weights(l);
      BigDecimal[][] b = {network.biases(l)};
      if (!settings.frozen()) {
        BigDecimal[][] dW = pass.dataW(l);
        BigDecimal[][] db = pass.dataB(l);
        new TrueStep(settings, m).normalise(dW, db);
        TrueSchedule now = new TrueSchedule(t - 1, epoch, m);
        w = moved(now, l, false, w, dW, weightStates[l - 1]);
        if (settings.hasBias()) {
          b = moved(now, l, true, b, db, new BigDecimal[][][] {biasStates[l - 1]});
        }
      }
      weights.add(w);
      biases.add(b[0]);
    }
    network = new TrueNetwork(spec, weights, biases);
    return tensors(t, rows.length, pass.loss());
  }

  /**
   * A parameter after the penalty's gradient, the updater, the decay and the constraints.
   *
   * @param g the normalised gradient of the data's loss
   */
  private BigDecimal[][] moved(
      TrueSchedule now,
      int layer,
      boolean isBias,
      BigDecimal[][] theta,
      BigDecimal[][] g,
      BigDecimal[][][] states) {
    UpdaterSpec updaterSpec = spec.updater(layer, isBias);
    TrueUpdater updater = TrueUpdater.at(now, updaterSpec);
    Regularisation.Terms terms = spec.regularisation(layer).of(isBias);
    TruePenalty penalty = new TruePenalty(terms, m);
    BigDecimal coefficient = new BigDecimal(terms.weightDecay());
    BigDecimal decay =
        terms.applyLearningRate()
            ? m.multiply(coefficient, updaterSpec.learningRate().match(now))
            : coefficient;
    BigDecimal[][] moved =
        Rows.filled(
            theta.length,
            theta[0].length,
            (i, j) -> {
              BigDecimal gradient = m.add(g[i][j], penalty.derivative(theta[i][j]));
              BigDecimal update = updater.update(gradient, states[i][j]);
              BigDecimal taken = m.add(update, m.multiply(decay, theta[i][j]));
              return m.subtract(theta[i][j], taken);
            });
    new TrueStep(spec.layer(layer).settings(), m).constrain(moved, isBias);
    return moved;
  }

  private List<TrueTensor> tensors(int t, int batchSize, BigDecimal loss) {
    List<TrueTensor> tensors = new ArrayList<>();
    BigDecimal examples = BigDecimal.valueOf(batchSize);
    tensors.add(
        new TrueTensor(TensorName.of(Quantity.BATCH_SIZE).atStep(t), Shape.of(), k -> examples));
    tensors.add(new TrueTensor(TensorName.of(Quantity.LOSS).atStep(t), Shape.of(), k -> loss));
    for (int l = 1; l <= spec.depth(); l++) {
      int columns = spec.fanOut(l);
      BigDecimal[][] w = network.weights(l);
      BigDecimal[] b = network.biases(l);
      tensors.add(
          new TrueTensor(
              TensorName.of(Quantity.WEIGHTS, l).atStep(t),
              Shape.of(spec.fanIn(l), columns),
              k -> w[k / columns][k % columns]));
      if (spec.layer(l).settings().hasBias()) {
        tensors.add(
            new TrueTensor(
                TensorName.of(Quantity.BIAS, l).atStep(t), Shape.of(columns), k -> b[k]));
      }
    }
    return tensors;
  }
}
