package dev.gradparity.comparison;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.util.List;
import java.util.Optional;

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

    /** One that is named after its minibatch. */
    public Gradient(NetworkSpec spec, ParameterValues parameters, Examples batch) {
      this("gradient, batch " + spec.examples(batch.count()), spec, parameters, batch);
    }

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
   * @param batchSize the rows of a minibatch, whole sequences of them; an epoch's last one is short
   *     where it must be
   * @param steps at least 1
   * @param before what another training left behind that this one goes on from; steps count from 1
   *     all the same
   */
  record Training(
      String name,
      NetworkSpec spec,
      ParameterValues parameters,
      Examples examples,
      int batchSize,
      int steps,
      Optional<UpdaterState> before)
      implements Case {

    @Override
    public Examples data() {
      return examples;
    }

    /** A training from the beginning. */
    public Training(
        String name,
        NetworkSpec spec,
        ParameterValues parameters,
        Examples examples,
        int batchSize,
        int steps) {
      this(name, spec, parameters, examples, batchSize, steps, Optional.empty());
    }

    /** Its first steps, or all where it has no more. */
    public Training upTo(int lastStep) {
      return lastStep >= steps ? this : withSteps(lastStep);
    }

    /** The order of the examples in each epoch that the steps reach. */
    public List<int[]> epochOrders() {
      return TrainingOrder.epochs(this);
    }

    /** The epoch of a step, from 0; steps count from 1. */
    public int epochOf(int step) {
      return epochsBefore() + (step - 1) / TrainingOrder.stepsPerEpoch(examples.count(), batchSize);
    }

    private int epochsBefore() {
      return before.map(UpdaterState::epochs).orElse(0);
    }

    /** The steps that were made before the first. */
    public int stepsBefore() {
      return before.map(UpdaterState::iterations).orElse(0);
    }

    /** The same of another number of steps. */
    Training withSteps(int other) {
      return new Training(name, spec, parameters, examples, batchSize, other, before);
    }

    /** The same of another network with the same parameters. */
    public Training withSpec(NetworkSpec other) {
      return new Training(name, other, parameters, examples, batchSize, steps, before);
    }
  }
}
