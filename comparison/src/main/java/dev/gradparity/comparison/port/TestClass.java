package dev.gradparity.comparison.port;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.LabelKind;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import java.util.List;
import java.util.Map;

/** Writes the test that proves both classes equal. */
final class TestClass {

  /** Of the test's minibatch. */
  static final int EXAMPLES = 8;
  private static final int STEPS = 6;

  private final NetworkSpec spec;
  private final PortNames names;

  private final boolean resumes;

  private TestClass(NetworkSpec spec, PortNames names, boolean resumes) {
    this.spec = spec;
    this.resumes = resumes;
    this.names = names;
  }

  /**
   * The test.
   *
   * @param resumes whether both go on where another training stopped
   */
  static String text(NetworkSpec spec, PortNames names, boolean resumes) {
    return new TestClass(spec, names, resumes).text();
  }

  private String text() {
    Map<String, String> parts =
        Map.of(
            "%SAME%", same(),
            "%GIVEN%", given(),
            "%LABELS%", labels(spec.loss().kind().labels()),
            "%PASS%", pass(),
            "%LIBRARY%", library(),
            "%ACTIVATIONS%", activations(),
            "%AFTER%", after(false),
            "%LIBRARYAFTER%", after(true));
    String text = TEMPLATE.replace("%ON%", resumes ? ON : "");
    text = text.replace("%TRAINING%", resumes ? TRAINING_ON : TRAINING);
    String memory = memory();
    String state = memory.isEmpty() ? "" : "    UpdaterState state = UpdaterState.read();\n";
    text = text.replace("%STATE%", state).replace("%MEMORY%", memory);
    for (Map.Entry<String, String> part : parts.entrySet()) {
      text = text.replace(part.getKey(), part.getValue());
    }
    String penalties = spec.penalises() ? "    net.addPenalties();\n" : "";
    String net = "NetworkInDl4j.network(PARAMETERS)";
    return text.replace("%PENALTIES%", penalties)
        .replace(
            "%NET%", Dl4jDropout.isIn(spec) ? "NetworkInDl4j.withSeededDropout(" + net + ")" : net)
        .replace("%NUMBER%", number())
        .replace("%DX%", spec.hasInputGradient() ? ".dx(net.dx)" : "")
        .replace("%LIBRARYDX%", spec.hasInputGradient() ? LIBRARY_DX : "    return computed;\n")
        .replace("%PACKAGE%", names.packageName())
        .replace("%EXAMPLES%", String.valueOf(EXAMPLES))
        .replace("%STEPS%", String.valueOf(STEPS))
        .replace("%FEATURES%", String.valueOf(spec.inputSize()))
        .replace("%OUTPUTS%", String.valueOf(spec.outputSize()));
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

  private String pass() {
    StringBuilder text = new StringBuilder();
    String call = "    computed.%s(%d, net.%s%d);\n";
    for (int l = 1; l <= spec.depth(); l++) {
      text.append(call.formatted("z", l, "z", l));
      text.append(call.formatted("a", l, "a", l));
    }
    text.append("    computed.loss(loss);\n");
    for (int l = spec.depth(); l >= 1; l--) {
      if (l < spec.depth()) {
        text.append(call.formatted("da", l, "da", l));
      }
      text.append(call.formatted("dz", l, "dz", l));
      for (ParameterKind kind : learnt(l)) {
        text.append(gradient(l, kind, "net.d" + ParameterPlace.name(l, kind)));
      }
    }
    return text.toString();
  }

  private String library() {
    StringBuilder text = new StringBuilder();
    for (int l = 1; l <= spec.depth(); l++) {
      text.append("    computed.a(%d, rows(activations.get(%d)));\n".formatted(l, l));
    }
    if (!decays()) {
      text.append("    computed.loss(net.score());\n");
    }
    for (int l = spec.depth(); l >= 1; l--) {
      boolean isWrapped = spec.layer(l).settings().frozen() && l < spec.depth();
      for (ParameterKind kind : isWrapped ? List.<ParameterKind>of() : learnt(l)) {
        String name = l - 1 + "_" + kind.symbol();
        text.append(gradient(l, kind, "rows(gradients.get(\"" + name + "\"))"));
      }
    }
    return text.toString();
  }

  private String activations() {
    String why = "";
    for (LayerSpec layer : spec.layers()) {
      if (PlainLayers.differInInference(spec)) {
        why = "inference neither drops out nor normalises by batch";
      } else if (layer.activation().kind() == ActivationKind.RRELU) {
        why = "rrelu gives other numbers in inference";
      } else if (layer.form() instanceof LayerForm.Activation) {
        why = "in inference an ActivationLayer writes over what is below it";
      } else if (layer.form() instanceof LayerForm.PRelu) {
        why = "in inference a PReLULayer writes over what is below it";
      }
    }
    return why.isEmpty()
        ? "    List<INDArray> activations = net.feedForward(x, false); // 0 is the input\n"
        : """
              // As in training: %s. 0 is the input.
              List<INDArray> activations = net.feedForward(x, true);
          """
            .formatted(why);
  }

  /** The library's score counts weight decay, which no gradient follows. */
  private boolean decays() {
    for (int l = 1; l <= spec.depth(); l++) {
      if (spec.regularisation(l).weights().weightDecay() > 0
          || spec.regularisation(l).bias().weightDecay() > 0) {
        return true;
      }
    }
    return false;
  }

  private List<ParameterKind> learnt(int layer) {
    return spec.layer(layer).parameters().stream().filter(ParameterKind::isLearnt).toList();
  }

  private static String gradient(int layer, ParameterKind kind, String value) {
    String row = kind == ParameterKind.WEIGHTS ? "" : "[0]";
    return "    computed.d%s(%d, %s%s);\n".formatted(kind.symbol(), layer, value, row);
  }

  private static String after(ParameterPlace place, String value) {
    String method =
        switch (place.kind()) {
          case WEIGHTS -> "weights";
          case BIAS -> "bias";
          case GAIN -> "gain";
          case GAMMA -> "gamma";
          case BETA -> "beta";
          case MEAN -> "mean";
          case VARIANCE -> "variance";
        };
    return "      computed.%sAfter(t, %d, %s%s);\n"
        .formatted(method, place.layer(), value, place.isRow() ? "[0]" : "");
  }

  private String after(boolean inLibrary) {
    StringBuilder text = new StringBuilder();
    for (ParameterPlace place : ParameterPlace.all(spec)) {
      String value =
          inLibrary
              ? "rows(net.getParam(\"%s\"))".formatted(place.inDl4j())
              : "copy(net.%s)".formatted(place.name());
      text.append(after(place, value));
    }
    return text.toString();
  }

  private static final String LIBRARY_DX =
      """
          INDArray dx = NetworkInDl4j.inputGradient(net, x, y);
          return computed.dx(rows(dx.reshape('c', EXAMPLES, %FEATURES%)));
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

      %ON%  /** Examples from a seed, and the parameters of parameters.npz. */
        private static CaseAssert assertThat(HandWritten network) throws URISyntaxException {
          Path file = Path.of(ParityTest.class.getResource("/spec.json").toURI());
          NetworkSpec spec = SpecReader.readNetwork(file);
          Random random = new Random(42);
          double[][] x = new double[EXAMPLES][%FEATURES%];
          double[][] y = new double[EXAMPLES][%OUTPUTS%];
          for (int i = 0; i < EXAMPLES; i++) {
            for (int j = 0; j < %FEATURES%; j++) {
              x[i][j] = %NUMBER%;
            }
      %LABELS%    }
          Map<String, double[][]> parameters = new HashMap<>();
      %GIVEN%    return assertThatGradientsOf(network).on(spec, x, y).from(parameters);
        }

        private static Computed passInPlainJava(Given given) {
          PlainNetwork net = new PlainNetwork(PARAMETERS);
          net.forward(given.x());
          double loss = net.loss(given.y());
          net.backward(given.x(), given.y());
      %PENALTIES%    Computed computed = new Computed();
      %PASS%    return computed%DX%;
        }

        private static Computed passInDl4j(Given given) {
          MultiLayerNetwork net = %NET%;
          INDArray x = NetworkInDl4j.features(given.x());
          INDArray y = NetworkInDl4j.labels(given.y());
          Computed computed = new Computed();
      %ACTIVATIONS%    Map<String, INDArray> gradients = NetworkInDl4j.gradients(net, x, y);
      %LIBRARY%%LIBRARYDX%  }

      %TRAINING%
        /** One minibatch of all examples; every step is an epoch. */
        private static Computed train(PlainNetwork net, int epochs, Given given) {
          Computed computed = new Computed();
          for (int t = 1; t <= STEPS; t++) {
            computed.lossBefore(t, net.step(given.x(), given.y(), epochs + t - 1));
      %AFTER%    }
          return computed;
        }

        private static Computed train(MultiLayerNetwork net, Given given) {
          INDArray x = NetworkInDl4j.features(given.x());
          INDArray y = NetworkInDl4j.labels(given.y());
          DataSet minibatch = new DataSet(x, y);
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
