package dev.gradparity.comparison.explain;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Convention;
import dev.gradparity.comparison.explain.Hypothesis.OfOperations;
import dev.gradparity.comparison.explain.Hypothesis.Stage;
import dev.gradparity.comparison.numerics.Variation;
import dev.gradparity.comparison.numerics.Variation.Kind;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The conventions in which training steps differ: which gradient, and what is done beside it. */
final class StepConventions {

  private final List<Hypothesis> all = new ArrayList<>();

  private StepConventions() {}

  /** Which gradient a step uses. */
  static List<Hypothesis> ofGradients(List<Factors.Named> factors) {
    StepConventions conventions = new StepConventions();
    conventions.addGradients(factors);
    return conventions.all;
  }

  /** What the network's settings are taken for, where it has such settings. */
  static List<Hypothesis> ofSettings(Case task) {
    StepConventions conventions = new StepConventions();
    NetworkSpec spec = task.spec();
    boolean isTraining = task instanceof Case.Training;
    if (spec.layers().stream()
        .anyMatch(
            layer -> layer.settings().normalisation().kind() != GradientNormalisation.Kind.NONE)) {
      conventions.addNormalisation(isTraining);
    }
    if (IntStream.rangeClosed(1, spec.depth()).anyMatch(l -> decays(spec, l))) {
      conventions.addDecayInGradients();
      if (isTraining) {
        conventions.addDecay();
      }
    }
    if (isTraining && spec.penalises()) {
      conventions.addPenaltyAsDecay();
    }
    if (isTraining && spec.layers().stream().anyMatch(l -> !l.settings().constraints().isEmpty())) {
      conventions.addConstraints();
    }
    return conventions.all;
  }

  private static boolean decays(NetworkSpec spec, int layer) {
    return spec.regularisation(layer).weights().weightDecay() > 0
        || spec.regularisation(layer).bias().weightDecay() > 0;
  }

  private void operations(
      Stage stage, Variation variation, String id, String sentence, String fix) {
    all.add(new OfOperations(new Convention(id, sentence, fix), variation, stage));
  }

  private void addGradients(List<Factors.Named> factors) {
    operations(
        Stage.ANY,
        Variation.everywhere(Kind.LAST_PARAMETERS),
        "stale-gradient",
        "%s: each step uses the gradient at the parameters of one step before",
        "compute the gradient anew at the parameters of this step: forward and backward before every"
            + " update");
    operations(
        Stage.ANY,
        Variation.everywhere(Kind.LAST_GRADIENT),
        "stale-gradient",
        "%s: each step uses the gradient of the step before",
        "update with the gradient of this step's minibatch: loss.backward() before optimizer.step()"
            + " (PyTorch)");
    operations(
        Stage.ANY,
        Variation.everywhere(Kind.ACCUMULATED),
        "accumulated-gradient",
        "%s: each step adds its gradient to those of the steps before",
        "set the gradient to zero before each step: dW[:] = 0 (NumPy), optimizer.zero_grad()"
            + " (PyTorch)");
    for (Factors.Named factor : factors) {
      operations(
          Stage.ANY,
          Variation.scaled(Kind.STEP, factor.value()),
          factor.id(),
          "%s: the gradient of each step is " + factor.words() + " what it should be",
          factor.value() == -1 ? "subtract the update: W -= learning_rate * dW" : factor.fix());
    }
  }

  private void addNormalisation(boolean isTraining) {
    if (isTraining) {
      operations(
          Stage.ANY,
          Variation.everywhere(Kind.NOT_NORMALISED),
          "not-normalised",
          "%s: each step uses the gradient before it is clipped or normalised",
          "normalise the gradient of the mean loss, without the penalty, before the updater sees it");
    } else {
      operations(
          Stage.BACKWARD,
          Variation.everywhere(Kind.NORMALISED),
          "normalised",
          "%s: this is the gradient after it was clipped or normalised",
          "give the gradient of the loss as it is: copy it before clip_grad_norm_ (PyTorch)");
    }
  }

  private void addDecayInGradients() {
    String fix =
        "take the decay off beside the updater: AdamW and not Adam(weight_decay=c) (PyTorch),"
            + " weightDecay and not l2 (Deeplearning4j)";
    operations(
        Stage.BACKWARD,
        Variation.everywhere(Kind.DECAY_IN_GRADIENT),
        "decay-in-gradient",
        "%s: the weight decay is in the gradient, and passes through the updater",
        fix);
    operations(
        Stage.OBJECTIVE,
        Variation.everywhere(Kind.DECAY_AS_PENALTY),
        "decay-in-gradient",
        "%s: the weight decay is an l2 penalty, in the loss and its gradient",
        fix);
  }

  private void addDecay() {
    operations(
        Stage.ANY,
        Variation.everywhere(Kind.DECAY_LEFT_OUT),
        "decay-left-out",
        "%s: the weights do not decay",
        "take the decay off in each step: W -= learning_rate * c * W, besides the update; AdamW with"
            + " weight_decay=c (PyTorch), weightDecay(c) (Deeplearning4j)");
    operations(
        Stage.ANY,
        Variation.everywhere(Kind.DECAY_BY_OTHER_RATE),
        "decay-by-other-rate",
        "%s: the weight decay is multiplied by the learning rate where it should not be, or not"
            + " where it should",
        "W -= learning_rate * c * W where weightDecayApplyLR is true, as it is by default, in"
            + " Deeplearning4j and in PyTorch's AdamW; W -= c * W where it is false");
    operations(
        Stage.ANY,
        Variation.everywhere(Kind.DECAY_ON_BIAS),
        "decay-on-bias",
        "%s: the biases decay like the weights",
        "let weights alone decay: a parameter group with weight_decay=0 for biases (PyTorch),"
            + " weightDecay and not weightDecayBias (Deeplearning4j)");
  }

  private void addPenaltyAsDecay() {
    for (int inLoss : new int[] {1, 0}) {
      operations(
          Stage.ANY,
          Variation.scaled(Kind.PENALTY_AS_DECAY, inLoss),
          "penalty-as-decay",
          "%s: l2 is taken off the weights beside the updater, and is not in the gradient"
              + (inLoss == 1 ? "" : " nor in the loss"),
          "add l2 * W to dW before the updater: Adam(weight_decay=l2) and not AdamW (PyTorch), l2"
              + " and not weightDecay (Deeplearning4j)");
    }
  }

  private void addConstraints() {
    operations(
        Stage.ANY,
        Variation.everywhere(Kind.CONSTRAINT_LEFT_OUT),
        "constraint-left-out",
        "%s: the parameters are not constrained",
        "constrain W after every update, and show it after that");
    operations(
        Stage.ANY,
        Variation.everywhere(Kind.CONSTRAINT_BEFORE_STEP),
        "constraint-before-step",
        "%s: the parameters are constrained before the update, and not after it",
        "constrain W after every update, and show it after that");
    for (int axis : new int[] {1, 0}) {
      operations(
          Stage.ANY,
          Variation.scaled(Kind.CONSTRAINT_AXIS, axis),
          "constraint-axis",
          axis == 1
              ? "%s: the norms of the constraint are over the other axis of W"
              : "%s: the norm of the constraint is that of all of W",
          "a norm for each unit is over its incoming weights: axis 0 of W of (fan-in, fan-out), dim 1"
              + " of nn.Linear.weight (PyTorch), dimension 0 (Deeplearning4j)");
    }
    operations(
        Stage.ANY,
        Variation.everywhere(Kind.CONSTRAINT_ON_BIAS),
        "constraint-on-bias",
        "%s: the biases are constrained like the weights",
        "constrain weights alone: constrainWeights and not constrainAllParameters (Deeplearning4j)");
  }
}
