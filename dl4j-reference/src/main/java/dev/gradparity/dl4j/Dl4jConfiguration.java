package dev.gradparity.dl4j;

import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/** Builds the network of a specification. */
final class Dl4jConfiguration {

  private Dl4jConfiguration() {}

  /**
   * A network over the given vector of parameters, which it shares and does not initialise: ND4J's
   * random numbers stay out of it, and several networks can learn and watch the same parameters.
   *
   * @param workspaces whether it keeps its scratch arrays in ND4J's workspaces; without, arrays
   *     live on after the call that made them
   */
  static MultiLayerNetwork network(
      NetworkSpec spec, IUpdater updater, WorkspaceMode workspaces, INDArray parameters) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(spec, updater, workspaces));
    network.init(parameters, false);
    return network;
  }

  private static MultiLayerConfiguration configuration(
      NetworkSpec spec, IUpdater updater, WorkspaceMode workspaces) {
    ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(spec.seed())
            .dataType(Dl4jConventions.type(spec.dtype()))
            .miniBatch(Dl4jConventions.miniBatch(spec.reduction()))
            .updater(updater)
            .l2(spec.l2())
            .trainingWorkspaceMode(workspaces)
            .inferenceWorkspaceMode(workspaces)
            .list()
            // A softmax of one output is always 1, and legal; the library would refuse it.
            .validateOutputLayerConfig(false);
    for (int l = 1; l < spec.depth(); l++) {
      LayerSpec layer = spec.layer(l);
      layers.layer(
          new DenseLayer.Builder()
              .nIn(spec.fanIn(l))
              .nOut(layer.units())
              .activation(Dl4jConventions.activation(layer.activation()))
              .build());
    }
    LayerSpec output = spec.layer(spec.depth());
    layers.layer(
        new OutputLayer.Builder()
            .nIn(spec.fanIn(spec.depth()))
            .nOut(output.units())
            .activation(Dl4jConventions.activation(output.activation()))
            .lossFunction(Dl4jLosses.of(spec))
            .build());
    Dl4jConventions.declareInput(layers, spec.input());
    return layers.build();
  }
}
