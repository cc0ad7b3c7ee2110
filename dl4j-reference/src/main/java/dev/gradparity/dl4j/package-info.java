/**
 * The network of a {@link dev.gradparity.spec.NetworkSpec} in Deeplearning4j on ND4J.
 *
 * <p>Plain arrays in, plain arrays out, row-major; float32 values are widened exactly. The
 * library's own types stay inside, and so do its conventions: {@code Dl4jConventions} is their one
 * home.
 */
package dev.gradparity.dl4j;
