/**
 * Writes a network as a project of its own: the same in plain Java and in Deeplearning4j, the
 * mapping of the parameters, and a test that proves both equal.
 */
package dev.gradparity.comparison.port;
