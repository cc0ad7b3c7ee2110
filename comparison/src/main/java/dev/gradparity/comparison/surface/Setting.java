package dev.gradparity.comparison.surface;

import dev.gradparity.comparison.Case;

/**
 * One thing that a network may have.
 *
 * @param kind what it is, such as {@code activation}
 * @param name which, as in specifications
 * @param task a small case in which it matters
 */
record Setting(String kind, String name, Case task) {}
