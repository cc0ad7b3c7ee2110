package dev.gradparity.comparison;

/**
 * What a side does otherwise, found out by doing it likewise: then every tensor that it shows is
 * within its certain bound.
 *
 * @param id a short name that does not change, such as {@code sum-for-mean}
 * @param sentence what it does, and in which tensors it shows
 * @param fix the line that puts it right, in words and in the idiom of common libraries
 */
public record Convention(String id, String sentence, String fix) {}
