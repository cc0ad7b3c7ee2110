package dev.gradparity.comparison.report;

import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.regression.CaseMoves;
import dev.gradparity.comparison.regression.Movement;
import dev.gradparity.comparison.regression.Regression;
import dev.gradparity.comparison.regression.TensorMove;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code regress.json}; its schema is described in the project's {@code docs/regress.md}. */
final class RegressionJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private RegressionJson() {}

  static String of(Regression regression) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("movement", regression.movement().name());
    ObjectNode environment = root.putObject("environment");
    ObjectNode before = environment.putObject("before");
    regression.before().forEach(before::put);
    ObjectNode after = environment.putObject("after");
    regression.after().forEach(after::put);
    ObjectNode changed = environment.putObject("changed");
    regression
        .environmentChanges()
        .forEach((name, values) -> texts(changed.putArray(name), values));
    ObjectNode counts = root.putObject("tensorCounts");
    regression.tensorCounts().forEach((movement, count) -> counts.put(movement.name(), count));
    ArrayNode cases = root.putArray("cases");
    regression.cases().forEach(moves -> add(cases.addObject(), moves));
    texts(root.putArray("missingCases"), regression.missing());
    texts(root.putArray("addedCases"), regression.added());
    return MAPPER.writeValueAsString(root) + "\n";
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  /** What did not move is counted and not listed. */
  private static void add(ObjectNode node, CaseMoves moves) {
    node.put("case", moves.network() + " " + moves.task());
    node.put("dtype", moves.dtype().specName());
    node.put("movement", moves.movement().name());
    node.put("tensors", moves.moves().size());
    ArrayNode moved = node.putArray("moved");
    moves.moves().stream()
        .filter(move -> move.movement() != Movement.UNMOVED)
        .forEach(move -> add(moved.addObject(), move));
    texts(node.putArray("added"), moves.added().stream().map(TensorName::toString).toList());
  }

  private static void add(ObjectNode node, TensorMove move) {
    node.put("subject", move.subject());
    node.put("name", move.name().toString());
    ArrayNode shape = node.putArray("shape");
    move.shape().extents().forEach(shape::add);
    node.put("movement", move.movement().name());
    node.put("elements", move.elements());
    put(node, "ulps", move.ulps());
    ArrayNode index = node.putArray("index");
    move.index().forEach(index::add);
    put(node, "before", move.before());
    put(node, "after", move.after());
    if (!move.reason().isEmpty()) {
      node.put("reason", move.reason());
    }
  }

  private static void put(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.put(key, String.valueOf(value));
    }
  }
}
