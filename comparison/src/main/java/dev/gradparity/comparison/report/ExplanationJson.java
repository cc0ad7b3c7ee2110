package dev.gradparity.comparison.report;

import dev.gradparity.comparison.Arbitration;
import dev.gradparity.comparison.Convention;
import dev.gradparity.comparison.ElementClaim;
import dev.gradparity.comparison.ElementRuling;
import dev.gradparity.comparison.Explanation;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.TensorRuling;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The key {@code explanation} of a comparison in {@code report.json}. */
final class ExplanationJson {

  private ExplanationJson() {}

  static void add(ObjectNode node, Explanation explanation) {
    node.put("firstWrong", explanation.firstWrong().toString());
    node.put("wrong", explanation.wrong().name());
    node.put("basis", explanation.basis());
    node.put("consequenceCount", explanation.consequences().size());
    addNames(node.putArray("consequences"), explanation.consequences());
    explanation
        .arbitration()
        .ifPresentOrElse(
            arbitration -> add(node.putObject("arbiter"), arbitration),
            () -> node.putNull("arbiter"));
    explanation
        .convention()
        .ifPresentOrElse(
            convention -> add(node.putObject("convention"), convention),
            () -> node.putNull("convention"));
  }

  private static void add(ObjectNode node, Convention convention) {
    node.put("id", convention.id());
    node.put("sentence", convention.sentence());
    node.put("fix", convention.fix());
  }

  private static void add(ObjectNode node, Arbitration arbitration) {
    node.put("digits", arbitration.digits());
    node.put("wrong", arbitration.wrong().name());
    node.put("summary", arbitration.summary());
    ArrayNode tensors = node.putArray("tensors");
    arbitration.tensors().forEach(tensor -> add(tensors.addObject(), tensor));
    addNames(node.putArray("inherited"), arbitration.inherited());
  }

  private static void add(ObjectNode node, TensorRuling tensor) {
    node.put("name", tensor.name().toString());
    node.put("wrong", tensor.wrong().name());
    node.put("accused", tensor.accused());
    node.put("confirmedDigits", tensor.confirmedDigits());
    ArrayNode elements = node.putArray("elements");
    tensor.elements().forEach(element -> add(elements.addObject(), element));
  }

  private static void add(ObjectNode node, ElementRuling element) {
    ArrayNode index = node.putArray("index");
    element.index().forEach(index::add);
    node.put("truth", element.truth().toString());
    node.put("wrong", element.wrong().name());
    add(node.putObject("left"), element.left());
    add(node.putObject("right"), element.right());
  }

  private static void add(ObjectNode node, ElementClaim claim) {
    JsonReport.put(node, "value", claim.value());
    JsonReport.put(node, "error", claim.error());
    JsonReport.put(node, "ulps", claim.ulps());
    JsonReport.put(node, "share", claim.share());
  }

  private static void addNames(ArrayNode array, List<TensorName> names) {
    names.stream().map(TensorName::toString).forEach(array::add);
  }
}
