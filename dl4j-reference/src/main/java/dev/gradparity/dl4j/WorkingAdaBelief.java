package dev.gradparity.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdaBeliefUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AdaBelief;

/**
 * The library's AdaBelief with a state that it can be given. The library's own flattens the state
 * and then asks it for a second axis, which throws in the first {@code fit}; the updater behind it
 * needs a row. Its formula is the library's.
 */
final class WorkingAdaBelief extends AdaBelief {

  private static final long serialVersionUID = 1L;

  WorkingAdaBelief(double beta1, double beta2, double epsilon) {
    super(Double.NaN, beta1, beta2, epsilon);
  }

  @Override
  public GradientUpdater<?> instantiate(INDArray state, boolean initialize) {
    AdaBeliefUpdater updater = new AdaBeliefUpdater(this);
    INDArray row = state.reshape(1, state.length());
    updater.setStateViewArray(row, new long[] {1, state.length() / 2}, 'c', initialize);
    return updater;
  }

  @Override
  public AdaBelief clone() {
    WorkingAdaBelief clone = new WorkingAdaBelief(getBeta1(), getBeta2(), getEpsilon());
    clone.setLrAndSchedule(getLearningRate(), getLearningRateSchedule());
    return clone;
  }
}
