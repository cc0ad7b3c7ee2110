package dev.gradparity.comparison.model;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One layer by the name of Deeplearning4j's class; a form that specs get has its case here. */
final class ModelLayers {

  private static final String LAYERS = "org.deeplearning4j.nn.conf.layers";
  private static final String DROPOUT = "org.deeplearning4j.nn.conf.dropout";

  /** What layers without a loss have; names and first values have no say in how one computes. */
  private static final Set<String> DENSE =
      Set.of(
          "activationFn",
          "biasInit",
          "biasUpdater",
          "constraints",
          "gainInit",
          "gradientNormalization",
          "gradientNormalizationThreshold",
          "hasBias",
          "hasLayerNorm",
          "idropout",
          "iupdater",
          "layerName",
          "nin",
          "nout",
          "regularization",
          "regularizationBias",
          "timeDistributedFormat",
          "weightInitFn",
          "weightNoise");

  private static final Set<String> ACTIVATION =
      Set.of(
          "activationFn",
          "constraints",
          "gradientNormalization",
          "gradientNormalizationThreshold",
          "idropout",
          "layerName");

  private static final String[] BATCH_NORM = {
    "beta",
    "cnn2DFormat",
    "cudnnAllowFallback",
    "decay",
    "eps",
    "gamma",
    "lockGammaBeta",
    "minibatch",
    "useLogStd"
  };

  private enum Form {
    DENSE("DenseLayer"),
    OUTPUT("OutputLayer"),
    ACTIVATION("ActivationLayer"),
    LOSS("LossLayer"),
    DROPOUT("DropoutLayer"),
    EMBEDDING("EmbeddingLayer"),
    BATCH_NORM("BatchNormalization"),
    PRELU("PReLULayer"),
    ELEMENTWISE("misc.ElementWiseMultiplicationLayer"),
    FROZEN("misc.FrozenLayer"),
    FROZEN_WITH_BACKPROP("misc.FrozenLayerWithBackprop");

    /** The library's class, within its package of layers. */
    private final String type;

    Form(String type) {
      this.type = type;
    }
  }

  private static final Map<String, Form> FORMS =
      Stream.of(Form.values()).collect(Collectors.toMap(form -> form.type, form -> form));

  /**
   * A layer as the file has it.
   *
   * @param node of the layer, or of what is frozen
   * @param inputs its fan-in
   * @param layer with all that it has, and no updater yet
   * @param updater of W, if there is one that moves
   * @param biasUpdater of b, if it is another one
   * @param isOutput whether it has a loss
   */
  record Read(
      ConfigurationNode node,
      int inputs,
      LayerSpec layer,
      Optional<UpdaterSpec> updater,
      Optional<UpdaterSpec> biasUpdater,
      boolean isOutput) {

    /** Whether nothing of it moves. */
    boolean isStill() {
      return layer.settings().frozen() || layer.parameters().isEmpty();
    }
  }

  private ModelLayers() {}

  /**
   * Reads a layer.
   *
   * @param node the value of "layer"
   * @param number from 1
   * @param width of what comes in, of which a layer without weights says nothing
   * @param below the layers that were read before
   */
  static Read read(ConfigurationNode node, int number, int width, List<Read> below) {
    ConfigurationNode place = node.of("layer " + number);
    ConfigurationNode own =
        place.of("layer %d (%s)".formatted(number, ConfigurationNode.shortName(place.type())));
    return switch (form(own)) {
      case DENSE -> dense(own, false, false);
      case OUTPUT -> dense(own, true, isStill(own));
      case ACTIVATION -> activation(own, width);
      case LOSS -> loss(own, width);
      case DROPOUT -> dropout(own, width);
      case EMBEDDING -> embedding(own, false);
      case BATCH_NORM -> batchNorm(own);
      case PRELU -> pRelu(own, width, false);
      case ELEMENTWISE -> elementwise(own, false);
      case FROZEN_WITH_BACKPROP -> frozen(own, "underlying", width);
      case FROZEN -> {
        if (!below.stream().allMatch(Read::isStill)) {
          throw own.refusal(
              "stops the gradient for the layers below it, which no spec does",
              "use FrozenLayerWithBackprop");
        }
        yield frozen(own, "layer", width);
      }
    };
  }

  /** An output layer cannot be wrapped to be frozen; a rate of 0, and nothing else, does it. */
  private static boolean isStill(ConfigurationNode output) {
    ConfigurationNode updater = output.get("iupdater");
    return updater.get("learningRateSchedule").isNothing()
        && updater.get("learningRate").node().isNumber()
        && updater.get("learningRate").number() == 0
        && updater.type().endsWith(".config.Sgd")
        && output.get("biasUpdater").isNothing()
        && output.get("constraints").elements().isEmpty()
        && output.get("regularization").elements().isEmpty()
        && output.get("regularizationBias").elements().isEmpty();
  }

  private static Form form(ConfigurationNode own) {
    String type = own.type();
    Form form =
        type.startsWith(LAYERS + ".") ? FORMS.get(type.substring(LAYERS.length() + 1)) : null;
    if (type.equals(LAYERS + ".RnnOutputLayer") || type.equals(LAYERS + ".RnnLossLayer")) {
      throw own.refusal(
          "is one of sequences, and a model does not say of how many time steps",
          "port a spec with timeSteps");
    }
    if (form == null) {
      throw own.refusal(
          "is of a kind that no spec has",
          "port a model of "
              + String.join(", ", new TreeSet<>(FORMS.keySet())).replace("misc.", ""));
    }
    return form;
  }

  private static Read activation(ConfigurationNode own, int width) {
    own.only(ACTIVATION);
    own.get("idropout").requireNothing("dropout of a layer without weights");
    own.get("constraints").requireNothing("a constraint of nothing");
    return bare(own, new LayerForm.Activation(), width, function(own), false);
  }

  private static Read loss(ConfigurationNode own, int width) {
    own.only(with(DENSE, "lossFn"));
    own.get("idropout").requireNothing("dropout of a layer without weights");
    own.get("constraints").requireNothing("a constraint of nothing");
    return bare(own, new LayerForm.Loss(), width, function(own), true);
  }

  private static Read dropout(ConfigurationNode own, int width) {
    own.only(DENSE);
    double p = dropOut(own);
    if (p == 1) {
      throw own.get("idropout").refusal("drops nothing out", "leave the layer out");
    }
    ActivationSpec identity = ActivationSpec.of(ActivationKind.IDENTITY);
    return bare(own, new LayerForm.Dropout(p), width, identity, false);
  }

  /** A layer without parameters. */
  private static Read bare(
      ConfigurationNode own, LayerForm form, int width, ActivationSpec function, boolean isOutput) {
    LayerSpec layer = LayerSpec.of(form, requireWidth(own, width), function);
    return new Read(own, width, layer, Optional.empty(), Optional.empty(), isOutput);
  }

  private static int requireWidth(ConfigurationNode own, int width) {
    if (width < 1) {
      throw own.refusal(
          "is as wide as the layers beside it, which do not say how wide they are",
          "add a DenseLayer");
    }
    return width;
  }

  private static ActivationSpec function(ConfigurationNode own) {
    return ModelFunctions.activation(own.get("activationFn"));
  }

  private static Set<String> with(Set<String> names, String... others) {
    Set<String> all = new HashSet<>(names);
    all.addAll(List.of(others));
    return all;
  }

  /** The probability to retain an element of the input. */
  private static double dropOut(ConfigurationNode own) {
    ConfigurationNode dropout = own.get("idropout");
    if (dropout.isNothing()) {
      return 1;
    }
    dropout.typed(DROPOUT, Map.of("Dropout", ""), "dropout");
    dropout.only(Set.of("helperAllowFallback", "p", "pschedule"));
    dropout.get("pschedule").requireNothing("a schedule of dropout");
    return dropout.get("p").number();
  }

  private static Read frozen(ConfigurationNode own, String key, int width) {
    own.only(
        Set.of(
            key,
            "constraints",
            "gradientNormalization",
            "gradientNormalizationThreshold",
            "idropout",
            "layerName"));
    own.get("idropout").requireNothing("dropout");
    ConfigurationNode inner = own.get(key);
    ConfigurationNode frozen = new ConfigurationNode(inner.file(), own.owner(), "", inner.node());
    frozen.get("idropout").requireNothing("dropout in a frozen layer");
    return switch (form(frozen)) {
      case DENSE -> dense(frozen, false, true);
      case EMBEDDING -> embedding(frozen, true);
      case PRELU -> pRelu(frozen, width, true);
      case ELEMENTWISE -> elementwise(frozen, true);
      default ->
          throw own.refusal(
              "freezes a layer that no spec freezes",
              "freeze a DenseLayer, an EmbeddingLayer, a PReLULayer or an"
                  + " ElementWiseMultiplicationLayer");
    };
  }

  private static Read dense(ConfigurationNode node, boolean isOutput, boolean isFrozen) {
    node.only(isOutput ? with(DENSE, "lossFn") : DENSE);
    ConfigurationNode norm = node.get("hasLayerNorm");
    boolean hasNorm = !norm.isNothing() && norm.bool();
    LayerForm form = new LayerForm.Dense(dropOut(node), hasNorm);
    int inputs = node.get("nin").integer();
    return learning(node, form, inputs, node.get("nout").integer(), isOutput, isFrozen);
  }

  private static Read embedding(ConfigurationNode node, boolean isFrozen) {
    node.only(DENSE);
    node.get("idropout").requireNothing("dropout of a row's number");
    LayerForm form = new LayerForm.Embedding(node.get("nin").integer());
    return learning(node, form, 1, node.get("nout").integer(), false, isFrozen);
  }

  /** The library overwrites the shape of slopes that are shared. */
  private static Read pRelu(ConfigurationNode node, int width, boolean isFrozen) {
    node.only(with(DENSE, "inputShape", "sharedAxes"));
    requireRow(node);
    List<ConfigurationNode> shape = node.get("inputShape").elements();
    if (shape.size() != 1) {
      throw node.get("inputShape").refusal("is not that of a row", "use it between dense layers");
    }
    List<Integer> axes =
        node.get("sharedAxes").elements().stream().map(ConfigurationNode::integer).toList();
    int units = axes.isEmpty() ? shape.get(0).integer() : requireWidth(node, width);
    return learning(node, new LayerForm.PRelu(axes), units, units, false, isFrozen);
  }

  private static Read elementwise(ConfigurationNode node, boolean isFrozen) {
    node.only(DENSE);
    requireRow(node);
    int units = node.get("nout").integer();
    LayerForm form = new LayerForm.ElementwiseMultiplication();
    return learning(node, form, node.get("nin").integer(), units, false, isFrozen);
  }

  /** What a layer whose weights are a row has in no spec. */
  private static void requireRow(ConfigurationNode node) {
    node.get("idropout").requireNothing("dropout in front of weights that are a row");
    if (!node.get("constraints").elements().isEmpty()) {
      throw node.get("constraints")
          .refusal("is one of weights that are a row, which no spec has", "train without it");
    }
  }

  /** A layer with weights. */
  private static Read learning(
      ConfigurationNode node,
      LayerForm form,
      int inputs,
      int units,
      boolean isOutput,
      boolean isFrozen) {
    node.get("weightNoise").requireNothing("noise on weights");
    ConfigurationNode bias = node.get("biasUpdater");
    // Of no effect where nothing moves, and often a rate of 0, which no spec has.
    Optional<UpdaterSpec> updater =
        isFrozen ? Optional.empty() : Optional.of(ModelUpdaters.read(node.get("iupdater")));
    LayerSpec layer =
        new LayerSpec(
            form,
            units,
            form.hasActivation() ? function(node) : ActivationSpec.of(ActivationKind.IDENTITY),
            weightInit(node, form),
            ModelSettings.read(node, isFrozen));
    return new Read(
        node,
        inputs,
        layer,
        updater,
        isFrozen || bias.isNothing() ? Optional.empty() : Optional.of(ModelUpdaters.read(bias)),
        isOutput);
  }

  /** Slopes have no fans for a preset to go by. */
  private static Initialiser weightInit(ConfigurationNode node, LayerForm form) {
    Initialiser init = ModelInitialisers.read(node.get("weightInitFn"));
    boolean isOfFans = init instanceof WeightInit && init != WeightInit.ONES;
    return form instanceof LayerForm.PRelu && isOfFans ? WeightInit.ZERO : init;
  }

  /** Neither penalties nor an updater of biases have an effect on what it learns. */
  private static Read batchNorm(ConfigurationNode node) {
    node.only(with(DENSE, BATCH_NORM));
    node.get("idropout").requireNothing("dropout of a layer without weights");
    node.get("constraints").requireNothing("a constraint of a batch normalisation");
    if (!ModelSettings.normalisation(node).equals(GradientNormalisation.NONE)) {
      throw node.get("gradientNormalization")
          .refusal("is one of a batch normalisation, which no spec has", "train without it");
    }
    if (node.get("useLogStd").isNothing() || node.get("useLogStd").bool()) {
      throw node.get("useLogStd")
          .refusal(
              "is not false: the library then keeps a logarithm of the running deviation, which no"
                  + " spec has",
              "build the layer with useLogStd(false), and its var of 10^(2 log10stdev)");
    }
    ConfigurationNode minibatch = node.get("minibatch");
    if (!minibatch.isNothing() && !minibatch.bool()) {
      throw minibatch.refusal("is false, which no spec has", "train the model on minibatches");
    }
    LayerForm form =
        new LayerForm.BatchNorm(
            node.get("decay").number(),
            node.get("eps").number(),
            node.get("gamma").number(),
            node.get("beta").number(),
            node.get("lockGammaBeta").bool());
    LayerSpec layer =
        LayerSpec.of(form, node.get("nout").integer(), ActivationSpec.of(ActivationKind.IDENTITY));
    return new Read(
        node,
        node.get("nin").integer(),
        layer,
        Optional.of(ModelUpdaters.read(node.get("iupdater"))),
        Optional.empty(),
        false);
  }
}
