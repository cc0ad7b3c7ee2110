package dev.gradparity.benchmarks.cli;

import dev.gradparity.benchmarks.Machine;
import dev.gradparity.cli.Version;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run runs on. */
final class RunEnvironment {

  private static final String COMMIT = "gradparity.commit";

  private RunEnvironment() {}

  /** As text, for the file. */
  static Map<String, String> now() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("gradparity", Version.current());
    map.put("commit", System.getProperty(COMMIT, "unknown"));
    map.put("cpu", Machine.cpuModel());
    map.put("cpuFlags", String.join(" ", Machine.cpuFlags()));
    map.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    map.put(
        "loadAverage",
        String.valueOf(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    map.put("lastCacheBytes", Machine.lastCache().map(String::valueOf).orElse("unknown"));
    map.put("java", System.getProperty("java.runtime.version"));
    map.put("jvm", System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor"));
    map.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    map.put("arch", System.getProperty("os.arch"));
    return map;
  }
}
