package dev.gradparity.comparison.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Run;
import java.io.StringReader;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JUnitReportTest {

  private static Element parsed(Run run) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(JUnitReport.of(run))))
        .getDocumentElement();
  }

  private static Element element(Element parent, String tag, int index) {
    return (Element) parent.getElementsByTagName(tag).item(index);
  }

  @Test
  void mismatchesAndComparisonsThatShowNothingAreFailures() throws Exception {
    Element suite = parsed(Runs.all());

    assertEquals("testsuite", suite.getTagName());
    assertEquals("4", suite.getAttribute("tests"));
    assertEquals("2", suite.getAttribute("failures"));
    assertEquals("0", suite.getAttribute("errors"));
    NodeList cases = suite.getElementsByTagName("testcase");
    assertEquals(4, cases.getLength());
    for (int i = 0; i < 4; i++) {
      int failures = ((Element) cases.item(i)).getElementsByTagName("failure").getLength();
      assertEquals(i % 2, failures);
    }
  }

  @Test
  void aFailureNamesTheFirstWrongTensor() throws Exception {
    Element bad = element(parsed(Runs.all()), "testcase", 1);
    Element failure = element(bad, "failure", 0);

    assertEquals("gradparity.float64", bad.getAttribute("classname"));
    assertEquals("bad gradient, batch 32: from-scratch against dl4j", bad.getAttribute("name"));
    assertEquals("MISMATCH", failure.getAttribute("type"));
    assertEquals(
        "dW2: 3 of 64 elements differ by more than their bound", failure.getAttribute("message"));
    assertEquals(2, failure.getTextContent().lines().count());
    assertTrue(
        failure.getTextContent().contains("worst at [2, 7]: 1234.75 against 0.125"),
        failure::getTextContent);
  }

  @Test
  void aComparisonThatShowsNothingSaysSo() throws Exception {
    Element failure = element(element(parsed(Runs.all()), "testcase", 3), "failure", 0);

    assertEquals("VACUOUS", failure.getAttribute("type"));
    assertTrue(failure.getAttribute("message").contains("could have shown a fault"));
    assertTrue(failure.getTextContent().contains("1 of 1 elements are zero"));
  }

  @Test
  void noNameBreaksTheMarkup() throws Exception {
    String hostile = "<a href=\"&'>]]>\u00e9\ud83d\ude00";

    Element suite = parsed(Runs.run(Runs.comparison(hostile, Runs.MISMATCH)));

    assertEquals(
        hostile + " gradient, batch 32: from-scratch against dl4j",
        element(suite, "testcase", 0).getAttribute("name"));
  }

  /** XML 1.0 has no way to write these, not even escaped. */
  @Test
  void charactersThatXmlLacksAreReplaced() throws Exception {
    String hostile = "a\u0000b\u001bc\uffffd\ud800e\u0008";

    Element suite = parsed(Runs.run(Runs.comparison(hostile, Runs.MISMATCH)));

    assertEquals(
        "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd gradient, batch 32: from-scratch against dl4j",
        element(suite, "testcase", 0).getAttribute("name"));
  }

  @Test
  void numbersDoNotFollowTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.US);
      String english = JUnitReport.of(Runs.all());
      Locale.setDefault(Locale.GERMANY);
      assertEquals(english, JUnitReport.of(Runs.all()));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aRunOfNothingIsWellFormed() throws Exception {
    assertEquals("0", parsed(Runs.run()).getAttribute("tests"));
  }
}
