package dev.gradparity.benchmarks.peers;

import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;

/** The version of a library, for descriptions. */
final class JarVersion {

  private JarVersion() {}

  /** From the name of the jar that a class came from, such as {@code ojalgo-57.1.0}. */
  static String of(Class<?> inside) {
    CodeSource source = inside.getProtectionDomain().getCodeSource();
    URL jar = source == null ? null : source.getLocation();
    if (jar == null) {
      return "unknown";
    }
    Path name = Path.of(jar.getPath()).getFileName();
    return String.valueOf(name).replaceFirst("\\.jar$", "");
  }
}
