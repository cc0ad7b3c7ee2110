package dev.gradparity.benchmarks.harness;

import dev.gradparity.benchmarks.Workload;
import dev.gradparity.spec.DType;

/**
 * What the contenders compete at.
 *
 * @param workload what is computed
 * @param dtype in which format
 * @param threads on how many threads
 */
public record Setting(Workload workload, DType dtype, int threads) {}
