package dev.gradparity.benchmarks.harness;

/**
 * What is run in one JVM.
 *
 * @param settlingMilliseconds until the compiler rests, at the most
 * @param warmups iterations that are not counted
 * @param warmupMilliseconds of each
 * @param measured iterations that are counted
 * @param milliseconds of each
 */
public record Iterations(
    int settlingMilliseconds,
    int warmups,
    int warmupMilliseconds,
    int measured,
    int milliseconds) {}
