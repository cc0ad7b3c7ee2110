package dev.gradparity.comparison.claims;

import dev.gradparity.comparison.npz.NpyHeader;
import dev.gradparity.comparison.npz.NpzArchive;
import dev.gradparity.spec.LabelKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Shape;
import java.util.Arrays;

/** Makes the (n, C) labels that a loss reads of the array y. */
final class LabelReader {

  private static final String Y = "y";

  private LabelReader() {}

  /** Whether y holds the number of each row's class and not a row of probabilities. */
  static boolean areClasses(NpzArchive archive, NetworkSpec spec, int n) {
    NpyHeader y = archive.header(Y);
    return spec.loss().kind().labels().isOfClasses()
        && spec.outputSize() > 1
        && y.type().isInteger()
        && isOneForEach(y.shape(), spec, n);
  }

  /** Whether there is no axis but that of the rows, or those of sequences and steps. */
  private static boolean isOneForEach(Shape shape, NetworkSpec spec, int n) {
    return shape.equals(Shape.of(n))
        || (spec.hasSequences() && shape.equals(Shape.of(spec.examples(n), spec.timeSteps())));
  }

  /** The labels (n, C), row-major, of the elements of y. */
  static double[] read(NpzArchive archive, NetworkSpec spec, int n, double[] values) {
    int outputs = spec.outputSize();
    double[] labels = values;
    if (areClasses(archive, spec, n)) {
      if ((long) values.length * outputs > NpzArchive.MOST_ELEMENTS) {
        throw archive.complaint(
            Y,
            "%d labels of %d classes are more than the %d numbers that are read; check fewer"
                .formatted(values.length, outputs, NpzArchive.MOST_ELEMENTS));
      }
      labels = new double[values.length * outputs];
      for (int i = 0; i < values.length; i++) {
        require(
            archive,
            spec,
            values[i] >= 0 && values[i] < outputs,
            i,
            "the class %.0f, where the classes are 0 to %d".formatted(values[i], outputs - 1));
        labels[i * outputs + (int) values[i]] = 1;
      }
    }
    LabelKind kind = spec.loss().kind().labels();
    if (kind != LabelKind.REAL) {
      requireEach(archive, spec, kind, labels);
    }
    if (kind.isOfClasses()) {
      requireDistributions(archive, spec, labels);
    }
    return labels;
  }

  private static void requireEach(
      NpzArchive archive, NetworkSpec spec, LabelKind kind, double[] labels) {
    for (int k = 0; k < labels.length; k++) {
      require(
          archive,
          spec,
          kind.holds(labels[k]),
          k / spec.outputSize(),
          "%s, which is not %s".formatted(labels[k], kind.description()));
    }
  }

  /**
   * With softmax, dz = p - y is the gradient of the cross entropy where y sums to 1, and only
   * there.
   */
  private static void requireDistributions(NpzArchive archive, NetworkSpec spec, double[] labels) {
    int outputs = spec.outputSize();
    double rounding = outputs * spec.dtype().unitRoundoff();
    for (int i = 0; i < labels.length / outputs; i++) {
      double sum = Arrays.stream(labels, i * outputs, (i + 1) * outputs).sum();
      require(
          archive,
          spec,
          Math.abs(sum - 1) <= rounding,
          i,
          "probabilities whose sum is %s, not 1".formatted(sum));
    }
  }

  private static void require(
      NpzArchive archive, NetworkSpec spec, boolean holds, int row, String complaint) {
    if (!holds) {
      throw archive.complaint(
          Y,
          "%s %d has %s; change the label"
              .formatted(spec.hasSequences() ? "row" : "example", row, complaint));
    }
  }
}
