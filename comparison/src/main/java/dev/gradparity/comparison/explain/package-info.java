/**
 * Why two sides do not match: where it begins, who is wrong, and which convention would make it so.
 * Nothing here takes part in a verdict.
 */
package dev.gradparity.comparison.explain;
