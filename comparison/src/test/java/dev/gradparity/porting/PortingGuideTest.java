package dev.gradparity.porting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Everything that the guide says happens. */
class PortingGuideTest {

  private static final Path PAGE = Path.of("..", "docs", "porting.md");

  @TestFactory
  Stream<DynamicTest> theWrongVersionFailsForTheReasonThatTheGuideGives() {
    return PortingPage.traps().stream()
        .map(
            trap ->
                dynamicTest(
                    trap.about().title(),
                    () -> {
                      String finding = Finding.of(trap).text();
                      assertTrue(finding.contains(trap.about().says()), finding);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> theRightVersionMatches() {
    return PortingPage.traps().stream()
        .map(
            trap ->
                dynamicTest(
                    trap.about().title(),
                    () -> trap.setting().assertThat(trap::right).matchFromScratch().matchDl4j()));
  }

  @TestFactory
  Stream<DynamicTest> theThreeWaysAreEqual() {
    return PortingPage.equivalents().stream()
        .flatMap(
            row ->
                Stream.of(
                    dynamicTest(
                        row.title() + ", from-scratch",
                        () -> row.setting().assertThat(row::fromScratch).matchDl4j()),
                    dynamicTest(
                        row.title() + ", dl4j",
                        () -> row.setting().assertThat(row::dl4j).matchFromScratch()),
                    dynamicTest(
                        row.title() + ", nd4j",
                        () -> row.setting().assertThat(row::nd4j).matchFromScratch())));
  }

  @Test
  void thePageIsMadeOfTheseSources() throws IOException {
    String page = PortingPage.write();
    if (Boolean.getBoolean("porting.write")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(Files.readString(PAGE), page, "write it again with -Dporting.write=true");
  }

  @Test
  void theReadmeCountsWhatThePageHas() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    assertTrue(readme.contains("and %d traps\n".formatted(PortingPage.traps().size())), readme);
  }
}
