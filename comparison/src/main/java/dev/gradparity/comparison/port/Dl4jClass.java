package dev.gradparity.comparison.port;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the class that builds the network in Deeplearning4j and reads its numbers. */
final class Dl4jClass {

  private static final String NN = "org.deeplearning4j.nn";

  private final Ported ported;
  private final NetworkSpec spec;
  private final Imports imports = new Imports();
  private final Dl4jUpdaters updaters = new Dl4jUpdaters(imports);
  private final Dl4jLosses losses;
  private final Dl4jLayers layers;

  private Dl4jClass(Ported ported) {
    this.ported = ported;
    spec = ported.spec();
    losses = new Dl4jLosses(spec, imports);
    layers = new Dl4jLayers(spec, imports, updaters);
  }

  /** The class. */
  static String text(Ported ported) {
    return new Dl4jClass(ported).text();
  }

  private String text() {
    imports.of("java.util", "LinkedHashMap");
    imports.of("java.util", "Map");
    imports.of(NN + ".conf", "MultiLayerConfiguration");
    imports.of(NN + ".conf", "NeuralNetConfiguration");
    imports.of(NN + ".multilayer", "MultiLayerNetwork");
    imports.of("org.nd4j.linalg.api.buffer", "DataType");
    imports.of("org.nd4j.linalg.api.ndarray", "INDArray");
    imports.of("org.nd4j.linalg.factory", "Nd4j");
    StringBuilder body = new StringBuilder();
    body.append(losses.weights().isEmpty() ? "" : "\n" + losses.weights().stripTrailing() + "\n");
    body.append("\n  private ").append(PortNames.DL4J).append("() {}\n");
    body.append(configuration());
    for (int l = 1; l <= spec.depth(); l++) {
      body.append(layers.method(l));
    }
    body.append(losses.method());
    body.append(updaters.methods());
    body.append(network()).append(Dl4jDropout.method(spec, imports));
    body.append(Dl4jResume.memory(spec, imports));
    body.append(ported.resumes() ? Dl4jResume.method(spec, imports) : "");
    body.append(data()).append(gradients());
    body.append(spec.hasInputGradient() ? inputGradient() : "");
    body.append(Dl4jDropout.nested(spec, imports));
    return "package "
        + ported.names().packageName()
        + ";\n\n"
        + imports.text()
        + head()
        + body
        + "}\n";
  }

  private String head() {
    return """
        /** The network in Deeplearning4j 1.0.0-M2.1. Layers have names here that count from 0. */
        final class %s {
        """
        .formatted(PortNames.DL4J);
  }

  private String configuration() {
    List<JavaCode> links = new ArrayList<>();
    links.add(JavaCode.call(".seed", JavaNumber.of(spec.seed())));
    links.add(JavaCode.of("// Untold, it would be float32."));
    links.add(JavaCode.call(".dataType", "DataType." + type()));
    if (spec.reduction() == Reduction.SUM) {
      links.add(JavaCode.of("// The loss is the sum over the examples, not their mean."));
      links.add(JavaCode.call(".miniBatch", "false"));
    }
    links.add(new JavaCode(".updater", List.of(spec.updater().match(updaters))));
    links.add(JavaCode.of(".list()"));
    ActivationKind output = spec.layer(spec.depth()).activation().kind();
    if (output == ActivationKind.SOFTMAX && spec.outputSize() == 1) {
      links.add(JavaCode.of("// A softmax of one output is always 1, and refused otherwise."));
      links.add(JavaCode.call(".validateOutputLayerConfig", "false"));
    }
    for (int l = 1; l <= spec.depth(); l++) {
      links.add(JavaCode.call(".layer", JavaCode.of("layer" + l + "()")));
    }
    inputType(links);
    links.add(JavaCode.of(".build()"));
    return "\n  /** Layers, loss and updater. */\n"
        + "  static MultiLayerConfiguration configuration() {\n"
        + JavaCode.chain(4, "return ", "new NeuralNetConfiguration.Builder()", links)
        + "  }\n";
  }

  /** The library flattens what has several axes, row-major, and wants to know of channels. */
  private void inputType(List<JavaCode> links) {
    if (spec.hasSequences()) {
      links.addAll(new Dl4jSequences(spec, imports, cast()).input());
      return;
    }
    List<Integer> e = presented().extents();
    if (e.size() == 1) {
      return;
    }
    String type = imports.of(NN + ".conf.inputs", "InputType");
    links.add(JavaCode.of("// Flattened by the network, row-major; it needs to know the axes."));
    JavaCode of =
        switch (e.size()) {
          case 2 -> JavaCode.call(type + ".convolutional", numbers(e.get(0), e.get(1), 1));
          case 3 -> JavaCode.call(type + ".convolutional", numbers(e.get(1), e.get(2), e.get(0)));
          default -> {
            imports.of(NN + ".conf.layers", "Convolution3D");
            List<JavaCode> arguments = new ArrayList<>();
            arguments.add(JavaCode.of("Convolution3D.DataFormat.NCDHW"));
            for (String number : numbers(e.get(1), e.get(2), e.get(3), e.get(0))) {
              arguments.add(JavaCode.of(number));
            }
            yield new JavaCode(type + ".convolutional3D", arguments);
          }
        };
    links.add(new JavaCode(".setInputType", List.of(of)));
  }

  /** The shape of an example as the network takes it: only dense layers flatten. */
  private Shape presented() {
    return spec.layer(1).form() instanceof LayerForm.Dense
        ? spec.input()
        : Shape.of(spec.inputSize());
  }

  private static String[] numbers(int... numbers) {
    String[] texts = new String[numbers.length];
    for (int k = 0; k < numbers.length; k++) {
      texts[k] = String.valueOf(numbers[k]);
    }
    return texts;
  }

  private String type() {
    return spec.dtype() == DType.FLOAT32 ? "FLOAT" : "DOUBLE";
  }

  /** ND4J's arrays are made of doubles, and narrowed where the network is. */
  private String cast() {
    return spec.dtype() == DType.FLOAT32 ? ".castTo(DataType.FLOAT)" : "";
  }

  private String network() {
    return """

          /** The network with these parameters, and an updater that has not stepped yet. */
          static MultiLayerNetwork network(%s parameters) {
            MultiLayerNetwork net = new MultiLayerNetwork(configuration());
            net.init();
            // One vector, each W column by column: see flat().
            net.setParams(Nd4j.create(new double[][] {parameters.flat()})%s);
            return net;
          }
        """
        .formatted(PortNames.PARAMETERS, cast());
  }

  private String data() {
    if (spec.hasSequences()) {
      return new Dl4jSequences(spec, imports, cast()).methods(ported);
    }
    String shape =
        (presented().rank() == 2 ? presented().prepend(1) : presented())
            .extents().stream().map(String::valueOf).collect(Collectors.joining(", "));
    String reshaped = presented().rank() == 1 ? "" : ".reshape('c', x.length, " + shape + ")";
    String classes =
        spec.loss().kind() == LossKind.SPARSE_MCXENT
            ? """

              /** The number of each example's class, from its row of zeros and a one. */
              static INDArray labels(double[][] y) {
                return Nd4j.create(y).argMax(1).reshape(y.length, 1).castTo(DataType.%s);
              }
            """
                .formatted(type())
            : """

              /** Labels, one row for each example. */
              static INDArray labels(double[][] y) {
                return Nd4j.create(y)%s;
              }
            """
                .formatted(cast());
    return """

          /** Features, one row for each example. */
          static INDArray features(double[][] x) {
            return Nd4j.create(x)%s%s;
          }
        """
            .formatted(cast(), reshaped)
        + classes
        + (ported.isMasked() ? mask() : "");
  }

  private String mask() {
    return """

          /** Which labels count, 1, and which do not, 0: one row for each example. */
          static INDArray labelMask(double[][] mask) {
            return Nd4j.create(mask)%s;
          }
        """
        .formatted(cast());
  }

  private String gradients() {
    boolean isMean = spec.reduction() == Reduction.MEAN;
    StringBuilder text = new StringBuilder();
    text.append(
        """

          /** The gradients by the library's names, 0_W, 0_b, 1_W, ...; copies. */
          static Map<String, INDArray> gradients(%s) {
            net.setInput(x);
            net.setLabels(y);
        %s    Map<String, INDArray> gradients = new LinkedHashMap<>();
            for (Map.Entry<String, INDArray> view : net.gradient().gradientForVariable().entrySet()) {
        """
            .formatted(
                ported.isMasked()
                    ? "\n      MultiLayerNetwork net, INDArray x, INDArray y, INDArray mask"
                    : "MultiLayerNetwork net, INDArray x, INDArray y",
                ported.isMasked()
                    ? """
                          net.setLayerMaskArrays(null, mask);
                          net.computeGradientAndScore();
                          net.clearLayerMaskArrays();
                      """
                    : "    net.computeGradientAndScore();\n"));
    if (spec.layers().stream().anyMatch(layer -> layer.form() instanceof LayerForm.BatchNorm)) {
      text.append(
          """
                String name = view.getKey();
                boolean isLearnt = !name.endsWith("_mean") && !name.endsWith("_var");
                if (!isLearnt || !net.paramTable().containsKey(name)) {
                  continue; // What a step takes off it, or a locked number.
                }
          """);
    }
    text.append(
        isMean
            ? """
                  // A live view of the sum over the examples.
                  gradients.put(view.getKey(), view.getValue().dup().divi(x.size(0)));
            """
            : """
                  // A live view.
                  gradients.put(view.getKey(), view.getValue().dup());
            """);
    text.append("    }\n");
    StringBuilder penalties = new StringBuilder();
    for (int l = 1; l <= spec.depth(); l++) {
      Regularisation regularisation = spec.regularisation(l);
      // Of this layer alone, gradients have one axis where parameters have two.
      boolean hasRows = spec.layer(l).form() instanceof LayerForm.ElementwiseMultiplication;
      String shaped = hasRows ? ".reshape(%d)".formatted(spec.fanOut(l)) : "";
      for (ParameterKind kind : spec.layer(l).parameters()) {
        String name = l - 1 + "_" + kind.symbol();
        penalties.append(penalty(name, shaped, regularisation.of(kind.isBias())));
      }
    }
    if (!penalties.isEmpty()) {
      text.append("    // gradient() lacks the penalties, which score() has.\n").append(penalties);
    }
    return text.append("    return gradients;\n  }\n").toString();
  }

  private String penalty(String name, String shaped, Regularisation.Terms terms) {
    String statement = "    gradients.get(\"%s\").addi(%s%s.muli(%s));\n";
    String parameter = "net.getParam(\"" + name + "\")";
    String text = "";
    if (terms.l1() > 0) {
      imports.of("org.nd4j.linalg.ops.transforms", "Transforms");
      String sign = "Transforms.sign(" + parameter + ")";
      text += statement.formatted(name, sign, shaped, JavaNumber.of(terms.l1()));
    }
    if (terms.l2() > 0) {
      text += statement.formatted(name, parameter + ".dup()", shaped, JavaNumber.of(terms.l2()));
    }
    return text;
  }

  private String inputGradient() {
    boolean isMean = spec.reduction() == Reduction.MEAN;
    String divided = isMean ? ".div(x.size(0))" : "";
    String remark = isMean ? "; the library's is the sum over the examples" : "";
    return """

          /** dLoss/dX%s. */
          static INDArray inputGradient(MultiLayerNetwork net, INDArray x, INDArray y%s) {
            return net.calculateGradients(x, y, null, %s).getSecond()%s;
          }
        """
        .formatted(
            remark,
            ported.isMasked() ? ", INDArray mask" : "",
            ported.isMasked() ? "mask" : "null",
            divided);
  }
}
