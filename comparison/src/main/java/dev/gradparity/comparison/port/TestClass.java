package dev.gradparity.comparison.port;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.LabelKind;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.NetworkSpec;
import java.util.Map;

/** Writes the test that proves both classes equal. */
final class TestClass {

  private static final int EXAMPLES = 8;

  /** A few, though each of them have many steps. */
  private static final int SEQUENCES = 3;

  private static final int STEPS = 6;

  private final Ported ported;
  private final NetworkSpec spec;
  private final TestStatements statements;

  private TestClass(Ported ported) {
    this.ported = ported;
    spec = ported.spec();
    statements = new TestStatements(spec);
  }

  /** The rows of the test's minibatch. */
  static int rows(NetworkSpec spec) {
    return spec.hasSequences() ? SEQUENCES * spec.timeSteps() : EXAMPLES;
  }

  /** The test. */
  static String text(Ported ported) {
    return new TestClass(ported).text();
  }

  private String text() {
    Map<String, String> parts =
        Map.of(
            "%SAME%", same(),
            "%GIVEN%", given(),
            "%LABELS%", labels(spec.loss().kind().labels()),
            "%PASS%", statements.pass(),
            "%LIBRARY%", statements.passInLibrary(),
            "%ACTIVATIONS%", statements.activations(),
            "%AFTER%", statements.after(false),
            "%LIBRARYAFTER%", statements.after(true));
    String text =
        TEMPLATE
            .replace("%ON%", ported.resumes() ? ON : "")
            .replace("%PREDICTION%", prediction())
            .replace("%TRAINING%", ported.resumes() ? TRAINING_ON : TRAINING)
            .replace("%LIBRARYDX%", spec.hasInputGradient() ? LIBRARY_DX : "    return computed;\n")
            .replace(
                "%DXROWS%",
                statements.rows(
                    spec.hasSequences() ? "dx" : "dx.reshape('c', EXAMPLES, %FEATURES%)"))
            .replace("%OUTPUTROWS%", statements.rows("output"));
    String memory = memory();
    String state = memory.isEmpty() ? "" : "    UpdaterState state = UpdaterState.read();\n";
    text = text.replace("%STATE%", state).replace("%MEMORY%", memory);
    for (Map.Entry<String, String> part : parts.entrySet()) {
      text = text.replace(part.getKey(), part.getValue());
    }
    String net = "NetworkInDl4j.network(PARAMETERS)";
    return masked(text)
        .replace("%PENALTIES%", spec.penalises() ? "    net.addPenalties();\n" : "")
        .replace(
            "%NET%", Dl4jDropout.isIn(spec) ? "NetworkInDl4j.withSeededDropout(" + net + ")" : net)
        .replace("%NUMBER%", number())
        .replace("%DX%", spec.hasInputGradient() ? ".dx(net.dx)" : "")
        .replace("%PACKAGE%", ported.names().packageName())
        .replace("%EXAMPLES%", String.valueOf(rows(spec)))
        .replace("%STEPS%", String.valueOf(STEPS))
        .replace("%FEATURES%", String.valueOf(spec.inputSize()))
        .replace("%OUTPUTS%", String.valueOf(spec.outputSize()))
        .replace("%DEPTH%", String.valueOf(spec.depth()));
  }

  /** Hands the label mask on, where there is one. */
  private String masked(String text) {
    boolean isMasked = ported.isMasked();
    return text.replace("%NEWMASK%", isMasked ? NEW_MASK : "")
        .replace("%MASKS%", isMasked ? ported.isMaskedPerOutput() ? MASK_OF_OUTPUTS : MASK : "")
        .replace("%ONMASK%", isMasked ? ", mask" : "")
        .replace("%GIVENMASK%", isMasked ? ", given.labelMask()" : "")
        .replace("%LIBRARYMASK%", isMasked ? LIBRARY_MASK : "")
        .replace("%DATASETMASK%", isMasked ? ", null, mask" : "")
        .replace("%MASKCOLUMNS%", String.valueOf(ported.maskColumns()));
  }

  /** Both sides' outputs of inference, which have derived bounds where it is a pass of training. */
  private String prediction() {
    boolean hasRrelu = PlainLayers.hasRrelu(spec);
    if (PlainLayers.differInInference(spec)) {
      String part = spec.dtype() == DType.FLOAT32 ? "1e-3" : "1e-10";
      return hasRrelu ? "" : INFERENCE.replace("%PART%", part);
    }
    return PREDICTION
        .replace("%RRELU%", hasRrelu ? RRELU : "")
        .replace("%ISTRAINING%", hasRrelu ? ", true" : "");
  }

  private String same() {
    StringBuilder text = new StringBuilder();
    for (ParameterPlace place : ParameterPlace.all(spec)) {
      text.append(
          "    assertArrayEquals(PARAMETERS.%s, rows(net.getParam(\"%s\")));\n"
              .formatted(place.name(), place.inDl4j()));
    }
    return text.toString();
  }

  private String given() {
    StringBuilder text = new StringBuilder();
    for (ParameterPlace place : ParameterPlace.all(spec)) {
      text.append(
          "    parameters.put(\"%s\", PARAMETERS.%s);\n".formatted(place.array(), place.name()));
    }
    return text.toString();
  }

  private String memory() {
    StringBuilder text = new StringBuilder();
    for (UpdaterStateClass.Remembered remembered : UpdaterStateClass.all(spec)) {
      text.append(
          "    memory.put(\"%s\", %s);\n".formatted(remembered.array(), remembered.of("state")));
    }
    return text.toString();
  }

  /** An element of an example. */
  private String number() {
    return spec.layer(1).form() instanceof LayerForm.Embedding embedding
        ? "random.nextInt(%d)".formatted(embedding.inputs())
        : "2 * random.nextDouble() - 1";
  }

  private static String labels(LabelKind kind) {
    String one = "        y[i][j] = %s;\n";
    return switch (kind) {
      case DISTRIBUTION, CLASS -> "      y[i][random.nextInt(%OUTPUTS%)] = 1;\n";
      case REAL -> each(one.formatted("random.nextGaussian()"));
      case NON_ZERO -> each(one.formatted("random.nextBoolean() ? 0.5 : -0.5"));
      case NON_NEGATIVE -> each(one.formatted("random.nextInt(4)"));
      case SIGN -> each(one.formatted("random.nextBoolean() ? 1 : -1"));
      case BINARY -> each(one.formatted("random.nextInt(2)"));
      case PROBABILITY -> each(one.formatted("0.125 + 0.75 * random.nextDouble()"));
    };
  }

  private static String each(String statement) {
    return "      for (int j = 0; j < %OUTPUTS%; j++) {\n" + statement + "      }\n";
  }

  private static final String LIBRARY_DX =
      """
          INDArray dx = NetworkInDl4j.inputGradient(net, x, y%ONMASK%);
          return computed.dx(rows(%DXROWS%));
      """;

  private static final String NEW_MASK =
      "    double[][] mask = new double[EXAMPLES][%MASKCOLUMNS%];\n";

  private static final String MASK = "      mask[i][0] = i % 3 == 0 ? 0 : 1;\n";

  private static final String MASK_OF_OUTPUTS =
      """
            for (int j = 0; j < %OUTPUTS%; j++) {
              mask[i][j] = (i + j) % 3 == 0 ? 0 : 1;
            }
      """;

  private static final String LIBRARY_MASK =
      "    INDArray mask = NetworkInDl4j.labelMask(given.labelMask());\n";

  private static final String PREDICTION =
      """
        @Test
        void bothPredictAlike() throws URISyntaxException {
          assertThat(ParityTest::predictionInPlainJava).matchTwin(ParityTest::predictionInDl4j);
        }

        private static Computed predictionInPlainJava(Given given) {
          return new Computed().a(%DEPTH%, new PlainNetwork(PARAMETERS).predict(given.x()));
        }

        private static Computed predictionInDl4j(Given given) {
          MultiLayerNetwork net = NetworkInDl4j.network(PARAMETERS);
      %RRELU%    INDArray output = net.output(NetworkInDl4j.features(given.x())%ISTRAINING%);
          return new Computed().a(%DEPTH%, rows(%OUTPUTROWS%));
        }

      """;

  private static final String RRELU =
      "    // As in training: in inference, the library's rrelu cuts off at its slope.\n";

  private static final String INFERENCE =
      """
        /** Inference has no bounds derived for it: outputs may differ by this part of the largest. */
        @Test
        void bothPredictAlike() {
          Random random = new Random(43);
          double[][] x = new double[EXAMPLES][];
          for (int i = 0; i < EXAMPLES; i++) {
            x[i] = features(random);
          }
          INDArray output = NetworkInDl4j.network(PARAMETERS).output(NetworkInDl4j.features(x));
          double largest = Math.max(1, output.amaxNumber().doubleValue());
          double[][] expected = rows(%OUTPUTROWS%);
          double[][] predicted = new PlainNetwork(PARAMETERS).predict(x);
          for (int i = 0; i < EXAMPLES; i++) {
            assertArrayEquals(expected[i], predicted[i], %PART% * largest);
          }
        }

      """;

  private static final String TRAINING =
      """
        private static Computed trainingInPlainJava(Given given) {
          return train(new PlainNetwork(PARAMETERS), 0, given);
        }

        private static Computed trainingInDl4j(Given given) {
          return train(%NET%, given);
        }
      """;

  private static final String TRAINING_ON =
      TRAINING
          + """

        private static Computed trainingOnInPlainJava(Given given) {
          PlainNetwork net = new PlainNetwork(PARAMETERS);
          net.resume(UpdaterState.read());
          return train(net, UpdaterState.EPOCHS, given);
        }

        private static Computed trainingOnInDl4j(Given given) {
          MultiLayerNetwork net = %NET%;
          NetworkInDl4j.resume(net, UpdaterState.read());
          return train(net, given);
        }
      """;

  private static final String ON =
      """
        /** From the state of the model's updater, as its training would have gone on. */
        @Test
        void bothTrainOnAlike() throws URISyntaxException {
      %STATE%    Map<String, double[][]> memory = new HashMap<>();
      %MEMORY%    assertThat(ParityTest::trainingOnInPlainJava)
              .after(UpdaterState.ITERATIONS, UpdaterState.EPOCHS, memory)
              .matchTwin(ParityTest::trainingOnInDl4j);
        }

      """;

  private static final String TEMPLATE =
      """
      package %PACKAGE%;

      import static dev.gradparity.testkit.GradientAssert.assertThatGradientsOf;
      import static org.junit.jupiter.api.Assertions.assertArrayEquals;

      import dev.gradparity.comparison.input.SpecReader;
      import dev.gradparity.spec.NetworkSpec;
      import dev.gradparity.testkit.CaseAssert;
      import dev.gradparity.testkit.Computed;
      import dev.gradparity.testkit.Given;
      import dev.gradparity.testkit.HandWritten;
      import java.net.URISyntaxException;
      import java.nio.file.Path;
      import java.util.Arrays;
      import java.util.HashMap;
      import java.util.List;
      import java.util.Map;
      import java.util.Random;
      import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
      import org.junit.jupiter.api.Test;
      import org.nd4j.linalg.api.ndarray.INDArray;
      import org.nd4j.linalg.dataset.DataSet;

      /**
       * Both are one network: from the same parameters on the same examples they compute the same, to
       * within what rounding allows. The bounds are gradparity's, derived from the operations.
       */
      class ParityTest {

        private static final int EXAMPLES = %EXAMPLES%;
        private static final int STEPS = %STEPS%;
        private static final Parameters PARAMETERS = Parameters.read();

        @Test
        void bothHaveTheSameParameters() {
          MultiLayerNetwork net = NetworkInDl4j.network(PARAMETERS);

      %SAME%    assertArrayEquals(PARAMETERS.flat(), net.params().toDoubleVector());
          assertArrayEquals(PARAMETERS.flat(), Parameters.ofFlat(PARAMETERS.flat()).flat());
        }

        @Test
        void bothComputeTheSameGradients() throws URISyntaxException {
          assertThat(ParityTest::passInPlainJava).matchTwin(ParityTest::passInDl4j);
        }

        @Test
        void bothTrainAlike() throws URISyntaxException {
          assertThat(ParityTest::trainingInPlainJava).matchTwin(ParityTest::trainingInDl4j);
        }

      %PREDICTION%%ON%  /** Examples from a seed, and the parameters of parameters.npz. */
        private static CaseAssert assertThat(HandWritten network) throws URISyntaxException {
          Path file = Path.of(ParityTest.class.getResource("/spec.json").toURI());
          NetworkSpec spec = SpecReader.readNetwork(file);
          Random random = new Random(42);
          double[][] x = new double[EXAMPLES][];
          double[][] y = new double[EXAMPLES][%OUTPUTS%];
      %NEWMASK%    for (int i = 0; i < EXAMPLES; i++) {
            x[i] = features(random);
      %LABELS%%MASKS%    }
          Map<String, double[][]> parameters = new HashMap<>();
      %GIVEN%    return assertThatGradientsOf(network).on(spec, x, y%ONMASK%).from(parameters);
        }

        /** Of one example. */
        private static double[] features(Random random) {
          double[] x = new double[%FEATURES%];
          for (int j = 0; j < x.length; j++) {
            x[j] = %NUMBER%;
          }
          return x;
        }

        private static Computed passInPlainJava(Given given) {
          PlainNetwork net = new PlainNetwork(PARAMETERS);
          net.forward(given.x());
          double loss = net.loss(given.y()%GIVENMASK%);
          net.backward(given.x(), given.y()%GIVENMASK%);
      %PENALTIES%    Computed computed = new Computed();
      %PASS%    return computed%DX%;
        }

        private static Computed passInDl4j(Given given) {
          MultiLayerNetwork net = %NET%;
          INDArray x = NetworkInDl4j.features(given.x());
          INDArray y = NetworkInDl4j.labels(given.y());
      %LIBRARYMASK%    Computed computed = new Computed();
      %ACTIVATIONS%    Map<String, INDArray> gradients = NetworkInDl4j.gradients(net, x, y%ONMASK%);
      %LIBRARY%%LIBRARYDX%  }

      %TRAINING%
        /** One minibatch of all examples; every step is an epoch. */
        private static Computed train(PlainNetwork net, int epochs, Given given) {
          Computed computed = new Computed();
          for (int t = 1; t <= STEPS; t++) {
            computed.lossBefore(t, net.step(given.x(), given.y()%GIVENMASK%, epochs + t - 1));
      %AFTER%    }
          return computed;
        }

        private static Computed train(MultiLayerNetwork net, Given given) {
          INDArray x = NetworkInDl4j.features(given.x());
          INDArray y = NetworkInDl4j.labels(given.y());
      %LIBRARYMASK%    DataSet minibatch = new DataSet(x, y%DATASETMASK%);
          Computed computed = new Computed();
          for (int t = 1; t <= STEPS; t++) {
            net.fit(minibatch);
            // Untold, only fit of an iterator counts epochs, and schedules with it.
            net.incrementEpochCount();
            computed.lossBefore(t, net.score());
      %LIBRARYAFTER%    }
          return computed;
        }

        /** A copy: the library's arrays are views that the next step changes. */
        private static double[][] rows(INDArray matrix) {
          double[] values = matrix.dup('c').data().asDouble();
          int columns = (int) matrix.size(-1); // a bias has one axis
          double[][] rows = new double[values.length / columns][];
          for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
          }
          return rows;
        }

        private static double[][] copy(double[][] matrix) {
          return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
        }
      }
      """;
}
