/** Specification files: JSON in, networks and data out, and a message for whatever is wrong. */
package dev.gradparity.comparison.input;
