package dev.gradparity.comparison.port;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/** Sequences of time steps in Deeplearning4j, whose arrays of them have three axes. */
final class Dl4jSequences {

  private static final String CONF = "org.deeplearning4j.nn.conf";

  private final NetworkSpec spec;
  private final Imports imports;

  /** An expression's end that makes an array the network's type. */
  private final String cast;

  Dl4jSequences(NetworkSpec spec, Imports imports, String cast) {
    this.spec = spec;
    this.imports = imports;
    this.cast = cast;
  }

  /** What declares the input, and with it the preprocessors. */
  List<JavaCode> input() {
    List<JavaCode> links = new ArrayList<>();
    if (isInferred(spec)) {
      String type = imports.of(CONF + ".inputs", "InputType");
      String of = "%s.recurrent(%d, %d)".formatted(type, spec.inputSize(), spec.timeSteps());
      links.add(JavaCode.of("// Its preprocessors make rows of the steps, and steps of the rows."));
      links.add(JavaCode.call(".setInputType", of));
      return links;
    }
    String toRows = imports.of(CONF + ".preprocessor", "RnnToFeedForwardPreProcessor");
    String toSteps = imports.of(CONF + ".preprocessor", "FeedForwardToRnnPreProcessor");
    links.add(JavaCode.of("// Given an input type, it would put none before the first layer."));
    links.add(JavaCode.call(".inputPreProcessor", "0", "new " + toRows + "()"));
    String last = String.valueOf(spec.depth() - 1);
    links.add(JavaCode.call(".inputPreProcessor", last, "new " + toSteps + "()"));
    return links;
  }

  /** Whether the library finds the places of its preprocessors by itself: before dense layers. */
  private static boolean isInferred(NetworkSpec spec) {
    return spec.layer(1).form() instanceof LayerForm.Dense;
  }

  /** What a last layer has to be told where no input type tells it. */
  static void addFormat(List<JavaCode> links, NetworkSpec spec, Imports imports) {
    if (spec.hasSequences() && !isInferred(spec)) {
      String format = imports.of(CONF, "RNNFormat");
      links.add(JavaCode.of("// Without an input type, it does not know its axes."));
      links.add(JavaCode.call(".dataFormat", format + ".NCW"));
    }
  }

  /** The methods {@code features}, {@code labels}, {@code labelMask} and {@code rows}. */
  String methods(Ported ported) {
    return FEATURES
        + (spec.loss().kind() == LossKind.SPARSE_MCXENT ? CLASSES : LABELS)
        + (ported.isMasked() ? ported.isMaskedPerOutput() ? MASK_OF_OUTPUTS : mask() : "")
        + ROWS.replace("%T%", String.valueOf(spec.timeSteps())).replace("%CAST%", cast);
  }

  private String mask() {
    return MASK.replace("%T%", String.valueOf(spec.timeSteps())).replace("%CAST%", cast);
  }

  private static final String FEATURES =
      """

        /** Features, one row for each step of each sequence. */
        static INDArray features(double[][] x) {
          return sequences(x);
        }
      """;

  private static final String LABELS =
      """

        /** Labels, one row for each step of each sequence. */
        static INDArray labels(double[][] y) {
          return sequences(y);
        }
      """;

  private static final String CLASSES =
      """

        /** The number of each step's class, from its row of zeros and a one. */
        static INDArray labels(double[][] y) {
          double[][] classes = new double[y.length][1];
          for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y[i].length; j++) {
              classes[i][0] += j * y[i][j];
            }
          }
          return sequences(classes);
        }
      """;

  private static final String MASK =
      """

        /** Which steps' labels count, 1, and which do not, 0: [sequences, steps]. */
        static INDArray labelMask(double[][] mask) {
          return Nd4j.create(mask)%CAST%.reshape('c', mask.length / %T%, %T%);
        }
      """;

  private static final String MASK_OF_OUTPUTS =
      """

        /** Which labels count, 1, and which do not, 0: one row for each step of each sequence. */
        static INDArray labelMask(double[][] mask) {
          return sequences(mask);
        }
      """;

  private static final String ROWS =
      """

        /** Rows, those of a sequence one after the other, as [sequences, columns, steps]. */
        private static INDArray sequences(double[][] rows) {
          INDArray steps =
              Nd4j.create(rows)%CAST%.reshape('c', rows.length / %T%, %T%, rows[0].length);
          return steps.permute(0, 2, 1).dup('c');
        }

        /** The inverse. Between its preprocessors, the library has rows too, but step by step. */
        static INDArray rows(INDArray array) {
          INDArray steps =
              array.rank() == 3
                  ? array.permute(0, 2, 1)
                  : array
                      .reshape('c', %T%, array.size(0) / %T%, array.size(1))
                      .permute(1, 0, 2);
          return steps.dup('c').reshape('c', steps.size(0) * %T%, steps.size(2));
        }
      """;
}
