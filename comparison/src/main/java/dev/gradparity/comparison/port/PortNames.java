package dev.gradparity.comparison.port;

import dev.gradparity.spec.NetworkSpec;
import java.util.Locale;
import javax.lang.model.SourceVersion;

/**
 * The names of what is written. Of the network's name, letters and digits of ASCII alone reach
 * them: nothing in it can end a comment, a string or a path.
 *
 * @param word in lower case, an identifier
 */
record PortNames(String word) {

  static final String PARAMETERS = "Parameters";
  static final String PLAIN = "PlainNetwork";
  static final String DL4J = "NetworkInDl4j";
  static final String STATE = "UpdaterState";
  static final String TEST = "ParityTest";

  private static final int LONGEST = 40;

  static PortNames of(NetworkSpec spec) {
    String letters = spec.name().replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    String word = letters.substring(0, Math.min(letters.length(), LONGEST));
    boolean isName = SourceVersion.isName(word);
    return new PortNames(isName ? word : "network" + word);
  }

  String packageName() {
    return "ported." + word;
  }

  /** The folder of the classes under a root of sources. */
  String folder() {
    return "ported/" + word;
  }
}
