/**
 * Random networks over everything that a specification can say: drawn, judged in processes of their
 * own, shrunk where they fail, and counted.
 */
package dev.gradparity.comparison.sweep;
