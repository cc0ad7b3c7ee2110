package dev.gradparity.comparison.model;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Activations and losses by the names of ND4J's classes. */
final class ModelFunctions {

  private static final String ACTIVATIONS = "org.nd4j.linalg.activations.impl";
  private static final String LOSSES = "org.nd4j.linalg.lossfunctions.impl";

  private static final Map<String, ActivationKind> ACTIVATION_KINDS =
      Map.ofEntries(
          Map.entry("ActivationIdentity", ActivationKind.IDENTITY),
          Map.entry("ActivationReLU", ActivationKind.RELU),
          Map.entry("ActivationSigmoid", ActivationKind.SIGMOID),
          Map.entry("ActivationTanH", ActivationKind.TANH),
          Map.entry("ActivationSoftmax", ActivationKind.SOFTMAX),
          Map.entry("ActivationCube", ActivationKind.CUBE),
          Map.entry("ActivationELU", ActivationKind.ELU),
          Map.entry("ActivationGELU", ActivationKind.GELU),
          Map.entry("ActivationHardSigmoid", ActivationKind.HARDSIGMOID),
          Map.entry("ActivationHardTanH", ActivationKind.HARDTANH),
          Map.entry("ActivationLReLU", ActivationKind.LEAKYRELU),
          Map.entry("ActivationMish", ActivationKind.MISH),
          Map.entry("ActivationRationalTanh", ActivationKind.RATIONALTANH),
          Map.entry("ActivationRectifiedTanh", ActivationKind.RECTIFIEDTANH),
          Map.entry("ActivationReLU6", ActivationKind.RELU6),
          Map.entry("ActivationRReLU", ActivationKind.RRELU),
          Map.entry("ActivationSELU", ActivationKind.SELU),
          Map.entry("ActivationSoftPlus", ActivationKind.SOFTPLUS),
          Map.entry("ActivationSoftSign", ActivationKind.SOFTSIGN),
          Map.entry("ActivationSwish", ActivationKind.SWISH),
          Map.entry("ActivationThresholdedReLU", ActivationKind.THRESHOLDEDRELU));

  private static final Map<String, LossKind> LOSS_KINDS =
      Map.ofEntries(
          Map.entry("LossMSE", LossKind.MSE),
          Map.entry("LossL2", LossKind.L2),
          Map.entry("LossL1", LossKind.L1),
          Map.entry("LossMAE", LossKind.MEAN_ABSOLUTE_ERROR),
          Map.entry("LossMAPE", LossKind.MEAN_ABSOLUTE_PERCENTAGE_ERROR),
          Map.entry("LossMSLE", LossKind.MEAN_SQUARED_LOGARITHMIC_ERROR),
          Map.entry("LossHinge", LossKind.HINGE),
          Map.entry("LossSquaredHinge", LossKind.SQUARED_HINGE),
          Map.entry("LossWasserstein", LossKind.WASSERSTEIN),
          Map.entry("LossCosineProximity", LossKind.COSINE_PROXIMITY),
          Map.entry("LossMultiLabel", LossKind.MULTI_LABEL),
          Map.entry("LossPoisson", LossKind.POISSON),
          Map.entry("LossKLD", LossKind.KL_DIVERGENCE),
          Map.entry("LossBinaryXENT", LossKind.XENT),
          Map.entry("LossMCXENT", LossKind.MCXENT),
          Map.entry("LossNegativeLogLikelihood", LossKind.NEGATIVELOGLIKELIHOOD),
          Map.entry("LossSparseMCXENT", LossKind.SPARSE_MCXENT));

  private ModelFunctions() {}

  static ActivationSpec activation(ConfigurationNode node) {
    ActivationKind kind = node.typed(ACTIVATIONS, ACTIVATION_KINDS, "activation");
    if (kind == ActivationKind.GELU) {
      node.only(Set.of("precise"));
      boolean isPrecise = !node.get("precise").isNothing() && node.get("precise").bool();
      return ActivationSpec.of(isPrecise ? ActivationKind.PRECISE_GELU : kind);
    }
    Set<String> names = new HashSet<>();
    kind.parameters().forEach(parameter -> names.add(parameter.name()));
    node.only(names);
    Map<String, Double> parameters = new HashMap<>();
    for (String name : names) {
      if (!node.get(name).isNothing()) {
        parameters.put(name, node.get(name).number());
      }
    }
    ActivationSpec activation = new ActivationSpec(kind, parameters);
    if (kind == ActivationKind.RRELU && activation.parameter("l") != activation.parameter("u")) {
      throw node.refusal(
          "is a rrelu that draws its slopes at random, which no spec does",
          "give l and u one value, their mean");
    }
    return activation;
  }

  static LossSpec loss(ConfigurationNode node) {
    LossKind kind = node.typed(LOSSES, LOSS_KINDS, "loss");
    String clip = kind == LossKind.XENT ? "clipEps" : "softmaxClipEps";
    node.only(kind.takesClip() ? Set.of("weights", clip) : Set.of("weights"));
    double epsilon = kind.takesClip() ? node.get(clip).numberOr(0) : 0;
    return new LossSpec(kind, weights(node.get("weights")), epsilon);
  }

  /** A row as ND4J writes it: type, shape, elements. */
  private static List<Double> weights(ConfigurationNode node) {
    List<Double> weights = new ArrayList<>();
    if (node.isNothing()) {
      return weights;
    }
    node.only(Set.of("dataType", "shape", "data"));
    for (ConfigurationNode element : node.get("data").elements()) {
      weights.add(element.number());
    }
    return weights;
  }
}
