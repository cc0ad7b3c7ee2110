package dev.gradparity.porting;

import dev.gradparity.testkit.Computed;
import dev.gradparity.testkit.Given;

/**
 * One thing done in three ways, which the judge finds equal. The sources of the three methods hold
 * the snippets of the guide, between {@code // [from-scratch]}, {@code // [dl4j]}, {@code //
 * [nd4j]} and {@code // [end]}.
 */
interface Equivalent {

  /** What is done, such as {@code dW = X^T.dZ}. */
  String title();

  /** The network and the minibatch that show it. */
  default Setting setting() {
    return Setting.CLASSIFIER;
  }

  /** By hand, with the classes of from-scratch. */
  Computed fromScratch(Given given);

  /** By a MultiLayerNetwork. */
  Computed dl4j(Given given);

  /** By operations on arrays. */
  Computed nd4j(Given given);
}
