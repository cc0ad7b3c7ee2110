/**
 * NumPy's archives of arrays, {@code .npz}: a zip archive with one {@code .npy} file per array.
 *
 * <p>The format is that of NumPy's documentation, "numpy.lib.format", versions 1.0, 2.0 and 3.0.
 * Archives come from strangers: nothing is executed, nothing is unpacked to disk, and no memory is
 * taken before the sizes that an entry declares have been checked against each other.
 */
package dev.gradparity.comparison.npz;
