package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Performance.Result;

/**
 * Why a rate is what it is. These are facts of the shapes, of the implementations' sources and of
 * Java, and no measurements: who adds one names what it follows from.
 */
final class Reason {

  /** Rows so few that every element of the other matrix is used no more often than that. */
  private static final int FEW_ROWS = 1;

  /** Columns of a register of 512 bits. */
  private static final int LANES_32 = 16;

  private static final int LANES_64 = 8;

  /** The part of its lanes from which a register counts as filled. */
  private static final double LEAST_FILLED = 0.75;

  /** Multiply-adds from which {@code Product32} hands parts of a product to its helpers. */
  private static final double SHARED = 1 << 21;

  private static final double FLOPS_OF_MULTIPLY_ADD = 2;

  /** Nanoseconds below which what surrounds the multiply-adds shows. */
  private static final double SHORT = 2_000;

  static final String UNKNOWN = "not known";

  private Reason() {}

  /** Why another one is faster at a setting. */
  static String ofLoss(Result ours, String other) {
    String shape = ofShape(ours);
    String library = ofLibrary(ours, other);
    if (shape.equals(UNKNOWN)) {
      return library;
    }
    return library.equals(UNKNOWN) ? shape : library + "; " + shape;
  }

  private static String ofLibrary(Result ours, String other) {
    boolean isBlas = other.startsWith("dl4j") || other.equals("openblas") || other.equals("smile");
    if (isBlas && !Shape.of(ours.workload()).isTraining()) {
      return "OpenBLAS fetches operands ahead of their use by prefetch instructions, which Java does"
          + " not have, and may sum in any order";
    }
    if (other.equals("pytorch")) {
      return "PyTorch's oneDNN and MKL may sum in any order; from-scratch's is defined, a single"
          + " chain over the inner length for each element";
    }
    return UNKNOWN;
  }

  /** What a shape takes away from the ceiling, whoever computes it in from-scratch's order. */
  static String ofShape(Result ours) {
    Shape shape = Shape.of(ours.workload());
    int lanes = ours.dtype().equals("float32") ? LANES_32 : LANES_64;
    double nanoseconds = 1000 * ours.microseconds().value();
    double flops = ours.gflops() * nanoseconds;
    if (shape.rows() <= FEW_ROWS) {
      return shape.isTraining()
          ? "a minibatch of one: each weight is read, and written, for a few operations, and memory"
              + " or a cache sets the pace"
          : "one row: each element of the other matrix is read for a single multiply-add, and memory"
              + " or a cache sets the pace";
    }
    if (shape.updater().equals("adam")) {
      return "Adam's update goes over four arrays as large as the parameters, with a root and a quotient"
          + " each, which do not count as multiply-adds";
    }
    if (nanoseconds < SHORT || (shape.isTraining() && shape.inner() < lanes)) {
      return "so short that calls, checks of shapes and the edges of tiles show beside the multiply-adds";
    }
    if (ours.threads() > 1 && !shape.isTraining() && flops < SHARED * FLOPS_OF_MULTIPLY_ADD) {
      return "too small to be shared: it runs on one thread, against the ceiling of "
          + ours.threads();
    }
    int taken = (shape.columns() + lanes - 1) / lanes * lanes;
    // Of a training step these are the columns of the last layer, which has the fewest operations.
    if (!shape.isTraining() && shape.columns() < LEAST_FILLED * taken) {
      return "%d columns do not fill the %d lanes of the registers that they take, and a chain cannot be"
              .formatted(shape.columns(), taken)
          + " split over the inner length without another order of roundings";
    }
    if (shape.form().equals("nt")) {
      return "the rows of B are its columns in memory: it is copied into panels first";
    }
    return UNKNOWN;
  }
}
