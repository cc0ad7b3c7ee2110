package dev.gradparity.comparison.arbiter;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A training of many digits. */
final class TrueTraining {

  private final Case.Training task;
  private final NetworkSpec spec;
  private final Decimals m;
  private TrueNetwork network;

  /** By row and column, the updater's numbers. */
  private final PerParameter<BigDecimal[][][]> states;

  TrueTraining(Case.Training task, Decimals m) {
    this.task = task;
    this.m = m;
    spec = task.spec();
    network = TrueNetwork.of(spec, task.parameters());
    states =
        PerParameter.of(
            spec,
            (l, kind) -> {
              UpdaterSpec updater = spec.updater(l, kind);
              int columns = spec.columns(l, kind);
              BigDecimal[][][] start = new BigDecimal[spec.rows(l, kind)][columns][];
              for (int i = 0; i < start.length; i++) {
                int from = i * columns;
                Arrays.setAll(
                    start[i],
                    j ->
                        task.before()
                            .map(before -> remembered(before.memory().get(l, kind), from + j))
                            .orElseGet(() -> TrueUpdater.start(updater)));
              }
              return start;
            });
  }

  private static BigDecimal[] remembered(List<double[]> memory, int offset) {
    return memory.stream().map(m -> new BigDecimal(m[offset])).toArray(BigDecimal[]::new);
  }

  /** One number of each element's state, as it is now: the next step overwrites it. */
  private static BigDecimal[] remembered(BigDecimal[][][] state, int index) {
    return Arrays.stream(state)
        .flatMap(Arrays::stream)
        .map(element -> element[index])
        .toArray(BigDecimal[]::new);
  }

  /** The tensors of the steps from {@code first} to {@code last}. */
  TrueObservation observe(int first, int last) {
    List<TrueTensor> tensors = new ArrayList<>();
    int t = 0;
    int epoch = task.epochOf(1) - 1;
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
    int made = task.stepsBefore() + t - 1;
    TruePass pass = Arbiter.pass(network, made, task.examples().select(rows), m).backward();
    TrueSchedule now = new TrueSchedule(made, epoch, m);
    TrueNetwork next = network;
    for (int l = 1; l <= spec.depth(); l++) {
      LayerSettings settings = spec.layer(l).settings();
      if (!settings.frozen()) {
        Map<ParameterKind, BigDecimal[][]> gradients = new EnumMap<>(ParameterKind.class);
        for (ParameterKind kind : spec.layer(l).parameters()) {
          gradients.put(kind, pass.dataGradient(l, kind));
        }
        new TrueStep(settings, m).normalise(gradients.values());
        for (ParameterKind kind : gradients.keySet()) {
          next = next.with(l, kind, moved(now, l, kind, gradients.get(kind)));
        }
      }
    }
    network = next;
    return tensors(t, rows.length, pass.loss());
  }

  /**
   * A parameter after the penalty's gradient, the updater, the decay and the constraints.
   *
   * @param g the normalised gradient of the data's loss
   */
  private BigDecimal[][] moved(TrueSchedule now, int layer, ParameterKind kind, BigDecimal[][] g) {
    BigDecimal[][] theta = network.of(layer, kind);
    BigDecimal[][][] state = states.get(layer, kind);
    UpdaterSpec updaterSpec = spec.updater(layer, kind);
    TrueUpdater updater = TrueUpdater.at(now, updaterSpec);
    Regularisation.Terms terms = spec.regularisation(layer).of(kind);
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
              BigDecimal update = updater.update(gradient, state[i][j]);
              BigDecimal taken = m.add(update, m.multiply(decay, theta[i][j]));
              return m.subtract(theta[i][j], taken);
            });
    new TrueStep(spec.layer(layer).settings(), m).constrain(moved, kind.isBias());
    return moved;
  }

  private List<TrueTensor> tensors(int t, int batchSize, BigDecimal loss) {
    List<TrueTensor> tensors = new ArrayList<>();
    BigDecimal examples = BigDecimal.valueOf(batchSize);
    tensors.add(
        new TrueTensor(TensorName.of(Quantity.BATCH_SIZE).atStep(t), Shape.of(), k -> examples));
    tensors.add(new TrueTensor(TensorName.of(Quantity.LOSS).atStep(t), Shape.of(), k -> loss));
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        int columns = spec.columns(l, kind);
        List<TensorName> names = TensorName.states(spec, l, kind);
        for (int s = 0; s < names.size(); s++) {
          BigDecimal[] remembered = remembered(states.get(l, kind), s);
          tensors.add(
              new TrueTensor(names.get(s).atStep(t), spec.shape(l, kind), k -> remembered[k]));
        }
        BigDecimal[][] theta = network.of(l, kind);
        tensors.add(
            new TrueTensor(
                TensorName.of(Quantity.of(kind), l).atStep(t),
                spec.shape(l, kind),
                k -> theta[k / columns][k % columns]));
      }
    }
    return tensors;
  }
}
