package dev.gradparity.benchmarks.performance;

import dev.gradparity.benchmarks.performance.Performance.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Whether the times of two runs say anything about each other. */
public final class Comparability {

  /** Without these being equal, it is another machine. */
  private static final List<String> MACHINE =
      List.of("cpu", "cpuFlags", "processors", "lastCacheBytes", "arch");

  /** Differs from run to run, and is no reason for anything. */
  private static final String LOAD = "loadAverage";

  private Comparability() {}

  /** Why the machine is another; empty if it is the same. */
  public static List<String> otherMachine(Map<String, String> one, Map<String, String> other) {
    return differences(one, other, MACHINE);
  }

  /** Why what ran is something else, on whatever machine; empty if it is the same. */
  public static List<String> otherSoftware(Map<String, String> one, Map<String, String> other) {
    TreeSet<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    keys.removeAll(MACHINE);
    keys.remove(LOAD);
    return differences(one, other, List.copyOf(keys));
  }

  /** Why the times are of another kind; empty if they are of the same. */
  public static List<String> otherMethod(Method one, Method other) {
    String was = method(one);
    String is = method(other);
    return was.equals(is) ? List.of() : List.of(difference("JMH's iterations", was, is));
  }

  private static String method(Method method) {
    return "%d x %d ms after %d x %d ms and up to %d ms for the compiler"
        .formatted(
            method.iterations(),
            method.milliseconds(),
            method.warmupIterations(),
            method.warmupMilliseconds(),
            method.settlingMilliseconds());
  }

  private static List<String> differences(
      Map<String, String> one, Map<String, String> other, List<String> keys) {
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      String was = one.getOrDefault(key, "unknown");
      String is = other.getOrDefault(key, "unknown");
      if (!was.equals(is)) {
        differences.add(difference(key, was, is));
      }
    }
    return differences;
  }

  private static String difference(String key, String was, String is) {
    return "%s: %s, then %s".formatted(key, was, is);
  }
}
