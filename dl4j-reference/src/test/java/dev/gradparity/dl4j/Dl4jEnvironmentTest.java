package dev.gradparity.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Dl4jEnvironmentTest {

  @Test
  void whatIsLoadedDescribesItself() {
    Dl4jEnvironment environment = Dl4jEnvironment.load();

    assertTrue(environment.dl4jVersion().startsWith("1."), environment.dl4jVersion());
    assertEquals(environment.dl4jVersion(), environment.nd4jVersion());
    assertEquals("CPU", environment.backend());
    assertEquals("OPENBLAS", environment.blasVendor());
    assertTrue(environment.nativeLibrary().startsWith("nd4j-native-"), environment::toString);
    assertTrue(environment.blasLibrary().startsWith("openblas-"), environment::toString);
    assertTrue(environment.nativeBuild().contains("HAVE_OPENBLAS"), environment::toString);
    assertFalse(environment.nativeBuild().contains("\n"));
    assertTrue(environment.blasThreads() >= 1);
    assertTrue(environment.operationThreads() >= 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.bytedeco.opencv.global.opencv_core",
        "org.bytedeco.ffmpeg.global.avutil",
        "org.bytedeco.hdf5.global.hdf5",
        "org.bytedeco.mkl.global.mkl_rt",
        "org.datavec.api.records.reader.RecordReader",
        "org.deeplearning4j.datasets.fetchers.MnistDataFetcher",
        "org.apache.commons.net.ftp.FTPClient",
        "oshi.SystemInfo",
      })
  void theExcludedLibrariesAreAbsentHere(String name) {
    // The other tests of this module train networks on this very class path.
    assertThrows(
        ClassNotFoundException.class,
        () -> Class.forName(name, false, getClass().getClassLoader()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nd4j-native", "openblas"})
  void withoutANativeLibraryOneSentenceNamesThePlatformAndTheRemedy(String jar)
      throws IOException, InterruptedException {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");

    String twice = outputWithout(jar);

    assertEquals(2, twice.lines().count(), twice);
    for (String line : twice.lines().toList()) {
      assertTrue(
          line.startsWith("ND4J's native library cannot be loaded on " + platform + " ("), line);
      assertTrue(line.contains("nd4j-native and openblas of that platform"), line);
    }
  }

  /** The output of {@link WithoutNatives}, with every jar whose name starts so left out. */
  private static String outputWithout(String jar) throws IOException, InterruptedException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(jar))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.nd4j.log.initialization=false",
                "-cp",
                classPath,
                WithoutNatives.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return output;
  }

  /** Tries to load the library twice, and prints how that fails. */
  static final class WithoutNatives {

    private WithoutNatives() {}

    public static void main(String[] arguments) {
      for (int attempt = 0; attempt < 2; attempt++) {
        try {
          System.out.println(Dl4jEnvironment.load());
        } catch (NativeLibraryMissingException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }
}
