/** What was measured, as data: what {@code performance.json} says. */
package dev.gradparity.benchmarks.performance;
