/**
 * Plots as SVG: data in, text out. Colours are classes, so that a page decides what they are in
 * light and dark; the same data give the same bytes.
 */
package dev.gradparity.comparison.plot;
