package dev.gradparity.comparison.port;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.npz.NpzArchive;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterSpec;

/** What cannot be ported, by name: what Deeplearning4j throws at, and what no class file holds. */
final class Portability {

  /** A layer has some hundred bytes of code in each of several methods, which end at 65,535. */
  private static final int MOST_LAYERS = 200;

  /** The elements of a constant array, at some seven bytes. */
  private static final int MOST_ELEMENTS = 1000;

  /** Of a minibatch, as many as the operation prelu_bp takes. */
  private static final int NUMBERS_OF_A_SLOPE = 64;

  private Portability() {}

  static void require(NetworkSpec spec) {
    unless(
        spec.depth() <= MOST_LAYERS,
        "the network has %d layers, more than the %d that one class can hold; port a part of it"
            .formatted(spec.depth(), MOST_LAYERS));
    for (int l = 1; l <= spec.depth(); l++) {
      unless(
          l < spec.depth() || !spec.layer(l).parameters().contains(ParameterKind.GAIN),
          ("layers[%d].hasLayerNorm: Deeplearning4j's output layers have no layer normalisation; give"
                  + " it to a dense layer before a last layer of type loss")
              .formatted(l - 1));
      unless(
          !(spec.layer(l).parameters().contains(ParameterKind.GAIN)
              && spec.layer(l).settings().constraints().stream()
                  .anyMatch(Constraint::takesNormOfWeights)),
          ("layers[%d].constraints: Deeplearning4j takes the norm of the layer norm's whole gain, or"
                  + " throws; leave out one of the two")
              .formatted(l - 1));
      unless(
          !(spec.layer(l).form() instanceof LayerForm.PRelu && spec.layer(l).settings().frozen()),
          ("layers[%d].frozen: Deeplearning4j's frozen PReLULayer writes over its input (the"
                  + " deviation prelu-frozen); leave it to learn")
              .formatted(l - 1));
      unless(
          !spec.layer(l).form().equals(LayerForm.PRelu.SHARED)
              || (long) spec.fanOut(l) * TestClass.rows(spec) <= NUMBERS_OF_A_SLOPE,
          ("layers[%d].sharedAxes: Deeplearning4j's PReLULayer throws where there are more than %d"
                  + " numbers for one slope; share it among fewer units")
              .formatted(l - 1, NUMBERS_OF_A_SLOPE));
    }
    requireSequences(spec);
    unless(
        spec.parameterCount() <= NpzArchive.MOST_ELEMENTS,
        "the network has %d parameters, more than the %d of parameters.npz; port a smaller one"
            .formatted(spec.parameterCount(), NpzArchive.MOST_ELEMENTS));
    unless(
        spec.outputSize() <= MOST_ELEMENTS
            || (spec.loss().weights().isEmpty() && spec.loss().kind() != LossKind.HALF_L2),
        "loss: %d weights are more than the %d that one class can hold; leave them out"
            .formatted(spec.outputSize(), MOST_ELEMENTS));
    if (spec.dtype() == DType.FLOAT64) {
      requireFloat64(spec);
    }
    requireTables(spec.updater(), "updater");
    for (int l = 1; l <= spec.depth(); l++) {
      requireTables(spec.updater(l, false), "layers[%d].updater".formatted(l - 1));
      requireTables(spec.updater(l, true), "layers[%d].biasUpdater".formatted(l - 1));
    }
  }

  /** What Deeplearning4j has of rows and not of sequences. */
  private static void requireSequences(NetworkSpec spec) {
    if (!spec.hasSequences()) {
      return;
    }
    int last = spec.depth();
    unless(
        spec.reduction() == Reduction.MEAN || last == 1,
        "timeSteps: Deeplearning4j's preprocessors of sequences throw without miniBatch; give the spec"
            + " the reduction mean");
    unless(
        !spec.layer(last).parameters().contains(ParameterKind.WEIGHTS)
            || spec.layer(last).settings().hasBias(),
        "layers[%d].hasBias: Deeplearning4j's RnnOutputLayer throws without a bias; give it one"
            .formatted(last - 1));
    for (int l = 1; l <= last; l++) {
      unless(
          spec.layer(l).form().dropOut() == 1,
          ("layers[%d].dropOut: Deeplearning4j meets the steps of sequences in another order than the"
                  + " masks of plain Java; port the network without dropout")
              .formatted(l - 1));
      unless(
          !spec.layer(l).form().equals(LayerForm.PRelu.PLAIN)
              || TestClass.rows(spec) <= NUMBERS_OF_A_SLOPE,
          ("layers[%d].type: Deeplearning4j's PReLULayer throws where there are more than %d numbers"
                  + " for one slope; port shorter sequences")
              .formatted(l - 1, NUMBERS_OF_A_SLOPE));
    }
  }

  /** A mask of single outputs, which the library throws at where a loss needs them together. */
  static void requireMask(NetworkSpec spec, int maskColumns) {
    ActivationKind output = spec.layer(spec.depth()).activation().kind();
    boolean isTaken =
        switch (spec.loss().kind()) {
          case COSINE_PROXIMITY, MULTI_LABEL, SPARSE_MCXENT -> false;
          case MCXENT, NEGATIVELOGLIKELIHOOD -> output != ActivationKind.SOFTMAX;
          default -> true;
        };
    unless(
        isTaken || maskColumns <= 1,
        ("data.labelMask: Deeplearning4j's %s after %s takes no label mask of single outputs; give it"
                + " \"example\", with one column")
            .formatted(spec.loss().specName(), output.specName()));
  }

  private static void requireFloat64(NetworkSpec spec) {
    unless(
        spec.loss().kind() != LossKind.MULTI_LABEL,
        "loss: Deeplearning4j's multi_label throws in float64; give the spec the dtype float32");
    for (int l = 1; l <= spec.depth(); l++) {
      unless(
          spec.layer(l).activation().kind() != ActivationKind.RRELU,
          ("layers[%d].activation: Deeplearning4j's rrelu throws in float64; give the spec the dtype"
                  + " float32, or use leakyrelu")
              .formatted(l - 1));
    }
  }

  private static void requireTables(UpdaterSpec updater, String place) {
    requireTable(updater.learningRate(), place + ".learningRate");
    if (updater instanceof UpdaterSpec.Nesterovs nesterovs) {
      requireTable(nesterovs.momentum(), place + ".momentum");
    }
  }

  private static void requireTable(Schedule schedule, String place) {
    Schedule base = schedule;
    int depth = 0;
    while (base instanceof Schedule.Ramp ramp) {
      base = ramp.baseSchedule();
      depth++;
    }
    unless(depth <= 1, place + ": is a ramp to a ramp, which nobody could read; make it one ramp");
    if (base instanceof Schedule.Table table) {
      unless(
          table.values().size() <= MOST_ELEMENTS,
          "%s: %d values are more than the %d that one class can hold; use another schedule"
              .formatted(place, table.values().size(), MOST_ELEMENTS));
    }
  }

  private static void unless(boolean holds, String complaint) {
    if (!holds) {
      throw new InvalidInputException(complaint);
    }
  }
}
