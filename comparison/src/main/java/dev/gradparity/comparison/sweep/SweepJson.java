package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Outcomes, journal lines and headers as JSON on one line, and back. */
final class SweepJson {

  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private SweepJson() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ObjectNode of(Outcome outcome) {
    ObjectNode node = object();
    node.put("verdict", outcome.verdictName());
    if (outcome instanceof Outcome.Judged judged) {
      ObjectNode certain = node.putObject("ratios");
      judged.certainRatios().forEach(certain::put);
      ObjectNode probable = node.putObject("probableRatios");
      judged.probableRatios().forEach(probable::put);
      if (!judged.deviations().isEmpty()) {
        judged.deviations().forEach(node.putArray("deviations")::add);
      }
      if (!judged.kind().isEmpty()) {
        node.put("kind", judged.kind());
      }
    }
    if (!outcome.finding().isEmpty()) {
      node.put("finding", outcome.finding());
    }
    return node;
  }

  static Outcome outcome(JsonNode node) {
    String verdict = text(node, "verdict");
    String finding = node.path("finding").asString("");
    if (verdict.equals(Outcome.CRASHED)) {
      return new Outcome.Crashed(finding);
    }
    Set<String> deviations = new TreeSet<>();
    node.path("deviations").forEach(id -> deviations.add(id.stringValue()));
    return new Outcome.Judged(
        Verdict.valueOf(verdict),
        numbers(node.required("ratios")),
        numbers(node.required("probableRatios")),
        deviations,
        node.path("kind").asString(""),
        finding);
  }

  private static Map<String, Double> numbers(JsonNode object) {
    Map<String, Double> numbers = new TreeMap<>();
    object.properties().forEach(e -> numbers.put(e.getKey(), number(e.getValue())));
    return numbers;
  }

  /** JSON has no infinity: it is written as a string. */
  private static double number(JsonNode value) {
    return value.isString() ? Double.parseDouble(value.stringValue()) : value.doubleValue();
  }

  static ObjectNode of(Entry entry) {
    Entry.Traits traits = entry.traits();
    ObjectNode node = object();
    node.put("network", entry.number());
    putAll(node, "layers", traits.layers());
    putAll(node, "activations", traits.activations());
    node.put("output", traits.output());
    node.put("loss", traits.loss());
    node.put("updater", traits.updater());
    node.put("schedule", traits.schedule());
    putAll(node, "normalisations", traits.normalisations());
    putAll(node, "constraints", traits.constraints());
    putAll(node, "initialisers", traits.initialisers());
    node.put("labelMask", traits.labelMask());
    node.put("example", traits.example());
    node.put("reduction", traits.reduction());
    node.put("dtype", traits.dtype());
    node.put("edge", traits.edge());
    node.setAll(of(entry.outcome()));
    return node;
  }

  static Entry entry(JsonNode node) {
    return new Entry(
        node.required("network").intValue(),
        new Entry.Traits(
            texts(node, "layers"),
            texts(node, "activations"),
            text(node, "output"),
            text(node, "loss"),
            text(node, "updater"),
            text(node, "schedule"),
            texts(node, "normalisations"),
            texts(node, "constraints"),
            texts(node, "initialisers"),
            text(node, "labelMask"),
            text(node, "example"),
            text(node, "reduction"),
            text(node, "dtype"),
            text(node, "edge")),
        outcome(node));
  }

  static ObjectNode of(Shrunk shrunk) {
    ObjectNode node = object();
    node.put("shrunk", shrunk.number());
    node.put("summary", shrunk.summary());
    node.put("folder", shrunk.folder());
    return node;
  }

  static Shrunk shrunk(JsonNode node) {
    return new Shrunk(
        node.required("shrunk").intValue(), text(node, "summary"), text(node, "folder"));
  }

  static ObjectNode of(SweepSettings settings, Map<String, String> environment) {
    ObjectNode node = object();
    node.put("seed", settings.seed());
    node.put("count", settings.count());
    ArrayNode dtypes = node.putArray("dtypes");
    settings.dtypes().forEach(dtype -> dtypes.add(dtype.specName()));
    put(node.putObject("environment"), environment);
    return node;
  }

  static void put(ObjectNode node, Map<String, String> texts) {
    texts.forEach(node::put);
  }

  static SweepSettings settings(JsonNode header) {
    List<DType> dtypes = new ArrayList<>();
    header
        .required("dtypes")
        .forEach(d -> dtypes.add(Named.find(DType.class, d.stringValue()).orElseThrow()));
    return new SweepSettings(
        header.required("seed").longValue(), header.required("count").intValue(), dtypes);
  }

  static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().stringValue()));
    return texts;
  }

  private static void putAll(ObjectNode node, String key, List<String> texts) {
    ArrayNode array = node.putArray(key);
    texts.forEach(array::add);
  }

  private static List<String> texts(JsonNode node, String key) {
    List<String> texts = new ArrayList<>();
    node.required(key).forEach(text -> texts.add(text.stringValue()));
    return texts;
  }

  private static String text(JsonNode node, String key) {
    return node.required(key).stringValue();
  }
}
