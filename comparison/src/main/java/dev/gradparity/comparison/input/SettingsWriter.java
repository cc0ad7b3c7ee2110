package dev.gradparity.comparison.input;

import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.Regularisation;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes settings as {@link SettingsReader} reads them; what is as by default is left out. */
final class SettingsWriter {

  private SettingsWriter() {}

  /**
   * Writes a regularisation.
   *
   * @param otherwise what a reader assumes for a key that is left out
   */
  static void put(ObjectNode node, Regularisation own, Regularisation otherwise) {
    put(node, "", own.weights(), otherwise.weights());
    put(node, "Bias", own.bias(), otherwise.bias());
  }

  private static void put(
      ObjectNode node, String suffix, Regularisation.Terms own, Regularisation.Terms otherwise) {
    put(node, "l1" + suffix, own.l1(), otherwise.l1());
    put(node, "l2" + suffix, own.l2(), otherwise.l2());
    put(node, "weightDecay" + suffix, own.weightDecay(), otherwise.weightDecay());
    if (own.applyLearningRate() != otherwise.applyLearningRate()) {
      node.put("weightDecay" + suffix + "ApplyLR", own.applyLearningRate());
    }
  }

  private static void put(ObjectNode node, String key, double own, double otherwise) {
    if (own != otherwise) {
      node.put(key, own);
    }
  }

  /**
   * Writes what a layer does otherwise.
   *
   * @param ofNetwork the regularisation of all layers
   */
  static void put(ObjectNode node, LayerSettings settings, Regularisation ofNetwork) {
    if (!settings.hasBias()) {
      node.put("hasBias", false);
    }
    if (settings.frozen()) {
      node.put("frozen", true);
    }
    settings.regularisation().ifPresent(own -> put(node, own, ofNetwork));
    GradientNormalisation normalisation = settings.normalisation();
    if (normalisation.kind() != GradientNormalisation.Kind.NONE) {
      node.put("gradientNormalization", normalisation.kind().specName());
      node.put("gradientNormalizationThreshold", normalisation.threshold());
    }
    settings
        .updater()
        .ifPresent(
            own -> SpecWriter.putRecord(node.putObject("updater"), own.specName(), (Record) own));
    settings
        .biasUpdater()
        .ifPresent(
            own ->
                SpecWriter.putRecord(node.putObject("biasUpdater"), own.specName(), (Record) own));
    if (!settings.constraints().isEmpty()) {
      ArrayNode constraints = node.putArray("constraints");
      settings.constraints().forEach(constraint -> put(constraints.addObject(), constraint));
    }
  }

  private static void put(ObjectNode node, Constraint constraint) {
    SpecWriter.putRecord(node, constraint.rule().specName(), (Record) constraint.rule());
    node.put("target", constraint.target().specName());
    if (!(constraint.rule() instanceof Constraint.NonNegative)) {
      node.put("axis", constraint.axis().specName());
    }
  }
}
