package dev.gradparity.comparison.port;

import java.util.List;

/** Numbers as somebody would write them in Java; the compiler reads the same bits again. */
final class JavaNumber {

  private static final int WIDTH = 100;

  private JavaNumber() {}

  /** A literal of type double; finite. */
  static String of(double value) {
    return Double.toString(value).replace(".0E", "e").replace("E", "e");
  }

  /** A literal of type long. */
  static String of(long value) {
    return value == (int) value ? String.valueOf(value) : value + "L";
  }

  /** A constant array; its elements fill the lines. */
  static String constant(String name, List<Double> values) {
    String start = "  private static final double[] " + name + " = {";
    List<String> elements = values.stream().map(JavaNumber::of).toList();
    String flat = start + String.join(", ", elements) + "};\n";
    if (flat.length() - 1 <= WIDTH) {
      return flat;
    }
    StringBuilder text = new StringBuilder(start).append("\n");
    StringBuilder line = new StringBuilder("   ");
    for (int k = 0; k < elements.size(); k++) {
      String element = elements.get(k) + (k == elements.size() - 1 ? "" : ",");
      if (line.length() + 1 + element.length() > WIDTH) {
        text.append(line).append("\n");
        line = new StringBuilder("   ");
      }
      line.append(" ").append(element);
    }
    return text.append(line).append("\n  };\n").toString();
  }
}
