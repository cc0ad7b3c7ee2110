/** Who is timed at what; a contender whose numbers disagree is not timed. */
package dev.gradparity.benchmarks;
