package dev.gradparity.comparison.port;

import java.util.List;

/**
 * The classes that remember something of a parameter from step to step. All have one form: fields
 * and numbers, and a loop over the elements with the formula within.
 */
final class PlainUpdaterClasses {

  /**
   * One of them.
   *
   * @param remark what it is
   * @param numbers the constructor's, in its order
   * @param state the arrays by the specification's names, which start at zero or at {@code start}
   * @param start an expression, empty for zero
   * @param arguments of a step besides the gradient
   * @param before a statement before the loop, or nothing
   * @param formula statements for element i, j; g is the gradient's array
   */
  private record Form(
      String remark,
      List<String> numbers,
      List<String> state,
      String start,
      String arguments,
      String before,
      List<String> formula) {}

  private static final String MEAN = "m[i][j] = beta1 * m[i][j] + (1 - beta1) * g[i][j];";
  private static final String SQUARES =
      "v[i][j] = beta2 * v[i][j] + (1 - beta2) * g[i][j] * g[i][j];";
  private static final String ALPHA =
      "double alpha = rate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t));";
  private static final String CORRECTED = "double alpha = rate / (1 - Math.pow(beta1, t));";
  private static final String TIMED = ", double rate, int t";
  private static final List<String> BETAS = List.of("beta1", "beta2", "epsilon");

  private PlainUpdaterClasses() {}

  /**
   * The text of a class.
   *
   * @param resumes whether it can be given what another remembered
   */
  static String text(String type, boolean resumes) {
    Form form = form(type);
    StringBuilder text = new StringBuilder();
    text.append("  /** ").append(form.remark).append(" */\n");
    text.append("  static final class ").append(type).append(" {\n\n");
    form.numbers.forEach(name -> text.append("    private final double " + name + ";\n"));
    form.state.forEach(name -> text.append("    final double[][] " + name + ";\n"));
    text.append("\n").append(constructor(type, form)).append("\n");
    text.append(resumes ? resume(form) + "\n" : "");
    text.append("    /** What is subtracted from the parameter whose gradient is g. */\n");
    text.append("    double[][] update(double[][] g").append(form.arguments).append(") {\n");
    text.append(form.before.isEmpty() ? "" : "      " + form.before + "\n");
    text.append("      double[][] update = new double[g.length][g[0].length];\n");
    text.append("      for (int i = 0; i < g.length; i++) {\n");
    text.append("        for (int j = 0; j < g[i].length; j++) {\n");
    form.formula.forEach(line -> text.append("          ").append(line).append("\n"));
    return text.append("        }\n      }\n      return update;\n    }\n  }\n").toString();
  }

  private static String resume(Form form) {
    StringBuilder text = new StringBuilder("    void resume(");
    text.append(String.join(", ", form.state.stream().map(n -> "double[][] " + n).toList()));
    text.append(") {\n");
    form.state.forEach(name -> text.append("      copy(%s, this.%s);\n".formatted(name, name)));
    return text.append("    }\n").toString();
  }

  private static String constructor(String type, Form form) {
    StringBuilder text = new StringBuilder("    " + type + "(int rows, int columns");
    form.numbers.forEach(name -> text.append(", double ").append(name));
    text.append(") {\n");
    form.numbers.forEach(name -> text.append("      this.%s = %s;\n".formatted(name, name)));
    form.state.forEach(name -> text.append("      " + name + " = new double[rows][columns];\n"));
    if (!form.start.isEmpty()) {
      text.append("      for (double[] row : ").append(form.state.get(0)).append(") {\n");
      text.append("        Arrays.fill(row, ").append(form.start).append(");\n      }\n");
    }
    return text.append("    }\n").toString();
  }

  private static Form form(String type) {
    return switch (type) {
      case "Nesterovs" ->
          new Form(
              "Nesterov's momentum: it looks ahead, classical momentum does not.",
              List.of(),
              List.of("v"),
              "",
              ", double rate, double momentum",
              "",
              List.of(
                  "double before = v[i][j];",
                  "v[i][j] = momentum * before - rate * g[i][j];",
                  "update[i][j] = momentum * before - (1 + momentum) * v[i][j];"));
      case "Adam" ->
          new Form(
              "Adam; epsilon stands outside the root and outside the bias correction.",
              BETAS,
              List.of("m", "v"),
              "",
              TIMED,
              ALPHA,
              List.of(
                  MEAN,
                  SQUARES,
                  "update[i][j] = alpha * m[i][j] / (Math.sqrt(v[i][j]) + epsilon);"));
      case "AdaMax" ->
          new Form(
              "AdaMax; Deeplearning4j ignores its epsilon and adds 1e-32 to the maximum.",
              List.of("beta1", "beta2"),
              List.of("m", "u"),
              "",
              TIMED,
              CORRECTED,
              List.of(
                  MEAN,
                  "u[i][j] = Math.max(beta2 * u[i][j], Math.abs(g[i][j])) + 1e-32;",
                  "update[i][j] = alpha * m[i][j] / u[i][j];"));
      case "Nadam" ->
          new Form(
              "Nadam in Deeplearning4j's form: v is not corrected for its start at zero.",
              BETAS,
              List.of("m", "v"),
              "",
              TIMED,
              CORRECTED,
              List.of(
                  MEAN,
                  SQUARES,
                  "double ahead = beta1 * m[i][j] + (1 - beta1) * g[i][j];",
                  "update[i][j] = alpha * ahead / (Math.sqrt(v[i][j]) + epsilon);"));
      case "AmsGrad" ->
          new Form(
              "AMSGrad: Adam by the largest v so far, bias corrections included.",
              BETAS,
              List.of("m", "v", "h"),
              "",
              TIMED,
              ALPHA,
              List.of(
                  MEAN,
                  SQUARES,
                  "h[i][j] = Math.max(h[i][j], v[i][j]);",
                  "update[i][j] = alpha * m[i][j] / (Math.sqrt(h[i][j]) + epsilon);"));
      case "AdaBelief" ->
          new Form(
              "AdaBelief: Adam by the variance about the mean.",
              BETAS,
              List.of("m", "s"),
              "",
              TIMED,
              ALPHA,
              List.of(
                  MEAN,
                  "double d = g[i][j] - m[i][j];",
                  "s[i][j] = beta2 * s[i][j] + (1 - beta2) * d * d + epsilon;",
                  "update[i][j] = alpha * m[i][j] / (Math.sqrt(s[i][j]) + epsilon);"));
      case "AdaGrad" ->
          new Form(
              "AdaGrad; Deeplearning4j's sum of squares starts at 1e-6.",
              List.of("epsilon"),
              List.of("h"),
              "1e-6",
              ", double rate",
              "",
              List.of(
                  "h[i][j] += g[i][j] * g[i][j];",
                  "update[i][j] = rate * g[i][j] / (Math.sqrt(h[i][j]) + epsilon);"));
      case "RmsProp" ->
          new Form(
              "RMSProp; Deeplearning4j's mean of squares starts at epsilon.",
              List.of("decay", "epsilon"),
              List.of("r"),
              "epsilon",
              ", double rate",
              "",
              List.of(
                  "r[i][j] = decay * r[i][j] + (1 - decay) * g[i][j] * g[i][j];",
                  "update[i][j] = rate * g[i][j] / (Math.sqrt(r[i][j]) + epsilon);"));
      case "AdaDelta" ->
          new Form(
              "AdaDelta, which has no learning rate.",
              List.of("rho", "epsilon"),
              List.of("msg", "msdx"),
              "",
              "",
              "",
              List.of(
                  "msg[i][j] = rho * msg[i][j] + (1 - rho) * g[i][j] * g[i][j];",
                  "double ratio = (msdx[i][j] + epsilon) / (msg[i][j] + epsilon);",
                  "double d = Math.sqrt(ratio) * g[i][j];",
                  "msdx[i][j] = rho * msdx[i][j] + (1 - rho) * d * d;",
                  "update[i][j] = d;"));
      default -> throw new IllegalArgumentException("nothing remembers like " + type);
    };
  }
}
