package dev.gradparity.comparison;

import java.util.function.UnaryOperator;

/**
 * A subject whose observation of one tensor is another.
 *
 * @param subject what computes the rest
 * @param tensor where the fault is
 * @param fault what becomes of the tensor's numbers
 */
record Planted(Subject subject, TensorName tensor, UnaryOperator<double[]> fault)
    implements Subject {

  @Override
  public String name() {
    return subject.name();
  }

  @Override
  public Origin origin() {
    return subject.origin();
  }

  @Override
  public Observation observe(Case task) {
    return Samples.altered(subject.observe(task), tensor, fault);
  }
}
