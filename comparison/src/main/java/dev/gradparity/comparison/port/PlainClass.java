package dev.gradparity.comparison.port;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the class that computes and trains the network in plain Java, without any library. */
final class PlainClass {

  private final Ported ported;
  private final NetworkSpec spec;
  private final PlainText text = new PlainText();
  private final PlainLayers layers;
  private final PlainLosses losses;
  private final PlainStep step;

  /** The labels, and their mask if there is one, as parameters. */
  private final String labels;

  /** The same as arguments. */
  private final String given;

  private PlainClass(Ported ported) {
    this.ported = ported;
    spec = ported.spec();
    labels = ported.isMasked() ? "double[][] y, double[][] mask" : "double[][] y";
    given = ported.isMasked() ? "y, mask" : "y";
    PlainActivations activations = new PlainActivations(text);
    layers = new PlainLayers(spec, text, activations);
    losses = new PlainLosses(ported, text, activations);
    step = new PlainStep(spec, text, ported.resumes());
  }

  /** The class. */
  static String text(Ported ported) {
    return new PlainClass(ported).text();
  }

  private String text() {
    String members = fields() + constructor() + forward() + loss() + backward() + training();
    members += ported.resumes() ? resume() : "";
    members += predict();
    String constants = text.constants().isEmpty() ? "" : "\n" + text.constants();
    return "package "
        + ported.names().packageName()
        + ";\n\n"
        + text.imports().text()
        + head()
        + constants
        + members
        + text.methods()
        + "}\n";
  }

  private String head() {
    String arithmetic =
        spec.dtype() == DType.FLOAT32
            ? "\n *\n * <p>The network is float32: parameters are floats, kept in doubles and rounded after every step;"
                + "\n * what lies between is computed in double."
            : "";
    String mask =
        ported.isMasked()
            ? "\n *\n * <p>A label counts where its mask is 1, and not where it is 0; a mask has a row of %s for"
                    .formatted(ported.isMaskedPerOutput() ? "all outputs" : "one element")
                + "\n * each %s.".formatted(row())
            : "";
    String features =
        spec.hasSequences() ? "a step is a row\n * of X" : "an example is a\n * row of X";
    return """
        /**
         * The network in plain Java, an equation on a line. A matrix is an array of rows: %s, \
        W is (inputs, units), and b is one row. dT is dLoss/dT, in the shape of T.%s%s
         */
        final class %s {
        """
        .formatted(features, arithmetic + sequences(), mask, PortNames.PLAIN);
  }

  /** What is a row of X, and of all that is computed of it. */
  private String row() {
    return spec.hasSequences() ? "step" : "example";
  }

  private String sequences() {
    return spec.hasSequences()
        ? ("\n *\n * <p>An example is a sequence of %d steps. Every step is a row, beside the others of its"
                + " sequence,\n * and meets all layers alike.")
            .formatted(spec.timeSteps())
        : "";
  }

  private String fields() {
    StringBuilder fields = new StringBuilder("\n");
    for (int l = 1; l <= spec.depth(); l++) {
      fields.append(layers.parameterFields(l));
    }
    for (int l = 1; l <= spec.depth(); l++) {
      fields.append("\n").append(layers.passFields(l, l < spec.depth() || outputGradient()));
    }
    fields.append(spec.hasInputGradient() ? "\n  double[][] dx;\n" : "");
    if (!step.fields().isEmpty()) {
      fields.append("\n").append(step.fields());
    }
    return fields.append(countsSteps() ? "\n  private int iteration;\n" : "").toString();
  }

  private boolean countsSteps() {
    return step.movements().contains(", t)")
        || step.movements().contains("(iteration, ")
        || spec.layers().stream().anyMatch(layer -> layer.form().dropOut() < 1);
  }

  private boolean outputGradient() {
    return losses.showsOutputGradient();
  }

  private String constructor() {
    StringBuilder body = new StringBuilder();
    for (int l = 1; l <= spec.depth(); l++) {
      body.append(layers.copies(l));
    }
    text.method(
        "copy",
        """
          private static double[][] copy(double[][] a) {
            double[][] copy = new double[a.length][];
            for (int i = 0; i < a.length; i++) {
              copy[i] = a[i].clone();
            }
            return copy;
          }
        """);
    return "\n  /** The network with a copy of these parameters, before its first step. */\n  "
        + PortNames.PLAIN
        + "("
        + PortNames.PARAMETERS
        + " parameters) {\n"
        + body
        + "  }\n";
  }

  private String forward() {
    StringBuilder body = new StringBuilder();
    for (int l = 1; l <= spec.depth(); l++) {
      body.append(layers.forward(l));
    }
    String remark =
        PlainLayers.differInInference(spec)
            ? "Z and A = f(Z) in training, from the input to the output."
            : "Z = A W + 1b and A = f(Z), from the input to the output.";
    return "\n  /** " + remark + " */\n  void forward(double[][] x) {\n" + body + "  }\n";
  }

  private String loss() {
    boolean penalises = !step.penaltyValues().isEmpty();
    String examples = spec.hasSequences() ? "sequences" : "examples";
    String mean = (ported.isMasked() ? "mean over all " : "mean over the ") + examples;
    String remark =
        (spec.reduction() == Reduction.MEAN ? mean : "sum over the " + examples)
            + (penalises ? ", and the penalties" : "");
    return "\n  /** The loss after a forward pass: the "
        + remark
        + ". */\n"
        + "  double loss("
        + labels
        + ") {\n"
        + (penalises
            ? "    double loss = "
                + losses.value()
                + ";\n"
                + step.penaltyValues()
                + "    return loss;\n"
            : "    return " + losses.value() + ";\n")
        + "  }\n";
  }

  private String backward() {
    StringBuilder body = new StringBuilder();
    if (spec.reduction() == Reduction.MEAN) {
      body.append(
          spec.hasSequences()
              ? "    int n = y.length / %d; // sequences\n".formatted(spec.timeSteps())
              : "    int n = y.length;\n");
    }
    body.append(losses.backward());
    for (int l = spec.depth(); l >= 1; l--) {
      body.append(layers.backward(l));
    }
    String remark =
        step.penaltyGradients().isEmpty()
            ? "The gradients of the loss after a forward pass, from the output to the input."
            : "The gradients without the penalties after a forward pass, from output to input.";
    String backward =
        "\n  /** "
            + remark
            + " */\n  void backward(double[][] x, "
            + labels
            + ") {\n"
            + body
            + "  }\n";
    return step.penaltyGradients().isEmpty()
        ? backward
        : backward
            + "\n  /** Adds the gradients of the penalties, which are divided by nothing. */\n"
            + "  void addPenalties() {\n"
            + step.penaltyGradients()
            + "  }\n";
  }

  private String predict() {
    StringBuilder body = new StringBuilder();
    String remark = "those of a forward pass";
    if (PlainLayers.differInInference(spec)) {
      for (int l = 1; l <= spec.depth(); l++) {
        body.append(layers.inference(l));
      }
      remark = "those of inference, which no backward pass follows";
    } else {
      body.append("    forward(x);\n");
    }
    return "\n  /** The outputs, a row for each %s: ".formatted(row())
        + remark
        + ". */\n  double[][] predict(double[][] x) {\n"
        + body
        + "    return a%d;\n  }\n".formatted(spec.depth());
  }

  private String resume() {
    StringBuilder body = new StringBuilder();
    Map<String, List<String>> memories = new LinkedHashMap<>();
    for (UpdaterStateClass.Remembered remembered : UpdaterStateClass.all(spec)) {
      memories
          .computeIfAbsent(remembered.place().name(), name -> new ArrayList<>())
          .add(remembered.of("state"));
    }
    memories.forEach(
        (name, arrays) -> {
          String resumed = PlainUpdaters.memory(name) + ".resume";
          JavaCode call = JavaCode.call(resumed, arrays.toArray(String[]::new));
          body.append(JavaCode.statement(4, "", call));
        });
    if (!memories.isEmpty()) {
      text.method(
          "copy into",
          """
            private static void copy(double[][] from, double[][] to) {
              for (int i = 0; i < from.length; i++) {
                System.arraycopy(from[i], 0, to[i], 0, from[i].length);
              }
            }
          """);
    }
    return "\n  /** Goes on where the training stopped that this state is of. */\n"
        + "  void resume(UpdaterState state) {\n"
        + body
        + (countsSteps() ? "    iteration = UpdaterState.ITERATIONS;\n" : "")
        + "  }\n";
  }

  private String training() {
    StringBuilder body = new StringBuilder();
    body.append("    forward(x);\n    double loss = loss(%s);\n".formatted(given));
    body.append("    backward(x, %s);\n".formatted(given));
    body.append(step.normalisations());
    body.append(step.penaltyGradients().isEmpty() ? "" : "    addPenalties();\n");
    String movements = step.movements();
    if (movements.contains(", t)")) {
      body.append("    int t = iteration + 1;\n");
    }
    body.append(movements).append(countsSteps() ? "    iteration++;\n" : "");
    body.append("    return loss;\n");
    return """

          /**
           * One training step on a minibatch.
           *
           * @param epoch from 0
           * @return the loss before the step
           */
          double step(double[][] x, %s, int epoch) {
        """
            .formatted(labels)
        + body
        + "  }\n";
  }
}
