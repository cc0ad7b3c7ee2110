package dev.gradparity.benchmarks.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhResultTest {

  private static String json(String score, String unit, String allocation) {
    return """
        [{"jmhVersion": "1.37", "benchmark": "b", "mode": "avgt", "forks": 0,
          "primaryMetric": {"score": %s, "scoreError": "NaN", "scoreUnit": "%s",
            "rawData": [[12.0, 13.0]]},
          "secondaryMetrics": {"gc.alloc.rate": {"score": 9.0}%s}}]
        """
        .formatted(score, unit, allocation);
  }

  @Test
  void timeAndAllocationAreRead() {
    JmhResult result =
        JmhResult.of(json("12.5", "us/op", ", \"gc.alloc.rate.norm\": {\"score\": 48.0}"));
    assertEquals(new JmhResult(12.5, 48), result);
  }

  @Test
  void allocationIsReadBehindTheSignOfOlderReleases() {
    String allocation = ", \"\u00b7gc.alloc.rate.norm\": {\"score\": 48.0}";
    assertEquals(48, JmhResult.of(json("12.5", "us/op", allocation)).bytes());
  }

  @Test
  void aMissingAllocationIsNoNumber() {
    assertTrue(Double.isNaN(JmhResult.of(json("12.5", "us/op", "")).bytes()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "[1, 2]", "[{}]", "not JSON", ""})
  void whatIsNoResultIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> JmhResult.of(text));
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> JmhResult.of(json("\"NaN\"", "us/op", "")));
    assertThrows(IllegalArgumentException.class, () -> JmhResult.of(json("0", "us/op", "")));
    assertThrows(IllegalArgumentException.class, () -> JmhResult.of(json("12.5", "ops/s", "")));
  }
}
