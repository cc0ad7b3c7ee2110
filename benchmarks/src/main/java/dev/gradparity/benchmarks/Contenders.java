package dev.gradparity.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Who is on the class path. */
public final class Contenders {

  private Contenders() {}

  /** All contenders; none of them has loaded anything yet. */
  public static List<Contender> all() {
    return ServiceLoader.load(Contender.class).stream().map(ServiceLoader.Provider::get).toList();
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
