package dev.gradparity.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;

/** Loads ND4J's backend, or says in one sentence why that is impossible. */
final class NativeLibrary {

  private NativeLibrary() {}

  /**
   * Loads the backend; cheap from the second time on.
   *
   * @throws NativeLibraryMissingException if there is no backend, or no native library for this
   *     host
   */
  static void require() {
    try {
      Nd4j.getBackend();
    } catch (LinkageError | RuntimeException e) {
      // ND4J starts in a static initialiser: the first failure is an ExceptionInInitializerError,
      // every later one a NoClassDefFoundError.
      throw new NativeLibraryMissingException(message(e), e);
    }
  }

  private static String message(Throwable failure) {
    return "ND4J's native library cannot be loaded on "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + " ("
        + reason(failure)
        + "): run on Linux or macOS (x86-64, arm64) or Windows (x86-64), with the jars nd4j-native"
        + " and openblas of that platform on the class path";
  }

  /** The innermost cause that says something, on one line. */
  private static String reason(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = failure; t != null && !chain.contains(t); t = t.getCause()) {
      chain.add(t);
    }
    for (int i = chain.size() - 1; i >= 0; i--) {
      String message = chain.get(i).getMessage();
      if (message != null && !message.isBlank()) {
        return message.lines().findFirst().orElseThrow();
      }
    }
    return failure.getClass().getSimpleName();
  }
}
