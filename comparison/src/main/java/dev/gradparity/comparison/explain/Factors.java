package dev.gradparity.comparison.explain;

import dev.gradparity.comparison.Case;
import dev.gradparity.spec.Reduction;
import java.util.ArrayList;
import java.util.List;

/** The factors that conventions differ by. */
final class Factors {

  private Factors() {}

  /**
   * A factor.
   *
   * @param value the claim by the truth
   * @param id of its convention
   * @param words to be followed by "what it should be"
   * @param fix how to be rid of it
   */
  record Named(double value, String id, String words, String fix) {}

  /** The examples of a minibatch. */
  static int examples(Case task) {
    int rows =
        task instanceof Case.Training training
            ? Math.min(training.batchSize(), training.examples().count())
            : ((Case.Gradient) task).batch().count();
    return task.spec().examples(rows);
  }

  /** The factors of a case, none of them twice: the first that has a value names it. */
  static List<Named> of(Case task) {
    boolean isMean = task.spec().reduction() == Reduction.MEAN;
    double n = examples(task);
    double outputs = task.spec().outputSize();
    List<Named> named = new ArrayList<>();
    add(
        named,
        n,
        isMean ? "sum-for-mean" : "batch-factor",
        "%d times (the number of examples)".formatted((int) n),
        isMean
            ? "divide by the number of examples: .mean(axis=0) for .sum(axis=0), reduction='mean'"
                + " (PyTorch), setMiniBatch(true) (Deeplearning4j)"
            : "do not multiply by the number of examples");
    add(
        named,
        1 / n,
        isMean ? "batch-factor" : "mean-for-sum",
        "1/%d (by the number of examples) of".formatted((int) n),
        isMean
            ? "divide by the number of examples once: in dL/dz of the output, and not again in dW or"
                + " db; db = dz.sum(axis=0)"
            : "sum over the examples: .sum() for .mean(), reduction='sum' (PyTorch),"
                + " setMiniBatch(false) (Deeplearning4j)");
    String outputsFix =
        "a mean over the C outputs as well is mse, the sum over them l2: nn.MSELoss() and"
            + " BCEWithLogitsLoss() divide by C (PyTorch), L2 does not (Deeplearning4j)";
    add(
        named,
        outputs,
        "outputs-factor",
        "%d times (the number of outputs)".formatted((int) outputs),
        outputsFix);
    add(
        named,
        1 / outputs,
        "outputs-factor",
        "1/%d (by the number of outputs) of".formatted((int) outputs),
        outputsFix);
    add(
        named,
        2,
        "factor-two",
        "twice",
        "the loss is (p - y)^2 with the derivative 2 (p - y), or half of both: use one of them in"
            + " loss and gradient (l2, half_l2)");
    add(
        named,
        0.5,
        "factor-half",
        "half of",
        "the derivative of (p - y)^2 is 2 (p - y): put in the 2, or use half_l2");
    add(
        named,
        -1,
        "sign",
        "minus",
        "turn the sign: dz = p - y and not y - p; the updater subtracts the gradient");
    String both = "divide by the examples or the outputs as the spec's loss and reduction say";
    add(
        named,
        n * outputs,
        "batch-outputs-factor",
        "n C = %d times".formatted((int) (n * outputs)),
        both);
    add(
        named,
        1 / (n * outputs),
        "batch-outputs-factor",
        "1/(n C) = 1/%d of".formatted((int) (n * outputs)),
        both);
    addSteps(named, task.spec().timeSteps());
    add(named, n / outputs, "batch-outputs-factor", "n/C times", both);
    add(named, outputs / n, "batch-outputs-factor", "C/n times", both);
    add(named, 2 * n, "two-batch-factor", "2 n times", both);
    add(named, 2 / n, "two-batch-factor", "2/n times", both);
    add(named, 2 * outputs, "two-outputs-factor", "2 C times", both);
    add(named, 2 / outputs, "two-outputs-factor", "2/C times", both);
    return named;
  }

  /** Of sequences, whose steps are no examples; of no sequences the factor is 1, and no other. */
  private static void addSteps(List<Named> named, int steps) {
    String fix =
        "a sequence is one example, whose steps' losses are added: divide by the number of sequences and"
            + " not of rows, with labels [N, outputs, steps] of an RnnOutputLayer (Deeplearning4j)";
    String number = "%d times (the number of time steps)".formatted(steps);
    add(named, steps, "steps-factor", number, fix);
    String part = "1/%d (by the number of time steps) of".formatted(steps);
    add(named, 1.0 / steps, "steps-factor", part, fix);
  }

  private static void add(List<Named> named, double value, String id, String words, String fix) {
    if (value != 1 && named.stream().noneMatch(other -> other.value() == value)) {
      named.add(new Named(value, id, words, fix));
    }
  }
}
