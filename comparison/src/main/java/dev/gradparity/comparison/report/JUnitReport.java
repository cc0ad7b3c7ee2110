package dev.gradparity.comparison.report;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.Verdict;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}: one test case per comparison, in the form that build servers read. A mismatch
 * is a failure, and so is a comparison without power.
 */
final class JUnitReport {

  private static final Pattern NOT_XML =
      Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private JUnitReport() throws XMLStreamException {
    xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
  }

  static String of(Run run) {
    try {
      return new JUnitReport().write(run);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
  }

  private String write(Run run) throws XMLStreamException {
    List<Comparison> comparisons = run.comparisons();
    xml.writeStartDocument("UTF-8", "1.0");
    newLine(0);
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "gradparity");
    xml.writeAttribute("tests", String.valueOf(comparisons.size()));
    xml.writeAttribute(
        "failures", String.valueOf(comparisons.stream().filter(JUnitReport::failed).count()));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", "0");
    for (Comparison comparison : comparisons) {
      write(comparison);
    }
    newLine(0);
    xml.writeEndElement();
    xml.writeEndDocument();
    return text + "\n";
  }

  private void write(Comparison comparison) throws XMLStreamException {
    newLine(1);
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "gradparity." + comparison.dtype().specName());
    xml.writeAttribute(
        "name",
        writable(
            "%s: %s against %s"
                .formatted(comparison.caseName(), comparison.left(), comparison.right())));
    if (failed(comparison)) {
      newLine(2);
      xml.writeStartElement("failure");
      xml.writeAttribute("type", comparison.verdict().name());
      xml.writeAttribute(
          "message",
          writable(
              comparison
                  .firstMismatch()
                  .map(first -> first.name() + ": " + first.reason())
                  .orElse("no tensor of this comparison could have shown a fault")));
      xml.writeCharacters(writable(details(comparison)));
      xml.writeEndElement();
      newLine(1);
    }
    xml.writeEndElement();
  }

  private static boolean failed(Comparison comparison) {
    return comparison.verdict() == Verdict.MISMATCH || comparison.verdict() == Verdict.VACUOUS;
  }

  private static String details(Comparison comparison) {
    return comparison.tensors().stream()
        .filter(tensor -> tensor.verdict() == comparison.verdict())
        .map(JUnitReport::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(TensorJudgement tensor) {
    return String.format(
        Locale.ROOT,
        "%s %s: %s; worst at %s: %s against %s, error / bound = %.3g",
        tensor.name(),
        tensor.shape(),
        tensor.reason(),
        tensor.worstIndex(),
        tensor.left(),
        tensor.right(),
        tensor.ratio());
  }

  /** XML 1.0 (section 2.2) cannot hold most control characters, not even escaped. */
  private static String writable(String text) {
    return NOT_XML.matcher(text).replaceAll("\uFFFD");
  }

  private void newLine(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
