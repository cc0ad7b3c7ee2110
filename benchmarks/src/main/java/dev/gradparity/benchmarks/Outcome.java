package dev.gradparity.benchmarks;

import dev.gradparity.comparison.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What came of a judgement, from the JVM that judged to the one that started it, and what the
 * contender showed afterwards.
 *
 * @param status whether the contender may be timed
 * @param description what computed, as the contender says
 * @param reason why it may not be timed; empty if it may
 * @param worstRatio the largest error / bound; NaN if nothing was judged
 * @param bytesPerOperation allocated on Java's heap; NaN unless it has been counted
 * @param fastestMicroseconds of one operation while nothing disturbed it; NaN unless it was timed
 */
public record Outcome(
    Status status,
    String description,
    String reason,
    double worstRatio,
    double bytesPerOperation,
    double fastestMicroseconds) {

  /** What came of it. */
  public enum Status {
    /** It matches. */
    JUDGED,
    /** It does not match. */
    REFUSED,
    /** It has no such workload, or not on as many threads. */
    ABSENT,
    /** It could not be loaded or run. */
    FAILED
  }

  /** Of a contender that computed nothing. */
  public static Outcome without(Status status, String description, String reason) {
    return new Outcome(status, description, reason, Double.NaN, Double.NaN, Double.NaN);
  }

  /** The same, of a contender that took this long undisturbed, and allocated this much. */
  Outcome showing(double microseconds, double bytes) {
    return new Outcome(status, description, reason, worstRatio, bytes, microseconds);
  }

  void save(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("status", status.name());
    properties.setProperty("description", description);
    properties.setProperty("reason", reason);
    properties.setProperty("worstRatio", String.valueOf(worstRatio));
    properties.setProperty("bytesPerOperation", String.valueOf(bytesPerOperation));
    properties.setProperty("fastestMicroseconds", String.valueOf(fastestMicroseconds));
    WholeFile.write(file, out -> properties.store(out, null));
  }

  /** Reads what a JVM left. */
  public static Outcome load(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    return new Outcome(
        Status.valueOf(properties.getProperty("status")),
        properties.getProperty("description"),
        properties.getProperty("reason"),
        Double.parseDouble(properties.getProperty("worstRatio")),
        Double.parseDouble(properties.getProperty("bytesPerOperation")),
        Double.parseDouble(properties.getProperty("fastestMicroseconds")));
  }
}
