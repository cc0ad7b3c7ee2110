/** JMH benchmarks. A contender whose numbers disagree is not timed. */
package dev.gradparity.benchmarks;
