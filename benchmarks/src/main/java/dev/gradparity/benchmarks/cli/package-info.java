/** The command {@code bench}. */
package dev.gradparity.benchmarks.cli;
