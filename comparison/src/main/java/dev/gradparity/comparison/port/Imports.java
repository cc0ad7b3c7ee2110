package dev.gradparity.comparison.port;

import java.util.TreeSet;

/** The imports that a class turns out to need, in the order of their names. */
final class Imports {

  private final TreeSet<String> ordinary = new TreeSet<>();
  private final TreeSet<String> statics = new TreeSet<>();

  /** Imports a class and returns its simple name. */
  String of(String packageName, String simpleName) {
    ordinary.add(packageName + "." + simpleName);
    return simpleName;
  }

  void ofStatic(String member) {
    statics.add(member);
  }

  /** All of them, and an empty line; nothing if there is none. */
  String text() {
    StringBuilder text = new StringBuilder();
    statics.forEach(name -> text.append("import static ").append(name).append(";\n"));
    if (!statics.isEmpty() && !ordinary.isEmpty()) {
      text.append("\n");
    }
    ordinary.forEach(name -> text.append("import ").append(name).append(";\n"));
    return text.isEmpty() ? "" : text.append("\n").toString();
  }
}
