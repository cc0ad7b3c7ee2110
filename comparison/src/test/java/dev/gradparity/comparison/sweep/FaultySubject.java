package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.Subject;
import dev.gradparity.spec.ActivationKind;
import java.util.List;

/** From scratch, but for one line. */
record FaultySubject(Fault fault) implements Subject {

  /** The line. */
  enum Fault {
    /** db as a mean over the examples: needs two. */
    MEAN_OF_BIAS,
    /** The loss leaves the penalty out: needs one. */
    LOSS_WITHOUT_PENALTY,
    /** tanh's derivative is 1 - tanh: needs a tanh. */
    WRONG_TANH,
    /** The last unit of layer 2 forgets its bias after a step: needs training and two layers. */
    FROZEN_BIAS
  }

  @Override
  public String name() {
    return "faulty";
  }

  @Override
  public Observation observe(Case task) {
    Observation right = Samples.fromScratch().observe(task);
    List<ObservedTensor> tensors =
        right.tensors().stream().map(tensor -> broken(task, tensor)).toList();
    return new Observation(name(), tensors);
  }

  private ObservedTensor broken(Case task, ObservedTensor tensor) {
    Quantity quantity = tensor.name().quantity();
    double[] values = tensor.values().clone();
    switch (fault) {
      case MEAN_OF_BIAS -> {
        if (quantity == Quantity.D_BIAS && task instanceof Case.Gradient gradient) {
          for (int k = 0; k < values.length; k++) {
            values[k] /= gradient.batch().count();
          }
        }
      }
      case LOSS_WITHOUT_PENALTY -> {
        if (quantity == Quantity.LOSS) {
          for (double[] weights : task.parameters().weights()) {
            for (double w : weights) {
              values[0] -= task.spec().regularisation().weights().l2() / 2 * w * w;
            }
          }
        }
      }
      case WRONG_TANH -> {
        int layer = tensor.name().layer();
        if (quantity == Quantity.D_PRE_ACTIVATION
            && task.spec().layer(layer).activation().kind() == ActivationKind.TANH) {
          values[0] *= 1.25;
        }
      }
      case FROZEN_BIAS -> {
        if (quantity == Quantity.BIAS && tensor.name().layer() == 2) {
          values[values.length - 1] = task.parameters().biases().get(1)[values.length - 1];
        }
      }
    }
    return new ObservedTensor(tensor.name(), tensor.shape(), values);
  }
}
