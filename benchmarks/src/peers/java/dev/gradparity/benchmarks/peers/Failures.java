package dev.gradparity.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;

/** Turns what a library throws while it loads into one sentence. */
final class Failures {

  private Failures() {}

  /** Says what cannot be loaded here, why, and what would help. */
  static IllegalStateException cannotLoad(String what, Throwable failure, String remedy) {
    return new IllegalStateException(
        "%s cannot be loaded on %s %s (%s): %s"
            .formatted(
                what,
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                innermostMessage(failure),
                remedy),
        failure);
  }

  private static String innermostMessage(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = failure; t != null && !chain.contains(t); t = t.getCause()) {
      chain.add(0, t);
    }
    return chain.stream()
        .map(Throwable::getMessage)
        .filter(message -> message != null && !message.isBlank())
        .map(message -> message.lines().findFirst().orElseThrow())
        .findFirst()
        .orElse(failure.getClass().getSimpleName());
  }
}
