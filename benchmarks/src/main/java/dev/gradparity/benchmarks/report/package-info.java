/** What was measured, as statistics, as performance.json and on the terminal. */
package dev.gradparity.benchmarks.report;
