package dev.gradparity.comparison.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Confirmation;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.DType;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Half of what two sides may be apart is enough for one that is right, whatever the network. */
class ConfirmedSettingsTest {

  @ParameterizedTest
  @EnumSource(DType.class)
  void theArbiterConfirmsEverythingThatASpecificationCanSay(DType dtype) {
    List<Setting> settings = Settings.of(dtype);
    int confirmed = 0;
    for (Setting setting : settings) {
      Comparison comparison =
          new Trial(Samples.fromScratch(), Samples.fromScratch(), setting.task()).judge();

      assertEquals(
          List.of(),
          comparison.confirmation().map(Confirmation::contradicted).orElse(List.of()),
          () -> setting.kind() + " " + setting.name());
      confirmed += comparison.confirmation().isPresent() ? 1 : 0;
      assertTrue(
          comparison.confirmation().isPresent() || comparison.verdict() != Verdict.MATCH,
          () -> setting.kind() + " " + setting.name());
    }
    assertTrue(confirmed >= 9 * settings.size() / 10, confirmed + " of " + settings.size());
  }
}
