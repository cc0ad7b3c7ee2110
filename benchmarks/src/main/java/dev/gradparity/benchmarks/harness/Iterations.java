package dev.gradparity.benchmarks.harness;

/**
 * What JMH does in one JVM.
 *
 * @param warmups iterations that are not counted
 * @param warmupMilliseconds of each
 * @param measured iterations that are counted
 * @param milliseconds of each
 */
public record Iterations(int warmups, int warmupMilliseconds, int measured, int milliseconds) {}
