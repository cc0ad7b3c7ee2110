package dev.gradparity.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What JMH measured in one JVM: microseconds of one operation, the mean over the iterations. */
final class JmhTime {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JmhTime() {}

  static double load(Path file) throws IOException {
    return of(Files.readString(file));
  }

  /**
   * Reads JMH's JSON, of exactly one benchmark in us/op.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static double of(String json) {
    try {
      JsonNode all = MAPPER.readTree(json);
      if (!all.isArray() || all.size() != 1) {
        throw new IllegalArgumentException("JMH's results are not of one benchmark");
      }
      JsonNode metric = all.get(0).path("primaryMetric");
      double score = metric.path("score").asDouble(Double.NaN);
      String unit = metric.path("scoreUnit").asString("");
      if (!unit.equals("us/op") || !(score > 0)) {
        throw new IllegalArgumentException("JMH's score is no time: " + score + " " + unit);
      }
      return score;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("JMH's results are no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
