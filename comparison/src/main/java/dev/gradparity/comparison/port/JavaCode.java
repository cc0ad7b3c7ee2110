package dev.gradparity.comparison.port;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Java expression that is broken into lines as google-java-format breaks it.
 *
 * @param head all of the expression, or what stands before the parentheses of a call
 * @param arguments of a call; null where there are no parentheses
 */
record JavaCode(String head, List<JavaCode> arguments) {

  private static final int WIDTH = 100;
  private static final int CONTINUATION = 4;

  /** What has no parentheses, or is never broken within them. */
  static JavaCode of(String text) {
    return new JavaCode(text, null);
  }

  /** A call or a construction, such as {@code new Adam} of four numbers. */
  static JavaCode call(String head, JavaCode... arguments) {
    return new JavaCode(head, List.of(arguments));
  }

  /** The same of arguments that are never broken. */
  static JavaCode call(String head, String... arguments) {
    return new JavaCode(head, Arrays.stream(arguments).map(JavaCode::of).toList());
  }

  String flat() {
    return arguments == null
        ? head
        : arguments.stream().map(JavaCode::flat).collect(Collectors.joining(", ", head + "(", ")"));
  }

  /** A statement that begins with the expression, or with {@code return} before it. */
  static String statement(int indent, String before, JavaCode expression) {
    return " ".repeat(indent) + before + expression.broken(indent, before.length(), ";") + "\n";
  }

  /** A declaration or an assignment; {@code left} is without the equals sign. */
  static String assignment(int indent, String left, JavaCode right) {
    String start = " ".repeat(indent) + left + " =";
    if (start.length() + right.flat().length() + 2 <= WIDTH) {
      return start + " " + right.flat() + ";\n";
    }
    int within = indent + CONTINUATION;
    return start + "\n" + " ".repeat(within) + right.broken(within, 0, ";") + "\n";
  }

  /**
   * A chain of calls, one on a line unless all of them fit into one.
   *
   * @param before such as {@code return}, with its space; what ends in an equals sign ends its line
   * @param head the expression that is called first
   * @param links calls with their dots, or comments
   */
  static String chain(int indent, String before, String head, List<JavaCode> links) {
    boolean hasComment = links.stream().anyMatch(JavaCode::isComment);
    String flat = head + links.stream().map(JavaCode::flat).collect(Collectors.joining()) + ";\n";
    boolean isAssigned = before.endsWith("=");
    String start = " ".repeat(indent) + before + (isAssigned ? " " : "");
    if (!hasComment && start.length() + flat.length() - 1 <= WIDTH) {
      return start + flat;
    }
    int within = isAssigned ? indent + CONTINUATION : indent;
    StringBuilder text = new StringBuilder();
    text.append(isAssigned ? start.stripTrailing() + "\n" + " ".repeat(within) : start);
    text.append(head);
    for (int k = 0; k < links.size(); k++) {
      String end = k == links.size() - 1 ? ";" : "";
      int at = within + CONTINUATION;
      text.append("\n").append(" ".repeat(at)).append(links.get(k).broken(at, 0, end));
    }
    return text.append("\n").toString();
  }

  private boolean isComment() {
    return head.startsWith("//");
  }

  /** This expression where {@code column} more characters stand before it on its line. */
  private String broken(int indent, int column, String after) {
    String flat = flat() + after;
    if (arguments == null
        || arguments.isEmpty()
        || indent + column + flat.length() <= WIDTH
        || isComment()) {
      return flat;
    }
    int within = indent + CONTINUATION;
    String margin = "\n" + " ".repeat(within);
    String all = arguments.stream().map(JavaCode::flat).collect(Collectors.joining(", ")) + ")";
    if (within + all.length() + after.length() <= WIDTH) {
      return head + "(" + margin + all + after;
    }
    StringBuilder text = new StringBuilder(head).append("(");
    for (int k = 0; k < arguments.size(); k++) {
      String end = k == arguments.size() - 1 ? ")" + after : ",";
      text.append(margin).append(arguments.get(k).broken(within, 0, end));
    }
    return text.toString();
  }
}
