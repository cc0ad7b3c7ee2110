/**
 * Cases of small integers, on which floating point is exact: whoever rounds anywhere, or adds a
 * term too many, differs in the last bit.
 */
package dev.gradparity.comparison.exact;
