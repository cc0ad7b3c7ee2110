package dev.gradparity.cli;

import dev.gradparity.dl4j.Dl4jEnvironment;
import dev.gradparity.kernel.Kernels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run runs on.
 *
 * @param kernels of from-scratch
 * @param dl4j the library and its natives, if they are loaded
 * @param startSeconds how long loading took
 */
record Environment(Kernels kernels, Optional<Dl4jEnvironment> dl4j, double startSeconds) {

  /** Loads ND4J, which takes a second or more, and measures that. */
  static Environment load(Kernels kernels) {
    long start = System.nanoTime();
    Dl4jEnvironment dl4j = Dl4jEnvironment.load();
    return new Environment(kernels, Optional.of(dl4j), (System.nanoTime() - start) / 1e9);
  }

  /** For what needs no ND4J, and so runs where it has no native library. */
  static Environment withoutDl4j(Kernels kernels) {
    return new Environment(kernels, Optional.empty(), 0);
  }

  /** Names and values, in display order. */
  Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("gradparity", Version.current());
    map.put("java", System.getProperty("java.runtime.version"));
    map.put("jvm", System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor"));
    map.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    map.put("arch", System.getProperty("os.arch"));
    map.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    map.put("kernels", kernels.description());
    dl4j.ifPresent(loaded -> put(map, loaded));
    return map;
  }

  private static void put(Map<String, String> map, Dl4jEnvironment dl4j) {
    map.put("dl4j", dl4j.dl4jVersion());
    map.put("nd4j", dl4j.nd4jVersion());
    map.put("nd4jBackend", dl4j.backend());
    map.put("nd4jNative", dl4j.nativeLibrary());
    map.put("nd4jBuild", dl4j.nativeBuild());
    map.put("nd4jInstructions", dl4j.instructions());
    map.put("nd4jBestInstructions", dl4j.bestInstructions());
    map.put("blasVendor", dl4j.blasVendor());
    map.put("blasLibrary", dl4j.blasLibrary());
    map.put("blasThreads", String.valueOf(dl4j.blasThreads()));
    map.put("operationThreads", String.valueOf(dl4j.operationThreads()));
  }
}
