package dev.gradparity.comparison.sweep;

/**
 * What a failing network was shrunk to.
 *
 * @param number the failing network's
 * @param summary what is left of it and how it fails
 * @param folder of its files, within the report's
 */
record Shrunk(int number, String summary, String folder) {}
