package dev.gradparity.dl4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Forward and backward through the layers one by one, because the network as a whole shows no
 * gradient between them. Deeplearning4j's conventions hold: everything is a sum over the batch.
 *
 * @param activations a_1 ... a_L
 * @param epsilons the gradients of x, a_1 ... a_(L-1), x in the shape it was presented in; without
 *     that of x where the library has none
 * @param flatGradient of all parameters, laid out like them
 */
record BackwardWalk(List<INDArray> activations, List<INDArray> epsilons, INDArray flatGradient) {

  /**
   * Walks a network that uses no workspaces. Every array of the result is a copy.
   *
   * @param labelMask null where all labels count
   */
  static BackwardWalk of(
      MultiLayerNetwork network, INDArray features, INDArray labels, INDArray labelMask) {
    LayerWorkspaceMgr heap = LayerWorkspaceMgr.noWorkspaces();
    if (network.getGradientsViewArray() == null) {
      network.initGradientsView();
    }
    network.setInput(features);
    List<INDArray> activations = new ArrayList<>();
    // Inputs stay set: the way back starts from them.
    for (INDArray activation : network.feedForward(true, false)) {
      activations.add(activation.dup());
    }
    ((IOutputLayer) network.getOutputLayer()).setLabels(labels);
    network.setLayerMaskArrays(null, labelMask);

    List<INDArray> epsilons = new ArrayList<>();
    INDArray epsilon = null;
    for (int i = network.getnLayers() - 1; i >= 0; i--) {
      Layer layer = network.getLayer(i);
      epsilon = layer.backpropGradient(epsilon, heap).getSecond();
      InputPreProcessor preProcessor = network.getLayerWiseConfigurations().getInputPreProcess(i);
      if (preProcessor != null) {
        epsilon = preProcessor.backprop(epsilon, (int) features.size(0), heap);
      }
      if (epsilon != null) {
        // The next layer may use this array as scratch space.
        epsilons.add(epsilon.dup());
      }
    }
    Collections.reverse(epsilons);
    network.clearLayersStates();
    return new BackwardWalk(
        activations.subList(1, activations.size()),
        epsilons,
        network.getGradientsViewArray().dup());
  }
}
