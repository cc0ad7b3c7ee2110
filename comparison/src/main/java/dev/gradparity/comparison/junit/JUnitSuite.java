package dev.gradparity.comparison.junit;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** {@code junit.xml}: test cases in the form that build servers read. */
public final class JUnitSuite {

  private static final Pattern NOT_XML =
      Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private JUnitSuite() throws XMLStreamException {
    xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
  }

  /** What a test case that did not pass is. */
  public enum Kind {
    /** Judged, and wrong. */
    FAILURE,
    /** Not judged. */
    ERROR,
    /** Judged, with nothing to show for it. */
    SKIPPED;

    private String element() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Why a test case did not pass.
   *
   * @param type one word, such as a verdict
   * @param message one line
   * @param details any number of lines
   */
  public record Finding(Kind kind, String type, String message, String details) {}

  /**
   * A test case.
   *
   * @param group what its name is qualified by
   * @param finding empty where it passed
   */
  public record TestCase(String group, String name, Optional<Finding> finding) {

    private boolean is(Kind kind) {
      return finding.map(found -> found.kind() == kind).orElse(false);
    }
  }

  /** The file's text. */
  public static String of(List<TestCase> cases) {
    try {
      return new JUnitSuite().write(cases);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
  }

  private String write(List<TestCase> cases) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    newLine(0);
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "gradparity");
    xml.writeAttribute("tests", String.valueOf(cases.size()));
    xml.writeAttribute("failures", count(cases, Kind.FAILURE));
    xml.writeAttribute("errors", count(cases, Kind.ERROR));
    xml.writeAttribute("skipped", count(cases, Kind.SKIPPED));
    for (TestCase testCase : cases) {
      write(testCase);
    }
    newLine(0);
    xml.writeEndElement();
    xml.writeEndDocument();
    return text + "\n";
  }

  private static String count(List<TestCase> cases, Kind kind) {
    return String.valueOf(cases.stream().filter(testCase -> testCase.is(kind)).count());
  }

  private void write(TestCase testCase) throws XMLStreamException {
    newLine(1);
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "gradparity." + testCase.group());
    xml.writeAttribute("name", writable(testCase.name()));
    if (testCase.finding().isPresent()) {
      Finding finding = testCase.finding().get();
      newLine(2);
      xml.writeStartElement(finding.kind().element());
      xml.writeAttribute("type", finding.type());
      xml.writeAttribute("message", writable(finding.message()));
      xml.writeCharacters(writable(finding.details()));
      xml.writeEndElement();
      newLine(1);
    }
    xml.writeEndElement();
  }

  /** XML 1.0 (section 2.2) cannot hold most control characters, not even escaped. */
  private static String writable(String text) {
    return NOT_XML.matcher(text).replaceAll("\uFFFD");
  }

  private void newLine(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
