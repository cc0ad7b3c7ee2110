package dev.gradparity.dl4j;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
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

  /**
   * Puts the library's updater of the same numbers into a network's configuration, for files that
   * the library is to read. What the network's updater has instantiated stays.
   */
  static void hideIn(MultiLayerNetwork network) {
    for (Layer layer : network.getLayers()) {
      if (layer.conf().getLayer() instanceof BaseLayer configuration
          && configuration.getIUpdater() instanceof WorkingAdaBelief working) {
        configuration.setIUpdater(working.ofLibrary());
      }
    }
  }

  private AdaBelief ofLibrary() {
    AdaBelief plain = new AdaBelief(Double.NaN, getBeta1(), getBeta2(), getEpsilon());
    plain.setLrAndSchedule(getLearningRate(), getLearningRateSchedule());
    return plain;
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
