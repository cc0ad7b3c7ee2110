package dev.gradparity.benchmarks;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Who is on the class path. */
public final class Contenders {

  private Contenders() {}

  /**
   * Those of this build, then those that ServiceLoader finds; none of them has loaded anything yet.
   */
  public static List<Contender> all() {
    List<Contender> all =
        new ArrayList<>(
            List.of(
                new FromScratchContender.Scalar(),
                new FromScratchContender.Vector(),
                new Dl4jContender.Shipped(),
                new Dl4jContender.Avx2(),
                new Dl4jContender.Avx512()));
    Iterator<Contender> others = ServiceLoader.load(Contender.class).iterator();
    boolean more = true;
    while (more) {
      try {
        more = others.hasNext();
        if (more) {
          all.add(others.next());
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        // Its library is not on the class path, and so it is not here. The iterator goes on.
        more = true;
      }
    }
    return all;
  }

  /** The contender of this id. */
  public static Optional<Contender> find(String id) {
    return all().stream().filter(contender -> contender.id().equals(id)).findFirst();
  }

  /** Whether the contender is this project's own. */
  public static boolean isOurs(String id) {
    return id.startsWith("from-scratch");
  }

  /** Whether the contender is another library, which {@code --peers} asks for. */
  public static boolean isPeer(String id) {
    return !isOurs(id) && !id.startsWith("dl4j");
  }
}
