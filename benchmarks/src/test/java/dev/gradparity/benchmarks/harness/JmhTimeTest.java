package dev.gradparity.benchmarks.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhTimeTest {

  private static String json(String score, String unit) {
    return """
        [{"jmhVersion": "1.37", "benchmark": "b", "mode": "avgt", "forks": 0,
          "primaryMetric": {"score": %s, "scoreError": "NaN", "scoreUnit": "%s",
            "rawData": [[12.0, 13.0]]},
          "secondaryMetrics": {}}]
        """
        .formatted(score, unit);
  }

  @Test
  void theTimeIsRead() {
    assertEquals(12.5, JmhTime.of(json("12.5", "us/op")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "[1, 2]", "[{}]", "not JSON", ""})
  void whatIsNoResultIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> JmhTime.of(text));
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> JmhTime.of(json("\"NaN\"", "us/op")));
    assertThrows(IllegalArgumentException.class, () -> JmhTime.of(json("0", "us/op")));
    assertThrows(IllegalArgumentException.class, () -> JmhTime.of(json("12.5", "ops/s")));
  }
}
