/**
 * The judge: a case goes to two subjects, their observations go to the comparator, and out comes a
 * verdict on every tensor.
 */
package dev.gradparity.comparison;
