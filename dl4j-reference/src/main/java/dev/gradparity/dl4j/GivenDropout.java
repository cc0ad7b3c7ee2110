package dev.gradparity.dl4j;

import dev.gradparity.spec.DropoutMask;
import dev.gradparity.spec.NetworkSpec;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Inverted dropout by the specification's masks in the place of the library's random ones, where
 * the library asks for it: with the iteration that it counts, and on the way back.
 */
final class GivenDropout implements IDropout {

  private static final long serialVersionUID = 1L;

  private final transient NetworkSpec spec;
  private final int layer;

  /**
   * Of a layer's input.
   *
   * @param layer its number, from 1
   */
  GivenDropout(NetworkSpec spec, int layer) {
    this.spec = spec;
    this.layer = layer;
  }

  /**
   * Puts the library's dropout of the same probabilities into a network's configuration, for files
   * that the library is to read.
   */
  static void hideIn(MultiLayerNetwork network) {
    for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
      Layer configuration = layer.conf().getLayer();
      if (configuration.getIDropout() instanceof GivenDropout given) {
        configuration.setIDropout(new Dropout(given.probability()));
      }
    }
  }

  /** 1 for each element of the layer's input that is retained, else 0; [examples, fan-in]. */
  static INDArray mask(NetworkSpec spec, int layer, int step, int examples) {
    boolean[] retained = DropoutMask.retained(spec, layer, step, examples);
    double[] ones = new double[retained.length];
    for (int k = 0; k < ones.length; k++) {
      ones[k] = retained[k] ? 1 : 0;
    }
    return Dl4jArrays.of(ones, spec.dtype(), examples, spec.fanIn(layer));
  }

  private double probability() {
    return spec.layer(layer).form().dropOut();
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    return result.assign(scaled(input, iteration));
  }

  @Override
  public INDArray backprop(INDArray gradient, INDArray result, int iteration, int epoch) {
    return result.assign(scaled(gradient, iteration));
  }

  private INDArray scaled(INDArray rows, int iteration) {
    double[] values = Dl4jSequences.rows(spec, rows);
    boolean[] retained =
        DropoutMask.retained(spec, layer, iteration, values.length / spec.fanIn(layer));
    for (int k = 0; k < values.length; k++) {
      values[k] = retained[k] ? values[k] / probability() : 0;
    }
    return Dl4jSequences.like(spec, rows, values);
  }

  @Override
  public void clear() {}

  @Override
  public IDropout clone() {
    return new GivenDropout(spec, layer);
  }
}
