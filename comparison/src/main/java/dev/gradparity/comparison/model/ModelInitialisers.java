package dev.gradparity.comparison.model;

import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.InvalidSpecException;
import dev.gradparity.spec.WeightInit;
import java.util.Locale;
import java.util.Optional;

/**
 * First weights by the names of Deeplearning4j's classes. They have no say in how given parameters
 * compute: what no specification has counts as Xavier's.
 */
final class ModelInitialisers {

  private static final String WEIGHT_INIT = "org.deeplearning4j.nn.weights.WeightInit";
  private static final String DISTRIBUTION = "org.deeplearning4j.nn.conf.distribution.";

  private ModelInitialisers() {}

  static Initialiser read(ConfigurationNode node) {
    String type = node.isNothing() ? "" : node.type();
    String name = type.startsWith(WEIGHT_INIT) ? type.substring(WEIGHT_INIT.length()) : "";
    return switch (name) {
      case "Constant" ->
          node.get("value").node().asDouble(0) == 0 ? WeightInit.ZERO : WeightInit.ONES;
      case "Distribution" -> distribution(node.get("distribution")).orElse(WeightInit.XAVIER);
      default -> preset(name);
    };
  }

  /** {@code VarScalingNormalFanIn} is VAR_SCALING_NORMAL_FAN_IN. */
  private static Initialiser preset(String name) {
    String constant = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    for (WeightInit preset : WeightInit.values()) {
      if (preset.name().equals(constant)) {
        return preset;
      }
    }
    return WeightInit.XAVIER;
  }

  private static Optional<Initialiser> distribution(ConfigurationNode node) {
    // The library has other names here than everywhere else.
    String type = node.get("type").isNothing() ? "" : node.get("type").text();
    if (!type.startsWith(DISTRIBUTION)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
          switch (type.substring(DISTRIBUTION.length())) {
            case "NormalDistribution", "GaussianDistribution" ->
                new Distribution.Normal(number(node, "mean"), number(node, "std"));
            case "UniformDistribution" ->
                new Distribution.Uniform(number(node, "lower"), number(node, "upper"));
            case "TruncatedNormalDistribution" ->
                new Distribution.TruncatedNormal(number(node, "mean"), number(node, "std"));
            case "LogNormalDistribution" ->
                new Distribution.LogNormal(number(node, "mean"), number(node, "std"));
            case "BinomialDistribution" ->
                new Distribution.Binomial(
                    node.get("numberOfTrials").integer(), number(node, "probabilityOfSuccess"));
            case "ConstantDistribution" -> new Distribution.Constant(number(node, "value"));
            case "OrthogonalDistribution" -> new Distribution.Orthogonal(number(node, "gain"));
            default -> null;
          });
    } catch (InvalidSpecException e) {
      return Optional.empty();
    }
  }

  private static double number(ConfigurationNode node, String key) {
    return node.get(key).number();
  }
}
