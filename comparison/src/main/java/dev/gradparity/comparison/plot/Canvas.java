package dev.gradparity.comparison.plot;

import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What plots are painted on: lines, shapes and texts, in pixels from the upper left corner. */
final class Canvas {

  /** Of every plot; heights differ. */
  static final double WIDTH = 520;

  private static final double CHARACTER = 7.2;
  private static final Pattern NOT_XML =
      Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newInstance();

  private final StringWriter marks = new StringWriter();
  private final XMLStreamWriter xml = writer(marks);
  private double height;

  private static XMLStreamWriter writer(StringWriter out) {
    try {
      return FACTORY.createXMLStreamWriter(out);
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
  }

  private static IllegalStateException inMemory(XMLStreamException cause) {
    return new IllegalStateException("writing to memory cannot fail", cause);
  }

  /** About as wide as a text will be. */
  static double width(String text) {
    return CHARACTER * text.length();
  }

  void height(double pixels) {
    height = pixels;
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    path(style, "M" + number(x1) + " " + number(y1) + "L" + number(x2) + " " + number(y2));
  }

  void path(String style, String data) {
    empty("path", "class", style, "d", data);
  }

  void rectangle(String style, double x, double y, double width, double rectangleHeight) {
    empty(
        "rect",
        "class",
        style,
        "x",
        number(x),
        "y",
        number(y),
        "width",
        number(width),
        "height",
        number(rectangleHeight));
  }

  void dot(String style, double x, double y) {
    empty("circle", "class", style, "cx", number(x), "cy", number(y), "r", "3.5");
  }

  /**
   * A text.
   *
   * @param anchor start, middle or end: which of it is at x
   */
  void text(String style, String anchor, double x, double y, String text) {
    element("text", text, "class", style, "text-anchor", anchor, "x", number(x), "y", number(y));
  }

  /** A text along a vertical axis, read from below. */
  void upwards(double x, double y, String text) {
    element(
        "text",
        text,
        "class",
        "q",
        "text-anchor",
        "middle",
        "transform",
        "translate(%s %s) rotate(-90)".formatted(number(x), number(y)));
  }

  /** One decimal, if it is needed. */
  static String number(double pixels) {
    long tenths = Math.round(10 * pixels);
    return tenths % 10 == 0
        ? String.valueOf(tenths / 10)
        : (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
  }

  private void empty(String name, String... attributes) {
    try {
      xml.writeEmptyElement(name);
      attributes(xml, attributes);
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
  }

  private void element(String name, String text, String... attributes) {
    try {
      xml.writeStartElement(name);
      attributes(xml, attributes);
      xml.writeCharacters(writable(text));
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
  }

  private static void attributes(XMLStreamWriter out, String... attributes)
      throws XMLStreamException {
    for (int k = 0; k < attributes.length; k += 2) {
      out.writeAttribute(attributes[k], writable(attributes[k + 1]));
    }
  }

  /** XML 1.0 (section 2.2) cannot hold most control characters, not even escaped. */
  private static String writable(String text) {
    return NOT_XML.matcher(text).replaceAll("\uFFFD");
  }

  /** A line of names and their strokes, from y on; as many lines as it takes. */
  double legend(List<String> names, List<Integer> styles, double left, double y) {
    double x = left;
    double row = y;
    for (int k = 0; k < names.size(); k++) {
      double wide = 34 + width(names.get(k)) + 14;
      if (x + wide > WIDTH && x > left) {
        x = left;
        row += 18;
      }
      String style = PlotStyle.series(styles.get(k));
      line("l " + style, x, row - 4, x + 28, row - 4);
      if (PlotStyle.isHollow(styles.get(k))) {
        dot(style, x + 14, row - 4);
      }
      text("q", "start", x + 34, row, names.get(k));
      x += wide;
    }
    return row;
  }

  String svg(String title, boolean withStyle) {
    StringWriter out = new StringWriter();
    XMLStreamWriter frame = writer(out);
    String size = "0 0 " + number(WIDTH) + " " + number(height);
    try {
      xml.flush();
      frame.writeStartElement("svg");
      if (withStyle) {
        frame.writeAttribute("xmlns", "http://www.w3.org/2000/svg");
      }
      attributes(frame, "class", "plot", "role", "img", "viewBox", size);
      frame.writeStartElement("title");
      frame.writeCharacters(writable(title));
      frame.writeEndElement();
      if (withStyle) {
        frame.writeStartElement("style");
        frame.writeCharacters(PlotStyle.ofFile());
        frame.writeEndElement();
      }
      frame.flush();
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
    return out.append(marks.toString()).append("</svg>").toString();
  }
}
