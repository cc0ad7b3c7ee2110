/**
 * Reads what Deeplearning4j saved as a specification and plain arrays, without the library: no
 * class is loaded by a name that a file gives.
 */
package dev.gradparity.comparison.model;
