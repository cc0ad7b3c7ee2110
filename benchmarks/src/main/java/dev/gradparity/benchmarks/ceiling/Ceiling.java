package dev.gradparity.benchmarks.ceiling;

import dev.gradparity.benchmarks.Machine;
import dev.gradparity.spec.DType;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the machine can do at best, by format and number of threads. Measured in a JVM of its own,
 * and repeated in every round: a best figure only grows.
 *
 * @param figures such as {@code float32/2}, in floating-point operations per second, and {@code
 *     memory/2}, in bytes per second
 */
public record Ceiling(Map<String, Double> figures) {

  private static final String MEMORY = "memory";
  private static final long USUAL_CACHE = 32L << 20;

  /** Copies the map. */
  public Ceiling {
    figures = Map.copyOf(figures);
  }

  /** Nothing measured. */
  public static Ceiling unknown() {
    return new Ceiling(Map.of());
  }

  /** Measures on one thread and on this many, and leaves the figures in a file. */
  public static void main(String[] args) throws IOException {
    int all = Integer.parseInt(args[0]);
    Properties properties = new Properties();
    measure(all).figures.forEach((key, value) -> properties.put(key, String.valueOf(value)));
    try (Writer out = Files.newBufferedWriter(Path.of(args[1]))) {
      properties.store(out, null);
    }
  }

  private static Ceiling measure(int all) {
    Map<String, Double> figures = new TreeMap<>();
    for (int threads : all == 1 ? new int[] {1} : new int[] {1, all}) {
      figures.put(key(DType.FLOAT32.specName(), threads), Rate.best(threads, Tile32::new));
      figures.put(key(DType.FLOAT64.specName(), threads), Rate.best(threads, Tile64::new));
      int length = triadBytes() / Double.BYTES / threads;
      figures.put(key(MEMORY, threads), Rate.best(threads, () -> new Triad(length)));
    }
    return new Ceiling(figures);
  }

  /** Of one array: four times the last cache, if memory allows. */
  private static int triadBytes() {
    long wanted = 4 * Machine.lastCache().orElse(USUAL_CACHE);
    return (int) Math.min(Math.min(wanted, Runtime.getRuntime().maxMemory() / 8), 1L << 30);
  }

  private static String key(String what, int threads) {
    return what + "/" + threads;
  }

  /** Reads what {@link #main} left. */
  public static Ceiling load(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    Map<String, Double> figures = new TreeMap<>();
    properties.forEach(
        (key, value) -> figures.put((String) key, Double.parseDouble((String) value)));
    return new Ceiling(figures);
  }

  /** The better of both, figure by figure. */
  public Ceiling or(Ceiling other) {
    Map<String, Double> better = new TreeMap<>(figures);
    other.figures.forEach((key, value) -> better.merge(key, value, Math::max));
    return new Ceiling(better);
  }

  /** Floating-point operations per second; NaN if they were not measured. */
  public double flops(DType dtype, int threads) {
    return figures.getOrDefault(key(dtype.specName(), threads), Double.NaN);
  }

  /** Bytes per second from and to memory; NaN if they were not measured. */
  public double bandwidth(int threads) {
    return figures.getOrDefault(key(MEMORY, threads), Double.NaN);
  }
}
