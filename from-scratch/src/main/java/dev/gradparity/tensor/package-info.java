/** Storage of numbers in rows and columns, and the shapes above it. No arithmetic, no policy. */
package dev.gradparity.tensor;
