/**
 * What a network is, as immutable data: no arithmetic, no library, no file format.
 *
 * <p>Two implementations read this one description; neither sees the other.
 */
package dev.gradparity.spec;
