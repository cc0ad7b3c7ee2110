package dev.gradparity.comparison.arbiter;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Shape;
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
      weightStates[l - 1] = new BigDecimal[spec.fanIn(l)][spec.fanOut(l)][];
      for (BigDecimal[][] row : weightStates[l - 1]) {
        Arrays.setAll(row, j -> TrueUpdater.start(spec.updater()));
      }
      biasStates[l - 1] = new BigDecimal[spec.fanOut(l)][];
      Arrays.setAll(biasStates[l - 1], j -> TrueUpdater.start(spec.updater()));
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
    TrueUpdater updater = TrueUpdater.at(t - 1, epoch, spec.updater(), m);
    List<BigDecimal[][]> weights = new ArrayList<>();
    List<BigDecimal[]> biases = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      int layer = l;
      BigDecimal[][] w = network.weights(l);
      BigDecimal[][][] states = weightStates[l - 1];
      weights.add(
          Rows.filled(
              spec.fanIn(l),
              spec.fanOut(l),
              (i, j) -> m.subtract(w[i][j], updater.update(pass.dW(layer, i, j), states[i][j]))));
      BigDecimal[] b = network.biases(l);
      BigDecimal[][] biasState = biasStates[l - 1];
      biases.add(
          Rows.filled(
              1,
              spec.fanOut(l),
              (i, j) -> m.subtract(b[j], updater.update(pass.db(layer, j), biasState[j])))[0]);
    }
    network = new TrueNetwork(spec, weights, biases);
    return tensors(t, rows.length, pass.loss());
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
      tensors.add(
          new TrueTensor(TensorName.of(Quantity.BIAS, l).atStep(t), Shape.of(columns), k -> b[k]));
    }
    return tensors;
  }
}
