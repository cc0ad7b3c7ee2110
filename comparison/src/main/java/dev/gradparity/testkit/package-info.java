/**
 * Assertions for networks written by hand, in the style of AssertJ:
 *
 * <pre>
 * assertThatGradientsOf(myNetwork).on(spec, x, y).matchDl4j();
 * </pre>
 */
package dev.gradparity.testkit;
