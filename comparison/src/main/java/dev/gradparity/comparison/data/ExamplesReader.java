package dev.gradparity.comparison.data;

import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.spec.LabelKind;
import dev.gradparity.spec.NetworkSpec;

/**
 * Makes a network's examples of a table: in each row first the features, then the target.
 *
 * <p>The target is a class 0 to C - 1, in one column, where the loss is {@code mcxent} or another
 * one of classes; otherwise it has one column per output, with labels that the loss can read. A
 * label mask, where there is one, comes last: one column, or one per output.
 */
public final class ExamplesReader {

  private ExamplesReader() {}

  /**
   * The examples of this network.
   *
   * @throws InvalidInputException if the columns do not fit the network or a label is out of range
   */
  public static Examples of(Table table, NetworkSpec spec, DataSpec data) {
    int features = spec.inputSize();
    int targets = spec.loss().kind().labels().isOfClasses() ? 1 : spec.outputSize();
    int maskColumns = data.labelMask().columns(spec.outputSize());
    if (table.columns() != features + targets + maskColumns) {
      throw new InvalidInputException(
          "%s: has %d columns, but the network reads %d features (input %s) and %d %s%s; change input"
                  .formatted(
                      table.source(),
                      table.columns(),
                      features,
                      spec.input(),
                      targets,
                      targets == 1 ? "target" : "targets",
                      maskColumns == 0 ? "" : " and a label mask of " + maskColumns)
              + " or the table");
    }
    int count = table.rows().size();
    if (count % spec.timeSteps() != 0) {
      throw new InvalidInputException(
          "%s: has %d rows, which are not whole sequences of %d time steps; change timeSteps or the table"
              .formatted(table.source(), count, spec.timeSteps()));
    }
    if ((long) count * spec.outputSize() > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "%s: %d rows of %d outputs are more numbers than an array can hold; give fewer of either"
              .formatted(table.source(), count, spec.outputSize()));
    }
    double[] x = new double[count * features];
    double[] y = new double[count * spec.outputSize()];
    double[] mask = new double[count * maskColumns];
    for (int i = 0; i < count; i++) {
      Table.Row row = table.rows().get(i);
      System.arraycopy(row.values(), 0, x, i * features, features);
      label(table, row, spec, y, i * spec.outputSize());
      mask(table, row, features + targets, mask, i * maskColumns);
    }
    if (data.standardize()) {
      standardize(table, x, features, 0);
    }
    if (data.standardizeTarget()) {
      standardize(table, y, spec.outputSize(), features);
    }
    return new Examples(count, x, y, mask);
  }

  private static void standardize(Table table, double[] values, int columns, int firstColumn) {
    int tooLarge = Standardization.apply(values, columns);
    if (tooLarge >= 0) {
      throw new InvalidInputException(
          "%s, column %d: the numbers are too large to standardize; scale them down"
              .formatted(table.source(), firstColumn + tooLarge + 1));
    }
  }

  /** The columns of a row from the first of the mask on. */
  private static void mask(Table table, Table.Row row, int first, double[] mask, int offset) {
    for (int column = first; column < table.columns(); column++) {
      double m = row.values()[column];
      if (m != 0 && m != 1) {
        throw new InvalidInputException(
            "%s, line %d, column %d: the label mask %s is neither 1, for a label that counts, nor 0"
                .formatted(table.source(), row.line(), column + 1, m));
      }
      mask[offset + column - first] = m;
    }
  }

  private static void label(Table table, Table.Row row, NetworkSpec spec, double[] y, int offset) {
    LabelKind kind = spec.loss().kind().labels();
    int end = spec.inputSize() + (kind.isOfClasses() ? 1 : spec.outputSize());
    for (int column = spec.inputSize(); column < end; column++) {
      double target = row.values()[column];
      switch (kind) {
        case DISTRIBUTION, CLASS -> {
          requireLabel(
              target == Math.rint(target) && target >= 0 && target < spec.outputSize(),
              table,
              row,
              column,
              "a class from 0 to %d; change the label or the last layer's units"
                  .formatted(spec.outputSize() - 1));
          y[offset + (int) target] = 1;
        }
        case REAL -> y[offset + column - spec.inputSize()] = target;
        case NON_ZERO, NON_NEGATIVE, SIGN, BINARY, PROBABILITY -> {
          requireLabel(kind.holds(target), table, row, column, kind.description());
          y[offset + column - spec.inputSize()] = target;
        }
      }
    }
  }

  private static void requireLabel(
      boolean holds, Table table, Table.Row row, int column, String range) {
    if (!holds) {
      throw new InvalidInputException(
          "%s, line %d, column %d: the label %s is not %s"
              .formatted(table.source(), row.line(), column + 1, row.values()[column], range));
    }
  }
}
