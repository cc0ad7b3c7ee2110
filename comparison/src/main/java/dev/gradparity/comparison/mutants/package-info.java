/**
 * The judge on trial: a plain network of its own, correct as it stands, and faults seeded into it
 * one at a time. The judge has to find each, where it is, and nothing in the network without one.
 */
package dev.gradparity.comparison.mutants;
