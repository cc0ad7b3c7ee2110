package dev.gradparity.benchmarks;

/** A product that is ready to run. */
public interface ProductRunner extends AutoCloseable {

  /** Computes C once, from operands already in place. */
  void run();

  /** C as it is now, row-major. */
  double[] result();

  @Override
  void close();
}
