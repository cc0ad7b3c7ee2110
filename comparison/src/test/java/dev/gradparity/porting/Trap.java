package dev.gradparity.porting;

import dev.gradparity.testkit.Computed;
import dev.gradparity.testkit.Given;

/**
 * Something that goes wrong in a port, with the lines that do it and those that do not; {@link
 * About} has the words.
 *
 * <p>The sources of {@link #wrong} and {@link #right} hold the snippets of the guide, between
 * {@code // [wrong]}, {@code // [right]} and {@code // [end]}.
 */
interface Trap {

  /** The network and the minibatch that show it. */
  default Setting setting() {
    return Setting.CLASSIFIER;
  }

  /** The port as many write it first. */
  Computed wrong(Given given);

  /** The same, done right. */
  Computed right(Given given);

  /** What the guide says of it. */
  default About about() {
    return getClass().getAnnotation(About.class);
  }
}
