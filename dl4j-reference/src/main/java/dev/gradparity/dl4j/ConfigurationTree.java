package dev.gradparity.dl4j;

import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * A configuration in Deeplearning4j's JSON, as a tree: a file's is compared before any class that
 * it names is loaded.
 */
record ConfigurationTree(JsonNode root) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A configuration has nine levels; the parser's stack ends at some thousands. */
  private static final int MAX_DEPTH = 64;

  /** What has no say in how a network with given parameters computes and learns. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "biasInit",
          "cacheMode",
          "epochCount",
          "gainInit",
          "inferenceWorkspaceMode",
          "iterationCount",
          "layerName",
          "maxNumLineSearchIterations",
          "seed",
          "tbpttBackLength",
          "tbpttFwdLength",
          "timeDistributedFormat",
          "trainingWorkspaceMode",
          "validateOutputLayerConfig",
          "variables",
          "weightInitFn");

  /** What a layer has no use for that has nothing to move, or does not move it. */
  private static final Set<String> OF_MOVEMENT =
      Set.of(
          "biasUpdater",
          "gradientNormalization",
          "iupdater",
          "regularization",
          "regularizationBias");

  /** The rest of what kinds of layers inherit and never read, by the ends of their classes. */
  private static final Map<String, Set<String>> NEVER_READ =
      Map.of(
          "layers.LossLayer", Set.of("nin", "nout"),
          "layers.DropoutLayer", Set.of("activationFn", "nin", "nout"));

  /** What a batch normalisation never reads. */
  private static final Set<String> NOT_OF_BATCH_NORM =
      Set.of(
          "activationFn",
          "biasUpdater",
          "cnn2DFormat",
          "cudnnAllowFallback",
          "regularization",
          "regularizationBias");

  /** What a parametric rectifier never reads: its width is that of its slopes. */
  private static final Set<String> NOT_OF_PRELU =
      Set.of("activationFn", "biasUpdater", "nin", "nout", "regularizationBias");

  static ConfigurationTree of(byte[] json) throws IOException {
    requireShallow(json);
    JsonNode root = JSON.readTree(json);
    if (root == null || !root.isObject()) {
      throw new UnreadableModelException("the configuration is no JSON object");
    }
    return new ConfigurationTree(root);
  }

  private static void requireShallow(byte[] json) throws IOException {
    try (JsonParser parser = JSON.getFactory().createParser(json)) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth > MAX_DEPTH) {
          throw new UnreadableModelException(
              "the configuration is nested more than %d levels deep".formatted(MAX_DEPTH));
        }
      }
    }
  }

  /** A counter at the top level. */
  int count(String name) throws IOException {
    JsonNode count = root.path(name);
    if (!count.isInt() || count.intValue() < 0) {
      throw new UnreadableModelException(
          "the configuration's %s must be a number of at least 0, got %s"
              .formatted(name, text(count)));
    }
    return count.intValue();
  }

  /** The first place where this configuration computes otherwise than {@code expected}. */
  Optional<String> differenceFrom(ConfigurationTree expected) {
    return difference("", root, expected.root);
  }

  private static Optional<String> difference(String place, JsonNode found, JsonNode expected) {
    if (isNothing(found) && isNothing(expected)) {
      return Optional.empty();
    }
    if (found.isObject() && expected.isObject()) {
      return ofObjects(place, found, expected);
    }
    if (found.isArray() && expected.isArray() && found.size() == expected.size()) {
      for (int k = 0; k < found.size(); k++) {
        String at = place + "[" + k + "]";
        Optional<String> difference = difference(at, found.get(k), expected.get(k));
        if (difference.isPresent()) {
          return difference;
        }
      }
      return Optional.empty();
    }
    boolean same =
        (found.isNumber() && expected.isNumber())
            ? found.doubleValue() == expected.doubleValue()
            : found.equals(expected);
    return same
        ? Optional.empty()
        : Optional.of(
            "%s is %s, the specification needs %s".formatted(place, text(found), text(expected)));
  }

  private static Optional<String> ofObjects(String place, JsonNode found, JsonNode expected) {
    // '@class' comes first: which layer it is says more than what it lacks.
    Set<String> names = new TreeSet<>();
    addNames(found, names);
    addNames(expected, names);
    names.removeAll(WITHOUT_EFFECT);
    names.removeAll(notRead(place, expected));
    if (!expected.path("gradientNormalization").asText().startsWith("Clip")) {
      names.remove("gradientNormalizationThreshold");
    }
    for (String name : names) {
      String at = place.isEmpty() ? name : place + "." + name;
      Optional<String> difference = difference(at, found.path(name), expected.path(name));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Set<String> notRead(String place, JsonNode expected) {
    String type = expected.path("@class").asText();
    if (type.endsWith("layers.BatchNormalization")) {
      return NOT_OF_BATCH_NORM;
    }
    Set<String> names = new TreeSet<>();
    if (type.endsWith("layers.PReLULayer")) {
      names.addAll(NOT_OF_PRELU);
    }
    for (Map.Entry<String, Set<String>> layer : NEVER_READ.entrySet()) {
      if (type.endsWith(layer.getKey())) {
        names.addAll(layer.getValue());
        names.addAll(OF_MOVEMENT);
      }
    }
    if (place.endsWith(".underlying")) {
      names.addAll(OF_MOVEMENT);
    }
    return names;
  }

  private static void addNames(JsonNode object, Set<String> names) {
    for (Iterator<String> all = object.fieldNames(); all.hasNext(); ) {
      names.add(all.next());
    }
  }

  private static boolean isNothing(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }

  /** A value for a message: short, printable and on one line. */
  private static String text(JsonNode node) {
    if (isNothing(node)) {
      return "nothing";
    }
    if (node.isArray()) {
      return "a list of " + node.size();
    }
    if (node.isObject()) {
      return "an object";
    }
    String text = node.asText().replaceAll("\\p{C}", "?");
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
