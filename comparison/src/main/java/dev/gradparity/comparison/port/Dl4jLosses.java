package dev.gradparity.comparison.port;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The loss as a method that makes it. */
final class Dl4jLosses {

  private final NetworkSpec spec;
  private final Imports imports;

  Dl4jLosses(NetworkSpec spec, Imports imports) {
    this.spec = spec;
    this.imports = imports;
  }

  /** The constant with the weights of the outputs; empty where the loss has none. */
  String weights() {
    List<Double> weights = weightsOfOutputs();
    return weights.isEmpty() ? "" : JavaNumber.constant("WEIGHTS", weights) + "\n";
  }

  private List<Double> weightsOfOutputs() {
    LossSpec loss = spec.loss();
    if (loss.kind() != LossKind.HALF_L2) {
      return loss.weights();
    }
    List<Double> halves = new ArrayList<>();
    List<Double> ones = Collections.nCopies(spec.outputSize(), 1.0);
    for (double weight : loss.weights().isEmpty() ? ones : loss.weights()) {
      halves.add(weight / 2);
    }
    return halves;
  }

  /** The method {@code loss}, after an empty line. */
  String method() {
    imports.of("org.nd4j.linalg.lossfunctions", "ILossFunction");
    String name = name(spec.loss().kind());
    String type = imports.of("org.nd4j.linalg.lossfunctions.impl", name);
    StringBuilder text = new StringBuilder("\n  /** ").append(remark()).append(" */\n");
    text.append("  private static ILossFunction loss() {\n");
    List<String> arguments = new ArrayList<>();
    boolean isLikelihood = spec.loss().kind() == LossKind.NEGATIVELOGLIKELIHOOD;
    if (spec.loss().kind().takesClip() && !isLikelihood) {
      arguments.add(JavaNumber.of(spec.loss().clip()));
    }
    boolean hasWeights = !weightsOfOutputs().isEmpty();
    if (hasWeights) {
      imports.of("org.nd4j.linalg.api.ndarray", "INDArray");
      imports.of("org.nd4j.linalg.factory", "Nd4j");
      String cast = spec.dtype() == DType.FLOAT32 ? ".castTo(DataType.FLOAT)" : "";
      text.append("    INDArray row = Nd4j.create(new double[][] {WEIGHTS})" + cast + ";\n");
      arguments.add("row");
    } else if (spec.loss().kind().takesClip() && arguments.size() == 1) {
      arguments.add("null");
    }
    String made = JavaCode.call("new " + type, arguments.toArray(String[]::new)).flat();
    if (isLikelihood) {
      text.append("    %s loss = %s;\n".formatted(type, made));
      text.append("    loss.setSoftmaxClipEps(%s);\n".formatted(JavaNumber.of(spec.loss().clip())));
      made = "loss";
    }
    return text.append("    return ").append(made).append(";\n  }\n").toString();
  }

  private String remark() {
    LossKind kind = spec.loss().kind();
    if (kind.takesClip()) {
      return spec.loss().clip() > 0
          ? "The first number is how far probabilities stay away from 0 and 1."
          : "Not clipped: untold, probabilities would stay away from 0 and 1.";
    }
    return switch (kind) {
      case HALF_L2 -> "LossL2 is not halved; a weight of one half for each output does it.";
      case L2 -> "Neither halved nor divided by the number of outputs.";
      case MSE, SQUARED_LOSS -> "Divided by the number of outputs, and not halved.";
      case RECONSTRUCTION_CROSSENTROPY -> "Its own name for the Kullback-Leibler divergence.";
      default -> "The loss of one example.";
    };
  }

  private static String name(LossKind kind) {
    return switch (kind) {
      case MSE, SQUARED_LOSS -> "LossMSE";
      case L2, HALF_L2 -> "LossL2";
      case L1 -> "LossL1";
      case MEAN_ABSOLUTE_ERROR -> "LossMAE";
      case MEAN_ABSOLUTE_PERCENTAGE_ERROR -> "LossMAPE";
      case MEAN_SQUARED_LOGARITHMIC_ERROR -> "LossMSLE";
      case HINGE -> "LossHinge";
      case SQUARED_HINGE -> "LossSquaredHinge";
      case WASSERSTEIN -> "LossWasserstein";
      case COSINE_PROXIMITY -> "LossCosineProximity";
      case MULTI_LABEL -> "LossMultiLabel";
      case POISSON -> "LossPoisson";
      case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY -> "LossKLD";
      case XENT -> "LossBinaryXENT";
      case MCXENT -> "LossMCXENT";
      case NEGATIVELOGLIKELIHOOD -> "LossNegativeLogLikelihood";
      case SPARSE_MCXENT -> "LossSparseMCXENT";
    };
  }
}
