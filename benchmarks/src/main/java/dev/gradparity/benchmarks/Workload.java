package dev.gradparity.benchmarks;

import dev.gradparity.comparison.Case;
import dev.gradparity.spec.DType;
import java.util.Optional;

/** What is timed. */
public sealed interface Workload permits ProductWorkload, AffineWorkload, TrainingWorkload {

  /** Kind and sizes, such as {@code product-nn-512} or {@code train-784-128-10-b32}. */
  String name();

  /**
   * Multiplications and additions of one operation's matrix products; what else there is to compute
   * is not counted.
   */
  double flops();

  /** The workload as a case for the judge; the same data every time. */
  Case task(DType dtype);

  /** What a correct contender computes on the case, computed anew, which takes its time. */
  Expectation expectation(DType dtype);

  /** The workload on this contender; empty if it has no such thing. */
  Optional<Candidate> candidate(Contender contender, DType dtype, int threads);
}
