package dev.gradparity.comparison.port;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;

/** The loss and its derivative by the last layer's Z. */
final class PlainLosses {

  private final Ported ported;
  private final NetworkSpec spec;
  private final LossSpec loss;
  private final PlainText text;
  private final PlainActivations activations;
  private final PlainRowLosses ofRows;

  /** The number of the last layer. */
  private final int last;

  PlainLosses(Ported ported, PlainText text, PlainActivations activations) {
    this.ported = ported;
    spec = ported.spec();
    this.text = text;
    this.activations = activations;
    loss = spec.loss();
    ofRows = new PlainRowLosses(loss.kind(), text, ported.isMasked());
    last = spec.depth();
    if (!loss.weights().isEmpty()) {
      text.constant("WEIGHTS", loss.weights());
    }
  }

  /** The expression of the data's loss, reduced over the examples. */
  String value() {
    String sum = isOfRows() ? "sumOfRows" : "sumOfTerms";
    if (isOfRows()) {
      ofRows.define();
    } else {
      terms();
    }
    String mask = ported.isMasked() ? ", mask" : "";
    return sum + "(a" + last + ", y" + mask + ")" + (isMean() ? " / " + examples(spec) : "");
  }

  /** The number of examples, of which y has the rows. */
  static String examples(NetworkSpec spec) {
    return spec.hasSequences() ? "(y.length / %d)".formatted(spec.timeSteps()) : "y.length";
  }

  private boolean isMean() {
    return spec.reduction() == Reduction.MEAN;
  }

  private boolean isOfRows() {
    return loss.kind() == LossKind.COSINE_PROXIMITY || loss.kind() == LossKind.MULTI_LABEL;
  }

  private ActivationKind output() {
    return spec.layer(last).activation().kind();
  }

  private boolean isCrossEntropy() {
    return switch (loss.kind()) {
      case MCXENT, NEGATIVELOGLIKELIHOOD, SPARSE_MCXENT -> true;
      default -> false;
    };
  }

  private boolean isDivergence() {
    return switch (loss.kind()) {
      case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY, POISSON, XENT -> true;
      default -> isCrossEntropy();
    };
  }

  private boolean isFused() {
    return (isCrossEntropy() && loss.weights().isEmpty() && !ported.isMaskedPerOutput())
        || (loss.kind() == LossKind.XENT && output() == ActivationKind.SIGMOID);
  }

  /** The statements that set dZ of the last layer, n being the number of examples. */
  String backward() {
    String divided = isMean() ? " / n" : "";
    StringBuilder lines = new StringBuilder();
    if (isFused()) {
      String difference = isMean() ? "(p - t) / n" : "p - t";
      lines.append("    // ").append(isCrossEntropy() ? "Softmax" : "Sigmoid");
      lines.append(" and cross entropy together.\n");
      text.zip();
      lines.append("    dz%d = zip(a%d, y, (p, t) -> %s);\n".formatted(last, last, difference));
      weigh(lines, "dz" + last);
      leaveOut(lines, "dz" + last);
      return lines.toString();
    }
    boolean byLogarithm =
        isDivergence()
            && (output() == ActivationKind.SOFTMAX || output() == ActivationKind.SIGMOID);
    if (byLogarithm) {
      lines.append("    // By ln p instead of p: nothing small is divided by.\n");
      slopeByLogarithm();
      text.zip();
      String slope = "(p, t) -> slopeByLogarithm(p, t)" + divided;
      lines.append("    dz%d = zip(a%d, y, %s);\n".formatted(last, last, slope));
      weigh(lines, "dz" + last);
      leaveOut(lines, "dz" + last);
      String back =
          output() == ActivationKind.SOFTMAX
              ? "throughLogSoftmax(a%d, dz%d)"
              : "zip(a%d, dz%d, (p, g) -> g * (1 - p))";
      if (output() == ActivationKind.SOFTMAX) {
        throughLogSoftmax();
      }
      lines.append("    dz%d = %s;\n".formatted(last, back.formatted(last, last)));
      return lines.toString();
    }
    if (isOfRows()) {
      text.map();
      String divide = isMean() ? "map(slopesOfRows(a%d, y), g -> g / n)" : "slopesOfRows(a%d, y)";
      lines.append("    da%d = %s;\n".formatted(last, divide.formatted(last)));
      ofRows.defineSlopes();
      leaveOut(lines, "da" + last);
    } else {
      slope();
      text.zip();
      String slope = "(p, t) -> slope(p, t)" + divided;
      lines.append("    da%d = zip(a%d, y, %s);\n".formatted(last, last, slope));
      weigh(lines, "da" + last);
      leaveOut(lines, "da" + last);
    }
    String backward = activations.backward(spec.layer(last).activation(), last);
    return lines.append("    dz%d = %s;\n".formatted(last, backward)).toString();
  }

  /** Whether dA of the last layer is computed on the way. */
  boolean showsOutputGradient() {
    boolean byLogarithm =
        isDivergence()
            && (output() == ActivationKind.SOFTMAX || output() == ActivationKind.SIGMOID);
    return !isFused() && !byLogarithm;
  }

  private void weigh(StringBuilder lines, String gradient) {
    if (loss.weights().isEmpty()) {
      return;
    }
    text.method(
        "weigh",
        """
          /** Multiplies each output's column by its weight, in place. */
          private static void weigh(double[][] rows) {
            for (double[] row : rows) {
              for (int j = 0; j < row.length; j++) {
                row[j] *= WEIGHTS[j];
              }
            }
          }
        """);
    lines.append("    weigh(").append(gradient).append(");\n");
  }

  /** What does not count is left out and not multiplied by 0: it may be infinite. */
  private void leaveOut(StringBuilder lines, String gradient) {
    if (!ported.isMasked()) {
      return;
    }
    text.method(
        "leaveOut",
        """
          /** Puts 0 where a label does not count, in place. */
          private static void leaveOut(double[][] rows, double[][] mask) {
            for (int i = 0; i < rows.length; i++) {
              for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = %s ? 0 : rows[i][j];
              }
            }
          }
        """
            .formatted(doesNotCount()));
    lines.append("    leaveOut(").append(gradient).append(", mask);\n");
  }

  private String doesNotCount() {
    return ported.isMaskedPerOutput() ? "mask[i][j] == 0" : "mask[i][0] == 0";
  }

  private void terms() {
    boolean isWeighted = !loss.weights().isEmpty();
    text.method(
        "sumOfTerms",
        """
          /** The loss of all examples together. */
          private static double sumOfTerms(double[][] p, double[][] y%s) {
            double sum = 0;
            for (int i = 0; i < p.length; i++) {
              for (int j = 0; j < p[i].length; j++) {
                sum += %s%sterm(%s, y[i][j]);
              }
            }
            return sum;
          }
        """
            .formatted(
                ported.isMasked() ? ", double[][] mask" : "",
                ported.isMasked() ? doesNotCount() + " ? 0 : " : "",
                isWeighted ? "WEIGHTS[j] * " : "",
                loss.clip() > 0 ? "clipped(p[i][j])" : "p[i][j]"));
    if (loss.clip() > 0) {
      text.constant("CLIP", loss.clip());
      text.method(
          "clipped",
          """
            /** A probability, kept away from 0 and 1. The gradient is that without clipping. */
            private static double clipped(double p) {
              return Math.min(Math.max(p, CLIP), 1 - CLIP);
            }
          """);
    }
    if (usesOutputs()) {
      text.constant("OUTPUTS", spec.outputSize());
    }
    function("term", "The loss of one output p with the label y.", term());
  }

  private void function(String name, String remark, String expression) {
    text.method(
        name,
        """
          /** %s */
          private static double %s(double p, double y) {
            return %s;
          }
        """
            .formatted(remark, name, expression));
  }

  private boolean usesOutputs() {
    return switch (loss.kind()) {
      case MSE,
          SQUARED_LOSS,
          MEAN_ABSOLUTE_ERROR,
          MEAN_ABSOLUTE_PERCENTAGE_ERROR,
          MEAN_SQUARED_LOGARITHMIC_ERROR,
          WASSERSTEIN ->
          true;
      default -> false;
    };
  }

  private String term() {
    return switch (loss.kind()) {
      case MSE, SQUARED_LOSS -> "(p - y) * (p - y) / OUTPUTS";
      case L2 -> "(p - y) * (p - y)";
      case HALF_L2 -> "(p - y) * (p - y) / 2";
      case L1 -> "Math.abs(p - y)";
      case MEAN_ABSOLUTE_ERROR -> "Math.abs(p - y) / OUTPUTS";
      case MEAN_ABSOLUTE_PERCENTAGE_ERROR -> "100 * Math.abs((p - y) / y) / OUTPUTS";
      case MEAN_SQUARED_LOGARITHMIC_ERROR -> "Math.pow(Math.log1p(p) - Math.log1p(y), 2) / OUTPUTS";
      case HINGE -> "Math.max(0, 1 - y * p)";
      case SQUARED_HINGE -> "Math.pow(Math.max(0, 1 - y * p), 2)";
      case WASSERSTEIN -> "y * p / OUTPUTS";
      case POISSON -> "p - (y == 0 ? 0 : y * Math.log(p))";
      case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY ->
          "y == 0 ? 0 : y * (Math.log(y) - Math.log(p))";
      case XENT -> "-(y == 0 ? 0 : y * Math.log(p)) - (y == 1 ? 0 : (1 - y) * Math.log1p(-p))";
      case MCXENT, NEGATIVELOGLIKELIHOOD, SPARSE_MCXENT -> "y == 0 ? 0 : -y * Math.log(p)";
      case COSINE_PROXIMITY, MULTI_LABEL -> throw unknown();
    };
  }

  private IllegalArgumentException unknown() {
    return new IllegalArgumentException(loss.specName() + " is no sum over outputs");
  }

  private void slope() {
    if (usesOutputs()) {
      text.constant("OUTPUTS", spec.outputSize());
    }
    String expression =
        switch (loss.kind()) {
          case MSE, SQUARED_LOSS -> "2 * (p - y) / OUTPUTS";
          case L2 -> "2 * (p - y)";
          case HALF_L2 -> "p - y";
          case L1 -> "Math.signum(p - y)";
          case MEAN_ABSOLUTE_ERROR -> "Math.signum(p - y) / OUTPUTS";
          case MEAN_ABSOLUTE_PERCENTAGE_ERROR -> "100 * Math.signum(p - y) / Math.abs(y) / OUTPUTS";
          case MEAN_SQUARED_LOGARITHMIC_ERROR ->
              "2 * (Math.log1p(p) - Math.log1p(y)) / (1 + p) / OUTPUTS";
          case HINGE -> "y * p >= 1 ? 0 : -y";
          case SQUARED_HINGE -> "y * p >= 1 ? 0 : -2 * y * (1 - y * p)";
          case WASSERSTEIN -> "y / OUTPUTS";
          case POISSON -> "1 - (y == 0 ? 0 : y / p)";
          case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY -> "y == 0 ? 0 : -y / p";
          case XENT -> "(y == 1 ? 0 : (1 - y) / (1 - p)) - (y == 0 ? 0 : y / p)";
          case MCXENT, NEGATIVELOGLIKELIHOOD, SPARSE_MCXENT -> "y == 0 ? 0 : -y / p";
          case COSINE_PROXIMITY, MULTI_LABEL -> throw unknown();
        };
    function("slope", "Its derivative by p.", expression);
  }

  private void slopeByLogarithm() {
    String expression =
        switch (loss.kind()) {
          case POISSON -> "p - y";
          case XENT -> "p * (y == 1 ? 0 : (1 - y) / (1 - p)) - y";
          default -> "-y";
        };
    function("slopeByLogarithm", "Its derivative by ln p.", expression);
  }

  private void throughLogSoftmax() {
    text.method(
        "throughLogSoftmax",
        """
          /** dZ from the derivatives by ln P, P = softmax(Z). */
          private static double[][] throughLogSoftmax(double[][] p, double[][] g) {
            double[][] dz = new double[p.length][p[0].length];
            for (int i = 0; i < p.length; i++) {
              double sum = 0;
              for (double element : g[i]) {
                sum += element;
              }
              for (int j = 0; j < p[i].length; j++) {
                dz[i][j] = g[i][j] - p[i][j] * sum;
              }
            }
            return dz;
          }
        """);
  }
}
