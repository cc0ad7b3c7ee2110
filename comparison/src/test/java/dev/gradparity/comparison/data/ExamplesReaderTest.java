package dev.gradparity.comparison.data;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static dev.gradparity.comparison.InvalidInputs.messageOf;
import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Samples;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesReaderTest {

  private static final DataSpec AS_THEY_ARE = new DataSpec(false, false, 4);

  private static NetworkSpec network(LossKind loss, int outputs) {
    ActivationKind output =
        switch (loss) {
          case MCXENT -> ActivationKind.SOFTMAX;
          case XENT -> ActivationKind.SIGMOID;
          default -> ActivationKind.IDENTITY;
        };
    return Samples.network(DType.FLOAT64, 2, loss, layer(outputs, output));
  }

  /** Rows from line 2 on, as below a header. */
  private static Table table(double[]... rows) {
    List<Table.Row> list = new ArrayList<>();
    for (double[] row : rows) {
      list.add(new Table.Row(list.size() + 2, row));
    }
    return new Table("some.csv", rows[0].length, list);
  }

  @Test
  void aClassBecomesOneAmongZeros() {
    Examples examples =
        ExamplesReader.of(
            table(new double[] {1, 2, 2}, new double[] {3, 4, 0}),
            network(LossKind.MCXENT, 3),
            AS_THEY_ARE);

    assertEquals(2, examples.count());
    assertArrayEquals(new double[] {1, 2, 3, 4}, examples.x());
    assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0}, examples.y());
  }

  @Test
  void probabilitiesAndTargetsHaveAColumnPerOutput() {
    double[] row = {1, 2, 0.25, 1};

    assertArrayEquals(
        new double[] {0.25, 1},
        ExamplesReader.of(table(row), network(LossKind.XENT, 2), AS_THEY_ARE).y());
    for (LossKind loss : List.of(LossKind.MSE, LossKind.L2, LossKind.HALF_L2)) {
      assertArrayEquals(
          new double[] {-0.25, 100},
          ExamplesReader.of(table(new double[] {1, 2, -0.25, 100}), network(loss, 2), AS_THEY_ARE)
              .y());
    }
  }

  @Test
  void theLastColumnsMayBeALabelMask() {
    DataSpec ofExamples = new DataSpec(false, false, 4, DataSpec.LabelMask.EXAMPLE);
    Examples examples =
        ExamplesReader.of(
            table(new double[] {1, 2, 2, 0}, new double[] {3, 4, 0, 1}),
            network(LossKind.MCXENT, 3),
            ofExamples);
    assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0}, examples.y());
    assertArrayEquals(new double[] {0, 1}, examples.labelMask());

    DataSpec ofOutputs = new DataSpec(false, false, 4, DataSpec.LabelMask.OUTPUT);
    Table table = table(new double[] {1, 2, 0.5, 0.25, 1, 0});
    Examples two = ExamplesReader.of(table, network(LossKind.MSE, 2), ofOutputs);
    assertArrayEquals(new double[] {0.5, 0.25}, two.y());
    assertArrayEquals(new double[] {1, 0}, two.labelMask());

    assertMentions(
        messageOf(
            () ->
                ExamplesReader.of(
                    table(new double[] {1, 2, 2, 0.5}), network(LossKind.MCXENT, 3), ofExamples)),
        "some.csv, line 2, column 4",
        "0.5",
        "neither 1, for a label that counts, nor 0");
    assertMentions(
        messageOf(() -> ExamplesReader.of(table, network(LossKind.MSE, 2), ofExamples)),
        "has 6 columns",
        "2 targets and a label mask of 1");
  }

  @Test
  void aTableOfAnotherWidthIsRefused() {
    assertMentions(
        messageOf(
            () ->
                ExamplesReader.of(
                    table(new double[] {1, 2, 3, 0}), network(LossKind.MCXENT, 3), AS_THEY_ARE)),
        "some.csv: has 4 columns",
        "2 features (input [2]) and 1 target;",
        "change input or the table");
    assertMentions(
        messageOf(
            () ->
                ExamplesReader.of(
                    table(new double[] {1, 2, 3}), network(LossKind.MSE, 2), AS_THEY_ARE)),
        "2 features (input [2]) and 2 targets;");
  }

  @Test
  void moreLabelsThanAnArrayCanHoldAreRefused() {
    double[] row = {1, 2, 2};

    assertMentions(
        messageOf(
            () ->
                ExamplesReader.of(
                    table(row, row, row), network(LossKind.MCXENT, 1_000_000_000), AS_THEY_ARE)),
        "some.csv: 3 rows of 1000000000 outputs are more numbers than an array can hold");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 3, 0.5, 1e300, -1e-9, 2147483648.0})
  void aClassOutOfRangeIsRefusedWithItsLine(double label) {
    assertMentions(
        messageOf(
            () ->
                ExamplesReader.of(
                    table(new double[] {1, 2, 0}, new double[] {1, 2, label}),
                    network(LossKind.MCXENT, 3),
                    AS_THEY_ARE)),
        "some.csv, line 3, column 3: the label " + label + " is not a class from 0 to 2");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, 2})
  void aProbabilityOutOfRangeIsRefusedWithItsLine(double label) {
    assertMentions(
        messageOf(
            () ->
                ExamplesReader.of(
                    table(new double[] {1, 2, 0, label}), network(LossKind.XENT, 2), AS_THEY_ARE)),
        "some.csv, line 2, column 4: the label " + label + " is not a probability from 0 to 1");
  }

  @Test
  void standardizedFeaturesHaveMean0AndVariance1() {
    Table iris = TableReader.readShipped("iris.csv");
    NetworkSpec spec =
        Samples.network(DType.FLOAT64, 4, LossKind.MCXENT, layer(3, ActivationKind.SOFTMAX));

    Examples examples = ExamplesReader.of(iris, spec, new DataSpec(true, false, 32));

    for (int column = 0; column < 4; column++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < examples.count(); i++) {
        double v = examples.x()[i * 4 + column];
        sum += v;
        squares += v * v;
      }
      // Sums of 150 numbers near 1: some hundred roundings of 1e-16 times 150 at the very most.
      assertEquals(0, sum / 150, 1e-13);
      assertEquals(1, squares / 150, 1e-13);
    }
  }

  @Test
  void aConstantColumnBecomesZero() {
    Table table = table(new double[] {7, 1, 0}, new double[] {7, 3, 1});

    Examples examples =
        ExamplesReader.of(table, network(LossKind.XENT, 1), new DataSpec(true, false, 1));

    assertArrayEquals(new double[] {0, -1, 0, 1}, examples.x());
  }

  /** The mean of 0.1 three times is not 0.1 in float64. */
  @Test
  void soDoesAConstantWhoseMeanIsRounded() {
    Table table =
        table(new double[] {0.1, 1, 0}, new double[] {0.1, 2, 1}, new double[] {0.1, 3, 1});

    Examples examples =
        ExamplesReader.of(table, network(LossKind.XENT, 1), new DataSpec(true, false, 1));

    for (int i = 0; i < 3; i++) {
      assertEquals(0, examples.x()[2 * i]);
    }
  }

  @Test
  void targetsAreStandardizedOnlyOnRequest() {
    Table table = table(new double[] {1, 2, 10}, new double[] {1, 2, 20});
    NetworkSpec spec = network(LossKind.MSE, 1);

    assertArrayEquals(
        new double[] {10, 20}, ExamplesReader.of(table, spec, new DataSpec(true, false, 1)).y());
    assertArrayEquals(
        new double[] {-1, 1}, ExamplesReader.of(table, spec, new DataSpec(false, true, 1)).y());
  }

  @Test
  void numbersWhoseSquaresOverflowAreNotStandardized() {
    Table table = table(new double[] {1, 1e200, 10}, new double[] {1, -1e200, 20});
    NetworkSpec spec = network(LossKind.MSE, 1);

    assertMentions(
        messageOf(() -> ExamplesReader.of(table, spec, new DataSpec(true, false, 1))),
        "some.csv, column 2: the numbers are too large to standardize; scale them down");
  }
}
