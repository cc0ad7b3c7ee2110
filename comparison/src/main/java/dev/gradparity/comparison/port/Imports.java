package dev.gradparity.comparison.port;

import java.util.TreeSet;

/** The imports that a class turns out to need, in the order of their names. */
final class Imports {

  private final TreeSet<String> names = new TreeSet<>();

  /** Imports a class and returns its simple name. */
  String of(String packageName, String simpleName) {
    names.add(packageName + "." + simpleName);
    return simpleName;
  }

  /** All of them, and an empty line; nothing if there is none. */
  String text() {
    StringBuilder text = new StringBuilder();
    names.forEach(name -> text.append("import ").append(name).append(";\n"));
    return text.isEmpty() ? "" : text.append("\n").toString();
  }
}
