package dev.gradparity.comparison.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A real browser, where there is one. */
public final class Browser {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Path program;
  private final Path folder;

  private Browser(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** Ends the test as skipped where no browser is installed. */
  public static Browser orSkip(Path folder) {
    Optional<Path> program = find();
    assumeTrue(program.isPresent(), "no Chromium or Chrome on the PATH to open the page with");
    return new Browser(program.orElseThrow(), folder);
  }

  private static Optional<Path> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What the browser made of a page that it had nothing to complain about. */
  public Document open(String html) throws IOException, InterruptedException {
    Path page = Files.writeString(folder.resolve("page.html"), html);
    Path dom = folder.resolve("dom.html");
    Path log = folder.resolve("log.txt");
    List<String> words =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                page.toUri().toString()));
    Process process =
        new ProcessBuilder(words).redirectOutput(dom.toFile()).redirectError(log.toFile()).start();
    try {
      assumeTrue(process.waitFor(60, TimeUnit.SECONDS), "the browser takes a minute to start");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    List<String> complaints =
        Files.readString(log).lines().filter(line -> line.contains(":CONSOLE")).toList();
    assertEquals(List.of(), complaints);
    String seen = Files.readString(dom);
    assumeTrue(!seen.isBlank(), "the browser does not start here: " + Files.readString(log));
    return Jsoup.parse(seen);
  }
}
