package dev.gradparity.spec;

import java.util.List;
import java.util.stream.Collectors;

/** Whether the parts of a {@link NetworkSpec} fit each other; each complaint names the place. */
final class NetworkChecks {

  private NetworkChecks() {}

  /** What is positive and finite in float64 must be so in the network's format. */
  static void requireRepresentable(UpdaterSpec updater, DType dtype, String place) {
    updater
        .learningRate()
        .levels(place + ".learningRate")
        .forEach((level, rate) -> requireRepresentable(rate, level, dtype));
    double epsilon = dtype.round(updater.epsilon());
    InvalidSpecException.unless(
        epsilon > 0,
        place + ".epsilon",
        "%s is 0 in %s, which would divide 0 by 0; use a larger one or float64"
            .formatted(updater.epsilon(), dtype.specName()));
    InvalidSpecException.unless(
        epsilon < Double.POSITIVE_INFINITY,
        place + ".epsilon",
        "%s is infinite in %s; use a smaller one or float64"
            .formatted(updater.epsilon(), dtype.specName()));
  }

  private static void requireRepresentable(double rate, String place, DType dtype) {
    double rounded = dtype.round(rate);
    InvalidSpecException.unless(
        (rounded > 0 || rate == 0) && rounded < Double.POSITIVE_INFINITY,
        place,
        "%s is %s in %s; use another rate or float64".formatted(rate, rounded, dtype.specName()));
  }

  static void requirePositions(Shape input, List<LayerSpec> layers) {
    int last = layers.size() - 1;
    for (int l = 0; l <= last; l++) {
      String place = "layers[" + l + "].type";
      LayerForm form = layers.get(l).form();
      LayerPosition position = form.position();
      InvalidSpecException.unless(
          l < last || position == LayerPosition.ANY || position == LayerPosition.LAST,
          place,
          "the last layer has the network's loss, which one of type %s cannot have; end with dense or loss"
              .formatted(form.specName()));
      InvalidSpecException.unless(
          l == last || position != LayerPosition.LAST,
          place,
          "a layer of type %s has the network's loss, and must be the last"
              .formatted(form.specName()));
      InvalidSpecException.unless(
          position != LayerPosition.FIRST || (l == 0 && input.size() == 1),
          place,
          "a layer of type %s must be the first, with an input of 1, the row's number"
              .formatted(form.specName()));
    }
  }

  /** A layer may keep its width, an identity does, and an array is what holds weights. */
  static void requireWidths(int inputSize, List<LayerSpec> layers) {
    long fanIn = inputSize;
    for (int l = 0; l < layers.size(); l++) {
      int units = layers.get(l).units();
      LayerForm form = layers.get(l).form();
      InvalidSpecException.unless(
          !form.keepsWidth() || units == fanIn,
          "layers[" + l + "].units",
          "a layer of type %s has as many outputs as inputs, %d, got %d"
              .formatted(form.specName(), fanIn, units));
      InvalidSpecException.unless(
          form.keepsWidth() || (long) form.weightRows((int) fanIn) * units <= Integer.MAX_VALUE,
          "layers[" + l + "].units",
          "%d inputs and %d units make more weights than the %d that an array can hold"
              .formatted(form.weightRows((int) fanIn), units, Integer.MAX_VALUE));
      InvalidSpecException.unless(
          layers.get(l).weightInit() != WeightInit.IDENTITY
              || form.weightRows((int) fanIn) == units,
          "layers[" + l + "].weightInit",
          "identity needs as many units as inputs, got %d inputs and %d units"
              .formatted(form.weightRows((int) fanIn), units));
      fanIn = units;
    }
  }

  static void requireOutputOf(LossKind loss, ActivationKind output, String place) {
    List<ActivationKind> readable = loss.activations();
    InvalidSpecException.unless(
        readable.contains(output),
        place,
        "the loss %s reads %s: use %s here, or the loss mse; got %s"
            .formatted(
                loss.specName(),
                loss.outputs(),
                readable.stream().map(ActivationKind::specName).collect(Collectors.joining(" or ")),
                output.specName()));
  }

  static void requireWeights(LossSpec loss, int outputs, DType dtype) {
    List<Double> weights = loss.weights();
    InvalidSpecException.unless(
        weights.isEmpty() || weights.size() == outputs,
        "loss.weights",
        "one for each of the %d outputs is needed, got %d".formatted(outputs, weights.size()));
    for (int j = 0; j < weights.size(); j++) {
      double weight = weights.get(j);
      double rounded = dtype.round(weight);
      InvalidSpecException.unless(
          weight == 0 || (rounded > 0 && rounded < Double.POSITIVE_INFINITY),
          "loss.weights[" + j + "]",
          "%s is %s in %s; use another weight or float64"
              .formatted(weight, rounded, dtype.specName()));
    }
  }
}
