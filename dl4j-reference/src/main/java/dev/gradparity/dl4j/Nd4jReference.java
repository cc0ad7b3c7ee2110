package dev.gradparity.dl4j;

import dev.gradparity.spec.ParameterValues;
import java.util.List;
import java.util.function.Consumer;

/**
 * A specification's network on ND4J without Deeplearning4j's layers. It shows every intermediate
 * tensor.
 *
 * <p>Arrays are row-major, layers count from 1 and lie at index 0 of their lists. Values that come
 * in are rounded to the network's format; values that go out are widened exactly. An instance
 * belongs to one thread at a time.
 */
public sealed interface Nd4jReference permits SameDiffNetwork, Nd4jNetwork {

  /**
   * Copies parameters in. The updater keeps its state.
   *
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  void setParameters(ParameterValues parameters);

  /**
   * Forward and backward over one minibatch; parameters and updater stay as they are.
   *
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  Nd4jGradients gradients(Dl4jExamples batch);

  /**
   * Takes training steps. The updater's state carries on from one call to the next.
   *
   * @param batchSize the examples of a minibatch; an epoch's last one may be short
   * @param epochOrders for each epoch the rows of x and y in the order of their use, each from 0 to
   *     examples - 1
   * @param steps the number of minibatches; may end within an epoch
   * @param listener called after every step
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  void train(
      Dl4jExamples all,
      int batchSize,
      List<int[]> epochOrders,
      int steps,
      Consumer<Dl4jStep> listener);
}
