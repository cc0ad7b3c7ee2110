/** Plans a run, starts its JVMs, and gathers what they say. */
package dev.gradparity.benchmarks.harness;
