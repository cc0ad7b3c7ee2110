package dev.gradparity.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What Linux says about the processor; other systems say nothing here. */
public final class Machine {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Path LAST_CACHE = Path.of("/sys/devices/system/cpu/cpu0/cache/index3/size");

  private Machine() {}

  /** The processor's name, or "unknown". */
  public static String cpuModel() {
    return cpuInfo("model name").orElse("unknown");
  }

  /** What the processor can do, in Linux' words; empty if unknown. */
  public static Set<String> cpuFlags() {
    return new TreeSet<>(List.of(cpuInfo("flags").orElse("").split(" ")));
  }

  /** The size of the last cache in bytes, if it is known. */
  public static Optional<Long> lastCache() {
    try {
      String size = Files.readString(LAST_CACHE).strip();
      return size.endsWith("K")
          ? Optional.of(Long.parseLong(size.substring(0, size.length() - 1)) << 10)
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The value of the first line of this name. */
  private static Optional<String> cpuInfo(String name) {
    try {
      return Files.readAllLines(CPU_INFO).stream()
          .map(line -> line.split("\\s*:\\s*", 2))
          .filter(parts -> parts.length == 2 && parts[0].equals(name))
          .map(parts -> parts[1])
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
