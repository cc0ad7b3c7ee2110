/**
 * What others computed: arrays of an {@code .npz} file, by their names, as cases and observations,
 * and back.
 */
package dev.gradparity.comparison.claims;
