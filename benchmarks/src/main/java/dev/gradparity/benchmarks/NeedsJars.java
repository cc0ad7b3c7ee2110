package dev.gradparity.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** A contender that needs more on its JVM's class path than the others. */
public interface NeedsJars extends Contender {

  /**
   * What comes first on the class path.
   *
   * @throws UnavailableException if a jar is missing, or this machine cannot run what is in it
   */
  List<Path> jars();

  /** Why a contender cannot be timed here, and what would help. */
  final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** One sentence for the user. */
    public UnavailableException(String message) {
      super(message);
    }
  }
}
