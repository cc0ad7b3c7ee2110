package dev.gradparity.benchmarks;

import java.util.Optional;

/** A contender that also has the affine layer by itself. */
public interface AffineContender extends Contender {

  /**
   * The layer, ready to run on this many threads; empty if it cannot run on as many.
   *
   * @param task the operands
   * @param threads at least 1
   */
  Optional<AffineRunner> affine(AffineTask task, int threads);
}
