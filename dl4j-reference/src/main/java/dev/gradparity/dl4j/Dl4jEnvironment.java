package dev.gradparity.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The library that is really loaded, as it describes itself.
 *
 * @param dl4jVersion Deeplearning4j's release, or "unknown"
 * @param nd4jVersion ND4J's release, or "unknown"
 * @param backend where ND4J computes, such as "CPU"
 * @param nativeLibrary the jar that the native library came from, or "unknown"
 * @param nativeBuild the compiler and options that the native library names
 * @param instructions the instruction set that the native library was built for
 * @param bestInstructions the widest build that this processor could run
 * @param blasVendor such as "OPENBLAS"
 * @param blasLibrary the jar that the BLAS came from, or "unknown"
 * @param blasThreads the most threads that a BLAS call may use
 * @param operationThreads the most threads that ND4J's own operations may use
 */
public record Dl4jEnvironment(
    String dl4jVersion,
    String nd4jVersion,
    String backend,
    String nativeLibrary,
    String nativeBuild,
    String instructions,
    String bestInstructions,
    String blasVendor,
    String blasLibrary,
    int blasThreads,
    int operationThreads) {

  private static final String UNKNOWN = "unknown";

  /**
   * Loads ND4J, which takes a second or more the first time, and asks it what it is.
   *
   * @throws NativeLibraryMissingException if that fails
   */
  public static Dl4jEnvironment load() {
    NativeLibrary.require();
    Properties properties = Nd4j.getExecutioner().getEnvironmentInformation();
    NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
    return new Dl4jEnvironment(
        version(MultiLayerNetwork.class, "org.deeplearning4j/deeplearning4j-nn"),
        version(Nd4j.class, "org.nd4j/nd4j-api"),
        properties.getProperty("backend", UNKNOWN),
        jarOf("jnind4jcpu"),
        String.join(", ", operations.buildInfo().strip().lines().toList()),
        instructions(operations.binaryLevel()),
        instructions(operations.optimalLevel()),
        Nd4j.factory().blas().getBlasVendor().name(),
        jarOf("jniopenblas"),
        Nd4j.factory().blas().getMaxThreads(),
        operations.ompGetMaxThreads());
  }

  /** The version in Maven's record of the jar; it survives where a manifest is merged away. */
  private static String version(Class<?> inside, String coordinates) {
    String resource = "/META-INF/maven/" + coordinates + "/pom.properties";
    try (InputStream in = inside.getResourceAsStream(resource)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", UNKNOWN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JavaCPP unpacks a library below a directory named like the jar it came from. */
  private static String jarOf(String library) {
    String file = Loader.getLoadedLibraries().get(library);
    if (file != null) {
      for (Path part : Path.of(file)) {
        if (part.toString().endsWith(".jar")) {
          return part.toString();
        }
      }
    }
    return UNKNOWN;
  }

  private static String instructions(int level) {
    return switch (level) {
      case 0, 1 -> "generic";
      case 2 -> "AVX2";
      case 3 -> "AVX-512";
      default -> "level " + level;
    };
  }
}
