package dev.gradparity.comparison.model;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.InvalidSpecException;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads Deeplearning4j's configuration in JSON as a specification. */
final class ModelConfiguration {

  /** A layer takes some two thousand bytes, and an entry of a schedule's table thirty. */
  static final int MOST_BYTES = 16 << 20;

  /** A layer takes some hundred and fifty. */
  private static final int MOST_TOKENS = 200_000;

  /** A configuration has nine levels. */
  private static final int MOST_LEVELS = 64;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MOST_LEVELS)
                          .maxTokenCount(MOST_TOKENS)
                          .maxDocumentLength(MOST_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Set<String> NETWORK =
      Set.of(
          "backpropType",
          "cacheMode",
          "confs",
          "dataType",
          "epochCount",
          "inferenceWorkspaceMode",
          "inputPreProcessors",
          "iterationCount",
          "tbpttBackLength",
          "tbpttFwdLength",
          "trainingWorkspaceMode",
          "validateOutputLayerConfig");

  private static final Set<String> CONF =
      Set.of(
          "cacheMode",
          "dataType",
          "epochCount",
          "iterationCount",
          "layer",
          "maxNumLineSearchIterations",
          "miniBatch",
          "minimize",
          "optimizationAlgo",
          "seed",
          "stepFunction",
          "variables");

  private final String file;
  private final String name;

  private ModelConfiguration(String file, String name) {
    this.file = file;
    this.name = name;
  }

  /**
   * The network of a configuration.
   *
   * @param file for messages
   * @param name of the network
   * @throws InvalidInputException naming layer, setting and remedy where no specification says it
   */
  static NetworkSpec read(String file, String name, byte[] json) {
    return new ModelConfiguration(file, name).read(json);
  }

  private NetworkSpec read(byte[] json) {
    ConfigurationNode root = new ConfigurationNode(file, "", "", parse(json));
    if (!root.node().isObject()) {
      throw root.refusal("is no JSON object", "give one that MultiLayerConfiguration.toJson wrote");
    }
    if (root.get("vertices").node().isObject()) {
      throw root.refusal("is a ComputationGraph's", "port a MultiLayerNetwork");
    }
    root.only(NETWORK);
    ConfigurationNode backprop = root.get("backpropType");
    if (!backprop.isNothing() && !backprop.text().equals("Standard")) {
      throw backprop.refusal(
          "is not Standard", "train the model without truncated backpropagation");
    }
    List<ConfigurationNode> confs = root.get("confs").elements();
    if (confs.isEmpty()) {
      throw root.refusal(
          "has no layers in \"confs\"", "give one that MultiLayerConfiguration.toJson wrote");
    }
    List<ModelLayers.Read> layers = new ArrayList<>();
    for (int k = 0; k < confs.size(); k++) {
      requirePlain(confs.get(k));
      int width = layers.isEmpty() ? width(confs) : layers.get(k - 1).layer().units();
      layers.add(layer(confs.get(k).get("layer"), k + 1, width, layers));
    }
    requireChain(layers);
    LossSpec loss = loss(layers.get(layers.size() - 1));
    return spec(root, confs, layers, loss);
  }

  private JsonNode parse(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (StreamConstraintsException e) {
      throw new InvalidInputException(
          ("%s: the configuration is nested more than %d levels deep, or larger than any network's;"
                  + " save the model again")
              .formatted(file, MOST_LEVELS),
          e);
    } catch (JacksonException e) {
      throw new InvalidInputException(
          file + ": the configuration is no JSON, or says something twice; save the model again",
          e);
    }
  }

  private void requirePlain(ConfigurationNode conf) {
    conf.only(CONF);
    ConfigurationNode minimize = conf.get("minimize");
    if (!minimize.isNothing() && !minimize.bool()) {
      throw minimize.refusal("is false: the loss is maximised", "train the model to minimise it");
    }
    ConfigurationNode algorithm = conf.get("optimizationAlgo");
    if (!algorithm.isNothing() && !algorithm.text().equals("STOCHASTIC_GRADIENT_DESCENT")) {
      throw algorithm.refusal(
          "is none that a spec has", "train the model by STOCHASTIC_GRADIENT_DESCENT");
    }
    conf.get("stepFunction").requireNothing("a step function");
  }

  /**
   * The width of an example: what the first layer that says so takes, as all before it keep it; 0
   * if none says so.
   */
  private static int width(List<ConfigurationNode> confs) {
    for (ConfigurationNode conf : confs) {
      ConfigurationNode layer = conf.get("layer");
      for (String wrapper : List.of("underlying", "layer")) {
        layer = layer.get(wrapper).isNothing() ? layer : layer.get(wrapper);
      }
      ConfigurationNode inputs = layer.get("nin");
      if (inputs.node().isIntegralNumber() && inputs.integer() > 0) {
        return inputs.integer();
      }
    }
    return 0;
  }

  private ModelLayers.Read layer(
      ConfigurationNode node, int number, int width, List<ModelLayers.Read> below) {
    try {
      return ModelLayers.read(node, number, width, below);
    } catch (InvalidSpecException e) {
      throw node.of("layer " + number)
          .refusal("has a value that no spec has (" + e.getMessage() + ")", "change it");
    }
  }

  private static void requireChain(List<ModelLayers.Read> layers) {
    for (int k = 0; k < layers.size(); k++) {
      ModelLayers.Read layer = layers.get(k);
      boolean isLast = k == layers.size() - 1;
      if (layer.isOutput() != isLast) {
        throw layer
            .node()
            .refusal(
                isLast ? "is the last one, and has no loss" : "is not the last one, and has a loss",
                "end the network, and nothing else, with an OutputLayer");
      }
      if (layer.inputs() < 1 || (k > 0 && layer.inputs() != layers.get(k - 1).layer().units())) {
        throw layer
            .node()
            .get("nin")
            .refusal("does not fit what comes before", "save the model again");
      }
    }
  }

  private static LossSpec loss(ModelLayers.Read output) {
    ConfigurationNode node = output.node().get("lossFn");
    try {
      return ModelFunctions.loss(node);
    } catch (InvalidSpecException e) {
      throw node.refusal("is no loss of a spec (" + e.getMessage() + ")", "change it");
    }
  }

  private NetworkSpec spec(
      ConfigurationNode root,
      List<ConfigurationNode> confs,
      List<ModelLayers.Read> read,
      LossSpec loss) {
    UpdaterSpec updater =
        read.stream()
            .flatMap(layer -> layer.updater().stream())
            .findFirst()
            .orElse(UpdaterSpec.defaults().get(0));
    Regularisation regularisation = common(read);
    List<LayerSpec> layers =
        read.stream().map(layer -> settled(layer, updater, regularisation)).toList();
    try {
      return new NetworkSpec(
          name,
          dtype(confs),
          input(root.get("inputPreProcessors"), read.get(0).inputs()),
          layers,
          loss,
          reduction(confs),
          updater,
          regularisation,
          confs.get(0).get("seed").isNothing() ? 0 : confs.get(0).get("seed").longInteger());
    } catch (InvalidSpecException e) {
      throw root.refusal("describes no network (" + e.getMessage() + ")", "change the model");
    }
  }

  /** The regularisation of all layers that are not frozen, if they have one. */
  private static Regularisation common(List<ModelLayers.Read> layers) {
    List<Regularisation> all =
        layers.stream()
            .flatMap(layer -> layer.layer().settings().regularisation().stream())
            .distinct()
            .toList();
    return all.size() == 1 ? all.get(0) : Regularisation.NONE;
  }

  /** The layer with what it does otherwise than the network, and nothing else. */
  private static LayerSpec settled(
      ModelLayers.Read read, UpdaterSpec updater, Regularisation regularisation) {
    LayerSettings own = read.layer().settings();
    if (read.isStill()) {
      return read.layer();
    }
    boolean sameBias = read.biasUpdater().equals(read.updater());
    return read.layer()
        .with(
            new LayerSettings(
                own.hasBias(),
                false,
                own.regularisation().filter(terms -> !terms.equals(regularisation)),
                own.normalisation(),
                read.updater().filter(other -> !other.equals(updater)),
                sameBias ? Optional.empty() : read.biasUpdater(),
                own.constraints()));
  }

  private static DType dtype(List<ConfigurationNode> confs) {
    ConfigurationNode first = confs.get(0).get("dataType");
    for (ConfigurationNode conf : confs) {
      if (!conf.get("dataType").node().equals(first.node())) {
        throw conf.get("dataType").refusal("differs between layers", "give all one type");
      }
    }
    return switch (first.isNothing() ? "FLOAT" : first.text()) {
      case "FLOAT" -> DType.FLOAT32;
      case "DOUBLE" -> DType.FLOAT64;
      default ->
          throw first.refusal("is neither FLOAT nor DOUBLE", "train the model in one of both");
    };
  }

  private static Reduction reduction(List<ConfigurationNode> confs) {
    boolean isMean =
        confs.get(0).get("miniBatch").isNothing() || confs.get(0).get("miniBatch").bool();
    for (ConfigurationNode conf : confs) {
      ConfigurationNode own = conf.get("miniBatch");
      if (!own.isNothing() && own.bool() != isMean) {
        throw own.refusal("differs between layers", "give all one value");
      }
    }
    return isMean ? Reduction.MEAN : Reduction.SUM;
  }

  private static Shape input(ConfigurationNode node, int inputs) {
    if (node.isNothing() || node.node().isEmpty()) {
      return shape(node, new int[] {inputs}, inputs);
    }
    node.only(Set.of("0"));
    ConfigurationNode first = node.get("0");
    String type = first.type();
    String known = "org.deeplearning4j.nn.conf.preprocessor.";
    if (type.equals(known + "CnnToFeedForwardPreProcessor")) {
      first.only(Set.of("format", "inputHeight", "inputWidth", "numChannels"));
      ConfigurationNode format = first.get("format");
      if (!format.isNothing() && !format.text().equals("NCHW")) {
        throw format.refusal("is not NCHW", "put the channels first");
      }
      return shape(first, extents(first, "numChannels", "inputHeight", "inputWidth"), inputs);
    }
    if (type.equals(known + "Cnn3DToFeedForwardPreProcessor")) {
      first.only(Set.of("inputDepth", "inputHeight", "inputWidth", "numChannels", "ncdhw"));
      if (!first.get("ncdhw").isNothing() && !first.get("ncdhw").bool()) {
        throw first.get("ncdhw").refusal("is false", "put the channels first");
      }
      int[] extents = extents(first, "numChannels", "inputDepth", "inputHeight", "inputWidth");
      return shape(first, extents, inputs);
    }
    throw first.refusal(
        "is a %s, which no spec has".formatted(ConfigurationNode.shortName(type)),
        "feed the network with rows, or with images in NCHW");
  }

  private static int[] extents(ConfigurationNode node, String... keys) {
    int[] extents = new int[keys.length];
    for (int k = 0; k < keys.length; k++) {
      extents[k] = node.get(keys[k]).integer();
    }
    return extents;
  }

  private static Shape shape(ConfigurationNode node, int[] extents, int inputs) {
    try {
      Shape shape = Shape.of(extents);
      if (shape.size() == inputs) {
        return shape;
      }
    } catch (IllegalArgumentException e) {
      throw node.refusal("gives no shape of an example", "save the model again");
    }
    throw node.refusal(
        "does not make the %d inputs of layer 1".formatted(inputs), "save the model again");
  }
}
