package dev.gradparity.comparison;

import dev.gradparity.spec.DType;

/**
 * A subject that could not compute a case. Nothing was said about it there.
 *
 * @param caseName network and task
 * @param dtype the format
 * @param subject its name
 * @param reason a sentence: what it lacks
 */
public record Absence(String caseName, DType dtype, String subject, String reason) {}
