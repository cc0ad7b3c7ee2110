package dev.gradparity.comparison;

import dev.gradparity.spec.NetworkSpec;
import java.util.List;

/** A network with parameters and data: what subjects compute. */
public sealed interface Case {

  /** What the case does, within its network's name. */
  String name();

  /** The network. */
  NetworkSpec spec();

  /** The parameters to start from. */
  ParameterValues parameters();

  /** Its examples: a minibatch, or all that are trained on. */
  Examples data();

  /**
   * One forward and one backward pass over one minibatch.
   *
   * @param name for reports
   * @param spec the network
   * @param parameters its parameters
   * @param batch the minibatch
   */
  record Gradient(String name, NetworkSpec spec, ParameterValues parameters, Examples batch)
      implements Case {

    @Override
    public Examples data() {
      return batch;
    }
  }

  /**
   * A number of training steps.
   *
   * @param name for reports
   * @param spec the network; its seed orders the examples
   * @param parameters where training starts
   * @param examples all examples
   * @param batchSize of the minibatches; an epoch's last one is short where it must be
   * @param steps at least 1
   */
  record Training(
      String name,
      NetworkSpec spec,
      ParameterValues parameters,
      Examples examples,
      int batchSize,
      int steps)
      implements Case {

    @Override
    public Examples data() {
      return examples;
    }

    /** Its first steps, or all where it has no more. */
    public Training upTo(int lastStep) {
      return lastStep >= steps
          ? this
          : new Training(name, spec, parameters, examples, batchSize, lastStep);
    }

    /** The order of the examples in each epoch that the steps reach. */
    public List<int[]> epochOrders() {
      return TrainingOrder.epochs(spec.seed(), examples.count(), batchSize, steps);
    }

    /** The epoch of a step, from 0; steps count from 1. */
    public int epochOf(int step) {
      return (step - 1) / TrainingOrder.stepsPerEpoch(examples.count(), batchSize);
    }
  }
}
