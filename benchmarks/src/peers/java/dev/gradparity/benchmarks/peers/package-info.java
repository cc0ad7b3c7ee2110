/**
 * Other libraries as contenders, each called the way that is fastest for it. Loading is left to the
 * first runner: a library that is not here or does not fit this machine is an {@link
 * java.lang.IllegalStateException} then, and nothing before.
 */
package dev.gradparity.benchmarks.peers;
