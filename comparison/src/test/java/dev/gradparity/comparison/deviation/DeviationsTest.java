package dev.gradparity.comparison.deviation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.arbiter.Decimals;
import dev.gradparity.spec.DType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeviationsTest {

  private static final Decimals DIGITS = Deviations.digits();

  static List<String> ids() {
    return Deviations.all().stream().map(Deviation::id).toList();
  }

  /** The alarm: a release that changes or mends one of them fails here. */
  @ParameterizedTest
  @MethodSource("ids")
  void theLibraryDeviatesAsRegistered(String id) {
    Finding finding = Deviations.get(id).examine(DIGITS);

    assertEquals(
        Status.HOLDS,
        finding.status(),
        () -> finding.value() + " for " + DeviationsPage.shown(finding.truth()));
  }

  private static Finding examined(String id, DoubleSupplier library) {
    Deviation d = Deviations.get(id);
    return new Deviation(
            d.id(),
            d.title(),
            d.setting(),
            d.definition(),
            d.instead(),
            d.place(),
            d.dtype(),
            d.expression(),
            library,
            d.truth(),
            d.size())
        .examine(DIGITS);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void aLibraryThatIsRightHasNoneOfThem(String id) {
    Deviation deviation = Deviations.get(id);
    BigDecimal truth = deviation.truth().apply(DIGITS);
    double right = truth == null ? Double.NaN : deviation.dtype().round(truth.doubleValue());
    // What lies below the range of the format cannot be right.
    if (truth == null || truth.signum() == 0 || right != 0) {
      assertEquals(Status.VANISHED, examined(id, () -> right).status());
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void anotherErrorIsAChange(String id) {
    assertEquals(Status.CHANGED, examined(id, () -> -1234.5).status());
  }

  @Test
  void aSizeIsAnInterval() {
    BigDecimal two = BigDecimal.valueOf(2);

    assertTrue(Size.factor(1.4, 1.6).holds(DIGITS, 3, two));
    assertTrue(!Size.factor(1.4, 1.6).holds(DIGITS, 2, two));
    assertTrue(!Size.factor(1.4, 1.6).holds(DIGITS, Double.NaN, two));
    assertTrue(Size.relative(0.4, 0.6).holds(DIGITS, 1, two));
    assertTrue(!Size.relative(0.4, 0.6).holds(DIGITS, 4, two));
    assertTrue(!Size.relative(0.4, 0.6).holds(DIGITS, Double.POSITIVE_INFINITY, two));
    assertTrue(Size.exactly(Double.NaN).holds(DIGITS, Double.NaN, two));
    assertTrue(!Size.exactly(0.0).holds(DIGITS, -0.0, two));
  }

  @Test
  void idsAreUniqueAndFindTheirEntry() {
    assertEquals(ids().size(), ids().stream().distinct().count());
    assertTrue(ids().stream().allMatch(id -> id.matches("[a-z0-9-]+")));
    assertThrows(IllegalArgumentException.class, () -> Deviations.get("none"));
    assertEquals(DType.FLOAT32, Deviations.get("tanh-near-zero-float32").dtype());
  }

  @Test
  void thePageIsTheRegisters() throws IOException {
    assertEquals(
        DeviationsPage.markdown(),
        Files.readString(Path.of("..", "docs", "deviations.md")),
        "write it again with ./gradparity deviations --page docs/deviations.md");
  }
}
