package dev.gradparity.comparison.port;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The constants and methods that the network in plain Java turns out to need, each once and in the
 * order in which they were asked for.
 */
final class PlainText {

  private final Imports imports = new Imports();
  private final Map<String, String> constants = new LinkedHashMap<>();
  private final Map<String, String> methods = new LinkedHashMap<>();
  private final Map<String, String> classes = new LinkedHashMap<>();

  Imports imports() {
    return imports;
  }

  /** A number with a name. */
  void constant(String name, double value) {
    String literal =
        value == Double.POSITIVE_INFINITY ? "Double.POSITIVE_INFINITY" : JavaNumber.of(value);
    constants.put(name, "  private static final double %s = %s;\n".formatted(name, literal));
  }

  /** A number of another type with a name. */
  void constant(String name, String type, String literal) {
    constants.put(name, "  private static final %s %s = %s;\n".formatted(type, name, literal));
  }

  /** Numbers with a name. */
  void constant(String name, List<Double> values) {
    constants.put(name, JavaNumber.constant(name, values));
  }

  /**
   * A static method, unless there is one of this name.
   *
   * @param text indented as in its class, beginning with its comment
   */
  void method(String name, String text) {
    methods.putIfAbsent(name, "\n" + text);
  }

  /** A nested class, unless there is one of this name. */
  void nested(String name, String text) {
    classes.putIfAbsent(name, "\n" + text);
  }

  String constants() {
    return String.join("", constants.values());
  }

  String methods() {
    return String.join("", methods.values()) + String.join("", classes.values());
  }

  /** Makes f(A), element by element, available. */
  String map() {
    imports.of("java.util.function", "DoubleUnaryOperator");
    method(
        "map",
        """
          /** f of each element. */
          private static double[][] map(double[][] a, DoubleUnaryOperator f) {
            double[][] result = new double[a.length][a[0].length];
            for (int i = 0; i < a.length; i++) {
              for (int j = 0; j < a[i].length; j++) {
                result[i][j] = f.applyAsDouble(a[i][j]);
              }
            }
            return result;
          }
        """);
    return "map";
  }

  /** Makes f(A, B), element by element, available. */
  String zip() {
    imports.of("java.util.function", "DoubleBinaryOperator");
    method(
        "zip",
        """
          /** f of each two elements at the same place. */
          private static double[][] zip(double[][] a, double[][] b, DoubleBinaryOperator f) {
            double[][] result = new double[a.length][a[0].length];
            for (int i = 0; i < a.length; i++) {
              for (int j = 0; j < a[i].length; j++) {
                result[i][j] = f.applyAsDouble(a[i][j], b[i][j]);
              }
            }
            return result;
          }
        """);
    return "zip";
  }

  /** Makes the sum of f over all elements available. */
  String sum() {
    imports.of("java.util.function", "DoubleUnaryOperator");
    method(
        "sum",
        """
          /** The sum of f over all elements. */
          private static double sum(double[][] a, DoubleUnaryOperator f) {
            double sum = 0;
            for (double[] row : a) {
              for (double element : row) {
                sum += f.applyAsDouble(element);
              }
            }
            return sum;
          }
        """);
    return "sum";
  }
}
