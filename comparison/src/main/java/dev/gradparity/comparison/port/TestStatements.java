package dev.gradparity.comparison.port;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import java.util.List;

/** The statements of the test that show what either side computed, tensor by tensor. */
record TestStatements(NetworkSpec spec) {

  /** What the plain class computed in a pass. */
  String pass() {
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

  /** The same of the library. */
  String passInLibrary() {
    StringBuilder text = new StringBuilder();
    for (int l = 1; l <= spec.depth(); l++) {
      text.append(
          "    computed.a(%d, rows(%s));\n".formatted(l, rows("activations.get(" + l + ")")));
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

  /** The rows of an array of the library's, which of sequences has three axes, or another order. */
  String rows(String array) {
    return spec.hasSequences() ? "NetworkInDl4j.rows(" + array + ")" : array;
  }

  /** The statement that has the library compute its activations. */
  String activations() {
    String why = "";
    if (PlainLayers.differInInference(spec)) {
      why = "inference neither drops out nor normalises by batch";
    } else if (PlainLayers.hasRrelu(spec)) {
      why = "rrelu gives other numbers in inference";
    } else if (spec.layers().stream().anyMatch(l -> l.form() instanceof LayerForm.Activation)) {
      why = "in inference an ActivationLayer writes over what is below it";
    } else if (spec.layers().stream().anyMatch(l -> l.form() instanceof LayerForm.PRelu)) {
      why = "in inference a PReLULayer writes over what is below it";
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

  /** The parameters after a step, and what the updaters remember of them. */
  String after(boolean inLibrary) {
    StringBuilder text = new StringBuilder();
    for (ParameterPlace place : ParameterPlace.all(spec)) {
      String value =
          inLibrary
              ? "rows(net.getParam(\"%s\"))".formatted(place.inDl4j())
              : "copy(net.%s)".formatted(place.name());
      text.append(after(place, value));
    }
    List<UpdaterStateClass.Remembered> memory = UpdaterStateClass.all(spec);
    if (inLibrary && !memory.isEmpty()) {
      text.append("      Parameters[] memory = NetworkInDl4j.memory(net);\n");
    }
    for (UpdaterStateClass.Remembered remembered : memory) {
      String value =
          inLibrary
              ? "memory[%d].%s".formatted(remembered.index(), remembered.place().name())
              : "copy(%s)".formatted(remembered.ofPlain("net"));
      text.append(
          "      computed.stateAfter(t, \"%s\", %s);\n".formatted(remembered.array(), value));
    }
    return text.toString();
  }
}
