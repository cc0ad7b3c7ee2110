/** All that a network can be made of, each part on a small network, judged for every subject. */
package dev.gradparity.comparison.surface;
