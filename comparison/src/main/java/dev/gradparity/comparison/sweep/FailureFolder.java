package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.html.Show;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of failing networks: a folder each, with what replays it. */
final class FailureFolder {

  private static final String NAME = "failures";
  private static final String README = "README.txt";
  private static final String CRASH = "crash.txt";

  private final Path root;

  FailureFolder(Path report) {
    root = report.resolve(NAME);
  }

  /** Removes what an earlier sweep left; what else may lie there stays. */
  void clear() throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, "[0-9]*")) {
      for (Path folder : folders) {
        for (String file : List.of(NetworkFiles.SPEC, NetworkFiles.ARRAYS, README, CRASH)) {
          Files.deleteIfExists(folder.resolve(file));
        }
      }
    }
  }

  /** The folder of a network, within the report's. */
  static String nameOf(int number) {
    return "%s/%05d".formatted(NAME, number);
  }

  private Path of(int number) {
    return root.resolveSibling(nameOf(number));
  }

  /** Keeps what a worker left that died on a network. */
  void writeCrash(int number, String remains) throws IOException {
    Files.createDirectories(of(number));
    Files.writeString(of(number).resolve(CRASH), remains);
  }

  /**
   * Writes the smallest network that fails.
   *
   * @param claimant the subject whose numbers go with it, so that {@code check} can judge them
   */
  void write(Entry entry, SweepNetwork network, String summary, Subject claimant)
      throws IOException {
    Path folder = of(entry.number());
    String claims;
    try {
      NetworkFiles.write(folder, network, claimant);
      claims = "%s holds what %s computes for it.".formatted(NetworkFiles.ARRAYS, claimant.name());
    } catch (RuntimeException e) {
      NetworkFiles.write(folder, network);
      claims = "%s cannot compute it: %s".formatted(claimant.name(), e);
    }
    Files.writeString(
        folder.resolve(README),
        """
        %s, %s

        %s
        %s
        To replay it:

          %s
        """
            .formatted(
                network.spec().name(),
                entry.outcome().verdictName(),
                summary,
                claims,
                replay(folder)));
  }

  private static String replay(Path folder) {
    return Show.shell(
        List.of(
            "./gradparity",
            "check",
            "--spec",
            folder.resolve(NetworkFiles.SPEC).toString(),
            "--arrays",
            folder.resolve(NetworkFiles.ARRAYS).toString()));
  }
}
