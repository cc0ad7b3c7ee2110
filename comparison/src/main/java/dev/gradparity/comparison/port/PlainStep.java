package dev.gradparity.comparison.port;

import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.UpdaterSpec;
import java.util.List;

/** What a training step does beside the pass: normalisation, penalties, updates, constraints. */
final class PlainStep {

  private final NetworkSpec spec;
  private final PlainText text;
  private final PlainSchedules schedules;
  private final StringBuilder fields = new StringBuilder();
  private final StringBuilder penaltyValues = new StringBuilder();
  private final StringBuilder penaltyGradients = new StringBuilder();
  private final StringBuilder normalisations = new StringBuilder();
  private final StringBuilder movements = new StringBuilder();
  private final boolean resumes;

  PlainStep(NetworkSpec spec, PlainText text, boolean resumes) {
    this.spec = spec;
    this.resumes = resumes;
    this.text = text;
    schedules = new PlainSchedules(text);
    for (int l = 1; l <= spec.depth(); l++) {
      List<ParameterKind> parameters = spec.layer(l).parameters();
      int layer = l;
      parameters.forEach(kind -> penalise(layer, kind));
      if (!parameters.isEmpty() && !spec.layer(l).settings().frozen()) {
        normalise(l);
        parameters.forEach(kind -> move(layer, kind));
      }
    }
  }

  /** What the updaters remember, as fields. */
  String fields() {
    return fields.toString();
  }

  /** Statements that add to {@code loss}. */
  String penaltyValues() {
    return penaltyValues.toString();
  }

  /** Statements that add to the gradients. */
  String penaltyGradients() {
    return penaltyGradients.toString();
  }

  /** Statements that normalise the gradients. */
  String normalisations() {
    return normalisations.toString();
  }

  /** Statements that move the parameters. */
  String movements() {
    return schedules.variables() + movements;
  }

  private void penalise(int l, ParameterKind kind) {
    Regularisation.Terms terms = spec.regularisation(l).of(kind);
    String name = ParameterPlace.name(l, kind);
    if (terms.l1() > 0) {
      String l1 = JavaNumber.of(terms.l1());
      text.sum();
      text.zip();
      penaltyValues.append("    loss += %s * sum(%s, Math::abs);\n".formatted(l1, name));
      penaltyGradients.append(
          "    d%s = zip(d%s, %s, (g, w) -> g + %s * Math.signum(w));\n"
              .formatted(name, name, name, l1));
    }
    if (terms.l2() > 0) {
      String l2 = JavaNumber.of(terms.l2());
      text.sum();
      text.zip();
      penaltyValues.append("    loss += %s / 2 * sum(%s, w -> w * w);\n".formatted(l2, name));
      penaltyGradients.append(
          "    d%s = zip(d%s, %s, (g, w) -> g + %s * w);\n".formatted(name, name, name, l2));
    }
  }

  private void normalise(int l) {
    LayerSettings settings = spec.layer(l).settings();
    List<String> gradients =
        spec.layer(l).parameters().stream()
            .map(kind -> "d" + ParameterPlace.name(l, kind))
            .toList();
    GradientNormalisation normalisation = settings.normalisation();
    switch (normalisation.kind()) {
      case NONE -> {}
      case CLIP_ELEMENT_WISE_ABSOLUTE_VALUE -> {
        text.map();
        String threshold = JavaNumber.of(normalisation.threshold());
        String clipped = "g -> Math.max(-%s, Math.min(%s, g))".formatted(threshold, threshold);
        for (String gradient : gradients) {
          JavaCode call = JavaCode.call("map", gradient, clipped);
          normalisations.append(JavaCode.assignment(4, gradient, call));
        }
      }
      case CLIP_L2_PER_LAYER, RENORMALIZE_L2_PER_LAYER ->
          rescale(normalisation, String.join(", ", gradients));
      case CLIP_L2_PER_PARAM_TYPE, RENORMALIZE_L2_PER_PARAM_TYPE ->
          gradients.forEach(gradient -> rescale(normalisation, gradient));
    }
  }

  private void rescale(GradientNormalisation normalisation, String gradients) {
    PlainNorms norms = new PlainNorms(text);
    String call =
        normalisation.kind().clips()
            ? norms.limit() + "(" + JavaNumber.of(normalisation.threshold()) + ", "
            : norms.unit() + "(";
    normalisations.append("    ").append(call).append(gradients).append(");\n");
  }

  private void move(int l, ParameterKind kind) {
    subtract();
    if (!kind.isLearnt()) {
      follow(l, kind);
      return;
    }
    String name = ParameterPlace.name(l, kind);
    UpdaterSpec updater = spec.updater(l, kind);
    PlainUpdaters.Movement movement =
        updater.match(
            new PlainUpdaters(
                text, schedules, name, spec.rows(l, kind), spec.columns(l, kind), resumes));
    fields.append(movement.field());
    decay(l, kind, updater);
    movements.append(
        JavaCode.statement(4, "", JavaCode.call("subtract", JavaCode.of(name), movement.update())));
    for (Constraint constraint : spec.layer(l).settings().constraints()) {
      if (constraint.target().means(kind.isBias())) {
        Constraint.Axis axis = kind.isBias() ? Constraint.Axis.BOTH : constraint.axis();
        movements.append(
            new PlainConstraints(text, spec.dtype()).statement(name, constraint.rule(), axis));
      }
    }
  }

  /** Running means and variances go a share of the way to the minibatch's. */
  private void follow(int l, ParameterKind kind) {
    LayerForm.BatchNorm form = (LayerForm.BatchNorm) spec.layer(l).form();
    String name = ParameterPlace.name(l, kind);
    String batch = (kind == ParameterKind.MEAN ? "batchMean" : "batchVar") + l;
    String share = "(running, batch) -> (1 - %s) * (running - batch)";
    String way = share.formatted(JavaNumber.of(form.decay()));
    JavaCode zipped = JavaCode.call(text.zip(), name, batch, way);
    movements.append(
        JavaCode.statement(4, "", JavaCode.call("subtract", JavaCode.of(name), zipped)));
  }

  private void decay(int l, ParameterKind kind, UpdaterSpec updater) {
    Regularisation.Terms terms = spec.regularisation(l).of(kind);
    if (terms.weightDecay() == 0) {
      return;
    }
    String share = JavaNumber.of(terms.weightDecay());
    if (terms.applyLearningRate()) {
      share += " * " + schedules.value(updater.learningRate());
    }
    text.map();
    String name = ParameterPlace.name(l, kind);
    JavaCode lost = JavaCode.call("map", name, "w -> " + share + " * w");
    movements.append("    // Weight decay goes past the updater.\n");
    movements.append(JavaCode.statement(4, "", JavaCode.call("subtract", JavaCode.of(name), lost)));
  }

  private void subtract() {
    boolean isFloat = spec.dtype() == DType.FLOAT32;
    text.method(
        "subtract",
        """
          /** Moves a parameter, in place%s. */
          private static void subtract(double[][] parameter, double[][] update) {
            for (int i = 0; i < parameter.length; i++) {
              for (int j = 0; j < parameter[i].length; j++) {
                parameter[i][j] %s;
              }
            }
          }
        """
            .formatted(
                isFloat ? "; what is kept is a float" : "",
                isFloat ? "= (float) (parameter[i][j] - update[i][j])" : "-= update[i][j]"));
  }
}
