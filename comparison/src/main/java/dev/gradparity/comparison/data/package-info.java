/** Tables of numbers and what becomes of them before they are examples. */
package dev.gradparity.comparison.data;
