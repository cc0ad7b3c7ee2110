package dev.gradparity.comparison.mutants;

import static dev.gradparity.comparison.Quantity.BATCH_SIZE;
import static dev.gradparity.comparison.Quantity.BIAS;
import static dev.gradparity.comparison.Quantity.LOSS;
import static dev.gradparity.comparison.Quantity.WEIGHTS;

import dev.gradparity.comparison.Examples;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Faults that show from the second minibatch on, in a short one, or in one of sequences. */
final class BatchFaults {

  private BatchFaults() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.ofPass(
            "short-divided",
            LOSS,
            "a short minibatch is divided by the full size",
            spec ->
                new PlainNetwork(spec) {
                  private int largest;

                  @Override
                  double divisor(int n) {
                    largest = Math.max(largest, n);
                    return super.divisor(largest);
                  }
                }),
        Mutant.ofPass(
            "rows-divided",
            LOSS,
            "a mean over sequences is divided by the number of all their steps",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double divisor(int n) {
                    return spec.reduction().divisor(n);
                  }
                }),
        Mutant.ofPass(
            "dw-accumulates",
            WEIGHTS,
            "dW is added to that of the step before",
            spec ->
                new PlainNetwork(spec) {
                  private final Map<Integer, double[]> kept = new HashMap<>();

                  @Override
                  double[] weightProduct(int l, int n, double[] input, double[] dZ) {
                    double[] dW = super.weightProduct(l, n, input, dZ);
                    double[] before = kept.getOrDefault(l, new double[dW.length]);
                    kept.put(l, map(dW, k -> f.round(dW[k] + before[k])));
                    return kept.get(l);
                  }
                }),
        Mutant.ofPass(
            "db-accumulates",
            BIAS,
            "db is added to that of the step before",
            spec ->
                new PlainNetwork(spec) {
                  private final Map<Integer, double[]> kept = new HashMap<>();

                  @Override
                  double[] biasGradient(int l, int n, double[] dZ, double[] b) {
                    double[] db = super.biasGradient(l, n, dZ, b);
                    double[] before = kept.getOrDefault(l, new double[db.length]);
                    kept.put(l, map(db, k -> f.round(db[k] + before[k])));
                    return kept.get(l);
                  }
                }),
        Mutant.ofPass(
            "stale-activation",
            WEIGHTS,
            "dW takes the activations of the minibatch before, where they fit",
            spec ->
                new PlainNetwork(spec) {
                  private final Map<Integer, double[]> kept = new HashMap<>();

                  @Override
                  double[] weightProduct(int l, int n, double[] input, double[] dZ) {
                    double[] before = kept.put(l, input);
                    return super.weightProduct(
                        l, n, before != null && before.length == input.length ? before : input, dZ);
                  }
                }),
        Mutant.ofPass(
            "stale-dz",
            WEIGHTS,
            "dA takes the last layer's dZ of the minibatch before, where it fits",
            spec ->
                new PlainNetwork(spec) {
                  private double[] kept;

                  @Override
                  double[] inputGradient(int l, int n, double[] dZ, double[] w) {
                    if (l < spec.depth()) {
                      return super.inputGradient(l, n, dZ, w);
                    }
                    double[] before = kept;
                    kept = dZ;
                    return super.inputGradient(
                        l, n, before != null && before.length == dZ.length ? before : dZ, w);
                  }
                }),
        Mutant.ofPass(
            "stale-rows",
            WEIGHTS,
            "after a short minibatch dW counts rows of the one before",
            spec ->
                new PlainNetwork(spec) {
                  private final Map<Integer, double[][]> kept = new HashMap<>();

                  @Override
                  double[] weightProduct(int l, int n, double[] input, double[] dZ) {
                    double[][] before = kept.put(l, new double[][] {input, dZ});
                    if (before == null || before[1].length <= dZ.length) {
                      return super.weightProduct(l, n, input, dZ);
                    }
                    System.arraycopy(input, 0, before[0], 0, input.length);
                    System.arraycopy(dZ, 0, before[1], 0, dZ.length);
                    return super.weightProduct(
                        l, before[1].length / spec.fanOut(l), before[0], before[1]);
                  }
                }),
        Mutant.ofTraining(
            "short-dropped",
            BATCH_SIZE,
            "the last, short minibatch of an epoch is dropped",
            task ->
                new PlainTraining(task) {
                  @Override
                  int[] rows(int t) {
                    int full = task.examples().count() / task.batchSize();
                    int from = (t - 1) % full * task.batchSize();
                    return Arrays.copyOfRange(
                        task.epochOrders()
                            .get(Math.min((t - 1) / full, task.epochOrders().size() - 1)),
                        from,
                        from + task.batchSize());
                  }
                }),
        Mutant.ofTraining(
            "short-padded",
            BATCH_SIZE,
            "the last, short minibatch is filled up from the start of the epoch",
            task ->
                new PlainTraining(task) {
                  @Override
                  int[] rows(int t) {
                    int[] rows = super.rows(t);
                    int[] order = order(t);
                    int given = rows.length;
                    int[] padded = Arrays.copyOf(rows, task.batchSize());
                    System.arraycopy(order, 0, padded, given, padded.length - given);
                    return padded;
                  }
                }),
        Mutant.ofTraining(
            "short-restarts",
            LOSS,
            "the last, short minibatch ends with the first example of the epoch",
            task ->
                new PlainTraining(task) {
                  @Override
                  int[] rows(int t) {
                    int[] rows = super.rows(t);
                    if (rows.length < task.batchSize()) {
                      rows[rows.length - 1] = order(t)[0];
                    }
                    return rows;
                  }
                }),
        Mutant.ofTraining(
            "not-reshuffled",
            LOSS,
            "every epoch has the order of the first",
            task ->
                new PlainTraining(task) {
                  @Override
                  int[] order(int t) {
                    return task.epochOrders().get(0);
                  }
                }),
        Mutant.ofTraining(
            "unshuffled",
            LOSS,
            "examples come in the order of the table",
            task ->
                new PlainTraining(task) {
                  @Override
                  int[] order(int t) {
                    int[] order = super.order(t).clone();
                    Arrays.sort(order);
                    return order;
                  }
                }),
        Mutant.ofTraining(
            "order-reversed",
            LOSS,
            "every epoch is visited backwards",
            task ->
                new PlainTraining(task) {
                  @Override
                  int[] order(int t) {
                    int[] order = super.order(t);
                    int[] reversed = order.clone();
                    for (int k = 0; k < order.length; k++) {
                      reversed[k] = order[order.length - 1 - k];
                    }
                    return reversed;
                  }
                }),
        Mutant.ofTraining(
            "overlapping",
            LOSS,
            "each minibatch starts with the last example of the one before",
            task ->
                new PlainTraining(task) {
                  @Override
                  int[] rows(int t) {
                    int[] rows = super.rows(t);
                    int from = (t - 1) % stepsPerEpoch() * task.batchSize();
                    return from == 0
                        ? rows
                        : Arrays.copyOfRange(order(t), from - 1, from - 1 + rows.length);
                  }
                }),
        Mutant.ofTraining(
            "labels-unshuffled",
            LOSS,
            "labels stay in the order of the table",
            task ->
                new PlainTraining(task) {
                  @Override
                  Examples batch(int t) {
                    Examples batch = super.batch(t);
                    int[] rows = new int[batch.count()];
                    Arrays.setAll(rows, i -> i);
                    return batch.withY(task.examples().select(rows).y());
                  }
                }),
        Mutant.ofTraining(
            "batch-one-less",
            BATCH_SIZE,
            "the last example of every minibatch is left out",
            task ->
                new PlainTraining(task) {
                  @Override
                  int[] rows(int t) {
                    int[] rows = super.rows(t);
                    return Arrays.copyOf(rows, Math.max(1, rows.length - 1));
                  }
                }),
        Mutant.ofTraining(
            "first-batch-again",
            LOSS,
            "every epoch repeats its first minibatch",
            task ->
                new PlainTraining(task) {
                  @Override
                  int[] rows(int t) {
                    int[] first = super.rows((t - 1) / stepsPerEpoch() * stepsPerEpoch() + 1);
                    return Arrays.copyOf(first, super.rows(t).length);
                  }
                }),
        Mutant.ofTraining(
            "gradient-of-before",
            WEIGHTS,
            "each step takes the gradient of the step before",
            task ->
                new PlainTraining(task) {
                  private final Map<Integer, double[]> kept = new HashMap<>();

                  @Override
                  double[] gradient(PlainNetwork.Pass pass, int p) {
                    double[] now = super.gradient(pass, p);
                    double[] before = kept.put(p, now);
                    return before == null ? now : before;
                  }
                }));
  }
}
