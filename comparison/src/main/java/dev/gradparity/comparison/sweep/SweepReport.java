package dev.gradparity.comparison.sweep;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code sweep.json}: no times and no paths, so that the same findings give the same bytes. */
final class SweepReport {

  static final String NAME = "sweep.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private SweepReport() {}

  static String of(SweepResult result) {
    ObjectNode root = SweepJson.of(result.settings(), result.environment());
    root.put("judged", result.entries().size());
    ObjectNode counts = root.putObject("verdicts");
    result.counts().forEach(counts::put);
    ObjectNode deviations = root.putObject("deviations");
    result.deviations().forEach(deviations::put);
    ObjectNode certain = root.putObject("worstRatios");
    result.worstCertainRatios().forEach((dtype, worst) -> add(certain.putObject(dtype), worst));
    ObjectNode probable = root.putObject("worstProbableRatios");
    result.worstProbableRatios().forEach((dtype, worst) -> add(probable.putObject(dtype), worst));
    ArrayNode failures = root.putArray("failures");
    result.failures().forEach(entry -> failures.add(SweepJson.of(entry)));
    ArrayNode shrunk = root.putArray("shrunk");
    result.shrunk().forEach(found -> shrunk.add(SweepJson.of(found)));
    add(root.putObject("coverage"), new Coverage(result.settings(), result.entries()));
    return MAPPER.writeValueAsString(root) + "\n";
  }

  private static void add(ObjectNode node, Map<String, SweepResult.Worst> worst) {
    worst.forEach(
        (symbol, found) ->
            node.putObject(symbol).put("ratio", found.ratio()).put("network", found.network()));
  }

  private static void add(ObjectNode node, Coverage coverage) {
    ArrayNode columns = node.putArray("columns");
    List.of("activation", "loss", "updater", "dtype", "edge", "networks").forEach(columns::add);
    ArrayNode cells = node.putArray("cells");
    coverage
        .cells()
        .forEach(
            (cell, count) -> {
              ArrayNode row = cells.addArray();
              cell.forEach(row::add);
              row.add(count);
            });
    node.put("cellsInAll", coverage.cellsInAll());
    ArrayNode unreached = node.putArray("unreachedPairs");
    coverage.unreached().forEach(pair -> unreached.add(pair.toString()));
  }
}
