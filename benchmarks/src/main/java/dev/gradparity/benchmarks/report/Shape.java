package dev.gradparity.benchmarks.report;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a workload's name says of its size.
 *
 * @param kind product, affine or train
 * @param form of a product, or the pass of an affine layer; empty for a training step
 * @param rows of a product; the examples of a layer or a minibatch
 * @param inner length of a product; the inputs of a layer or a network
 * @param columns of a product; the outputs of a layer or a network
 * @param updater of a training step, empty for plain descent
 */
record Shape(String kind, String form, int rows, int inner, int columns, String updater) {

  private static final Pattern SQUARE = Pattern.compile("product-(\\w\\w)-(\\d+)");
  private static final Pattern OBLONG =
      Pattern.compile("(product|affine)-(\\w+)-(\\d+)x(\\d+)x(\\d+)");
  private static final Pattern TRAIN = Pattern.compile("train-((?:\\d+-)+)b(\\d+)(?:-(\\w+))?");

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if it is no workload's
   */
  static Shape of(String workload) {
    Matcher square = SQUARE.matcher(workload);
    if (square.matches()) {
      int n = Integer.parseInt(square.group(2));
      return new Shape("product", square.group(1), n, n, n, "");
    }
    Matcher oblong = OBLONG.matcher(workload);
    if (oblong.matches()) {
      return new Shape(
          oblong.group(1),
          oblong.group(2),
          Integer.parseInt(oblong.group(3)),
          Integer.parseInt(oblong.group(4)),
          Integer.parseInt(oblong.group(5)),
          "");
    }
    Matcher train = TRAIN.matcher(workload);
    if (!train.matches()) {
      throw new IllegalArgumentException("no workload has the name " + workload);
    }
    int[] sizes = Arrays.stream(train.group(1).split("-")).mapToInt(Integer::parseInt).toArray();
    return new Shape(
        "train",
        "",
        Integer.parseInt(train.group(2)),
        sizes[0],
        sizes[sizes.length - 1],
        train.group(3) == null ? "" : train.group(3));
  }

  boolean isTraining() {
    return kind.equals("train");
  }
}
