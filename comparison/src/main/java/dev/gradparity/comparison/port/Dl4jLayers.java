package dev.gradparity.comparison.port;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerFormCases;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.WeightInit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A layer as a method that builds it with Deeplearning4j's builders. */
final class Dl4jLayers {

  private static final String LAYERS = "org.deeplearning4j.nn.conf.layers";
  private static final String MISC = LAYERS + ".misc";
  private static final String ACTIVATIONS = "org.nd4j.linalg.activations";

  private final NetworkSpec spec;
  private final Imports imports;
  private final Dl4jSettings settings;

  Dl4jLayers(NetworkSpec spec, Imports imports, Dl4jUpdaters updaters) {
    this.spec = spec;
    this.imports = imports;
    settings = new Dl4jSettings(spec, imports, updaters);
  }

  /** The method {@code layer1} and its like, after an empty line. */
  String method(int number) {
    LayerSpec layer = spec.layer(number);
    imports.of(LAYERS, "Layer");
    boolean hasActivation = !layer.activation().equals(ActivationSpec.of(ActivationKind.IDENTITY));
    return "\n  /** Layer %d: %d to %d, %s. */\n  private static Layer layer%d() {\n"
            .formatted(
                number,
                spec.fanIn(number),
                spec.fanOut(number),
                hasActivation || layer.form() instanceof LayerForm.Dense
                    ? layer.activation().kind().specName()
                    : layer.form().specName(),
                number)
        + layer.form().match(new Forms(number))
        + "  }\n";
  }

  /** The statements of a method. */
  private final class Forms implements LayerFormCases<String> {

    private final int number;

    Forms(int number) {
      this.number = number;
    }

    @Override
    public String dense(LayerForm.Dense form) {
      boolean isOutput = number == spec.depth();
      List<JavaCode> links = new ArrayList<>();
      if (isOutput) {
        links.add(JavaCode.call(".lossFunction", "loss()"));
      }
      addFans(links, number);
      if (!spec.layer(number).settings().hasBias()) {
        links.add(JavaCode.call(".hasBias", "false"));
      }
      if (form.hasLayerNorm()) {
        links.add(JavaCode.call(".hasLayerNorm", "true"));
      }
      links.add(JavaCode.of("// Untold, it would be " + (isOutput ? "a softmax." : "a sigmoid.")));
      links.add(new JavaCode(".activation", List.of(function(number))));
      if (form.dropOut() < 1) {
        links.add(JavaCode.of("// The probability to retain an input, not to drop it."));
        links.add(JavaCode.call(".dropOut", JavaNumber.of(form.dropOut())));
      }
      if (isOutput) {
        Dl4jSequences.addFormat(links, spec, imports);
      }
      String output = spec.hasSequences() ? "RnnOutputLayer" : "OutputLayer";
      return learning(links, number, LAYERS, isOutput ? output : "DenseLayer");
    }

    @Override
    public String activation(LayerForm.Activation form) {
      String type = imports.of(LAYERS, "ActivationLayer");
      JavaCode made = new JavaCode("new " + type, List.of(function(number)));
      return JavaCode.statement(4, "return ", made);
    }

    @Override
    public String loss(LayerForm.Loss form) {
      List<JavaCode> links = new ArrayList<>();
      links.add(new JavaCode(".activation", List.of(function(number))));
      Dl4jSequences.addFormat(links, spec, imports);
      links.add(JavaCode.of(".build()"));
      String type = imports.of(LAYERS, spec.hasSequences() ? "RnnLossLayer" : "LossLayer");
      return JavaCode.chain(4, "return ", "new " + type + ".Builder(loss())", links);
    }

    @Override
    public String dropout(LayerForm.Dropout form) {
      String made = "new " + imports.of(LAYERS, "DropoutLayer");
      return "    // The probability to retain an input, not to drop it.\n"
          + JavaCode.statement(4, "return ", JavaCode.call(made, JavaNumber.of(form.dropOut())));
    }

    @Override
    public String embedding(LayerForm.Embedding form) {
      List<JavaCode> links = new ArrayList<>();
      addFans(links, number);
      links.add(JavaCode.of("// Untold, it would have none."));
      boolean hasBias = spec.layer(number).settings().hasBias();
      links.add(JavaCode.call(".hasBias", String.valueOf(hasBias)));
      links.add(new JavaCode(".activation", List.of(function(number))));
      return learning(links, number, LAYERS, "EmbeddingLayer");
    }

    @Override
    public String batchNorm(LayerForm.BatchNorm form) {
      List<JavaCode> links = new ArrayList<>();
      addFans(links, number);
      links.add(JavaCode.call(".decay", JavaNumber.of(form.decay())));
      links.add(JavaCode.call(".eps", JavaNumber.of(form.eps())));
      if (form.lockGammaBeta()) {
        links.add(JavaCode.of("// Locked: no parameters, and the same in every step."));
        links.add(JavaCode.call(".lockGammaBeta", "true"));
      }
      links.add(JavaCode.call(".gamma", JavaNumber.of(form.gamma())));
      links.add(JavaCode.call(".beta", JavaNumber.of(form.beta())));
      links.add(JavaCode.of("// Untold, it would keep the logarithm of the deviation."));
      links.add(JavaCode.call(".useLogStd", "false"));
      settings.add(links, number);
      links.add(JavaCode.of(".build()"));
      String type = imports.of(LAYERS, "BatchNormalization");
      return JavaCode.chain(4, "return ", "new " + type + ".Builder()", links);
    }

    @Override
    public String pRelu(LayerForm.PRelu form) {
      List<JavaCode> links = new ArrayList<>();
      links.add(JavaCode.call(".inputShape", String.valueOf(spec.fanIn(number))));
      if (form.isShared()) {
        links.add(JavaCode.of("// One slope for all; axes count from 1, behind the examples."));
        links.add(JavaCode.call(".sharedAxes", "1"));
      }
      return learning(links, number, LAYERS, "PReLULayer");
    }

    @Override
    public String elementwiseMultiplication(LayerForm.ElementwiseMultiplication form) {
      List<JavaCode> links = new ArrayList<>();
      addFans(links, number);
      links.add(new JavaCode(".activation", List.of(function(number))));
      return learning(links, number, MISC, "ElementWiseMultiplicationLayer");
    }
  }

  private void addFans(List<JavaCode> links, int number) {
    int inputs =
        spec.layer(number).form().keepsWidth()
            ? spec.fanIn(number)
            : spec.rows(number, ParameterKind.WEIGHTS);
    links.add(JavaCode.call(".nIn", String.valueOf(inputs)));
    links.add(JavaCode.call(".nOut", String.valueOf(spec.fanOut(number))));
  }

  /** The rest of a layer with weights. */
  private String learning(List<JavaCode> links, int number, String packageName, String layerType) {
    String type = imports.of(packageName, layerType);
    String head = "new " + type + ".Builder()";
    LayerSpec layer = spec.layer(number);
    if (layer.weightInit() != layer.form().weightInit()) {
      links.add(JavaCode.of("// Where a fresh network starts; the parameters take its place."));
      links.add(new JavaCode(".weightInit", List.of(start(layer.weightInit()))));
    }
    settings.add(links, number);
    if (number < spec.depth() && layer.settings().frozen()) {
      links.add(JavaCode.of(".build()"));
      String frozen = imports.of(MISC, "FrozenLayerWithBackprop");
      return JavaCode.chain(4, "Layer layer =", head, links)
          + "    // A FrozenLayer would stop the gradient for the layers below it, too.\n"
          + "    return new %s(layer);\n".formatted(frozen);
    }
    String decay = settings.decay(number);
    if (decay.isEmpty()) {
      links.add(JavaCode.of(".build()"));
      return JavaCode.chain(4, "return ", head, links);
    }
    return JavaCode.chain(4, type + ".Builder builder =", head, links)
        + "    // The builder's method weightDecay would drop the penalties.\n"
        + decay
        + "    return builder.build();\n";
  }

  private JavaCode start(Initialiser initialiser) {
    if (initialiser instanceof WeightInit preset) {
      return JavaCode.of(imports.of("org.deeplearning4j.nn.weights", "WeightInit") + "." + preset);
    }
    return ((Distribution) initialiser).match(new Dl4jDistributions(imports));
  }

  private JavaCode function(int number) {
    ActivationSpec activation = spec.layer(number).activation();
    return switch (activation.kind()) {
      case PRECISE_GELU -> make("ActivationGELU", "true");
      case RRELU -> {
        // Slopes would be drawn at random between different bounds.
        double slope = (activation.parameter("l") + activation.parameter("u")) / 2;
        yield make("ActivationRReLU", JavaNumber.of(slope), JavaNumber.of(slope));
      }
      default ->
          activation.isPreset()
              ? JavaCode.of(
                  imports.of(ACTIVATIONS, "Activation")
                      + "."
                      + activation.kind().specName().toUpperCase(Locale.ROOT))
              : parameterised(activation);
    };
  }

  private JavaCode parameterised(ActivationSpec activation) {
    ActivationKind kind = activation.kind();
    return switch (kind) {
      case RELU -> {
        double max = activation.parameter("max");
        yield make(
            "ActivationReLU",
            max == Double.POSITIVE_INFINITY ? "null" : JavaNumber.of(max),
            JavaNumber.of(activation.parameter("threshold")),
            JavaNumber.of(activation.parameter("negativeSlope")));
      }
      case ELU -> make("ActivationELU", JavaNumber.of(activation.parameter("alpha")));
      case LEAKYRELU -> make("ActivationLReLU", JavaNumber.of(activation.parameter("alpha")));
      case THRESHOLDEDRELU ->
          make("ActivationThresholdedReLU", JavaNumber.of(activation.parameter("theta")));
      default -> throw new IllegalArgumentException("no parameters are known of " + kind);
    };
  }

  private JavaCode make(String name, String... arguments) {
    return JavaCode.call("new " + imports.of(ACTIVATIONS + ".impl", name), arguments);
  }
}
