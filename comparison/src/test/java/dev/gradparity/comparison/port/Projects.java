package dev.gradparity.comparison.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.gradparity.comparison.CaseFactory;
import dev.gradparity.spec.NetworkSpec;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Written projects, compiled in one go against this test's class path, and their own tests. */
record Projects(Path root) {

  /** Writes a project and returns its folder. */
  Path write(NetworkSpec spec, String folder) {
    return write(
        new Port(spec, CaseFactory.initialParameters(spec), Optional.empty(), "1"), folder);
  }

  /** The same under a label mask of these columns. */
  Path write(NetworkSpec spec, int maskColumns, String folder) {
    return write(
        new Port(spec, maskColumns, CaseFactory.initialParameters(spec), Optional.empty(), "1"),
        folder);
  }

  Path write(Port port, String folder) {
    Path project = root.resolve(folder);
    port.write(project);
    return project;
  }

  private Path classes() {
    return root.resolve("classes");
  }

  /** Compiles these projects; a warning fails. */
  void compile(List<Path> projects) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path project : projects) {
      try (Stream<Path> files = Files.walk(project)) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    Files.createDirectories(classes());
    List<String> options =
        List.of(
            "-d",
            classes().toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-proc:none",
            "-Xlint:all,-path,-processing,-classfile",
            "-Werror");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertEquals("", messages.toString());
      assertEquals(true, compiled);
    }
  }

  private static String packageName(Path project) throws IOException {
    try (Stream<Path> files = Files.walk(project.resolve("src/test/java"))) {
      Path test = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      return "ported." + test.getParent().getFileName();
    }
  }

  private URL[] places(Path project) throws IOException {
    return new URL[] {classes().toUri().toURL(), project.toUri().toURL()};
  }

  /** Has the library save the network that a project's class builds. */
  void saveModel(Path project, Path file) throws IOException, ReflectiveOperationException {
    saveModel(project, file, net -> {});
  }

  /** The same after something was done to it. */
  void saveModel(Path project, Path file, Consumer<MultiLayerNetwork> before)
      throws IOException, ReflectiveOperationException {
    try (URLClassLoader loader = new URLClassLoader(places(project), getClass().getClassLoader())) {
      Class<?> parameters = loader.loadClass(packageName(project) + ".Parameters");
      Method read = parameters.getDeclaredMethod("read");
      read.setAccessible(true);
      Method build =
          loader
              .loadClass(packageName(project) + ".NetworkInDl4j")
              .getDeclaredMethod("network", parameters);
      build.setAccessible(true);
      MultiLayerNetwork network = (MultiLayerNetwork) build.invoke(null, read.invoke(null));
      before.accept(network);
      ModelSerializer.writeModel(network, file.toFile(), true);
    }
  }

  /** Runs the test of a project that was compiled, all of whose so many tests must pass. */
  void assertPasses(Path project, String network, int tests)
      throws IOException, ReflectiveOperationException {
    TestExecutionSummary summary = test(project);

    summary
        .getFailures()
        .forEach(
            failure -> {
              throw new AssertionError(network, failure.getException());
            });
    assertEquals(tests, summary.getTestsSucceededCount());
  }

  /** Runs the test of a project that was compiled. */
  TestExecutionSummary test(Path project) throws IOException, ReflectiveOperationException {
    String name = packageName(project) + ".ParityTest";
    URL[] places = places(project);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(places, getClass().getClassLoader())) {
      thread.setContextClassLoader(loader);
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      Launcher launcher = LauncherFactory.create();
      launcher.execute(
          LauncherDiscoveryRequestBuilder.request()
              .selectors(selectClass(loader.loadClass(name)))
              // In this thread, whose class loader finds the project's resources.
              .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
              .build(),
          listener);
      return listener.getSummary();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
