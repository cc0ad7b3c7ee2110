package dev.gradparity.comparison.report;

import dev.gradparity.comparison.Absence;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Confirmation;
import dev.gradparity.comparison.Dissent;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.Slack;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code report.json}; its schema is described in the project's {@code docs/report.md}. Numbers
 * that JSON cannot write stand as the texts "NaN", "Infinity" and "-Infinity".
 */
final class JsonReport {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonReport() {}

  static String of(Run run) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("verdict", run.verdict().name());
    ObjectNode environment = root.putObject("environment");
    run.environment().forEach(environment::put);
    ObjectNode counts = root.putObject("tensorCounts");
    run.tensorCounts().forEach((verdict, count) -> counts.put(verdict.name(), count));
    ObjectNode slack = root.putObject("slack");
    addHistogram(slack, "all", run.slack());
    run.slackByQuantity()
        .forEach((quantity, ratios) -> addHistogram(slack, quantity.symbol(), ratios));
    Confirmation.Total confirmed = run.confirmed();
    ObjectNode arbiter = root.putObject("confirmed");
    arbiter.put("digits", confirmed.digits());
    arbiter.put("comparisons", confirmed.comparisons());
    arbiter.put("contradicted", confirmed.contradicted());
    arbiter.put("elements", confirmed.elements());
    put(arbiter, "worstShare", confirmed.worstShare());
    ArrayNode alone = root.putArray("alone");
    run.dissents().forEach(dissent -> add(alone.addObject(), dissent));
    ArrayNode absent = root.putArray("absent");
    run.absences().forEach(absence -> add(absent.addObject(), absence));
    ArrayNode comparisons = root.putArray("comparisons");
    run.comparisons().forEach(comparison -> add(comparisons.addObject(), comparison));
    return MAPPER.writeValueAsString(root) + "\n";
  }

  private static void add(ObjectNode node, Dissent dissent) {
    node.put("case", dissent.caseName());
    node.put("dtype", dissent.dtype().specName());
    node.put("subject", dissent.subject());
    ArrayNode others = node.putArray("others");
    dissent.others().forEach(others::add);
    node.put("tensor", dissent.tensor().toString());
    ArrayNode index = node.putArray("index");
    dissent.place().forEach(index::add);
    put(node, "value", dissent.value());
    put(node, "otherValue", dissent.otherValue());
    node.put("wrong", dissent.fault().name());
    node.put("sentence", dissent.sentence());
  }

  private static void add(ObjectNode node, Absence absence) {
    node.put("case", absence.caseName());
    node.put("dtype", absence.dtype().specName());
    node.put("subject", absence.subject());
    node.put("reason", absence.reason());
  }

  private static void add(ObjectNode node, Comparison comparison) {
    node.put("case", comparison.caseName());
    node.put("dtype", comparison.dtype().specName());
    node.put("left", comparison.left());
    node.put("right", comparison.right());
    node.put("verdict", comparison.verdict().name());
    node.put("fingerprint", comparison.fingerprint());
    comparison
        .firstMismatch()
        .ifPresentOrElse(
            first -> node.put("firstMismatch", first.name().toString()),
            () -> node.putNull("firstMismatch"));
    comparison
        .confirmation()
        .ifPresentOrElse(
            confirmation -> add(node.putObject("confirmed"), confirmation),
            () -> node.putNull("confirmed"));
    ArrayNode tensors = node.putArray("tensors");
    comparison.tensors().forEach(tensor -> add(tensors.addObject(), tensor));
    ArrayNode unpaired = node.putArray("unpaired");
    comparison.unpaired().stream().map(TensorName::toString).forEach(unpaired::add);
    comparison
        .explanation()
        .ifPresentOrElse(
            explanation -> ExplanationJson.add(node.putObject("explanation"), explanation),
            () -> node.putNull("explanation"));
  }

  private static void add(ObjectNode node, Confirmation confirmation) {
    node.put("digits", confirmation.digits());
    node.put("elements", confirmation.elements());
    put(node, "worstShare", confirmation.worstShare());
    ArrayNode contradicted = node.putArray("contradicted");
    confirmation.contradicted().forEach(tensor -> contradicted.add(tensor.name().toString()));
  }

  private static void add(ObjectNode node, TensorJudgement tensor) {
    node.put("name", tensor.name().toString());
    ArrayNode shape = node.putArray("shape");
    tensor.shape().extents().forEach(shape::add);
    node.put("verdict", tensor.verdict().name());
    put(node, "maxError", tensor.maxError());
    put(node, "bound", tensor.bound());
    put(node, "ratio", tensor.ratio());
    ArrayNode worst = node.putArray("worstIndex");
    tensor.worstIndex().forEach(worst::add);
    put(node, "left", tensor.left());
    put(node, "right", tensor.right());
    put(node, "inherited", tensor.slack().inherited());
    put(node, "certainBound", tensor.bound());
    put(node, "certainRatio", tensor.ratio());
    put(node, "probableBound", tensor.slack().probableBound());
    put(node, "probableRatio", tensor.slack().probableRatio());
    if (!tensor.reason().isEmpty()) {
      node.put("reason", tensor.reason());
    }
  }

  private static void addHistogram(ObjectNode node, String key, Slack.Histogram ratios) {
    ObjectNode bins = node.putObject(key);
    long[] counts = ratios.counts();
    for (int bin = 0; bin < counts.length; bin++) {
      bins.put(Slack.Histogram.bins().get(bin), counts[bin]);
    }
  }

  static void put(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.put(key, String.valueOf(value));
    }
  }
}
